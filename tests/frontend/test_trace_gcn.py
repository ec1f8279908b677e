"""The graph convolutional network, from PyTorch to the interpreter and back."""

import subprocess
import sys

import pytest
import torch
from frontend_golden import GOLDEN, MODELS, listing

from fuseflow import errors
from fuseflow.compiler.parser import parse
from fuseflow.frontend import TracedProgram, trace
from fuseflow.models import MODELS as BUILT_IN
from fuseflow.models import load
from fuseflow.models.gcn import gcn_karate
from fuseflow.tensor import COO, CSC, CSR, DCSR, DENSE

LAYOUTS = {"csr": CSR, "csc": CSC, "coo": COO, "strided": DENSE(2)}


@pytest.fixture(scope="module", params=LAYOUTS)
def case(request):
    module, args = gcn_karate(request.param)
    return request.param, module, args, trace(module, args)


def assert_equal_to_eager(module, args, program, **inputs):
    expected = module(*args).detach()
    got = program.restore(program.evaluate(**inputs))
    torch.testing.assert_close(got, expected, rtol=1e-5, atol=1e-5 * float(expected.abs().max()))


@pytest.mark.parametrize("name", MODELS)
def test_the_text_is_stable(name):
    golden = GOLDEN / f"{name}.ein"
    assert listing(trace(*MODELS[name]())) == golden.read_text(encoding="utf-8"), "see frontend_golden.py"


def test_every_layout_gives_the_same_program(case):
    layout, _, _, program = case
    assert str(program) == (GOLDEN / "gcn_karate.ein").read_text(encoding="utf-8").split("\n\n")[0]
    assert program.formats["adj"] == program.tensors["adj"].format == LAYOUTS[layout]
    assert program.formats["lin1.weight"] == DENSE(2)


def test_the_interpreter_gives_what_pytorch_gives(case):
    _, module, args, program = case
    assert_equal_to_eager(module, args, program)


def test_the_text_is_read_back(case):
    program = case[-1]
    again = parse(str(program))
    assert again == program and program == again and hash(again) == hash(program)
    assert not isinstance(again, TracedProgram)
    assert program != parse(str(program).replace("relu(", "exp("))


def test_names_modules_and_sources():
    program = trace(*gcn_karate())
    bias = program["lin1.add"]
    assert bias.module == "lin1.add"
    file, line = bias.source.rsplit(":", 1)
    with open(file, encoding="utf-8") as f:
        assert "self.lin1(adj @ x)" in f.readlines()[int(line) - 1]
    assert program["mm_1"].module == "mm"


def test_other_data_are_bound_by_argument():
    module, (adj, x) = gcn_karate()
    program = trace(module, (adj, x))
    fewer = torch.tril(adj.to_dense())
    for other in (fewer.to_sparse_csr(), fewer.to_sparse_coo(), fewer):
        inputs = program.bind(other, x * 2)
        assert inputs["adj"].format == CSR and inputs["adj"].nnz == 78
        assert_equal_to_eager(module, (fewer, x * 2), program, **inputs)
    assert_equal_to_eager(module, (fewer, x), program, adj=fewer)
    assert set(program.bind(x=x, adj=adj)) == set(program.inputs)


def test_bound_weights_are_those_of_now():
    module, args = gcn_karate()
    program = trace(module, args)
    before = program.tensors["lin1.weight"].to_dense().copy()
    with torch.no_grad():
        module.lin1.weight += 1
    assert (program.tensors["lin1.weight"].to_dense() == before).all()
    assert_equal_to_eager(module, args, program, **program.bind(*args))


@pytest.mark.parametrize(
    ("args", "error", "code", "words"),
    [
        ((torch.ones(3, 3), torch.ones(34, 34)), errors.SimulationError, "FF-E402", "shape"),
        ((torch.ones(34, 34), [torch.ones(34, 34)]), errors.SimulationError, "FF-E402", "x.0"),
        ((torch.ones(34, 34), 3), errors.SimulationError, "FF-E402", "int"),
        ((torch.ones(34, 34),), errors.FrontendError, "FF-E601", "missing"),
    ],
)
def test_other_arguments_that_do_not_fit(args, error, code, words):
    program = trace(*gcn_karate())
    with pytest.raises(error, match=words) as caught:
        program.bind(*args)
    assert caught.value.code == code


def test_a_missing_result_is_named():
    program = trace(*gcn_karate())
    with pytest.raises(errors.ProgramError, match=r"softmax\.div"):
        program.restore({})


def test_formats_by_name_and_glob():
    module, args = gcn_karate("strided")
    program = trace(module, args, formats={"lin*.weight": DCSR, "lin2.weight": "csc", "adj": "cc"})
    formats = program.formats
    assert (formats["adj"], formats["lin1.weight"], formats["lin2.weight"]) == (DCSR, DCSR, CSC)
    assert program.tensors["adj"].nnz == 156
    assert_equal_to_eager(module, args, program)


@pytest.mark.parametrize(
    ("formats", "code", "words"),
    [
        ({"adjacency": CSR}, "FF-E602", "adj, x, lin1.weight, lin1.bias"),
        ({"lin3.*": CSR}, "FF-E602", "lin3"),
        ({3: CSR}, "FF-E602", "by name"),
        ([("adj", CSR)], "FF-E602", "by name"),
        ({"adj": "c"}, "FF-E002", "rank 1"),
        ({"adj": "xy"}, "FF-E001", "xy"),
        ({"adj": None}, "FF-E001", "adj"),
        ({"adj": "bsr2x2"}, "FF-U005", "blocked"),
    ],
)
def test_wrong_formats(formats, code, words):
    with pytest.raises(errors.FuseflowError) as caught:
        trace(*gcn_karate(), formats=formats)
    assert caught.value.code == code and words in str(caught.value)


def test_the_module_is_not_changed():
    module, args = gcn_karate()
    module.lin1.train()
    parameters = {n: (p, p.detach().clone(), p._version) for n, p in module.named_parameters()}
    attributes = {n: dict(part.__dict__) for n, part in module.named_modules()}
    trace(module, args)
    assert {n: dict(part.__dict__) for n, part in module.named_modules()} == attributes
    assert module.lin1.training and not module.training and not module.lin2.training
    for name, p in module.named_parameters():
        same, values, version = parameters[name]
        assert p is same and p._version == version and torch.equal(p, values) and p.requires_grad


def test_the_random_state_is_not_changed():
    before = torch.get_rng_state()
    trace(*gcn_karate())
    assert torch.equal(torch.get_rng_state(), before)


def test_a_large_adjacency_is_never_dense():
    n = 200_000
    path = torch.arange(n - 1)
    adj = torch.sparse_coo_tensor(torch.stack([path, path + 1]), torch.ones(n - 1), (n, n))
    module = torch.nn.Module()
    module.register_buffer("adj", adj)
    module.forward = lambda x: torch.relu(module.adj @ x)
    program = trace(module, (torch.ones(n, 2),))
    assert program.tensors["adj"].nnz == n - 1


def test_built_in_models():
    assert "gcn" in BUILT_IN and BUILT_IN["gcn"].about
    module, args = load("gcn")(layout="coo")
    assert args[0].layout is torch.sparse_coo and args[0].is_coalesced()
    assert torch.equal(args[0].to_dense(), gcn_karate("csc")[1][0].to_dense())
    with pytest.raises(errors.UsageError, match="gcn") as caught:
        load("gnc")
    assert caught.value.code == "FF-E702"


def test_pytorch_is_imported_by_trace_only():
    code = (
        "import sys, fuseflow.frontend, fuseflow.models; sys.exit('torch' in sys.modules or 'networkx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Small modules: the interpreter on the traced program gives what PyTorch gives, in the module's output structure."""

import pytest
import torch
from frontend_cases import EAGER, SPELLINGS, Inplace, Mixed, Module, SparseWeight, as_layout, dense, matrix
from torch.utils import _pytree as pytree

from fuseflow.compiler.parser import parse
from fuseflow.frontend import trace
from fuseflow.tensor import CSC, DENSE


def check(module, args, kwargs=None, **options):
    """Trace, read the text back, evaluate, compare; the program."""
    kwargs = kwargs or {}
    program = trace(module, args, kwargs, **options)
    assert parse(str(program)) == program
    flags = [part.training for part in module.modules()]
    module.eval()
    with torch.no_grad():
        expected = module(*args, **kwargs)
    for part, flag in zip(module.modules(), flags, strict=True):
        part.training = flag
    got = program.restore(program.evaluate())
    expected_leaves, expected_spec = pytree.tree_flatten(expected)
    leaves, spec = pytree.tree_flatten(got)
    assert spec == expected_spec
    for x, y in zip(leaves, expected_leaves, strict=True):
        if isinstance(y, torch.Tensor):
            y = y.to_dense()
            assert x.dtype == y.dtype and x.layout is torch.strided
            torch.testing.assert_close(x, y, rtol=1e-5, atol=1e-6, equal_nan=True)
        else:
            assert x == y
    return program


@pytest.mark.parametrize("name", EAGER)
def test_equal_to_pytorch(name):
    check(*EAGER[name])


@pytest.mark.parametrize("layout", ["csr", "csc", "coo", "strided"])
@pytest.mark.parametrize("name", ["transposes", "sparse weight, buffer", "normalised by degree"])
def test_equal_to_pytorch_in_every_layout(name, layout):
    module, args = EAGER[name]
    if name.startswith("sparse weight"):
        module = SparseWeight("buffer", layout)
    check(module, tuple(as_layout(x.to_dense(), layout) if x.layout is not torch.strided else x for x in args))


@pytest.mark.parametrize("layout", ["csr", "csc", "coo", "strided"])
@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings_of_a_product(name, layout):
    check(Module(SPELLINGS[name]), (matrix(5, 5, layout=layout), dense(5, 3)))


def test_arguments_by_keyword_nested_and_constant():
    args = ([dense(5, 4), dense(3)], dense(4))
    kwargs = {"factor": 2.0, "graph": {"adj": matrix(4, 4), "name": "g"}, "extra": dense(5, 4)}
    program = check(Mixed(), args, kwargs)
    assert set(program.inputs) == {"xs.0", "xs.1", "graph.adj", "rest.0", "more.extra", "scale"}
    bound = program.bind(*args, **kwargs)
    assert bound["graph.adj"].format == program.formats["graph.adj"]


def test_transposes_are_other_orders_of_indices():
    program = trace(Module(lambda a, x: torch.relu((a.t() @ x).t()).T + x), (matrix(5, 5, layout="csc"), dense(5, 3)))
    assert str(program).splitlines() == [
        "mm[i,j] = sum[k](args.0[k,i] * args.1[k,j])",
        "relu[i,j] = relu(mm[j,i])",
        "add[i,j] = relu[j,i] + args.1[i,j]",
        "output add",
    ]
    assert program.formats["args.0"] == CSC


def test_a_returned_view_needs_no_statement():
    program = check(Module(lambda x, y: (x @ y).t()), (dense(5, 4), dense(4, 3)))
    assert len(program.statements) == 1 and program.outputs == ("mm",)


def test_the_roles_of_a_softmax():
    program = trace(torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Softmax(-1)), (dense(5, 4),))
    assert str(program).splitlines() == [
        "_0.mm[i,j] = sum[k](input[i,k] * _0.weight[j,k])",
        "_0.add[i,j] = _0.mm[i,j] + _0.bias[j]",
        "_1.max[i] = max[j](_0.add[i,j])",
        "_1.sub[i,j] = _0.add[i,j] - _1.max[i]",
        "_1.exp[i,j] = exp(_1.sub[i,j])",
        "_1.sum[i] = sum[j](_1.exp[i,j])",
        "_1.div[i,j] = _1.exp[i,j] / _1.sum[i]",
        "output _1.div",
    ]
    assert program.sources["_0.weight"] == "0.weight" and program["_1.max"].module == "1.max"
    named = trace(torch.nn.Sequential(torch.nn.Linear(4, 3)), (dense(5, 4),), formats={"0.weight": "csc"})
    assert named.formats["_0.weight"] == CSC


def test_a_module_called_twice():
    lin = torch.nn.Linear(4, 4)
    program = check(Module(lambda x: lin(torch.relu(lin(x)))), (dense(5, 4),))
    assert len({s.name for s in program.statements}) == 5


def test_tied_weights():
    net = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Linear(4, 4, bias=False))
    net[1].weight = net[0].weight
    check(net, (dense(5, 4),))


def test_tied_sparse_buffers():
    net = torch.nn.Sequential(SparseWeight("buffer"), torch.nn.Linear(6, 5), SparseWeight("buffer"))
    net[2].weight = net[0].weight
    check(net, (dense(3, 5),))
    assert net[2].weight is net[0].weight and net[0].weight.layout is torch.sparse_csr


@pytest.mark.filterwarnings("ignore:Sparse invariant checks")
def test_stored_zeros_are_stored():
    adj = torch.sparse_csr_tensor(torch.tensor([0, 2, 2]), torch.tensor([0, 1]), torch.tensor([0.0, 3.0]), (2, 2))
    program = trace(Module(torch.matmul), (adj, dense(2, 3)))
    assert program.tensors["args.0"].nnz == 2
    result = program.evaluate()["mm"]
    assert result.pattern().tolist() == [[True] * 3, [False] * 3]
    strided = trace(Module(torch.matmul), (adj.to_dense(), dense(2, 3)), formats={"args.0": "csr"})
    assert strided.tensors["args.0"].nnz == 1


def test_coo_is_coalesced():
    adj = torch.sparse_coo_tensor([[1, 0, 1], [2, 0, 2]], torch.tensor([1.0, 2.0, 3.0]), (2, 3))
    program = check(Module(torch.matmul), (adj, dense(3, 2)))
    assert program.tensors["args.0"].nnz == 2


def test_hybrid_and_batched_layouts():
    hybrid = torch.sparse_coo_tensor([[0, 2]], dense(2, 3), (4, 3))
    assert str(trace(Module(lambda x: x * 2), (hybrid,)).formats["args.0"]) == "cd"
    batch = torch.stack([matrix(4, 4, layout="strided")] * 2).to_sparse_csr(dense_dim=0)
    assert str(trace(Module(lambda x: x * 2), (batch,)).formats["args.0"]) == "ddc"
    program = check(Module(torch.bmm), (batch.to_dense(), dense(2, 4, 3)))
    assert program.formats["args.0"] == DENSE(3)


def test_training_flags_and_dropout():
    net = Inplace().train()
    net.net[1].eval()
    program = check(net, (dense(5, 4),))
    assert net.training and not net.net[1].training and net.net[2].training
    assert [s.name for s in program.statements][:3] == ["net.0.mm", "net.0.add", "net.1.relu"]


def test_sparse_tensors_of_the_module_are_put_back():
    for kind in ("buffer", "parameter", "attribute"):
        module = SparseWeight(kind)
        before = module.weight
        program = trace(module, (dense(3, 5),))
        assert module.weight is before and program.tensors["weight"].nnz == before.values().numel()
        with pytest.raises(Exception, match="FF-E601"):
            trace(module, (dense(3, 4),))
        assert module.weight is before


def test_double_precision_keeps_its_type():
    program = trace(Module(lambda x: x * 2), (dense(3).double(),))
    with pytest.warns(UserWarning):
        assert program.restore(program.evaluate())[0].dtype == torch.float64


def test_a_function_is_a_model():
    def model(x, y=None):
        return x if y is None else x + y

    assert str(trace(model, (dense(3), dense(3)))) == "add[i] = x[i] + y[i]\noutput add"
    assert str(trace(model, dense(3))) == "x.copy[i] = x[i]\noutput x.copy"


def test_names_of_the_language_are_avoided():
    def model(sum, max):  # noqa: A002
        return (sum + max).sum(0)

    program = trace(model, (dense(3, 2), dense(3, 2)), formats={"max": "csr"})
    assert parse(str(program)) == program
    assert set(program.inputs) == {"sum_", "max_"} and str(program.formats["max_"]) == "dc"


def test_unused_operations_and_arguments_are_left_out():
    def model(x, unused):
        unused.cumsum(0)
        return x + 1

    program = trace(model, (dense(3), dense(2)))
    assert list(program.tensors) == ["x"] and len(program.statements) == 1
    assert list(program.bind(dense(3), dense(2))) == ["x"]

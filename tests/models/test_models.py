"""The models of the paper, in every fusion and layout: compiled, they give what PyTorch gives."""

import numpy as np
import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

import fuseflow as ff
from fuseflow.cli.check import FLOOR, TOLERANCE
from fuseflow.compiler import interpreter
from fuseflow.models.gcn import gcn
from fuseflow.models.gpt import gpt, language_model
from fuseflow.models.sae import sae
from fuseflow.models.sage import sage

FUSIONS = ("unfused", "partial", "full")

def with_mask(made, layout: str):
    """A model with its mask stored as the layout says."""
    module, args, _ = made
    return module, args, {"*.mask": {"csr": "dc", "coo": "cc", "strided": "dd"}[layout]}


MODELS = {
    "gcn": lambda layout: (*gcn(layout=layout), None),
    "sage": lambda layout: (*sage(layout=layout), None),
    "sae": lambda layout: (*sae(layout=layout), None),
    "gpt": lambda layout: with_mask(gpt(length=8, dim=8, inner=12), layout),
    "two decoders, a batch": lambda layout: with_mask(gpt(2, length=8, dim=4, inner=6, batch=2), layout),
    "tokens": lambda layout: with_mask(language_model(8, 1, length=8, dim=4, inner=6), layout),
}
CASES = [(name, layout) for name in MODELS for layout in ("strided", "csr", "coo")
         if layout == "csr" or name not in ("two decoders, a batch", "tokens")
         # PyTorch's linear layer takes no COO weight.
         if (name, layout) != ("sae", "coo")]


class NoPyTorch(TorchDispatchMode):
    """Whatever PyTorch is to compute is an error."""

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        raise AssertionError(f"PyTorch computes {func}")


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))
def traced(request):
    name, layout = request.param
    module, args, formats = MODELS[name](layout)
    with torch.no_grad():
        expected = module(*args).numpy()
    return ff.trace(module, args, formats=formats), args, expected


def assert_equal_to_eager(got: np.ndarray, expected: np.ndarray) -> None:
    """Within 1e-4 of the largest magnitude, and of the largest of every row."""
    assert got.shape == expected.shape
    error = np.abs(got - expected)
    assert np.isfinite(error).all() and error.max() <= TOLERANCE * np.abs(expected).max()
    rows = np.abs(expected).max(-1, keepdims=True)
    assert (error <= np.maximum(TOLERANCE * rows, FLOOR * rows.max())).all()


@pytest.mark.parametrize("fuse", FUSIONS)
def test_equal_to_eager(traced, fuse, monkeypatch):
    program, args, expected = traced
    inputs = dict(program.bind(*args))
    compiled = ff.compile(program, schedule=ff.Schedule(fuse=fuse))
    monkeypatch.setattr(interpreter, "evaluate_arrays", None)
    monkeypatch.setattr(interpreter, "_statement", None)
    with NoPyTorch():
        outputs = compiled.simulate(**inputs, statistics=False).outputs
    assert_equal_to_eager(program.restore(outputs).numpy(), expected)


def test_pytorch_is_seen_where_it_computes():
    x = torch.ones(2)
    with pytest.raises(AssertionError, match="aten.add"), NoPyTorch():
        x + 1


def test_every_input_matters():
    """Nothing is left out: another value in any one input gives another result."""
    for name in ("gcn", "sage", "sae", "gpt"):
        module, args, formats = MODELS[name]("csr")
        program = ff.trace(module, args, formats=formats)
        compiled = ff.compile(program, schedule=ff.Schedule(fuse="partial"))
        (before,) = compiled.simulate().outputs.values()
        for key, x in program.tensors.items():
            # The last bias of keys shifts all scores of a row alike.
            if key.endswith(("k.bias", "mask")):
                continue
            coords, values = x.coords()
            other = ff.Tensor.from_coords(x.shape, coords, values * 1.5 + 0.1, x.format, x.fill)
            (after,) = compiled.simulate(**{key: other}).outputs.values()
            assert np.abs(after.to_dense() - before.to_dense()).max() > 1e-6, key


@pytest.mark.parametrize("name", ["gcn", "sage", "sae", "gpt"])
def test_compiled_modules_are_called_like_modules(name):
    module, args, formats = MODELS[name]("csr")
    compiled = ff.compile(module, args=args, formats=formats, schedule=ff.Schedule(fuse="partial"))
    with torch.no_grad():
        assert_equal_to_eager(compiled(*args).numpy(), module(*args).numpy())


REGIONS = {
    "gcn": (8, 2, 1), "sage": (14, 2, 1), "sae": (5, 2, 1),
    # norms 2, q k v and out with biases 8, product, mask, scale, softmax, product 5, sums 2, network 5
    "gpt": (22, 3, 3), "two decoders, a batch": (44, 6, 5),
}
"""Kernels: one for every operation of PyTorch, partial, full."""


@pytest.mark.parametrize("name", REGIONS)
def test_the_fusions_of_the_paper(name):
    module, args, formats = MODELS[name]("csr")
    program = ff.trace(module, args, formats=formats)
    names = {s.name for s in program.statements}
    for fuse, count in zip((module.operations, "partial", "full"), REGIONS[name], strict=True):
        kernels = ff.compile(program, schedule=ff.Schedule(fuse=fuse)).kernels
        # Copies of intermediates in another mode order are kernels, too.
        assert len([k for k in kernels if k.name in names]) == count
        assert sorted(s.name for k in kernels if k.name in names for s in k.statements) == sorted(names)


def test_partial_without_what_the_model_declares():
    """Decoders that say nothing of fusions: no operation more than one by one, in fewer kernels and cycles."""
    module, args, formats = MODELS["tokens"]("csr")
    del module.fusions
    before, after = (ff.compile(module, args=args, formats=formats, schedule=ff.Schedule(fuse=fuse)).simulate()
                     for fuse in ("unfused", "partial"))
    assert sum(k.flops for k in after.kernels) <= sum(k.flops for k in before.kernels)
    assert 2 * len(after.kernels) < len(before.kernels) and 1.5 * after.cycles < before.cycles


def test_decoders_are_fused_across_their_border():
    module, args, formats = MODELS["two decoders, a batch"]("csr")
    program = ff.trace(module, args, formats=formats)
    full = ff.compile(program, schedule=ff.Schedule(fuse="full"))
    border = next(k for k in full.kernels if "layers.0.down.mm" in {s.name for s in k.statements})
    assert "layers.1.attention.q.add" in {s.name for s in border.statements}


@pytest.mark.nightly
@pytest.mark.parametrize("fuse", FUSIONS)
def test_a_decoder_in_rtl(fuse):
    """Every kernel in Verilog, every cycle equal to the simulator's; what leaves the last one equals PyTorch's."""
    module, args, formats = MODELS["gpt"]("csr")
    program = ff.trace(module, args, formats=formats)
    verdict = ff.compile(program, schedule=ff.Schedule(fuse=fuse)).cosim()
    assert verdict.equal and verdict.cycles_rtl == verdict.cycles_sim > 0
    with torch.no_grad():
        assert_equal_to_eager(program.restore(verdict.outputs).numpy(), module(*args).numpy())

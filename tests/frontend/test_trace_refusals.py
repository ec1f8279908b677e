"""What cannot be traced is refused, with its code and the line of the model."""

import traceback

import pytest
import torch
from frontend_cases import REFUSED, Counter, dense

from fuseflow.errors import FrontendError, FuseflowError, Unsupported
from fuseflow.frontend import trace


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_the_line(name, capfd):
    model, args, code, words = REFUSED[name]
    with pytest.raises(FuseflowError) as caught:
        trace(model, args)
    error = caught.value
    assert isinstance(error, Unsupported if code.startswith("FF-U") else FrontendError)
    assert error.code == code and words in error.message and error.hint
    assert "frontend_cases.py:" in error.where and "# HERE" in error.where
    assert "\n" not in error.message and "Traceback" not in str(error)
    assert capfd.readouterr() == ("", "")


def test_the_cause_is_kept_where_it_is_pytorchs():
    model, args, _, _ = REFUSED["wrong shapes"]
    with pytest.raises(FrontendError) as caught:
        trace(model, args)
    assert isinstance(caught.value.__cause__, RuntimeError)
    model, args, _, _ = REFUSED["values"]
    with pytest.raises(FrontendError) as caught:
        trace(model, args)
    assert caught.value.__cause__ is None and len(traceback.format_exception_only(caught.value)) < 10


def test_the_operation_and_its_node_are_named():
    class Inner(torch.nn.Module):
        def forward(self, x):
            return torch.cumsum(x, 0)

    class Outer(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = torch.nn.ModuleList([Inner()])

        def forward(self, x):
            return self.layers[0](x)

    with pytest.raises(Unsupported) as caught:
        trace(Outer(), (dense(3),))
    assert "'aten.cumsum.default'" in str(caught.value) and "FX node 'cumsum' of 'layers.0'" in str(caught.value)
    assert "torch.cumsum(x, 0)" in caught.value.where and "softmax" in caught.value.hint


def test_refused_modules_are_put_back():
    module = Counter().train()
    with pytest.raises(FrontendError):
        trace(module, (dense(4),))
    assert module.training and torch.equal(module.steps, torch.zeros(4))


@pytest.mark.parametrize(
    ("model", "args", "code", "words"),
    [
        (3, (), "FF-E601", "int"),
        (torch.nn.Linear(3, 3), (), "FF-E601", "missing"),
        (torch.nn.Linear(3, 3), (dense(3), dense(3)), "FF-E601", "too many"),
        (lambda x: None, (dense(3),), "FF-E601", "no tensor"),
        (lambda x: {1, 2}, (dense(3),), "FF-E601", "set"),
        (lambda x: x + dense(3), (dense(3),), "FF-E601", "no tensor"),
        (lambda x: x * 1j, (dense(3),), "FF-U010", "1j"),
        (lambda x: x + 1, (torch.arange(3),), "FF-U010", "int64"),
        (lambda x: x + 1, (dense(3).requires_grad_(),), "FF-E606", "requires gradients"),
    ],
)
def test_other_refusals(model, args, code, words):
    with pytest.raises(FuseflowError) as caught:
        trace(model, args)
    assert caught.value.code == code and words in str(caught.value)


def test_an_argument_named_as_a_parameter():
    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.w = torch.nn.Parameter(dense(3))

        def forward(self, w):
            return w + self.w

    with pytest.raises(FrontendError, match="'w' is both"):
        trace(Model(), (dense(3),))

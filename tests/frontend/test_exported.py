"""Programs that PyTorch has exported already."""

import io
import json
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from frontend_cases import as_layout, dense, matrix
from torch import nn

import fuseflow as ff
from fuseflow.cli import main
from fuseflow.errors import FrontendError


class Model(nn.Module):
    """Nested arguments, a constant, parameters and buffers of a submodule that is called m."""

    def __init__(self):
        super().__init__()
        self.m = nn.Linear(4, 3)
        self.register_buffer("shift", dense(3))
        self.register_buffer("factor", dense(3, seed=5), persistent=False)

    def forward(self, adj, xs, *, scale=1.0):
        y = torch.relu(adj @ self.m(xs[0])) * scale + self.shift * self.factor
        return {"y": y + torch.tensor([1.0, 2.0, 3.0]), "same": xs[1], "scale": scale}


def exported(layout="strided", **options):
    torch.manual_seed(0)
    args = as_layout(matrix(5, 5).to_dense(), layout), [dense(5, 4), dense(2)]
    return torch.export.export(Model().eval(), args, {"scale": 2.0}, **options)


def check(program, module, args, kwargs):
    with torch.no_grad():
        expected = module(*args, **kwargs)
    got = program.restore(program.evaluate())
    torch.testing.assert_close(got["y"], expected["y"], rtol=1e-5, atol=1e-6)
    assert torch.equal(got["same"], args[1][1]) and got["scale"] == 2.0


@pytest.mark.parametrize("layout", ["strided", "coo", "csr", "csc"])
def test_example_inputs(layout):
    model = exported(layout)
    program = ff.trace(model)
    check(program, model.module(), *model.example_inputs)
    assert str(program.formats["adj"]) == {"strided": "dd", "coo": "cc", "csr": "dc", "csc": "dc:1,0"}[layout]
    first = program.statements[0]
    assert first.name == "m.mm" and "test_exported.py" in first.source and program.sources["m.weight"] == "m.weight"


def test_compiled_and_called():
    model = exported()
    compiled = ff.compile(model, schedule=ff.Schedule(fuse="full"), formats={"adj": "auto", "m.weight": ff.CSR})
    args, kwargs = model.example_inputs
    other = args[0].T, [args[1][0] + 1, args[1][1]]
    with torch.no_grad():
        expected = model.module()(*other, **kwargs)
    torch.testing.assert_close(compiled(*other, **kwargs)["y"], expected["y"], rtol=1e-5, atol=1e-5)
    assert compiled.program.formats["adj"] == compiled.program.formats["m.weight"] == ff.CSR


def test_saved_and_loaded():
    file = io.BytesIO()
    torch.export.save(exported(strict=True), file)
    file.seek(0)
    model = torch.export.load(file)
    check(ff.trace(model), model.module(), *model.example_inputs)


def test_other_sizes():
    """Where the program was exported for any size, that of the arguments counts."""
    def forward(a, x):
        y = x * 2
        y.relu_()
        return torch.cat([y.view(-1, 2, 2).sum(1), a])

    module = nn.Module()
    module.forward = forward
    n = torch.export.Dim("n")
    model = torch.export.export(module, (dense(3, 2), dense(5, 4)), dynamic_shapes=({0: n}, {}))
    args = dense(7, 2), dense(5, 4)
    program = ff.trace(model, args)
    torch.testing.assert_close(program.restore(program.evaluate()), forward(*args))


def test_on_the_command_line(tmp_path):
    """A file that makes one is a MODEL; it is compared with the exported program."""
    file = tmp_path / "model.py"
    folder = str(Path(__file__).parent)
    file.write_text(f"import sys; sys.path.insert(0, {folder!r})\nfrom test_exported import exported\n"
                    "def build(): return exported(), ()\n")
    result = CliRunner().invoke(main, ["simulate", f"{file}:build", "--check", "--json"])
    assert result.exit_code == 0 and json.loads(result.stdout)["check"]["ok"]


class Counting(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("steps", torch.zeros(4))

    def forward(self, x):
        self.steps += 1
        return x + self.steps


@pytest.mark.parametrize(
    ("args", "kwargs", "words"),
    [((dense(5, 5),), {}, "missing"), ((dense(5, 5), [dense(5, 4), dense(3)]), {"scale": 2.0}, "'xs.1' does not have"),
     ((dense(5, 5), [dense(5, 4), 3]), {"scale": 2.0}, "exported for other arguments")])
def test_other_arguments_are_refused(args, kwargs, words):
    with pytest.raises(FrontendError, match=words) as caught:
        ff.trace(exported(), args, kwargs)
    assert caught.value.code == "FF-E601"


def test_side_effects_are_refused():
    with pytest.raises(FrontendError, match="'steps' in place"):
        ff.trace(torch.export.export(Counting(), (dense(4),)))

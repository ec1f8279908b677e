"""The check of outputs can fail: every kind of corruption is seen."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cli.check import _within_tolerance, check, expected
from fuseflow.cli.model import Model
from fuseflow.program import Compiled


def made(text, formats=None, **inputs):
    program = ff.parse(text)
    tensors = {name: x if isinstance(x, ff.Tensor) else ff.tensor(np.asarray(x, np.float32), "c" * np.ndim(x))
               for name, x in inputs.items()}
    outputs = ff.compile(program, tensors, formats=formats).simulate().outputs
    return Model("m", program, tensors), outputs


@pytest.fixture
def spmm():
    random = np.random.default_rng(0)
    return made("C[i,j] = A[i,k] * B[k,j]", A=random.random((5, 6)) * (random.random((5, 6)) < 0.4),
                B=random.random((6, 4)) * (random.random((6, 4)) < 0.4))


def verdict(model, outputs):
    (comparison,) = check(model, expected(model), outputs)
    return comparison


def changed(x, values):
    return ff.Tensor(x.shape, x.format, x.levels, np.asarray(values, np.float32), x.fill)


def test_right_outputs_pass(spmm):
    assert verdict(*spmm).ok


@pytest.mark.parametrize("wrong", [1.00001, float("nan"), float("inf"), -1.0])
def test_one_wrong_value(spmm, wrong):
    model, outputs = spmm
    values = outputs["C"].values.copy()
    values[3] *= wrong
    found = verdict(model, {"C": changed(outputs["C"], values)})
    assert not found.ok and "C[" in found.reason and found.max_abs_err > 0


def test_error_just_beyond_the_bound_fails_and_within_passes():
    """It is the interpreter's bound that decides, not a loose tolerance."""
    model, outputs = made("Y[i] = A[i] * B[i]", A=[1.5, 1e4], B=[1.5, 3.0])
    y = outputs["Y"]
    bound = 8 * 2.0**-23 * 2.25
    assert verdict(model, {"Y": changed(y, [2.25 + 0.9 * bound, 3e4])}).ok
    assert not verdict(model, {"Y": changed(y, [2.25 + 1.2 * bound, 3e4])}).ok


def test_an_entry_too_few_or_too_many(spmm):
    model, outputs = spmm
    x = outputs["C"]
    coords, values = x.coords()
    few = ff.Tensor.from_coords(x.shape, coords[1:], values[1:], x.format)
    assert "absent, interpreter: stored" in verdict(model, {"C": few}).reason
    free = np.argwhere(~x.pattern())[:1]
    many = ff.Tensor.from_coords(x.shape, np.concatenate([coords, free]), np.append(values, np.float32(0)), x.format)
    assert "stored, interpreter: absent" in verdict(model, {"C": many}).reason


def test_wrong_shape_and_fill(spmm):
    model, outputs = spmm
    x = outputs["C"]
    assert "fill" in verdict(model, {"C": replace(x, fill=1.0)}).reason
    coords, values = x.coords()
    assert "shape" in verdict(model, {"C": ff.Tensor.from_coords((9, 9), coords, values, "cc")}).reason


@pytest.mark.parametrize("format", ["dd", "dc", "cc"])
def test_widened_results(format):
    a = np.diag([1.0, 0.0, 2.0, 0.0])
    model, outputs = made("Y[i,j] = A[i,j] * A[i,j]", formats={"Y": ff.Format(format)}, A=a)
    assert verdict(model, outputs).ok
    if format == "dd":
        values = outputs["Y"].values.copy()
        values[1] = 1e-30
        assert not verdict(model, {"Y": changed(outputs["Y"], values)}).ok


def test_infinities_and_nan():
    a = np.array([3e38, -3e38, 1.0], np.float32)
    model, outputs = made("Y[i] = A[i] * B[i]", A=a, B=np.array([3e38, 3e38, 2.0], np.float32))
    y = outputs["Y"]
    assert np.isinf(y.values[:2]).all() and verdict(model, outputs).ok
    assert not verdict(model, {"Y": changed(y, -y.values)}).ok
    a, b = (ff.tensor(np.array(x, np.float32), "d") for x in ([np.inf, 2.0], [0.0, 1.0]))
    model, outputs = made("Y[i] = A[i] * B[i]", A=a, B=b)
    assert np.isnan(outputs["Y"].values[0]) and verdict(model, outputs).ok
    assert not verdict(model, {"Y": changed(outputs["Y"], [0, *outputs["Y"].values[1:]])}).ok


def test_rank_0():
    model, outputs = made("Y = A[i] * B[i]", A=[1.0, 2.0], B=[3.0, 0.0])
    assert verdict(model, outputs).ok
    assert not verdict(model, {"Y": changed(outputs["Y"], [3.1])}).ok


def test_tolerance_is_per_row():
    """One part in a thousand of a small row is nothing in the whole, and yet wrong."""
    expected = np.array([[1000.0, 2000.0], [1.0, 2.0]])
    assert _within_tolerance("y", expected * (1 + 5e-5), expected).ok
    wrong = _within_tolerance("y", expected + [[0, 0], [0.002, 0]], expected)
    assert not wrong.ok and wrong.max_row_err == pytest.approx(1e-3)
    assert _within_tolerance("y", np.array([[np.nan, np.inf]]), np.array([[np.nan, np.inf]])).ok
    assert not _within_tolerance("y", np.array([[0.0, np.inf]]), np.array([[np.nan, np.inf]])).ok


@pytest.fixture
def corrupted(monkeypatch):
    """Simulations whose outputs have one wrong value."""
    right = Compiled.simulate

    def simulate(self, **options):
        result = right(self, **options)
        for name, x in result.outputs.items():
            values = x.values.copy()
            values[-1] += 0.5
            result.outputs[name] = changed(x, values)
        return result

    monkeypatch.setattr(Compiled, "simulate", simulate)


def test_failing_check_is_exit_1(run, corrupted):
    args = ("simulate", "spmm.ein", "--random", "A=6x5:0.5", "--random", "B=5x3:1")
    assert run(*args).code == 0
    ran = run(*args, "--check")
    assert ran.code == 1 and "check FAILED: C[" in ran.out.splitlines()[-1]
    ran = run(*args, "--check", "--json")
    assert ran.code == 1 and json.loads(ran.out)["check"]["ok"] is False


def test_pytorch_alone_sees_it(run, corrupted, monkeypatch):
    pytest.importorskip("torch")
    monkeypatch.setattr("fuseflow.cli.check.against_interpreter", lambda values, outputs: [])
    ran = run("simulate", "gcn", "--check", "--quiet")
    assert ran.code == 1 and "PyTorch" in ran.out


def test_too_large_for_the_interpreter_is_refused_before_the_simulation(refused, folder, monkeypatch):
    (folder / "cube.ein").write_text("Y[i,j,k] = A[i] * A[j] * A[k]\n")
    monkeypatch.setattr(Compiled, "simulate", None)
    refused("FF-U008", "simulate", "cube.ein", "--random", "A=600:0.01", "--check", "-o", "out")

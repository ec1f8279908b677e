"""Regressions: names that become one identifier, results that are read again, arguments of wrong types."""

from __future__ import annotations

import numpy as np
import pytest

import fuseflow as ff

V = np.arange(1, 5, dtype="float32")


@pytest.mark.parametrize("format", ["d", "c"])
def test_names_that_differ_in_a_dot(format):
    tensors = {"a.b": ff.tensor(V, format), "a_b": ff.tensor(2 * V, format)}
    result = ff.compile(ff.parse("Y[i] = a.b[i] * a_b[i]"), tensors).simulate()
    assert result.outputs["Y"].to_dense().tolist() == [2, 8, 18, 32]


def test_a_chain_of_such_names(tmp_path):
    c = ff.compile(ff.parse("a.b[i] = x[i] * 2\na_b[i] = a.b[i] * 3\noutput a_b"), {"x": ff.tensor(V, "c")})
    assert c.simulate().outputs["a_b"].to_dense().tolist() == [6, 12, 18, 24]
    manifest = c.emit_rtl(tmp_path / "rtl")
    folders = [m["directory"] for m in manifest["kernels"].values()]
    assert len(set(folders)) == 2 and all((tmp_path / "rtl" / f / "manifest.json").exists() for f in folders)


def test_a_copy_does_not_take_the_name_of_a_tensor():
    a = np.arange(6, dtype="float32").reshape(2, 3)
    tensors = {"A": ff.tensor(a, ff.CSR), "B": ff.tensor(a, ff.CSC), "A_10": 10 * a, "B_01": 10 * a}
    c = ff.compile(ff.parse("Y[i,j] = A[i,j] + B[i,j] + A_10[i,j] + B_01[i,j]"), tensors)
    assert c.kernels[0].copies
    assert np.array_equal(c.simulate().outputs["Y"].to_dense(), 22 * a)


def test_a_result_that_is_read_again_is_not_widened():
    a = ff.tensor(np.eye(3, dtype="float32"), ff.CSR)
    program = ff.parse("T[i,j] = A[i,k] * B[k,j]\nY[i,j] = T[i,j] * z[j]\noutput T, Y")
    with pytest.raises(ff.ScheduleError) as error:
        ff.compile(program, {"A": a, "B": a, "z": V[:3]}, formats={"T": ff.DENSE(2)})
    assert error.value.code == "FF-E203"


def test_formats_as_text():
    a = ff.tensor(np.eye(3, dtype="float32"), ff.CSR)
    c = ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), {"A": a, "B": a}, formats={"C": "csr"})
    assert c.simulate().outputs["C"].format == ff.CSR


@pytest.mark.parametrize("call, code", [
    (lambda p, t: ff.compile(p, t, formats=5), "FF-E203"),
    (lambda p, t: ff.compile(p, t, formats={"Y": 7}), "FF-E203"),
    (lambda p, t: ff.compile(p, t, formats={1: "d"}), "FF-E203"),
    (lambda p, t: ff.compile(p, t, schedule="x"), "FF-E201"),
    (lambda p, t: ff.compile(p, 5), "FF-E109"),
    (lambda p, t: ff.compile(p, t).select(None), "FF-E201"),
    (lambda p, t: ff.Schedule(order={1: "i"}), "FF-E201"),
    (lambda p, t: ff.parse(None), "FF-E101"),
    (lambda p, t: ff.parse("y = x * 1e60"), "FF-E004"),
    (lambda p, t: ff.parse("y = " + "+".join(["x"] * 5000)), "FF-U001"),
    (lambda p, t: ff.parse("y[i] = iota[i]"), "FF-U001"),
    (lambda p, t: ff.parse("y[i] = sum[j](x[i])").evaluate(x=V), "FF-E106"),
    (lambda p, t: ff.compile(ff.parse("y[i] = sum[j](x[i])"), {"x": V}), "FF-E106"),
])
def test_arguments_of_wrong_types(call, code):
    with pytest.raises(ff.FuseflowError) as error:
        call(ff.parse("Y[i] = relu(x[i])"), {"x": V})
    assert error.value.code == code

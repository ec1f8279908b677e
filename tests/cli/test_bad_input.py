"""Bad input, one by one: exit 2, the right code, what is wrong and where; nothing written."""

from __future__ import annotations

import json

import numpy as np
import pytest

from fuseflow.errors import SimulationError

AB = ("--random", "A=4x5:0.5", "--random", "B=5x3:1")
OUT = ("-o", "out")


@pytest.mark.parametrize("command", ["compile", "simulate", "cosim"])
@pytest.mark.parametrize("code, options, says", [
    ("FF-E109", ("--random", "A=4x5:0.5"), "'B'"),
    ("FF-E109", (*AB, "--random", "Z=4x5:0.5"), "'Z'"),
    ("FF-E701", (*AB, "--random", "A=4x5:0.5"), "'A' twice"),
    ("FF-E701", ("--input", "A=a.mtx", "--input", "A=b.mtx"), "'A' twice"),
    ("FF-E701", (*AB, "--input", "A=a.mtx"), "both --input and --random give 'A'"),
    ("FF-E104", ("--random", "A=4x5x2:0.5", "--random", "B=5x3:1"), "^"),
    ("FF-E105", ("--random", "A=4x5:0.5", "--random", "B=6x3:1"), "size 5"),
    ("FF-E001", ("--random", "A=4x5:0.5:dx", "--random", "B=5x3:1"), "input 'A'"),
    ("FF-E001", (*AB, "--format", "C=dq"), "'q'"),
    ("FF-E002", ("--random", "A=4x5:0.5:ccc", "--random", "B=5x3:1"), "input 'A'"),
    ("FF-E004", ("--random", "A=9999999999x5:0", "--random", "B=5x3:1"), "input 'A'"),
    ("FF-U002", ("--random", "A=2x2:1", "--random", "B=2x40000:0.001", "--order", "C=ikj"), "40,000"),
    ("FF-E201", (*AB, "--order", "C=ijz"), "'z'"),
    ("FF-E201", (*AB, "--order", "C=iji"), "twice"),
    ("FF-E201", (*AB, "--order", "D=ijk"), "'D'"),
    ("FF-E701", (*AB, "--order", "Cijk"), "--order"),
    ("FF-E701", (*AB, "--order", "C="), "--order"),
    ("FF-E701", (*AB, "--order", "=ijk"), "--order"),
    ("FF-E701", (*AB, "--order", "C=i,,k"), "no index"),
    ("FF-E701", (*AB, "--order", "C=ikj", "--order", "C=kij"), "twice"),
    ("FF-E203", (*AB, "--format", "D=csr"), "'D'"),
    ("FF-E203", (*AB, "--format", "C=ccc"), "3 levels"),
    ("FF-E701", (*AB, "--format", "C"), "--format"),
    ("FF-E202", (*AB, "--order", "C=kij", "--copies", "forbid", "--format", "C=dd"), ""),
    ("FF-E201", (*AB, "--copies", "maybe"), "maybe"),
    ("FF-E201", (*AB, "--profile", "fast"), "fast"),
    ("FF-E201", (*AB, "--depth", "deep"), "deep"),
    ("FF-E201", (*AB, "--depth", "0"), "0"),
    ("FF-E201", (*AB, "--fuse", "everything"), "everything"),
    ("FF-E701", (*AB, "--fuse", "T,;M"), "empty name"),
    ("FF-E201", (*AB, "--schedule", "none.toml"), "none.toml"),
    ("FF-E701", (*AB, "--dataset", "cora"), "--dataset"),
    ("FF-E701", (*AB, "--nonsense",), "--nonsense"),
])
def test_options(refused, command, code, options, says):
    assert says in refused(code, command, "spmm.ein", *options, *OUT)


@pytest.mark.parametrize("text", [
    "A", "A=", "=4x5:1", "A=4x5", "A=4y5:1", "A=4x5:x", "A=4x5:1.5", "A=4x5:-1", "A=4x5:nan", "A=x:1", "A=4x-5:1",
    "A=100000x100000:1", "A=4x5:"])
def test_malformed_random(refused, text):
    assert "--random" in refused("FF-E701", "simulate", "spmm.ein", "--random", text, *OUT)


@pytest.mark.parametrize("code, name, content", [
    ("FF-E010", "none.mtx", None),
    ("FF-E011", "a.mtx", b""),
    ("FF-E011", "a.npz", b""),
    ("FF-E012", "a.mtx", b"hello\n"),
    ("FF-E012", "a.npz", b"hello\n"),
    ("FF-E012", "a.npy", b"\x93NUMPZ"),
    ("FF-E012", "a.txt", b"1 2 3\n"),
    ("FF-E011", "a.mtx", b"%%MatrixMarket matrix coordinate real general\n4 5 2\n1 1 1.0\n"),
    ("FF-E003", "a.mtx", b"%%MatrixMarket matrix coordinate real general\n4 5 1\n9 1 1.0\n"),
    ("FF-E013", "a.mtx", b"%%MatrixMarket matrix coordinate real general\n4 5 1\n1 1 one\n"),
])
@pytest.mark.parametrize("format", ["", ":csr"])
def test_files(refused, folder, code, name, content, format):
    if content is not None:
        (folder / name).write_bytes(content)
    message = refused(code, "simulate", "spmm.ein", "--input", f"A={name}{format}", "--random", "B=5x3:1", *OUT)
    assert name in message


def test_unreadable_file(refused, folder):
    (folder / "a.mtx").mkdir()
    refused("FF-E010", "simulate", "spmm.ein", "--input", "A=a.mtx", "--random", "B=5x3:1")


def test_pickles_are_not_loaded(refused, folder):
    np.save(folder / "a.npy", np.array([{"x": 1}], dtype=object), allow_pickle=True)
    refused("FF-E012", "simulate", "spmm.ein", "--input", "A=a.npy", "--random", "B=5x3:1")


@pytest.mark.parametrize("code, text, caret", [
    ("FF-E101", "C[i,j] = A[i,k] * ", 17),
    ("FF-E101", "C[i,j] = A[i,k] $ B[k,j]", 16),
    ("FF-E102", "C[i,j] = foo(A[i,j])", 9),
    ("FF-E104", "C[i,j] = A[i,j] * A[i]", None),
    ("FF-E106", "C[i,z] = A[i,j]", None),
    ("FF-E103", "C[i,j] = A[i,j]\nC[i,j] = A[i,j]", None),
    ("FF-E108", "C[i,j] = A[i,j]\noutput D", None),
    ("FF-E101", "", None),
])
def test_programs(refused, folder, code, text, caret):
    (folder / "bad.ein").write_text(text)
    message = refused(code, "simulate", "bad.ein", "--random", "A=4x4:1", "--random", "B=4x4:1", *OUT)
    if caret is not None:
        line, marks = message.splitlines()[1:3]
        assert marks.index("^") - line.index("C[i,j]") == caret


def test_a_program_that_is_no_text(refused, folder):
    (folder / "bad.ein").write_bytes(b"\xff\xfe\x00")
    refused("FF-E702", "simulate", "bad.ein")


@pytest.mark.parametrize("code, args", [
    ("FF-E701", ()),
    ("FF-E701", ("nonsense",)),
    ("FF-E701", ("simulate",)),
    ("FF-E701", ("simulate", "spmm.ein", "--input")),
    ("FF-E701", ("simulate", "spmm.ein", "more.ein")),
    ("FF-E702", ("simulate", "none.ein")),
    ("FF-E702", ("simulate", "gcm")),
    ("FF-E702", ("simulate", "none.py:f")),
    ("FF-E702", ("simulate", "no.such.module:f")),
    ("FF-E702", ("simulate", "os:nothing")),
    ("FF-E702", ("simulate", "os:not a name")),
    ("FF-E702", ("simulate", ":f")),
    ("FF-E701", ("compile", "spmm.ein", *AB, "--emit", "table,picture")),
    ("FF-E201", ("compile", "spmm.ein", *AB, "--kernels", "T*")),
    ("FF-E201", ("cosim", "spmm.ein", *AB, "--kernels", "T*")),
    ("FF-E201", ("simulate", "spmm.ein", *AB, "--engine", "warp")),
    ("FF-E201", ("simulate", "spmm.ein", *AB, "--depth", "-inf")),
    ("FF-E201", ("compile", "spmm.ein", *AB, "--emit", "dot,rtl", "--depth", "inf", *OUT)),
    ("FF-E201", ("cosim", "spmm.ein", *AB, "--depth", "inf")),
    ("FF-E204", ("simulate", "spmm.ein", *AB, "--fuse", "T,H;M,Y")),
    ("FF-E501", ("cosim", "spmm.ein", *AB, "--simulator", "vcs")),
])
def test_commands(refused, code, args):
    refused(code, *args)


@pytest.mark.parametrize("simulator", ["icarus", "verilator"])
def test_missing_simulator(refused, folder, monkeypatch, simulator):
    monkeypatch.setenv("PATH", str(folder))
    assert "hint: " in refused("FF-E501", "cosim", "spmm.ein", *AB, "--simulator", simulator, *OUT)


def test_output_that_cannot_be_written(refused, folder):
    (folder / "out").write_text("a file")
    refused("FF-E701", "simulate", "spmm.ein", *AB, *OUT)
    refused("FF-E701", "compile", "spmm.ein", *AB, "--emit", "dot,json", *OUT)


def test_error_as_json(run):
    ran = run("simulate", "spmm.ein", "--random", "A=4x5:0.5", "--random", "B=6x3:1", "--json")
    error = json.loads(ran.out)["error"]
    assert ran.code == 2 and ran.err == ""
    assert error["code"] == "FF-E105" and set(error) == {"code", "message", "where", "hint"}
    assert "^" in error["where"]
    assert json.loads(run("simulate", "--json").out)["error"]["code"] == "FF-E701"


def test_deadlock_is_exit_1(refused, folder, monkeypatch):
    def stuck(*_, **__):
        raise SimulationError("FF-E401", "deadlock; ring: a -> b -> a")

    monkeypatch.setattr("fuseflow.program.fast.run", stuck)
    (folder / "copy.ein").write_text("Y[i,j] = A[i,j]\n")
    message = refused("FF-E401", "simulate", "copy.ein", "--random", "A=4x6:0.9", *OUT, exit_code=1)
    assert "ring: " in message

"""What `fuseflow simulate` prints, writes and returns."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

import fuseflow as ff

AB = ("--random", "A=6x5:0.5", "--random", "B=5x3:1")
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_table_and_verdict(run):
    ran = run("simulate", "spmm.ein", *AB, "--check")
    assert ran.code == 0 and ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].split() == ["kernel", "cycles", "tokens", "flops", "bytes", "read", "bytes", "written"]
    assert any(line.split()[:2] == ["C", "6"] for line in lines)
    assert any(line.startswith("C ") and line.split()[1] == "interpreter" and line.endswith("ok") for line in lines)
    assert lines[-1].endswith("outputs equal to interpreter") and " cycles in 1 kernel;" in lines[-1]


def test_quiet_prints_one_line(run):
    assert len(run("simulate", "spmm.ein", *AB, "--quiet").out.splitlines()) == 1


def test_json(run):
    ran = run("simulate", "spmm.ein", *AB, "--check", "--json")
    data = json.loads(ran.out)
    assert list(data) == ["cycles", "kernels", "outputs", "check", "seconds", "version"]
    (kernel,) = data["kernels"]
    assert list(kernel) == ["name", "cycles", "tokens", "flops", "bytes_read", "bytes_written", "nodes", "channels",
                            "depth_bits"]
    assert data["cycles"] == kernel["cycles"]
    for node in kernel["nodes"].values():
        assert list(node) == ["kind", "fired", "stalled_input", "stalled_output", "idle"]
        assert sum(node[k] for k in list(node)[1:]) == kernel["cycles"]
    for channel in kernel["channels"].values():
        assert list(channel) == ["tokens", "depth", "max_fill", "mean_fill"]
        assert 0 < channel["mean_fill"] <= channel["max_fill"] <= channel["depth"]
    assert list(data["outputs"]["C"]) == ["shape", "nnz", "sha256"]
    assert data["check"].keys() == {"max_abs_err", "max_row_err", "ok"} and data["check"]["ok"] is True
    assert data["seconds"].keys() == {"compile", "simulate"}
    assert data["version"] == ff.__version__


def test_unbounded_channels(run):
    data = json.loads(run("simulate", "spmm.ein", *AB, "--depth", "inf", "--json").out)
    assert {c["depth"] for c in data["kernels"][0]["channels"].values()} == {"inf", 1}
    graph = json.loads(run("compile", "spmm.ein", *AB, "--depth", "inf", "--emit", "json").out)["kernels"][0]
    assert {c["depth"] for c in graph["channels"]} == {"inf", 1}
    assert " inf " in run("compile", "spmm.ein", *AB, "--depth", "inf", "--emit", "graph").out


def test_json_without_check(run):
    assert json.loads(run("simulate", "spmm.ein", *AB, "--json").out)["check"] is None


def test_outputs_are_files_that_read_back(run, folder):
    ran = run("simulate", "spmm.ein", *AB, "--format", "C=csr", "-o", "deep/out")
    assert ran.code == 0
    data = json.loads((folder / "deep/out/simulate.json").read_text())
    x = ff.read(folder / "deep/out/C.npz", "csr")
    coords, values = x.coords()
    digest = hashlib.sha256(coords.astype("<i8").tobytes() + values.astype("<f4").tobytes()).hexdigest()
    assert data["outputs"]["C"] == {"shape": [6, 3], "nnz": x.nnz, "sha256": digest}
    assert sorted(p.name for p in (folder / "deep").rglob("*")) == ["C.npz", "out", "simulate.json"]


def test_dense_and_filled_outputs_are_npy(run, folder):
    (folder / "p.ein").write_text("E[i,j] = exp(A[i,j])\nM[i] = max[j](A[i,j])\noutput E, M\n")
    assert run("simulate", "p.ein", "--random", "A=4x5:0.5", "-o", "out").code == 0
    assert ff.read(folder / "out/E.npy").shape == (4, 5)
    assert ff.read(folder / "out/M.npy").shape == (4,)


def test_input_files(run, folder):
    a = np.array([[1, 0], [0, 2], [3, 0]], np.float32)
    (folder / "a.mtx").write_text("%%MatrixMarket matrix coordinate real general\n3 2 3\n1 1 1\n2 2 2\n3 1 3\n")
    np.savez(folder / "b.npz", b=np.eye(2, dtype=np.float32), c=np.zeros(3, np.float32))
    ran = run("simulate", "spmm.ein", "--input", "A=a.mtx:csr", "--input", "B=b.npz#b", "--format", "C=dense",
              "-o", "out", "--check")
    assert ran.code == 0, ran
    assert (ff.read(folder / "out/C.npy").to_dense() == a).all()


def test_random_depends_on_name_and_seed_only(folder):
    from fuseflow.cli.inputs import _random, load

    def draw(name, text, default=None):
        return load(name, _random(name, text), default)

    assert draw("A", "9x7:0.4").equal(draw("A", "9x7:0.4:csr").with_format("cc"))
    assert not draw("A", "9x7:0.4").equal(draw("B", "9x7:0.4"))
    assert not draw("A", "9x7:0.4:csr").equal(draw("A", "9x7:0.4:csr:1"))
    assert str(draw("A", "9x7:0.4:dc:1,0:3").format) == "dc:1,0"
    assert draw("A", "9x7:0.4").nnz == 25
    assert draw("A", "9x7:1").format.is_dense
    assert draw("A", "0x7:0.5").nnz == 0 and draw("A", "3x0:1").shape == (3, 0)
    assert draw("A", "scalar:1").shape == ()


def test_schedule_file_and_options_over_it(run, folder):
    (folder / "s.toml").write_text('depth = 2\nprofile = "pipelined"\n[order]\nC = "ijk"\n')

    def channels(*options):
        return json.loads(run("compile", "spmm.ein", *AB, "--emit", "json", *options).out)["kernels"][0]

    assert channels("--schedule", "s.toml")["profile"]["name"] == "pipelined"
    assert {c["depth"] for c in channels("--schedule", "s.toml")["channels"]} <= {1, 2}
    over = channels("--schedule", "s.toml", "--depth", "5", "--profile", "ideal", "--order", "C=i,k,j")
    assert [c["level"] for c in over["channels"]] != [c["level"] for c in channels("--schedule", "s.toml")["channels"]]
    assert over["profile"]["name"] == "ideal" and {c["depth"] for c in over["channels"]} <= {1, 5}


@pytest.mark.parametrize("name, inputs", [
    ("spmm", ("A=8x6:0.3", "B=6x4:1")), ("softmax", ("P=8x8:0.4", "Q=8x4:1", "K=8x4:1")),
])
def test_examples(run, name, inputs):
    options = [x for text in inputs for x in ("--random", text)]
    ran = run("simulate", EXAMPLES / f"{name}.ein", *options, "--check")
    assert ran.code == 0 and "outputs equal" in ran.out


@pytest.mark.parametrize("options, kernels", [
    (("--fuse", "full"), 1), (("--fuse", "partial"), 2), (("--fuse", "mm,lin1.*,relu"), 9),
    (("--fuse", "full", "--reuse", "relu=buffer"), 1), (("--fuse", "full", "--iteration", "global"), 1),
])
def test_fusion(run, options, kernels):
    ran = run("simulate", "gcn", *options, "--check", "--json")
    data = json.loads(ran.out)
    assert ran.code == 0 and data["check"]["ok"] and len(data["kernels"]) == kernels


@pytest.mark.parametrize("options", [("--reuse", "C=keep"), ("--reuse", "Z=buffer"), ("--iteration", "local")])
def test_wrong_fusion(run, options):
    ran = run("simulate", "spmm.ein", *AB, *options)
    assert ran.code == 2 and "FF-E201" in ran.err

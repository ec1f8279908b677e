"""What `fuseflow compile` prints and writes."""

from __future__ import annotations

import json

import pytest

import fuseflow as ff

AB = ("--random", "A=6x5:0.5:csr", "--random", "B=5x3:1")


def test_table_is_the_default(run):
    ran = run("compile", "spmm.ein", *AB)
    assert ran.code == 0 and "LS(root)" in ran.out


def test_einsum_reads_back(run, folder):
    text = run("compile", "spmm.ein", *AB, "--emit", "einsum").out
    assert ff.parse(text) == ff.parse((folder / "spmm.ein").read_text())


def test_json_is_the_graph(run):
    ran = run("compile", "spmm.ein", *AB, "--emit", "json")
    (kernel,) = json.loads(ran.out)["kernels"]
    assert {"name", "nodes", "channels", "inputs", "outputs", "copies"} <= set(kernel)
    assert set(kernel["nodes"][0]) == {"name", "kind", "params"}
    assert set(kernel["channels"][0]) == {"name", "src", "dst", "type", "level", "depth", "latency"}
    assert kernel["inputs"]["A"] == {"shape": [6, 5], "format": "dc", "fill": 0.0}
    assert ff.Graph.from_json(json.dumps(kernel)).name == "C"
    assert json.loads(run("compile", "spmm.ein", *AB, "--json").out)["kernels"] == [kernel]


def test_several_stages(run):
    ran = run("compile", "spmm.ein", *AB, "--emit", "fused,graph,dot", "--order", "C=ijk")
    assert "# kernel C, dataflow order i -> j -> k" in ran.out
    assert "# permuted copy: B_10 = B in mode order (1, 0)" in ran.out
    assert " nodes, " in ran.out
    assert 'digraph "C"' in ran.out
    data = json.loads(run("compile", "spmm.ein", *AB, "--emit", "einsum,table", "--json").out)
    assert data["einsum"].startswith("C[i,j]") and list(data["table"]) == ["C"]


def test_files(run, folder):
    ran = run("compile", "spmm.ein", *AB, "--emit", "einsum,fused,table,graph,dot,json", "-o", "out")
    names = ["C.dot", "C.fused.txt", "C.graph.txt", "C.json", "C.table.txt", "program.ein"]
    assert ran.code == 0 and sorted(p.name for p in (folder / "out").iterdir()) == names
    assert ran.out.splitlines()[-1] == "6 files written"
    assert ff.Graph.from_json((folder / "out/C.json").read_text()).name == "C"
    assert [p.name for p in folder.iterdir() if p.name.startswith(".")] == []


def test_kernels_are_selected(run, folder):
    (folder / "two.ein").write_text("T[i] = A[i,j] * B[j]\nY[i] = relu(T[i])\n")
    ran = run("compile", "two.ein", "--random", "A=4x5:1", "--random", "B=5:1", "--emit", "dot", "--kernels", "Y")
    assert ran.out.count("digraph") == 1 and 'digraph "Y"' in ran.out


def test_no_file_is_half_written(folder, monkeypatch):
    from fuseflow.cli.files import write
    from fuseflow.errors import UsageError

    (folder / "out").mkdir()
    (folder / "out/a.txt").write_text("old")
    real = __import__("pathlib").Path.write_bytes

    def fail(path, data):
        if path.name == "b.txt":
            real(path, data[:1])
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    with pytest.raises(UsageError, match="No space left"):
        write(folder / "out", {"a.txt": "new", "b.txt": "new"})
    assert (folder / "out/a.txt").read_text() == "old"
    assert sorted(p.name for p in folder.rglob("*")) == ["a.txt", "out", "spmm.ein"]


def test_rtl(run, folder):
    pytest.importorskip("fuseflow.cosim.emit")
    pytest.importorskip("amaranth")
    ran = run("compile", "spmm.ein", *AB, "--emit", "rtl")
    assert ran.code == 0, ran
    assert list((folder / "rtl_out/spmm").rglob("*.v"))
    assert ran.out.splitlines()[-1].endswith("files written")

"""MODEL as a callable or a built-in name; `fuseflow models`."""

from __future__ import annotations

import json
import textwrap

import pytest

torch = pytest.importorskip("torch")

MODEL = """
    import torch
    print("imported")

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            torch.manual_seed(0)
            self.lin = torch.nn.Linear(6, 3)
            self.drop = torch.nn.Dropout()

        def forward(self, adj, x):
            return self.drop(torch.relu(self.lin(adj @ x)))

    def net(dataset=None):
        adj = torch.eye(4) if dataset is None else torch.full((4, 4), float(dataset))
        return Net(), (adj.to_sparse_csr(), torch.ones(4, 6))

    def with_formats():
        return Net(), (torch.eye(4), torch.ones(4, 6)), {"adj": "cc"}

    def fails():
        return {}["nothing"]

    def leaves():
        raise SystemExit("bye")

    def nothing():
        pass

    def control():
        class Control(torch.nn.Module):
            def forward(self, x):
                return x if x.sum() > 0 else x + 1
        return Control(), (torch.ones(3, 3),)
"""


@pytest.fixture
def model(folder):
    (folder / "netmodel.py").write_text(textwrap.dedent(MODEL))


def test_callable_of_a_file_or_module(run, model):
    for text in ("netmodel.py:net", "netmodel:net", "netmodel.py:with_formats"):
        ran = run("simulate", text, "--check")
        assert ran.code == 0 and ran.out.endswith("outputs equal to interpreter and PyTorch\n"), ran
        assert "imported" not in ran.out


def test_stdout_is_json_whatever_the_model_prints(run, model):
    assert json.loads(run("simulate", "netmodel.py:net", "--json").out)["kernels"]


def test_arguments_are_replaced(run, model):
    plain = json.loads(run("simulate", "netmodel.py:net", "--json").out)
    ran = run("simulate", "netmodel.py:net", "--random", "adj=4x4:0.5", "--random", "x=4x6:0.5:cc", "--check", "--json")
    data = json.loads(ran.out)
    assert ran.code == 0 and data["check"]["ok"] and data["outputs"] != plain["outputs"]


def test_dataset_reaches_the_function(run, model):
    plain, other = (json.loads(run("simulate", "netmodel.py:net", *options, "--check", "--json").out)
                    for options in ((), ("--dataset", "2")))
    assert plain["cycles"] != other["cycles"] and other["check"]["ok"]


@pytest.mark.parametrize("code, args, says", [
    ("FF-E601", ("netmodel.py:fails",), "KeyError: 'nothing'"),
    ("FF-E601", ("netmodel.py:fails",), "netmodel.py:23"),
    ("FF-E601", ("netmodel.py:leaves",), "SystemExit"),
    ("FF-E601", ("netmodel.py:nothing",), "NoneType"),
    ("FF-E603", ("netmodel.py:control",), "netmodel.py"),
    ("FF-E702", ("netmodel.py:missing",), "it has net"),
    ("FF-E702", ("netmodel.py",), "netmodel.py:FUNCTION"),
    ("FF-E701", ("netmodel.py:with_formats", "--dataset", "cora"), "takes no dataset"),
    ("FF-E701", ("gcn", "--random", "lin1.weight=3x3:1"), "arguments: adj, x"),
    ("FF-E402", ("gcn", "--random", "adj=3x3:1"), "(34, 34)"),
    ("FF-E201", ("gcn", "--order", "nothing.*=ij"), "nothing.*"),
])
def test_bad_models(run, model, code, args, says):
    ran = run("simulate", *args)
    assert ran.code == 2 and ran.out == ""
    assert f"{code}: " in ran.err and says in ran.err


@pytest.mark.parametrize("text, says", [("import no_such_package", "no_such_package"), ("x = (", "never closed"),
                                        ("1 / 0", "ZeroDivisionError")])
def test_files_that_cannot_be_imported(refused, folder, text, says):
    (folder / "broken.py").write_text(text)
    message = refused("FF-E702", "compile", "broken.py:f", "-o", "out")
    assert says in message and "broken.py:1" in message


def test_models(run):
    text = run("models").out
    assert "gpt3-small" in text and "1,939,743" in text
    listed = json.loads(run("models", "--json").out)
    models = listed["models"]
    assert {"name": "cora", "nodes": 2708, "edges": 10556, "features": 1433, "classes": 7} in listed["datasets"]
    assert all(m["name"] and m["about"] for m in models)


def test_data_sets_by_name_and_file(run, refused, folder):
    import numpy as np

    from fuseflow.datasets import Graph, uniform

    named = run("simulate", "gcn", "--dataset", "cora:csr", "--fuse", "partial", "--json")
    assert "note: random look-alike of cora" in named.err and len(json.loads(named.out)["kernels"]) == 2
    graph = Graph("mine", uniform(20, 0.2), np.ones((20, 3), np.float32), np.arange(20) % 3)
    np.savez("mine.npz", x=graph.x, labels=graph.labels,
             **{f"adj_{k}": getattr(graph.adj, k) for k in ("indptr", "indices", "data", "shape")})
    own = run("simulate", "sage", "--dataset", "mine.npz", "--fuse", "partial", "--check", "--json")
    assert own.code == 0 and not own.err and json.loads(own.out)["outputs"]["relu_1"]["shape"] == [20, 3]
    assert "no data set 'corra'" in refused("FF-E703", "simulate", "gcn", "--dataset", "corra")
    np.savez("bare.npz", **{f"adj_{k}": getattr(graph.adj, k) for k in ("indptr", "indices", "data", "shape")})
    assert "no features" in refused("FF-E703", "simulate", "gcn", "--dataset", "bare.npz")


def test_inputs_that_are_read_in_another_shape(refused):
    assert "'x' is read as 16 x 16" in refused("FF-E701", "simulate", "gpt", "--random", "x=1x16x16:1")

"""The 2-layer GCN on citation graphs, unfused: all kernels one after the other."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import scipy.sparse as sp

import fuseflow as ff
from benchmarks.case import Case, Floor, Group, Outcome, Skip, Stopwatch
from fuseflow.cosim.session import Session

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "graphs"

CLASSES = {"cora": 7, "cora_ml": 7, "dblp": 4}

HIDDEN = 16

FLOORS = {("cora", "csr"): Floor("seconds", 0.4), ("cora", "dense"): Floor("seconds", 4.0)}


def groups(quick: bool = False) -> list[Group]:
    """Features as CSR; for Cora also dense."""
    chosen = [("cora", "csr"), *([] if quick else [("cora", "dense"), ("cora_ml", "csr"), ("dblp", "csr")])]
    return [Group(f"gcn/{name}/{format}", partial(_cases, name, format), f"gcn/{name}/{format}/plain")
            for name, format in chosen]


def gcn(name: str, format: str) -> ff.Compiled:
    """Compiled for one of the graphs.

    Raises
    ------
    Skip
        Without the graph, or without PyTorch.
    """
    path = DATA / f"{name}.npz"
    if not path.exists():
        raise Skip(f"{path} is missing")
    try:
        import torch

        from fuseflow.models.gcn import GCN
    except ImportError as error:
        raise Skip(str(error)) from None
    with np.load(path) as data:
        adj, x = (sp.csr_matrix(tuple(data[f"{m}_{key}"] for key in ("data", "indices", "indptr")),
                                tuple(data[f"{m}_shape"])) for m in ("adj", "x"))
    torch.manual_seed(0)
    model = GCN(x.shape[1], HIDDEN, CLASSES[name]).eval()
    features = torch.from_numpy(x.toarray()) if format == "dense" else _torch(x)
    return ff.compile(model, args=(_torch(adj), features))


def _torch(m: sp.csr_matrix):
    import torch

    with warnings.catch_warnings():
        # PyTorch calls its compressed layouts beta, and their checks optional, once in every process.
        warnings.filterwarnings("ignore", message="Sparse .*")
        return torch.sparse_csr_tensor(*map(torch.from_numpy, (m.indptr, m.indices, m.data)), size=m.shape)


def _cases(name: str, format: str) -> list[Case]:
    compiled = gcn(name, format)
    plain = f"gcn/{name}/{format}/plain"
    return [
        Case(plain, partial(_walk, compiled, False), FLOORS.get((name, format))),
        Case(f"gcn/{name}/{format}/statistics", partial(_walk, compiled, True), Floor("times", 0.85), plain),
    ]


def _walk(compiled: ff.Compiled, figures: bool, loaded: Callable[[], None]) -> Outcome:
    """All kernels: the seconds of their runs are added; what the host does between them is in `whole`."""
    runs = []

    def step(kernel, memories: dict) -> None:
        with Session(kernel.graph, memories, check=False, figures=figures) as session:
            watch = Stopwatch()
            session.finish()
            runs.append(watch.outcome(session.native.tokens, session.native.cycles))

    loaded()
    start = time.perf_counter()
    compiled.walk(step, {})
    whole = time.perf_counter() - start
    return Outcome(*(sum(getattr(r, f) for r in runs) for f in ("seconds", "cpu", "tokens", "cycles")), whole)

"""What is cross-checked: the models of the paper's figure 13, and kernels on real matrices and tensors."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

import fuseflow as ff
from fuseflow.cli.model import Model
from fuseflow.models import load

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"

MATRICES = ("494_bus", "GD06_theory", "Ragusa16", "Trec4", "ash219", "b1_ss", "bcspwr01", "bcsstk01", "bcsstm02",
            "bfwa62", "bibd_12_5", "cage5", "gent113", "gre_115", "impcol_a", "jagmesh7", "lp_afiro")
TENSORS = ("3D_12031", "kinships", "nations")

RANK = 8

KERNELS = {
    "spmm": "C[i,j] = A[i,k] * B[k,j]\noutput C",
    "sddmm": "C[i,j] = A[i,j] * Q[i,k] * K[j,k]\noutput C",
    "softmax": """
      S[i,j] = where(A[i,j], Q[i,k] * K[j,k], -inf)
      M[i] = max[j](S[i,j])
      E[i,j] = exp(S[i,j] - M[i])
      R[i] = sum[j](E[i,j])
      C[i,j] = E[i,j] / R[i]
      output C""",
    "mttkrp": "C[i,r] = A[i,j,k] * Q[j,r] * K[k,r]\noutput C",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A program in one schedule.

    Attributes
    ----------
    set, name : str
    model : callable
        Makes the `fuseflow.cli.model.Model`.
    schedule : Schedule
    random_depths : bool
        Every channel gets up to three slots more than it needs at least.
    needs : path or None
        The file that it reads.
    """

    set: str
    name: str
    model: Callable[[], Model]
    schedule: ff.Schedule
    random_depths: bool = False
    needs: Path | None = None


def cases() -> Iterator[Case]:
    """All of them."""
    for name in PYTORCH:
        for fuse in ("unfused", "partial", "full"):
            yield Case(name, f"{name} {fuse}", partial(traced, name), ff.Schedule(fuse=fuse))
        for profile, depth in (("ideal", "measured"), ("pipelined", "auto"), ("pipelined", "measured")):
            yield Case(name, f"{name} partial, {profile}, depth {depth}", partial(traced, name),
                       ff.Schedule(fuse="partial", profile=profile, depth=depth))
        yield Case(name, f"{name} partial, ideal, random depths", partial(traced, name),
                   ff.Schedule(fuse="partial", depth="measured"), random_depths=True)
    for kernel in KERNELS:
        folder, files, kind = ("tns", TENSORS, "tns") if kernel == "mttkrp" else ("mtx", MATRICES, "mtx")
        for k, file in enumerate(files):
            path, profile = DATA / folder / f"{file}.{kind}", ("ideal", "pipelined")[k % 2]
            yield Case("real data", f"{kernel} {file}, {profile}", partial(on_file, kernel, path),
                       ff.Schedule(fuse="full", profile=profile), needs=path)


PYTORCH = {"gcn": {}, "sage": {}, "sae": {}, "gpt": {"length": 64, "dim": 8, "inner": 16, "block": 4}}
"""Built-in models, and with which arguments: GCN and GraphSAGE on KarateClub, one decoder of length 64."""


def traced(name: str) -> Model:
    module, args, *formats = load(name)(**PYTORCH[name])
    program = ff.trace(module, args, formats=formats[0] if formats else None)
    return Model(name, program, program.tensors, module)


def on_file(kernel: str, path: Path) -> Model:
    """A kernel on the matrix or tensor of a file; the other operands are random, B sparse, the others dense."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ragusa16 says "pattern" and has values
        a = ff.read(path, "ccc" if path.suffix == ".tns" else ff.CSR)
    program = ff.parse(KERNELS[kernel])
    rng = np.random.default_rng(0)

    def dense(rows: int) -> ff.Tensor:
        return ff.tensor(rng.standard_normal((rows, RANK)).astype(np.float32), ff.DENSE(2))

    operands = {"A": a}
    if kernel == "spmm":
        b = rng.standard_normal((a.shape[1], RANK)) * (rng.random((a.shape[1], RANK)) < 0.3)
        operands["B"] = ff.tensor(b.astype(np.float32), ff.CSR)
    else:
        operands |= {"Q": dense(a.shape[-2]), "K": dense(a.shape[-1])}
    return Model(f"{kernel}-{path.stem}", program, operands)

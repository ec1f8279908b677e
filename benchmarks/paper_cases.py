"""What `benchmarks.paper` runs: models, data, fusions, and what the paper says of them."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import numpy as np

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "graphs"

WEIGHTS = 0.4
"""Density of the weights of the models of graphs, as in the paper's runs."""

FUSIONS = ("unfused", "partial", "full")


class Run(TypedDict):
    """Figures of a run."""

    kernels: int
    cycles: int
    tokens: int
    bytes_read: int
    bytes_written: int
    compile_seconds: float
    seconds: float
    memory_mb: int
    largest_error: float


@dataclass(frozen=True, slots=True)
class Case:
    """A model on data.

    Attributes
    ----------
    name : str
    make : callable
        Gives (module, args) or (module, args, formats).
    paper : (float, float)
        The paper's speedups of partial and full fusion over unfused, 0 where it gives none.
    left_out : mapping of fusion -> reason
    depth : int or "auto"
        Slots of every channel.
    """

    name: str
    make: Callable
    paper: tuple[float, float]
    left_out: dict[str, str] = field(default_factory=dict)
    depth: int | str = "auto"

    @property
    def runs(self) -> list[str]:
        return [f"{self.name}/{f}" for f in FUSIONS if f not in self.left_out]


def _graph(model: str, name: str, how: str) -> tuple:
    from fuseflow.models import load

    path = DATA / f"{name}.npz"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing")
    return load(model)(dataset=f"{path}:{how}", density=WEIGHTS)


def _built_in(name: str, **options) -> tuple:
    from fuseflow.models import load

    return load(name)(**options)


# Cycles that the paper's plotting script holds: unfused, partial, full.
_CYCLES = {
    ("gcn", "cora"): (48_998_261, 29_997_611, 166_361_105),
    ("gcn", "cora_ml"): (115_435_265, 61_259_360, 842_383_059),
    ("gcn", "dblp"): (934_042_655, 627_775_406, 3_589_346_391),
    ("sage", "cora"): (79_355_629, 37_798_698, 166_361_105),
    ("sage", "cora_ml"): (183_474_564, 99_243_656, 842_388_679),
    ("sage", "dblp"): (1_269_087_780, 627_775_394, 3_589_346_391),
}


def _speed(cycles: tuple[int, int, int]) -> tuple[float, float]:
    return cycles[0] / cycles[1], cycles[0] / cycles[2]


_SAME = "one decoder has no border to the next: the same kernels as partial"

_TWO_ROWS = 8192
"""Slots that hold the rows of two stages one behind the other; those of the depths "auto" hold one."""


def _two_decoders(block: int) -> tuple:
    from fuseflow.models.gpt import gpt3_small

    return gpt3_small(2, 128, block)


def _cases():
    for block, cycles in ((16, (98_511_714_108, 56_340_821_076, 36_439_754_748)),
                          (64, (102_275_175_360, 60_497_286_996, 40_596_220_668))):
        size, paper = f"length128-block{block}", _speed(cycles)
        yield Case(f"gpt3-decoder/{size}", lambda b=block: _built_in("gpt3-decoder", block=b), paper, {"full": _SAME})
        for depth in ("auto", _TWO_ROWS):
            yield Case(f"gpt3-two-decoders/{size}/depth-{depth}", lambda b=block: _two_decoders(b), paper, depth=depth)
    yield Case("gpt3-decoder/length1024-block64", lambda: _built_in("gpt3-decoder", length=1024, block=64), (0, 0),
               {"unfused": "the products of linear layers grow with the length: as for length 128", "full": _SAME})
    for how in ("csr", "dense"):
        for name in ("cora", "cora_ml", "dblp"):
            for model in ("gcn", "sage"):
                yield Case(f"{model}/{name}/{how}", lambda m=model, n=name, h=how: _graph(m, n, h),
                           _speed(_CYCLES[model, name]) if how == "dense" else (0, 0))
    for model in ("gcn", "sage"):
        yield Case(f"{model}/cora/dense/depth-{_TWO_ROWS}", lambda m=model: _graph(m, "cora", "dense"),
                   _speed(_CYCLES[model, "cora"]), depth=_TWO_ROWS)
    yield Case("sae/imagenet", lambda: _built_in("sae-imagenet"), (1.01, 1.94))


CASES: list[Case] = list(_cases())


def run(name: str) -> Run | dict:
    """Compile and simulate, compare with PyTorch.

    Raises
    ------
    AssertionError
        If a row differs from PyTorch's by more than 1e-4 of the largest magnitude.
    """
    import torch

    import fuseflow as ff

    case_name, _, fuse = name.rpartition("/")
    case = next(c for c in CASES if c.name == case_name)
    torch.set_num_threads(1)
    try:
        module, args, *formats = case.make()
    except FileNotFoundError as error:
        return {"skipped": str(error)}
    program = ff.trace(module, args, formats=formats[0] if formats else None)
    start = time.perf_counter()
    # The paper counts a softmax, or a norm, as one kernel.
    regions = module.operations if fuse == "unfused" else fuse
    compiled = ff.compile(program, schedule=ff.Schedule(fuse=regions, depth=case.depth))
    middle = time.perf_counter()
    result = compiled.simulate(statistics=False)
    end = time.perf_counter()
    with torch.no_grad():
        expected = module(*args).numpy()
    error = float(np.abs(program.restore(result.outputs).numpy() - expected).max() / np.abs(expected).max())
    assert error < 1e-4, f"{name}: {error} of the largest magnitude away from PyTorch"
    return Run(
        kernels=len(compiled.kernels), cycles=result.cycles, tokens=sum(k.tokens for k in result.kernels),
        bytes_read=sum(k.bytes_read for k in result.kernels),
        bytes_written=sum(k.bytes_written for k in result.kernels),
        compile_seconds=middle - start, seconds=end - middle,
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, largest_error=error)

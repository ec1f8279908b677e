"""RTL against simulator: every kernel of a program, the cycle of every push and pop, the value of every token."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from fuseflow.cosim.check import Mismatch, compare
from fuseflow.cosim.engine import run
from fuseflow.cosim.images import fresh, stored
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.hw.verilog import emit
from fuseflow.tensor import Tensor

PARALLEL = 2
"""Kernels that are built and run at the same time."""


@dataclass(slots=True)
class KernelVerdict:
    """The comparison of one kernel.

    Attributes
    ----------
    channels, tokens : int
        How many were compared.
    cycles_rtl, cycles_sim : int
    mismatches : list of Mismatch
        In the order of the cycles in which they happened.
    seconds : float
        Wall time, building the simulation included.
    rtl_seconds : float
        Of these, the RTL's run, with every channel watched in every cycle.
    outputs : dict of name -> Tensor
        What the RTL's writers left in its memories; nothing where it differs from the simulator.
    """

    name: str
    channels: int
    tokens: int
    cycles_rtl: int
    cycles_sim: int
    mismatches: list[Mismatch]
    seconds: float
    rtl_seconds: float
    outputs: Mapping[str, Tensor] = field(repr=False)

    def to_dict(self) -> dict:
        plain = {k: getattr(self, k) for k in ("name", "channels", "tokens", "cycles_rtl", "cycles_sim", "seconds")}
        return {**plain, "mismatches": len(self.mismatches)}


@dataclass(slots=True)
class Verdict:
    """The comparison of a program; `outputs` are the results that the RTL computed, by statement."""

    simulator: str
    kernels: list[KernelVerdict]

    @property
    def equal(self) -> bool:
        return not self.mismatches

    @property
    def channels(self) -> int:
        return sum(k.channels for k in self.kernels)

    @property
    def tokens(self) -> int:
        return sum(k.tokens for k in self.kernels)

    @property
    def cycles_rtl(self) -> int:
        return sum(k.cycles_rtl for k in self.kernels)

    @property
    def cycles_sim(self) -> int:
        return sum(k.cycles_sim for k in self.kernels)

    @property
    def mismatches(self) -> list[Mismatch]:
        return [m for k in self.kernels for m in k.mismatches]

    @property
    def outputs(self) -> dict[str, Tensor]:
        return {name: t for k in self.kernels for name, t in k.outputs.items()}

    def to_dict(self) -> dict:
        """The object that ``fuseflow cosim --json`` prints."""
        first = next((f"{k.name}: {k.mismatches[0]}" for k in self.kernels if k.mismatches), None)
        return {"equal": self.equal, "kernels": [k.to_dict() for k in self.kernels], "simulator": self.simulator,
                "first_mismatch": first}

    def __str__(self):
        if self.equal:
            return f"{self.channels} channels, {self.tokens:,} tokens, every cycle equal"
        return f"NOT equal: {self.to_dict()['first_mismatch']}"


def cosim(compiled, simulator: str, kernels: str, waves: bool, inputs: Mapping) -> Verdict:
    """Check the RTL of the kernels that `kernels` (globs) selects.

    Every kernel runs on what the simulator computed for the kernels before it; what the RTL itself writes is compared
    with that bit by bit, so that equal kernels make an equal chain.

    Raises
    ------
    Unsupported
        FF-U009 for a kernel with a product whose absent terms have too many powers.
    ToolError
        FF-E501, FF-E502
    """
    chosen = compiled.select(kernels)
    designs = {k.name: emit(k.graph) for k in chosen}
    tensors = compiled.operands(inputs)
    jobs = []
    for kernel in compiled.kernels:
        images = compiled.images(kernel, tensors)
        memories = fresh(kernel.graph, images)
        log = run(kernel.graph, memories, log=True).log
        tensors |= stored(kernel.graph, memories)
        if kernel in chosen:
            jobs.append((kernel, images, memories, log))
        if len(jobs) == len(chosen):
            break

    def check(job) -> KernelVerdict:
        kernel, images, memories, expected = job
        start = time.perf_counter()
        results = [m.name for m in kernel.graph.memories if m.direction == "out"]
        with RtlSimulation(kernel.graph, designs[kernel.name], simulator, waves=waves) as simulation:
            begun = time.perf_counter()
            actual, read, _ = simulation.run(images, read=results)
            rtl_seconds = time.perf_counter() - begun
        found = compare(kernel.graph, expected, actual) + differences(memories, read, actual.cycles)
        outputs = {} if found else stored(kernel.graph, read)
        return KernelVerdict(kernel.name, len(kernel.graph.channels), expected.tokens, actual.cycles, expected.cycles,
                             found, time.perf_counter() - start, rtl_seconds, outputs)

    with ThreadPoolExecutor(PARALLEL) as pool:
        return Verdict(simulator, list(pool.map(check, jobs)))


def differences(
    expected: Mapping[str, np.ndarray], actual: Mapping[str, Sequence[int]], cycle: int
) -> list[Mismatch]:
    """The first word in which each result memory differs."""
    out = []
    for name, words in actual.items():
        wrong = np.flatnonzero(expected[name] != np.asarray(words, np.uint32))
        if wrong.size:
            k = int(wrong[0])
            want, got = int(expected[name][k]), int(words[k])
            text = f"memory {name}, word {k:,}: RTL has {got:#010x}, simulator has {want:#010x}"
            out.append(Mismatch("", "protocol", cycle, None, text))
    return out

"""Profiles: the latencies of memories and arithmetic, parameters of a graph (machine.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from fuseflow.errors import ScheduleError


@dataclass(frozen=True, slots=True)
class Profile:
    """Latencies in cycles.

    Attributes
    ----------
    name : str
    memory : int
        Read latency rl of a memory (1 or 2).
    add, mul, compare, div, function : int
        Internal registers P of an arithmetic unit; its output channel has latency P + 1.
    depth : int
        Channel depth D until it is sized, in tokens.
    """

    name: str
    memory: int = 1
    add: int = 0
    mul: int = 0
    compare: int = 0
    div: int = 0
    function: int = 0
    depth: int = 16

    def registers(self, op: str) -> int:
        """P of the unit that computes `op`."""
        match op:
            case "add" | "sub" | "sum":
                return self.add
            case "mul" | "prod":
                return self.mul
            case "max" | "min" | "relu" | "lt" | "le" | "gt" | "ge" | "eq" | "ne" | "and" | "or" | "not":
                return self.compare
            case "neg" | "abs":
                return 0
            case "div":
                return self.div
        return self.function

    @property
    def folds(self) -> int:
        """F of a pipelined sum: ceil(log2 W) with W = P_add + 1; 0 where the adder has no registers."""
        return self.add.bit_length()


IDEAL = Profile("ideal")
PIPELINED = Profile("pipelined", add=7, mul=6, compare=1, div=19, function=18)
PROFILES = {"ideal": IDEAL, "pipelined": PIPELINED}


def profile(which: str | Profile) -> Profile:
    """A profile by name; a `Profile` is returned as it is."""
    if isinstance(which, Profile):
        return which
    if not isinstance(which, str) or which not in PROFILES:
        raise ScheduleError("FF-E201", f"unknown profile {which!r}", hint=f"use one of {', '.join(PROFILES)}")
    return PROFILES[which]

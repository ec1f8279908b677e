"""Schedules: what a user decides about fusion, order, formats of the machine, and depth."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path

from fuseflow.compiler.constraints import REGION
from fuseflow.errors import ScheduleError, Unsupported
from fuseflow.machine.graph import is_slots
from fuseflow.machine.profile import IDEAL, Profile, profile


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a program is to be mapped.

    Parameters
    ----------
    fuse : "unfused", "partial", "full" or list of regions
        Which statements share a kernel: each alone, as many as can go together without computing anything twice, all,
        or those listed (names or globs, of statements or modules).
    order : mapping of statement or region -> dataflow order, outermost index first
        A string of one-letter indices, or a list of names. A region is named by all its statements, with commas.
    copies : "allow" or "forbid"
        May a tensor be read from a copy in another mode order?
    profile : str or Profile
        "ideal" or "pipelined".
    depth : int, math.inf, "auto" or "measured"
        Slots of every channel; "auto": the profile's; infinity: nobody ever waits for room, in simulation only;
        "measured": for the data it is compiled with, so that no channel can spare a slot.
    loss : float
        Of measured depths: the share of cycles that a kernel may be slower than with unbounded channels.
    reuse : mapping of statement -> "recompute" or "buffer"
        What a kernel does with an intermediate below an index that it does not have: compute it again each time (the
        default), or once into a buffer.
    iteration : "factored" or "global"
        Are sums computed as soon as their index is open, or all factors multiplied in one loop nest first?
    parallel, block
        Reserved: anything but the default is refused (FF-U006).
    """

    fuse: str | Sequence[Sequence[str]] = "unfused"
    order: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    copies: str = "allow"
    profile: str | Profile = IDEAL
    depth: int | str | float = "auto"
    loss: float = 0.0
    iteration: str = "factored"
    reuse: Mapping[str, str] = field(default_factory=dict)
    parallel: Mapping[str, int] = field(default_factory=dict)
    block: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self):
        if self.fuse not in ("unfused", "partial", "full"):
            lists = isinstance(self.fuse, Sequence) and not isinstance(self.fuse, str)
            names = lists and all(isinstance(r, Sequence) and not isinstance(r, str) for r in self.fuse)
            if not names or not all(isinstance(n, str) for r in self.fuse for n in r):
                raise ScheduleError("FF-E201", f"fuse={self.fuse!r}", hint="unfused, partial, full or lists of names")
        if self.iteration not in ("factored", "global"):
            raise ScheduleError("FF-E201", f"iteration={self.iteration!r}", hint="factored or global")
        for option, default in (("parallel", {}), ("block", {})):
            if getattr(self, option) != default:
                raise Unsupported("FF-U006", f"{option}={getattr(self, option)!r} is not supported yet",
                                  hint=f"leave {option} out")
        if self.copies not in ("allow", "forbid"):
            raise ScheduleError("FF-E201", f"copies={self.copies!r}", hint="allow or forbid")
        object.__setattr__(self, "profile", profile(self.profile))
        if self.depth not in ("auto", "measured") and not is_slots(self.depth):
            raise ScheduleError("FF-E201", f"depth={self.depth!r}",
                                hint="1 to 2^31 - 1 slots, infinity (math.inf), 'auto' or 'measured'")
        if isinstance(self.loss, bool) or not isinstance(self.loss, int | float) or not 0 <= self.loss < math.inf:
            raise ScheduleError("FF-E201", f"loss={self.loss!r}", hint="a share of the cycles, such as 0.01")
        if not isinstance(self.order, Mapping):
            raise ScheduleError("FF-E201", f"order={self.order!r}", hint='a mapping, as in {"C": "ikj"}')
        for name, order in self.order.items():
            names = isinstance(order, Sequence) and all(isinstance(i, str) for i in order)
            if not isinstance(name, str) or not names:
                raise ScheduleError("FF-E201", f"the order {order!r} of {name!r}", hint='"ikj" or ["i", "k", "j"]')
        if not isinstance(self.reuse, Mapping) or set(self.reuse.values()) - {"recompute", "buffer"}:
            raise ScheduleError("FF-E201", f"reuse={self.reuse!r}", hint='as in {"H": "buffer"}: recompute or buffer')
        object.__setattr__(self, "order", {name: tuple(o) for name, o in self.order.items()})

    @property
    def slots(self) -> int | float | None:
        """Depth of every channel (`math.inf`: unbounded), or None for the profile's, until it is measured."""
        return None if isinstance(self.depth, str) else self.depth

    def check(self, names: Sequence[str]) -> None:
        """Every statement that the schedule orders must exist.

        Raises
        ------
        ScheduleError
            FF-E201
        """
        for pattern in (*(p for key in self.order for p in key.split(",")), *self.reuse):
            if not any(fnmatchcase(name, pattern) for name in names):
                raise ScheduleError("FF-E201", f"the schedule names {pattern!r}, which is no statement",
                                    hint=f"statements: {', '.join(names)}")

    def buffers(self, names: Sequence[str]) -> list[str]:
        """Those of the statements whose results are to be buffered."""
        return [n for n in names if next((r for p, r in self.reuse.items() if fnmatchcase(n, p)), "") == "buffer"]

    def orders_of(self, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The dataflow orders asked for the statements of a region, and for the region as a whole."""
        found = {}
        for key, order in self.order.items():
            patterns = key.split(",")
            if len(patterns) > 1 and _names(patterns, names) == list(names):
                found[REGION] = order
            elif len(patterns) == 1:
                found |= {name: order for name in _names(patterns, names) if name not in found}
        return found

    @staticmethod
    def read(path: str | Path) -> Schedule:
        """Read a schedule from a TOML file with the parameters' names as keys.

        Raises
        ------
        ScheduleError
            FF-E201, naming the file.
        """
        try:
            data = tomllib.loads(Path(path).read_text())
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ScheduleError("FF-E201", f"schedule {path}: {error}") from error
        known = {f.name for f in fields(Schedule)}
        for key in data:
            if key not in known:
                raise ScheduleError("FF-E201", f"schedule {path}: unknown key {key!r}",
                                    hint=f"keys: {', '.join(sorted(known))}")
        return Schedule(**data)


def _names(patterns: Sequence[str], names: Sequence[str]) -> list[str]:
    return [name for name in names if any(fnmatchcase(name, p) for p in patterns)]

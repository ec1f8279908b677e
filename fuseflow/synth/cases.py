"""What can be measured by name: channels, primitives with a channel at every port, float32 units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from amaranth.lib import wiring

from fuseflow.cosim.testing import harness
from fuseflow.hw.channel import Channel
from fuseflow.hw.float32 import FromUnsigned, unit
from fuseflow.hw.fragment import Fragment
from fuseflow.hw.node import token_width
from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.profile import PIPELINED

DEPTH = 2
"""Slots of the channels around a primitive."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure.

    Attributes
    ----------
    name : str
        ``GROUP`` or ``GROUP_VARIANT``.
    about : str
        Its parameters.
    make : callable () -> wiring.Component
    least : float or None
        Clock in MHz that it must reach.
    most : int or None
        LUT4s that it may take.
    """

    name: str
    about: str
    make: Callable[[], wiring.Component]
    least: float | None = None
    most: int | None = None

    @property
    def group(self) -> str:
        return self.name.partition("_")[0]


def _channel(depth: int, latency: int, least: float | None = 120) -> Case:
    width = token_width("crd")
    return Case(
        f"channel_d{depth}_l{latency}", f"D = {depth}, L = {latency}, {width} bits",
        lambda: Channel(depth, latency, width), least,
    )


def _block(
    name: str, about: str, block: str, least: float | None = None, most: int | None = None, /, **params
) -> Case:
    def make() -> Fragment:
        return Fragment(harness(block, params, PIPELINED, DEPTH))

    return Case(name, about, make, least, most)


def _alu(op: str) -> Case:
    arity = 2 if op in BINARY else 1
    return _block(
        f"alu_{op}", f"P = {PIPELINED.registers(op)}", "alu", level=0, op=op, arity=arity, constant=None,
        annihilators=[], fills=[0] * arity, full=False,
    )


def _accumulator(name: str, about: str, *sizes: int) -> Case:
    return _block(
        name, about, "accumulator", level=2, op="sum", sizes=[*sizes], perm=[*range(len(sizes))], count=False
    )


def _unit(op: str, least: float | None = None) -> Case:
    P = PIPELINED.registers(op)
    return Case(f"float32_{op}", f"P = {P}", lambda: unit(op, P), least)


_ONE = {"level": 1, "a": ["ref"], "b": ["ref"]}
_BARE = {"level": 1, "a": [], "b": []}
_COMPRESSED = {"level": 0, "kind": "c", "size": None, "seg": "seg", "crd": "crd"}
_DENSE = {"level": 0, "kind": "d", "size": 100, "seg": None, "crd": None}

_ALL = (
    *(_channel(depth, 1) for depth in (1, 2, 3, 16, 64, 65, 513)),
    *(_channel(depth, 8) for depth in (1, 2, 16)),
    _block("root", "", "root"),
    _block("fork", "crd, 2 outputs", "fork", type="crd", level=1, n=2),
    _block("scanner", "compressed level", "scanner", 120, **_COMPRESSED),
    _block("scanner_dense", "dense level of 100", "scanner", 120, **_DENSE),
    _block("repeat", "ref", "repeat", 120, type="ref", level=0),
    _block("locate", "dense level of 100", "locate", level=0, size=100, flat=False),
    _block("lookup", "", "lookup", level=0),
    _block("intersect", "no payloads", "intersect", 120, **_BARE),
    _block("intersect_7", "one payload a side: 7 channels", "intersect", 120, 420, **_ONE),
    _block("union", "no payloads", "union", 120, **_BARE),
    _block("union_7", "one payload a side: 7 channels", "union", 120, **_ONE),
    _block("left_join", "one payload", "left_join", level=1, b=["ref"]),
    _block("realign", "val, one level", "realign", type="val", level=1, extra=1),
    _block("replay", "val, one level, 512 tokens", "replay", type="val", level=0, extra=1, size=512),
    _block("array", "", "array", level=0, vals="vals", present=None),
    *(_alu(op) for op in sorted(FUNCTIONS)),
    _block("where", "zeros and absent values fail", "where", level=0, test=True, need=True, fill=0),
    _block("reduce_sum", "in one cycle, as in the ideal profile", "reduce", level=1, op="sum", count=False),
    _block("reduce_max", "", "reduce", level=1, op="max", count=False),
    _block("sum", f"last, {PIPELINED.folds} folds, racc", "sum", level=1, count=False),
    _block("fold_absent", "sum of 100 terms", "fold_absent", level=0, op="sum", extent=100, fill=0x3F800000),
    _accumulator("accumulator", "order 1: sum, 512 keys", 512),
    _accumulator("accumulator_2", "order 2: sum, 16 x 32 keys", 16, 32),
    _block("drop_absent", "", "drop_absent", level=1),
    _block("drop_empty", "one payload on either level", "drop_empty", level=1, outer=["ref"], inner=["val"]),
    _block("squeeze", "crd", "squeeze", type="crd", level=2, fiber=0),
    _block("write_crd", "", "write_crd", level=1, seg="seg", crd="crd"),
    _block("write_val", "", "write_val", level=1, vals="vals", present=None),
    _block("write_dense", "", "write_dense", level=0, vals="vals"),
    *(_unit(op, 100 if op in ("add", "mul") else None) for op in ("add", "sub", "mul", "max", "lt")),
    Case("float32_from_unsigned", "P = 3", lambda: FromUnsigned(3)),
)

CASES: Mapping[str, Case] = {case.name: case for case in _ALL}
"""Everything by name."""


def select(text: str) -> list[Case]:
    """The case of this name, those of a group, or those that a glob matches; none if it is no name of ours."""
    if text in CASES:
        return [CASES[text]]
    return [c for c in _ALL if c.group == text or fnmatchcase(c.name, text)]


def failures(case: Case, fmax: float, lut4: int) -> list[str]:
    """Which of its bounds a measured case misses."""
    out = []
    if case.least is not None and fmax < case.least:
        out.append(f"{case.name}: {fmax:.1f} MHz, less than {case.least:g}")
    if case.most is not None and lut4 > case.most:
        out.append(f"{case.name}: {lut4} LUT4, more than {case.most}")
    return out

"""What a netlist of the ECP5 takes, and which part of the design takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from fuseflow.hw.fragment import INSIDE

PORTS = "ports"
"""The part that holds the registers around the design."""

CONTROL = "control"
"""The part that holds what belongs to no instance: start, done, the cycle counter, the host port's decoder, ..."""


@dataclass(frozen=True, slots=True)
class Area:
    """Resources of an ECP5.

    Attributes
    ----------
    lut4 : int
        LUTs of four inputs: logic, and two for each cell of a carry chain (CCU2C).
    carry : int
        Those of them in carry chains.
    ff : int
        Flip-flops.
    lut_ram : int
        RAMs of 16 x 4 bits made of LUTs (TRELLIS_DPR16X4; each keeps the room of six LUTs, not counted in `lut4`).
    block_ram : int
        Block RAMs of 18 Kbit (DP16KD).
    dsp : int
        Multipliers of 18 x 18 bits (MULT18X18D).
    """

    lut4: int = 0
    carry: int = 0
    ff: int = 0
    lut_ram: int = 0
    block_ram: int = 0
    dsp: int = 0

    def __add__(self, other: Area) -> Area:
        return Area(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Area)))


CELLS = {
    "LUT4": Area(lut4=1),
    "CCU2C": Area(lut4=2, carry=2),
    "TRELLIS_FF": Area(ff=1),
    "TRELLIS_DPR16X4": Area(lut_ram=1),
    "DP16KD": Area(block_ram=1),
    "MULT18X18D": Area(dsp=1),
}
"""What a cell of the netlist takes; wide multiplexers (PFUMX, L6MUX21) come with the LUTs that they join."""


def parts(netlist: Mapping, top: str) -> dict[str, Area]:
    """Area of each instance in the design, by its name, and of `CONTROL` and `PORTS`.

    Flattening leaves the path of the instance in front of a cell's or a signal's name, and Yosys names LUTs after
    the signals next to them: the total is exact, the share of each part nearly so.
    """
    module = netlist["modules"][top]
    found: dict[str, Area] = {}
    outside = {bit for port in module["ports"].values() for bit in port["bits"]}
    for name, cell in module["cells"].items():
        if cell["type"] in CELLS:
            part = owner(name)
            if cell["type"] == "TRELLIS_FF" and outside & {*cell["connections"]["DI"], *cell["connections"]["Q"]}:
                part = PORTS
            found[part] = found.get(part, Area()) + CELLS[cell["type"]]
    return found


def owner(cell: str) -> str:
    """The instance that a cell of a flat netlist comes from."""
    inside = re.match(rf"\$?(?:\w*\$)*\\?{INSIDE}\.(\w+)(\.|\$)?", cell)
    if inside is None:
        return CONTROL
    return inside[1] if inside[2] == "." else CONTROL


def total(areas: Iterable[Area]) -> Area:
    return sum(areas, Area())

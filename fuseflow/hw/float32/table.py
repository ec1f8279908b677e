"""Tables of the elementary functions as ROMs, and the parabola through them: ``docs/functions.md``, "The algorithm"."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Signal, Value
from amaranth.lib import memory

from fuseflow.machine.elementary import ONE, F
from fuseflow.machine.tables import Row, tables

VALUE = F + 1
"""Bits of the value of a table, which is below 2."""


class Curve:
    """The pieces NAME, or NAME.0, NAME.1, .. in one ROM, and what is computed with one of their segments.

    The larger pieces stand first, so that each starts at a multiple of its size: address and row are joined by OR. The
    position in a segment is counted in the finest steps, whatever its width: the products of all pieces are shifted by
    the same number of bits.

    Parameters
    ----------
    name : str
    limit : bool
        Is the function 1 beyond the last piece? A last row of the ROM holds that number.
    """

    def __init__(self, name: str, *, limit: bool = False):
        self.name, self.limit = name, limit
        self.pieces = tables().family(name) or [tables().pieces[name]]
        self.bases, self.rows = _placed(self.pieces)
        if limit:
            self.rows.append((ONE, 0, 0))
        self.position = F - min(bits for bits, _ in self.pieces)
        self.widths = [max(_signed_bits(row[k]) for row in self.rows) for k in (1, 2)]

    def locate(self, m: Module, u: Value, piece: Value | None = None) -> dict[str, Value]:
        """The row of a fraction `u` (F bits) in piece number `piece`, and the position in it."""
        row = Signal(range(len(self.rows)), name=f"{self.name}_row")
        t = Signal(self.position, name=f"{self.name}_position")
        if piece is None:
            m.d.comb += self._place(row, t, u, 0)
        else:
            with m.Switch(piece):
                for k in range(len(self.pieces)):
                    with m.Case(k):
                        m.d.comb += self._place(row, t, u, k)
                if self.limit:
                    with m.Default():
                        m.d.comb += row.eq(len(self.rows) - 1)
        return {"row": row, "t": t}

    def _place(self, row: Signal, t: Signal, u: Value, k: int) -> list:
        bits = self.pieces[k][0]
        width = F - bits
        return [row.eq(u[width:] | self.bases[k]), t.eq(Cat(Const(0, self.position - width), u[:width]))]

    def look_up(self, m: Module, row: Value, t: Value) -> dict[str, Value]:
        """Read the row."""
        slope, bend = self.widths
        rom = memory.Memory(shape=VALUE + slope + bend, depth=len(self.rows), init=[self._word(r) for r in self.rows])
        m.submodules[f"rom_{self.name}"] = rom
        port = rom.read_port(domain="comb")
        m.d.comb += port.addr.eq(row)
        return {
            "c0": port.data[:VALUE], "c1": port.data[VALUE : VALUE + slope].as_signed(),
            "c2": port.data[VALUE + slope :].as_signed(), "t": t,
        }

    def _word(self, row: Row) -> int:
        (c0, c1, c2), (slope, bend) = row, self.widths
        return c0 | c1 % (1 << slope) << VALUE | c2 % (1 << bend) << VALUE + slope

    def bend(self, m: Module, c0: Value, c1: Value, c2: Value, t: Value) -> dict[str, Value]:
        """c2 * t."""
        return {"c0": c0, "c1": c1, "bend": (c2 * t) >> self.position, "t": t}

    def slope(self, m: Module, c0: Value, c1: Value, bend: Value, t: Value) -> dict[str, Value]:
        """c1 + c2 * t."""
        return {"c0": c0, "slope": c1 + bend, "t": t}

    def rise(self, m: Module, c0: Value, slope: Value, t: Value) -> dict[str, Value]:
        """(c1 + c2 * t) * t."""
        return {"c0": c0, "rise": (slope * t) >> self.position}

    def value(self, m: Module, c0: Value, rise: Value) -> dict[str, Value]:
        """c0 + (c1 + c2 * t) * t: not negative, and below 2."""
        return {"value": (c0 + rise)[:VALUE]}


def _placed(pieces: list[tuple[int, tuple[Row, ...]]]) -> tuple[list[int], list[Row]]:
    """Where each piece starts, and all rows."""
    bases, rows = [0] * len(pieces), []
    for k in sorted(range(len(pieces)), key=lambda k: -pieces[k][0]):
        bases[k] = len(rows)
        rows += pieces[k][1]
    return bases, rows


def _signed_bits(number: int) -> int:
    return 1 + max(number, ~number).bit_length()



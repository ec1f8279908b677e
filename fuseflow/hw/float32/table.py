"""Tables of the elementary functions as ROMs, and the parabola through them: ``docs/functions.md``, "The algorithm"."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Signal, Value
from amaranth.lib import memory

from fuseflow.hw.float32.parts import partial_products, product
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
        return {"word": port.data, "t": t}

    def _word(self, row: Row) -> int:
        (c0, c1, c2), (slope, bend) = row, self.widths
        return c0 | c1 % (1 << slope) << VALUE | c2 % (1 << bend) << VALUE + slope

    def take(self, m: Module, word: Value, t: Value) -> dict[str, Value]:
        """Take the row apart. (A block RAM takes half a cycle to show a word, and has no time for more.)"""
        slope, _ = self.widths
        c1, c2 = word[VALUE : VALUE + slope].as_signed(), word[VALUE + slope :].as_signed()
        return {"c0": word[:VALUE], "c1": c1, "c2": c2, "t": t}

    def bend(self, m: Module, c0: Value, c1: Value, c2: Value, t: Value) -> dict[str, Value]:
        """Multiply c2 by t."""
        return {"c0": c0, "c1": c1, "t": t, **partial_products(c2, t)}

    def slope(self, m: Module, c0: Value, c1: Value, t: Value, **parts) -> dict[str, Value]:
        """c1 + c2 t."""
        return {"c0": c0, "slope": self._add(m, "slope", c1, parts), "t": t}

    def rise(self, m: Module, c0: Value, slope: Value, t: Value) -> dict[str, Value]:
        """Multiply the slope by t."""
        return {"c0": c0, **partial_products(slope, t)}

    def value(self, m: Module, c0: Value, **parts) -> dict[str, Value]:
        """c0 + slope t: not negative, and below 2."""
        return {"value": self._add(m, "value", c0, parts)[:VALUE]}

    def _add(self, m: Module, name: str, constant: Value, parts: dict[str, Value]) -> Value:
        """A coefficient and a product of t, which loses the fraction bits of t to minus infinity."""
        total = (constant << self.position) + product(parts)[0]
        sum = Signal(total.shape(), name=f"{self.name}_{name}")
        m.d.comb += sum.eq(total)
        return sum[self.position :].as_signed()


def _placed(pieces: list[tuple[int, tuple[Row, ...]]]) -> tuple[list[int], list[Row]]:
    """Where each piece starts, and all rows."""
    bases, rows = [0] * len(pieces), []
    for k in sorted(range(len(pieces)), key=lambda k: -pieces[k][0]):
        bases[k] = len(rows)
        rows += pieces[k][1]
    return bases, rows


def _signed_bits(number: int) -> int:
    return 1 + max(number, ~number).bit_length()

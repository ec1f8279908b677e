"""The tables of the elementary functions, read when they are first asked for.

They are numbers only; what is computed with them is stated in ``docs/functions.md`` and written four times, in
`fuseflow.machine.elementary`, in the oracle, in the native engine (which has them compiled in) and in
hardware (which has them in ROMs).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("function_tables.txt")
"""Made by ``tools/function_tables.py``, which says how."""

Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tables:
    """The content of the file.

    Attributes
    ----------
    numbers : dict of str to int
        log2e with 35 fraction bits, ln2 with 54.
    pieces : dict of str to (index bits, rows)
        Functions of a fraction; rows are (c0, c1, c2).
    """

    numbers: dict[str, int]
    pieces: dict[str, tuple[int, tuple[Row, ...]]]

    def family(self, name: str) -> list[tuple[int, tuple[Row, ...]]]:
        """The pieces NAME.0, NAME.1, .. in order."""
        found = []
        while piece := self.pieces.get(f"{name}.{len(found)}"):
            found.append(piece)
        return found


@cache
def tables() -> Tables:
    """The tables of this version."""
    numbers, pieces = {}, {}
    lines = iter(FILE.read_text(encoding="ascii").splitlines())
    for line in lines:
        match line.split():
            case ["number", name, value]:
                numbers[name] = int(value)
            case ["piece", name, bits, rows]:
                body = tuple(tuple(map(int, next(lines).split())) for _ in range(int(rows)))
                pieces[name] = int(bits), body
    return Tables(numbers, pieces)


@cache
def sha256() -> str:
    """Hash of the tables: two versions with one hash compute the same bits."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()

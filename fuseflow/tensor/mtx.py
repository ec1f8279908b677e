"""MatrixMarket files (Boisvert, Pozo, Remington: The Matrix Market Exchange Formats, NISTIR 5935)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from fuseflow.tensor.format import COO
from fuseflow.tensor.shape import LIMIT
from fuseflow.tensor.sources import Entries
from fuseflow.tensor.text import Text
from fuseflow.tensor.values import warn

_CHOICES = (
    ("object", ("matrix",)),
    ("layout", ("coordinate", "array")),
    ("field", ("real", "integer", "pattern")),
    ("symmetry", ("general", "symmetric", "skew-symmetric")),
)


def read_mtx(path: Path) -> Entries | np.ndarray:
    """Entries of a coordinate file, or the array of an array file.

    Symmetric and skew-symmetric files are expanded. Values are float64 or int64 by the field, and 1 where that is
    ``pattern``.

    Raises
    ------
    TensorError
        FF-E003 coordinate out of range, FF-E004 overflow, FF-E005 complex data, FF-E010 to FF-E013 for a file that
        cannot be read, is truncated, is no MatrixMarket file, or has a wrong entry.
    """
    text = Text.load(path, comment="%")
    layout, field, symmetry = _header(text)
    number, line = next(text.after(1).lines(), (None, ""))
    if number is None:
        text.fail("FF-E011", "the file ends before the line with the sizes", text.last, "fetch or write it again")
    sizes = _sizes(text, number, line, ("rows", "columns", "entries")[: 3 if layout == "coordinate" else 2])
    if symmetry != "general" and sizes[0] != sizes[1]:
        text.fail("FF-E013", f"a {symmetry} matrix cannot be {sizes[0]} x {sizes[1]}", number)
    body = text.after(number)
    return (_coordinate if layout == "coordinate" else _array)(body, sizes, field, symmetry)


def _header(text: Text) -> tuple[str, str, str]:
    words = text.body.split("\n", 1)[0].lower().split()
    if not words or words[0] != "%%matrixmarket":
        text.fail(
            "FF-E012",
            "no MatrixMarket file: its first line does not begin with %%MatrixMarket",
            1,
            "for example '%%MatrixMarket matrix coordinate real general'; FROSTT files are named .tns",
        )
    if "complex" in words or "hermitian" in words:
        text.fail(
            "FF-E005", "complex and hermitian matrices are not supported", 1, "write real and imaginary part apart"
        )
    if len(words) != 5:
        text.fail("FF-E012", f"the MatrixMarket header has {len(words)} words, not 5", 1)
    for word, (what, choices) in zip(words[1:], _CHOICES, strict=True):
        if word not in choices:
            text.fail(
                "FF-E012", f"unknown {what} {word!r} in the MatrixMarket header", 1, f"one of {', '.join(choices)}"
            )
    _, _, layout, field, symmetry = words
    if field == "pattern" and (layout == "array" or symmetry == "skew-symmetric"):
        wrong = layout if layout == "array" else symmetry
        text.fail("FF-E012", f"a MatrixMarket file cannot be both 'pattern' and {wrong!r}", 1)
    return layout, field, symmetry


def _sizes(text: Text, number: int, line: str, names: tuple[str, ...]) -> list[int]:
    words = line.split()
    if len(words) != len(names) or not all(word.isascii() and word.isdigit() for word in words):
        text.fail("FF-E013", f"the line with the sizes is {line[:40]!r}", number, f"it gives {', '.join(names)}")
    for word, name in zip(words, names, strict=True):
        if len(word) > 18 or int(word) >= LIMIT:
            text.fail("FF-E004", f"{word[:40]} {name} are not below 2**31 - 1024", number)
    return [int(word) for word in words]


def _check_count(body: Text, found: int, needed: int) -> None:
    if found < needed:
        body.fail("FF-E011", f"{needed} entries are announced, {found} found", body.last, "fetch or write it again")
    if found > needed:
        body.fail("FF-E013", f"{needed} entries are announced, {found} found", body.line_of(needed))


def _coordinate(body: Text, sizes: list[int], field: str, symmetry: str) -> Entries:
    table = body.table("ii" + (_pattern_values(body) if field == "pattern" else field[0]))
    _check_count(body, len(table), sizes[2])
    coords = np.stack([table["f0"], table["f1"]], axis=1)
    wrong = ((coords < 1) | (coords > np.array(sizes[:2]))).any(axis=1)
    if wrong.any():
        at = int(np.argmax(wrong))
        row, column = coords[at]
        body.fail(
            "FF-E003",
            f"entry ({row}, {column}) lies outside of a {sizes[0]} x {sizes[1]} matrix",
            body.line_of(at),
            "coordinates count from 1",
        )
    coords -= 1
    values = np.ones(len(table)) if field == "pattern" else table["f2"]
    if symmetry != "general":
        coords, values = _mirror(body, coords, values, symmetry)
    return Entries(tuple(sizes[:2]), coords, values, COO)


def _pattern_values(body: Text) -> str:
    """Columns of values in a pattern file: none; but files in SuiteSparse (Pajek/Ragusa16) have one."""
    _, line = next(body.lines(), (0, ""))
    if len(line.split()) != 3:
        return ""
    warn(f"{body.path.name}: its header says 'pattern', so the values in it are ignored and 1 is stored")
    return "r"


def _mirror(body: Text, coords: np.ndarray, values: np.ndarray, symmetry: str) -> tuple[np.ndarray, np.ndarray]:
    below, above = coords[:, 0] > coords[:, 1], coords[:, 0] < coords[:, 1]
    if below.any() and above.any():
        # Mirrored blindly, an entry that is given on both sides would count twice.
        line = body.line_of(int(np.argmax(above)))
        body.fail(
            "FF-E013", f"a {symmetry} file gives entries on both sides of the diagonal", line, "give the lower ones"
        )
    if symmetry == "skew-symmetric":
        diagonal = ~(below | above)
        if diagonal.any():
            line = body.line_of(int(np.argmax(diagonal)))
            body.fail("FF-E013", "a skew-symmetric file gives an entry on the diagonal", line)
    off = below | above
    mirrored = -values[off] if symmetry == "skew-symmetric" else values[off]
    return np.concatenate([coords, coords[off, ::-1]]), np.concatenate([values, mirrored])


def _array(body: Text, sizes: list[int], field: str, symmetry: str) -> np.ndarray:
    rows, columns = sizes
    skew = int(symmetry == "skew-symmetric")
    needed = rows * columns if symmetry == "general" else rows * (rows + 1 - 2 * skew) // 2
    table = body.table("i" if field == "integer" else "r")
    _check_count(body, len(table), needed)
    values = table["f0"]
    if symmetry == "general":
        return values.reshape(columns, rows).T
    result = np.zeros((rows, columns), values.dtype)
    # Columns of the lower triangle, one after the other, are rows of the upper one.
    row, column = np.triu_indices(rows, skew)
    result[row, column] = -values if skew else values
    result[column, row] = values
    return result

"""FROSTT text files: coordinates from 1, the value last (Smith et al., FROSTT, 2017)."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np

from fuseflow.tensor.format import CSF
from fuseflow.tensor.shape import LIMIT
from fuseflow.tensor.sources import Entries
from fuseflow.tensor.text import Text


def read_tns(path: Path) -> Entries:
    """Entries of a FROSTT file.

    The shape is that of a header where the file has one: a line with the sizes, or (as HiParTI writes) a line with
    the rank and a line with the sizes. Otherwise it is given by the largest coordinates.

    Raises
    ------
    TensorError
        FF-E003 coordinate out of range, FF-E004 overflow, FF-E010 to FF-E013 for a file that cannot be read, is
        truncated, is something else, or has a wrong entry.
    """
    text = Text.load(path, comment="#")
    if text.body.lstrip()[:2] == "%%":
        text.fail("FF-E012", "this is a MatrixMarket file, not a FROSTT one", 1, "name it .mtx")
    shape, body = _header(text)
    number, line = next(body.lines(), (body.first, ""))
    rank = len(shape) if shape is not None else len(line.split()) - 1
    if rank < 1:
        body.fail("FF-E012", f"no FROSTT file: {line[:40]!r} is no entry", number, "coordinates, then the value")
    table = body.table("i" * rank + "r")
    coords = np.stack([table[f"f{mode}"] for mode in range(rank)], axis=1)
    if shape is None:
        shape = tuple(int(size) for size in np.clip(coords.max(axis=0), 1, LIMIT - 1))
    wrong = (coords < 1) | (coords > np.array(shape))
    if wrong.any():
        entry, mode = divmod(int(np.argmax(wrong)), rank)
        coordinate, line = int(coords[entry, mode]), body.line_of(entry)
        if coordinate >= LIMIT:
            body.fail("FF-E004", f"coordinate {coordinate} is not below 2**31 - 1024", line)
        if coordinate < 1:
            body.fail("FF-E003", f"coordinate {coordinate} of mode {mode}", line, "coordinates count from 1")
        body.fail("FF-E003", f"coordinate {coordinate} of mode {mode}, which has size {shape[mode]}", line)
    return Entries(shape, coords - 1, table[f"f{rank}"], CSF(rank))


def _header(text: Text) -> tuple[tuple[int, ...] | None, Text]:
    """The shape that the file states, if it does, and the text below it."""
    lines = [(number, line.split()) for number, line in islice(text.lines(), 3)]
    if not lines:
        text.fail("FF-E011", "the file has comments only", text.last)
    counts = [len(words) for _, words in lines]
    # A rank line is followed by as many sizes; a line of sizes by entries, which have one column more.
    if len(lines) > 1 and lines[0][1] == [str(counts[1])] and counts[2:] in ([], [counts[1] + 1]):
        sizes = lines[1]
    elif len(lines) > 1 and counts[1] == counts[0] + 1:
        sizes = lines[0]
    else:
        return None, text
    for word in sizes[1]:
        if not (word.isascii() and word.isdigit()):
            text.fail("FF-E013", f"{word[:40]!r} in the line of the sizes is no size", sizes[0])
        if len(word) > 18 or int(word) >= LIMIT:
            text.fail("FF-E004", f"size {word[:40]} is not below 2**31 - 1024", sizes[0])
    return tuple(map(int, sizes[1])), text.after(sizes[0])

"""Text files of entries, one a line: parsed in bulk, and line by line only to name what is wrong."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.values import FLOAT

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_REAL = re.compile(r"[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|inf|infinity|nan)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """The rest of a text file from some line on.

    Parameters
    ----------
    path : Path
    body : str
    first : int
        Number of the first line of `body`, from 1.
    comment : str
        Lines that start with it are ignored.
    """

    path: Path
    body: str
    first: int
    comment: str

    @classmethod
    def load(cls, path: Path, comment: str) -> Text:
        """A whole file.

        Raises
        ------
        TensorError
            FF-E010 if it cannot be read, FF-E011 if it is empty, FF-E012 if it is binary.
        """
        data = load_bytes(path)
        if b"\0" in data or data[:2] == b"\x1f\x8b":
            hint = "uncompress it first" if data[:2] == b"\x1f\x8b" else "is it an .npz or .npy file?"
            raise TensorError("FF-E012", f"{path.name} is binary, not text", where=str(path), hint=hint)
        # Comments in old files may be in any encoding; latin-1 decodes all, and numbers are ASCII.
        body = data.decode("latin-1").replace("\r\n", "\n")
        if not body.strip():
            raise TensorError("FF-E011", f"{path.name} has blank lines only", where=str(path))
        return cls(path, body, 1, comment)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Number and stripped text of each line that is neither blank nor a comment."""
        start, number = 0, self.first
        while start < len(self.body):
            stop = self.body.find("\n", start)
            stop = len(self.body) if stop < 0 else stop
            line = self.body[start:stop].strip()
            if line and not line.startswith(self.comment):
                yield number, line
            start, number = stop + 1, number + 1

    def after(self, number: int) -> Text:
        """The text below the line of that number."""
        start = 0
        for _ in range(number - self.first + 1):
            start = self.body.find("\n", start) + 1 or len(self.body)
        return Text(self.path, self.body[start:], number + 1, self.comment)

    def fail(self, code: str, message: str, line: int | None = None, hint: str | None = None) -> NoReturn:
        """Raise a TensorError that names the file and, if known, the line."""
        place = self.path.name if line is None else f"{self.path.name}, line {line}"
        where = str(self.path) if line is None else f"{self.path}:{line}"
        raise TensorError(code, f"{place}: {message}", where=where, hint=hint)

    def table(self, columns: str) -> np.ndarray:
        """All lines as a structured array with the fields ``f0``, ``f1``, ...

        Parameters
        ----------
        columns : str
            A letter for each column: ``i`` an integer, ``r`` a real number (float64; 'nan' and 'inf' are numbers).

        Raises
        ------
        TensorError
            FF-E013 for a line that does not fit, FF-E011 if that is the last line and not complete, FF-E004 for a
            value that overflows float32 or an integer that overflows int64.
        """
        dtype = np.dtype([(f"f{at}", np.int64 if kind == "i" else np.float64) for at, kind in enumerate(columns)])
        if next(self.lines(), None) is None:
            return np.empty(0, dtype)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                table = np.loadtxt(io.StringIO(self.body), dtype, comments=self.comment, ndmin=1)
        except (ValueError, OverflowError, Warning) as error:
            self._blame(columns)
            self.fail("FF-E013", f"entries cannot be read: {error}")
        for at, kind in enumerate(columns):
            if kind == "r":
                self._check_overflow(table[f"f{at}"], at)
        return table

    def _blame(self, columns: str) -> None:
        """Raise for the first line that does not fit, if one is found."""
        lines = list(self.lines())
        for number, line in lines:
            tokens = line.split(self.comment)[0].split()
            if len(tokens) != len(columns):
                cut = number == lines[-1][0] and len(tokens) < len(columns) and not self.body.endswith("\n")
                self.fail(
                    "FF-E011" if cut else "FF-E013",
                    f"{len(columns)} numbers are needed, {len(tokens)} found: {_short(line)}",
                    number,
                    "the file seems to be cut off" if cut else None,
                )
            for at, (token, kind) in enumerate(zip(tokens, columns, strict=True)):
                if not (_INTEGER if kind == "i" else _REAL).fullmatch(token):
                    what = "an integer" if kind == "i" else "a real number"
                    self.fail("FF-E013", f"{_short(token)} in column {at + 1} is not {what}", number)
                if kind == "i" and abs(int(token[:40])) >= 2**63:
                    self.fail("FF-E004", f"{_short(token)} in column {at + 1} overflows", number)

    def _check_overflow(self, values: np.ndarray, column: int) -> None:
        with np.errstate(over="ignore", under="ignore"):
            suspects = np.flatnonzero(np.isinf(values.astype(FLOAT)))
        if not suspects.size:
            return
        lines = list(self.lines())
        for entry in suspects:
            number, line = lines[entry]
            token = line.split()[column]
            if not token.lstrip("+-").lower().startswith("inf"):
                self.fail("FF-E004", f"value {token} overflows float32", number, "scale the data, or clip to 3.4e38")

    def line_of(self, entry: int) -> int:
        """Number of the line of an entry, the first of them being 0."""
        for at, (number, _) in enumerate(self.lines()):
            if at == entry:
                return number
        return self.last

    @property
    def last(self) -> int:
        """Number of the last line."""
        return self.first + self.body.rstrip("\n").count("\n") if self.body else self.first - 1


def load_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    TensorError
        FF-E010 if it cannot be read, FF-E011 if it is empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TensorError("FF-E010", f"{path.name} does not exist", where=str(path), hint="check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TensorError("FF-E010", f"{path.name} cannot be read: {reason}", where=str(path)) from None
    if not data:
        raise TensorError("FF-E011", f"{path.name} is empty", where=str(path), hint="fetch or write it again")
    return data


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")

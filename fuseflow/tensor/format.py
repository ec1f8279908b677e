"""Formats: how each mode of a tensor is stored, and in which order (language.md, section 1)."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from fuseflow.errors import TensorError

_NAMES = ("csr", "csc", "dcsr", "dcsc", "coo", "dense", "csf", "bsr4x4", "scalar")
_HINT = f"a string of 'd' and 'c', one letter a mode, as in 'dc' or 'dc:1,0', or one of {', '.join(_NAMES)}"


@dataclass(frozen=True, slots=True, repr=False)
class Format:
    """Level kinds and mode order of a tensor.

    Parameters
    ----------
    levels : str
        One letter a level, outermost first: ``d`` dense, ``c`` compressed (coordinates sorted and unique).
    order : iterable of int, optional
        ``order[l]`` is the mode stored at level ``l``; a permutation of the modes. Default: the natural one.
    block : (int, int), optional
        Rows and columns of the blocks of a blocked matrix. The format then has four levels, over the modes (block
        row, block column, row in the block, column in the block).

    Raises
    ------
    TensorError
        FF-E001 if the three do not make a format.
    """

    levels: str
    order: tuple[int, ...] = None
    block: tuple[int, int] | None = field(default=None, kw_only=True)

    def __post_init__(self):
        if not isinstance(self.levels, str):
            raise TensorError("FF-E001", f"a format is a string of level kinds, not {self.levels!r}", hint=_HINT)
        for at, letter in enumerate(self.levels):
            if letter not in "dc":
                raise TensorError(
                    "FF-E001",
                    f"unknown level kind {letter!r} in the format {self.levels!r}",
                    where=f"{self.levels}\n{' ' * at}^",
                    hint=_HINT,
                )
        rank = len(self.levels)
        order = range(rank) if self.order is None else self.order
        object.__setattr__(self, "order", _integers(order, "order"))
        if sorted(self.order) != list(range(rank)):
            raise TensorError(
                "FF-E001",
                f"the order {self.order} of the format {self.levels!r} is no permutation of its {rank} modes",
                hint=f"name each of the modes 0 to {rank - 1} once" if rank else "a format of rank 0 has no order",
            )
        if self.block is not None:
            object.__setattr__(self, "block", _integers(self.block, "block"))
            if len(self.block) != 2 or min(self.block) < 1 or rank != 4:
                raise TensorError(
                    "FF-E001",
                    f"blocks {self.block} do not fit the format {self.levels!r}",
                    hint="a blocked format has four levels and two positive block sizes, as in BSR(4, 4)",
                )

    @property
    def rank(self) -> int:
        """Number of levels."""
        return len(self.levels)

    @property
    def is_dense(self) -> bool:
        """Whether every level is dense, so that every entry is stored."""
        return "c" not in self.levels

    @property
    def is_natural(self) -> bool:
        """Whether level ``l`` stores mode ``l``."""
        return self.order == tuple(range(self.rank))

    @classmethod
    def parse(cls, text: str, rank: int | None = None) -> Format:
        """The format that a text names; ``Format.parse(str(f)) == f``.

        Parameters
        ----------
        text : str
            Level kinds (``dc``), with a mode order (``dc:1,0``) and blocks (``dcdd/2x3``) where wanted; or a name, in
            any case: csr, csc, dcsr, dcsc, coo, dense, csf, bsr4x4, scalar. ``dense3``, ``coo3`` and ``csf3`` give
            the rank.
        rank : int, optional
            Rank of the tensor, for dense, coo and csf without a number (default: 2, 2 and 3).

        Raises
        ------
        TensorError
            FF-E001.
        """
        if not isinstance(text, str):
            raise TensorError("FF-E001", f"a format is a text, not {text!r}", hint=_HINT)
        name = text.strip().lower()
        if name in _FIXED:
            return _FIXED[name]
        if found := re.fullmatch(r"(dense|coo|csf)\(?(\d{1,2})?\)?", name):
            kind, digits = found.groups()
            size = int(digits) if digits else (3 if kind == "csf" else 2) if rank is None else rank
            return cls(("d" if kind == "dense" else "c") * size)
        if found := re.fullmatch(r"bsr\(?(\d{1,9})[x,] ?(\d{1,9})\)?", name):
            return BSR(int(found[1]), int(found[2]))
        if found := re.fullmatch(r"([^:/]+)(?::(\d{1,2}(?:, ?\d{1,2})*))?(?:/(\d{1,9})x(\d{1,9}))?", name):
            levels, order, rows, columns = found.groups()
            modes = None if order is None else tuple(map(int, order.split(",")))
            return cls(levels, modes, block=None if rows is None else (int(rows), int(columns)))
        raise TensorError("FF-E001", f"unknown format {text!r}", hint=_HINT)

    def __str__(self) -> str:
        if not self.levels:
            return "scalar"
        if self.block and self.levels == "dcdd" and self.is_natural:
            return f"bsr{self.block[0]}x{self.block[1]}"
        order = "" if self.is_natural else ":" + ",".join(map(str, self.order))
        return self.levels + order + (f"/{self.block[0]}x{self.block[1]}" if self.block else "")

    def __repr__(self) -> str:
        order = "" if self.is_natural else f", order={self.order}"
        return f"Format({self.levels!r}{order}{f', block={self.block}' if self.block else ''})"


def _integers(items: Iterable[int], what: str) -> tuple[int, ...]:
    try:
        return tuple(operator.index(n) for n in items)
    except TypeError:
        raise TensorError("FF-E001", f"{what}={items!r} of a format is no sequence of integers", hint=_HINT) from None


def DENSE(n: int) -> Format:  # noqa: N802 - the name that the field uses
    """All of `n` levels dense."""
    return Format("d" * _count(n))


def CSF(n: int) -> Format:  # noqa: N802
    """Compressed sparse fiber: all of `n` levels compressed."""
    return Format("c" * _count(n))


def BSR(rows: int, columns: int | None = None) -> Format:  # noqa: N802
    """Block sparse rows: a matrix as a rank-4 tensor of dense blocks of `rows` by `columns` (default: square)."""
    return Format("dcdd", block=(rows, rows if columns is None else columns))


def _count(n: int) -> int:
    (n,) = _integers((n,), "rank")
    if n < 0:
        raise TensorError("FF-E001", f"a format cannot have {n} levels", hint=_HINT)
    return n


def as_format(format: Format | str | None, rank: int | None) -> Format | None:
    """A format from what a user may write where one is asked for; None stays None.

    Raises
    ------
    TensorError
        FF-E001.
    """
    match format:
        case None | Format():
            return format
        case str():
            return Format.parse(format, rank)
    raise TensorError("FF-E001", f"format={format!r} is no format", hint="a Format, as ff.CSR, or a text, as 'dc:1,0'")


CSR = Format("dc")
CSC = Format("dc", order=(1, 0))
DCSR = Format("cc")
COO = Format("cc")

_FIXED = {
    "csr": CSR,
    "csc": CSC,
    "dcsr": DCSR,
    "dcsc": Format("cc", order=(1, 0)),
    "scalar": Format(""),
}

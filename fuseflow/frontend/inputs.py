"""The inputs of a traced program: how each is made of a tensor that the user gave.

Mostly it is that tensor. Beside, a program reads slices of one, one with a mode split in two (the heads of a weight),
or the rows that a list of numbers picks (an embedding) as a matrix with a one in every row. This is how the memories
are laid out and filled, and happens before the program starts; of a sparse tensor, no entry comes or goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch

from fuseflow.errors import SimulationError
from fuseflow.tensor import Format, Tensor, tensor
from fuseflow.tensor.sources import Entries, torch_entries

Take = tuple[int, tuple[int, ...]]
"""A mode, and those of its coordinates that are kept, in their new order."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input.

    Attributes
    ----------
    source : str
        The argument, or the state-dict name, that the tensor comes from, for people.
    read : callable
        From the user's tensors by name to this one.
    format : Format
        Of that tensor.
    fill : float
    width : int or None
        If the tensor is a list of numbers: one more than the largest that can be meant. Then the input has one more
        mode, of this size, and a one in every row, at that number.
    shape : tuple of int
        After the `takes`.
    takes : tuple of Take
    groups : tuple of tuple of int
        Sizes that every mode is split into; none: the mode has size 1 and is left out.
    checks : tuple of int
        Modes (before `groups`) along which every fiber must have an entry.
    """

    source: str
    read: Callable[[Mapping[str, torch.Tensor]], torch.Tensor]
    format: Format
    fill: float
    width: int | None
    shape: tuple[int, ...]
    takes: tuple[Take, ...] = ()
    groups: tuple[tuple[int, ...], ...] | None = None
    checks: tuple[int, ...] = ()

    @property
    def final_shape(self) -> tuple[int, ...]:
        """That of the program's tensor."""
        return self.shape if self.groups is None else tuple(n for group in self.groups for n in group)

    @property
    def final_format(self) -> Format:
        """That of the program's tensor: both halves of a compressed level are compressed."""
        if self.groups is None:
            return self.format
        first = np.concatenate([[0], np.cumsum([len(g) for g in self.groups])]).tolist()
        kinds, order, thin = "", [], False
        for kind, mode in zip(self.format.levels, self.format.order):
            count = len(self.groups[mode])
            if count == 0 and kind == "c":
                # What is left out may be missing; then the level above must be able to miss it, or the one below.
                kinds, thin = (kinds[:-1] + "c", False) if kinds else (kinds, True)
            if count:
                kinds += ("c" if thin else kind) + kind * (count - 1)
                thin = False
            order += range(first[mode], first[mode] + count)
        return Format(kinds, order)

    def prepare(self, data: Mapping[str, torch.Tensor]) -> Tensor:
        """The tensor that the program reads.

        Raises
        ------
        TensorError
            FF-E00x, as `fuseflow.tensor`.
        SimulationError
            FF-E402 for a number that is out of range, or a row that must not be empty and is.
        """
        for mode in self.checks:
            if not self.pattern(data).any(axis=mode).all():
                raise SimulationError(
                    "FF-E402", f"{self.source!r} masks a whole row; that of the trace did not",
                    hint="trace the model again with this mask: what a softmax gives there is another program")
        x = self.read(data)
        if self.width is None and not self.takes and self.groups is None:
            return tensor(x, self.format, self.fill)
        if self.width is not None and not self.takes and tuple(x.shape) != self.shape[:-1]:
            raise SimulationError("FF-E402", f"{self.source!r} gives numbers of shape {tuple(x.shape)}, traced were "
                                  f"{self.shape[:-1]}", hint="trace the model again for other sizes")
        source = torch_entries(x) if self.width is None else _ones(x, self.width, self.source)
        if not isinstance(source, Entries) and self.format.is_dense:
            for mode, kept in self.takes:
                source = np.take(source, kept, axis=mode)
            return tensor(source.reshape(self.final_shape), self.final_format, self.fill)
        if not isinstance(source, Entries):
            stored = source != self.fill if self.fill == self.fill else ~np.isnan(source)
            source = Entries(source.shape, np.argwhere(stored), source[stored], self.format)
        coords, values = source.coords, source.values
        for mode, kept in self.takes:
            coords, values = _kept(coords, values, mode, kept)
        if self.groups is not None:
            digits = [_digits(coords[:, m], group) for m, group in enumerate(self.groups)]
            coords = np.concatenate([*digits, np.zeros((len(values), 0), np.int64)], axis=1)
        return Tensor.from_coords(self.final_shape, coords, values, self.final_format, self.fill)

    def pattern(self, data: Mapping[str, torch.Tensor]) -> np.ndarray:
        """Which entries count as stored, before modes are split: of a tensor that is stored in full, those not 0."""
        x = replace(self, groups=None, checks=()).prepare(data)
        return np.asarray(x.to_dense()) != 0 if x.format.is_dense else np.asarray(x.pattern())

    def checked(self, mode: int) -> Input:
        """The same; other data must have an entry in every fiber along a mode."""
        return replace(self, checks=tuple(dict.fromkeys((*self.checks, mode))))


def _ones(x: torch.Tensor, width: int, source: str) -> Entries:
    numbers = x.detach().cpu().numpy()
    wrong = numbers[(numbers < 0) | (numbers >= width)]
    if wrong.size:
        raise SimulationError("FF-E402", f"{source!r} picks row {int(wrong[0])} of {width}",
                              hint="numbers from 0 on, below the number of rows")
    where = np.indices(numbers.shape).reshape(numbers.ndim, -1)
    coords = np.concatenate([where, numbers.reshape(1, -1)]).T
    shape = (*numbers.shape, width)
    return Entries(shape, coords, np.ones(len(coords), np.float32), Format("d" * numbers.ndim + "c"))


def _kept(coords: np.ndarray, values: np.ndarray, mode: int, kept: tuple[int, ...]):
    """The entries at the coordinates that are kept, as often as they are."""
    order = np.argsort(coords[:, mode], kind="stable")
    column = coords[order, mode]
    first, last = (np.searchsorted(column, kept, side) for side in ("left", "right"))
    count = last - first
    rows = order[np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())]
    coords = coords[rows].copy()
    coords[:, mode] = np.repeat(np.arange(len(kept)), count)
    return coords, values[rows]


def _digits(column: np.ndarray, sizes: tuple[int, ...]) -> np.ndarray:
    """The digits of coordinates, one column for each of `sizes`."""
    found = []
    for n in reversed(sizes):
        found.append(column % n)
        column = column // n
    return np.stack(found[::-1], axis=1) if found else np.zeros((len(column), 0), np.int64)

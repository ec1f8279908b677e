"""The tensor: a fibertree in numpy arrays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor import export
from fuseflow.tensor.assemble import assemble, columns_by_mode, scatter
from fuseflow.tensor.coords import arrange, check_coords, split, unblock
from fuseflow.tensor.format import Format, as_format
from fuseflow.tensor.levels import Compressed, Level, check_levels
from fuseflow.tensor.shape import Spec, check_shape, fit
from fuseflow.tensor.values import FLOAT, INDEX, admit, bits, check_dtype, check_fill


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tensor:
    """A pattern of stored entries, their values, and one fill for all others.

    Users make tensors with `fuseflow.tensor.tensor`, `fuseflow.tensor.read` or `from_coords`; the constructor is
    for those who have the levels. It checks them (see `check`) and keeps read-only copies.

    Parameters
    ----------
    shape : tuple of int
        Size of each mode, 0 included.
    format : Format
    levels : tuple of Dense or Compressed
        Outermost first; level ``l`` stores mode ``format.order[l]``. None of them for rank 0.
    values : (nnz,) float32 or int64 array
        Stored values in level order. A tensor of rank 0 has one, or none if its entry is absent.
    fill : float
        Value of all entries that are not stored.

    Raises
    ------
    TensorError
        FF-E001 to FF-E006.
    """

    shape: tuple[int, ...]
    format: Format
    levels: tuple[Level, ...]
    values: np.ndarray
    fill: float = 0.0

    def __post_init__(self):
        shape = check_shape(self.shape)
        format = as_format(self.format, len(shape))
        if not isinstance(format, Format) or fit(shape, format) != shape:
            raise TensorError("FF-E002", f"format {format} does not fit levels of shape {shape}")
        object.__setattr__(self, "shape", shape)
        object.__setattr__(self, "format", format)
        object.__setattr__(self, "levels", tuple(self.levels))
        self.check()
        object.__setattr__(self, "levels", tuple(map(_readonly_level, self.levels)))
        object.__setattr__(self, "values", _readonly(self.values))
        object.__setattr__(self, "fill", check_fill(self.fill, self.values.dtype))

    @classmethod
    def from_coords(
        cls,
        shape: tuple[int, ...],
        coords: object,
        values: object,
        format: Format | str | None = None,
        fill: float = 0.0,
        dtype: object = None,
        *,
        prune: bool = False,
    ) -> Tensor:
        """A tensor from a list of entries in any order.

        Duplicates are summed in float64 (int64 for indices), in the order in which they are given, and the sum is
        rounded to float32 once. Entries that are not given, but lie in dense levels, are stored with the fill.

        Parameters
        ----------
        shape : tuple of int
        coords : (n, rank) integer array_like
            Coordinates in the order of the modes, from 0.
        values : (n,) array_like
        format : Format or str, optional
            Default: all levels compressed. With a blocked format, shape and coordinates may be those of the matrix.
        fill : float
        dtype : "float32" or "int64", optional
            Without it, float64, float16 and integers of more than 16 bits are converted to float32 with a warning.
        prune : bool
            Drop the entries that equal the fill (after the summation).

        Raises
        ------
        TensorError
            FF-E001 wrong format, FF-E002 that does not fit, FF-E003 coordinate out of range, FF-E004 overflow of
            values or sizes, FF-E005 wrong data.
        """
        shape = check_shape(shape)
        format = as_format(format, len(shape)) or Format("c" * len(shape))
        dtype = check_dtype(dtype)
        wide = admit(values, dtype)
        if wide.ndim != 1:
            raise TensorError("FF-E005", f"values have shape {wide.shape}, one dimension is needed")
        coords = check_coords(coords, shape, wide.size)
        fill = check_fill(fill, dtype or FLOAT)
        final = fit(shape, format)
        if len(final) != len(shape):
            coords = split(coords, format.block)
        return cls(final, format, *assemble(final, coords, wide, format, fill, prune), fill)

    @property
    def order(self) -> tuple[int, ...]:
        """The mode that each level stores, outermost first."""
        return self.format.order

    @property
    def rank(self) -> int:
        """Number of modes."""
        return len(self.shape)

    @property
    def dtype(self) -> np.dtype:
        """float32, or int64 for a tensor of indices."""
        return self.values.dtype

    @property
    def nnz(self) -> int:
        """Number of stored entries, those that are stored only because a level is dense included."""
        return self.values.size

    @property
    def present(self) -> bool:
        """Whether any entry is stored; for rank 0, whether the one entry is."""
        return self.nnz > 0

    @property
    def spec(self) -> Spec:
        """Shape, format and fill, without data."""
        return Spec(self.shape, self.format, self.fill)

    def __repr__(self) -> str:
        return (
            f"Tensor(shape={self.shape}, format={self.format!r}, nnz={self.nnz}, fill={self.fill}, dtype={self.dtype})"
        )

    def check(self) -> None:
        """Make sure that no later access reads outside of an array.

        Raises
        ------
        TensorError
            FF-E006 if levels, shape and format disagree; if a seg does not start at 0, falls, or does not end at
            the length of its crd; if a crd is out of range, unsorted or duplicate in its fiber; if there are more
            or fewer values than positions; if a dtype is wrong.
        """
        count = check_levels(self.levels, [self.shape[mode] for mode in self.format.order], self.format.levels)
        values = self.values
        if not (isinstance(values, np.ndarray) and values.ndim == 1 and values.dtype in (FLOAT, INDEX)):
            raise TensorError("FF-E006", "values are no 1-d array of float32 or int64")
        if values.size != count and (self.levels or values.size > 1):
            raise TensorError("FF-E006", f"there are {values.size} values for {count} stored entries")

    def coords(self) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates and values of the stored entries, in the order of the modes, sorted.

        Returns
        -------
        coords : (nnz, rank) int64 array
            Sorted lexicographically: the canonical order, whatever the format.
        values : (nnz,) float32 or int64 array
        """
        if not self.levels:
            return np.zeros((self.nnz, 0), np.int64), self.values.copy()
        columns = columns_by_mode(self.levels, self.order)
        permutation, _ = arrange(columns, self.shape)
        coords = np.stack(columns, axis=1)
        return (coords, self.values.copy()) if permutation is None else (coords[permutation], self.values[permutation])

    def to_dense(self) -> np.ndarray:
        """All entries as an array of the tensor's shape, the fill where none is stored.

        Raises
        ------
        TensorError
            FF-E004 if that would be 2**31 - 1024 entries or more.
        """
        return scatter(self.shape, self.format, self.levels, self.values, self.fill)

    def pattern(self) -> np.ndarray:
        """Bool array of the tensor's shape: which entries are stored.

        Raises
        ------
        TensorError
            FF-E004, as `to_dense`.
        """
        return scatter(self.shape, self.format, self.levels, np.ones(self.nnz, bool), False)

    def with_format(self, format: Format | str) -> Tensor:
        """The same tensor in another format.

        Dense levels of the new format may store more entries, with the fill; nothing else changes. A matrix becomes
        one of blocks in a blocked format, and a tensor of blocks a matrix in a format of rank 2.

        Raises
        ------
        TensorError
            FF-E001, FF-E002 if the format does not fit, FF-E004 if too many entries would be stored.
        """
        format = as_format(format, self.rank)
        if format is None:
            raise TensorError("FF-E001", "with_format needs a format", hint="for example ff.CSR")
        if format == self.format:
            return self
        coords, values = self.coords()
        shape, coords = unblock(self.shape, coords, self.format, format)
        return Tensor.from_coords(shape, coords, values, format, self.fill, self.dtype)

    def permuted(self, order: tuple[int, ...]) -> Tensor:
        """A copy with its levels in another order; shape, pattern and values stay.

        Parameters
        ----------
        order : tuple of int
            ``order[l]`` is the mode at level ``l``. All levels become compressed, so that the pattern does not
            change, unless all are dense.

        Raises
        ------
        TensorError
            FF-E001 if the order is no permutation.
        """
        kind = "d" if self.format.is_dense else "c"
        return self.with_format(Format(kind * self.rank, order, block=self.format.block))

    def equal(self, other: Tensor) -> bool:
        """Whether shape, dtype, pattern, fill and every bit of the values agree; NaN equals NaN. Formats may differ."""
        if not isinstance(other, Tensor):
            raise TensorError("FF-E005", f"a Tensor cannot be compared with a {type(other).__name__}")
        same = self.shape == other.shape and self.dtype == other.dtype and self.nnz == other.nnz
        if not same or repr(self.fill) != repr(other.fill):
            return False
        (coords, values), (other_coords, other_values) = self.coords(), other.coords()
        return np.array_equal(coords, other_coords) and bits(values) == bits(other_values)

    def sha256(self) -> str:
        """Hash of pattern and values, equal for equal tensors in any format.

        The bytes are the sorted coordinates (nnz x rank, little-endian int64), then the values in the same order
        (little-endian float32 with one NaN, or int64).
        """
        coords, values = self.coords()
        digest = hashlib.sha256(coords.astype("<i8").tobytes())
        digest.update(bits(values))
        return digest.hexdigest()

    def to_scipy(self):
        """The matrix as a scipy.sparse array: csr_array, csc_array or bsr_array by format, else coo_array.

        Stored zeros stay stored.

        Raises
        ------
        TensorError
            FF-E002 unless the rank is 2 (or the format blocked) and the fill 0.
        """
        return export.to_scipy(self)

    def to_torch(self):
        """The tensor in PyTorch: strided if all levels are dense; CSR, CSC, BSR or BSC by format; else COO.

        Raises
        ------
        TensorError
            FF-E002 if the layout would be sparse and the fill is not 0.
        """
        return export.to_torch(self)


def _readonly_level(level: Level) -> Level:
    match level:
        case Compressed(size, seg, crd):
            return Compressed(size, _readonly(seg), _readonly(crd))
    return level


def _readonly(array: np.ndarray) -> np.ndarray:
    # A view would let the owner of a writeable array undo what was checked.
    kept = np.array(array) if array.flags.writeable else np.ascontiguousarray(array)
    kept.flags.writeable = False
    return kept

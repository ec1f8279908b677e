"""Values: which dtypes are taken, what is converted, what overflows (language.md, section 1)."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable

import numpy as np

from fuseflow.errors import TensorError

FLOAT = np.dtype(np.float32)
INDEX = np.dtype(np.int64)
NAN = np.uint32(0x7FC00000).view(np.float32)
"""The one NaN that a tensor holds."""


def check_dtype(dtype: object) -> np.dtype | None:
    """float32 or int64 from what a user may write for it; None stays None.

    Raises
    ------
    TensorError
        FF-E005 for any other dtype.
    """
    if dtype is None:
        return None
    try:
        found = np.dtype(str(dtype).removeprefix("torch.") if type(dtype).__module__ == "torch" else dtype)
    except TypeError:
        found = None
    if found not in (FLOAT, INDEX):
        raise TensorError(
            "FF-E005", f"dtype={dtype!r} is not supported", hint="float32, or int64 for a tensor of indices"
        )
    return found


def check_fill(fill: object, dtype: np.dtype = FLOAT) -> float:
    """The fill rounded to float32, with one zero and one NaN; with dtype int64, a whole number.

    Raises
    ------
    TensorError
        FF-E005 if it is no number, FF-E004 if it overflows.
    """
    try:
        number = float(fill)
    except (TypeError, ValueError):
        raise TensorError("FF-E005", f"fill={fill!r} is no number") from None
    except OverflowError:
        number, finite = math.inf, True
    else:
        finite = math.isfinite(number)
    if dtype == INDEX:
        if not number.is_integer() or abs(number) >= 2.0**53:
            raise TensorError("FF-E005", f"fill={fill!r} of a tensor of indices is no index")
        return number + 0.0
    with np.errstate(over="ignore"):
        rounded = float(np.float32(number))
    if finite and math.isinf(rounded):
        raise TensorError("FF-E004", f"fill={fill!r} overflows float32")
    return rounded + 0.0 if rounded == rounded else math.nan


def admit(values: object, dtype: np.dtype | None) -> np.ndarray:
    """The values in the dtype in which duplicates are summed: float32 or float64, or int64 if that was asked for.

    Warns about float64, float16 and integers of more than 16 bits unless `dtype` says what is wanted; numbers and
    lists in Python have no dtype of their own and never warn.

    Parameters
    ----------
    values : array_like
        Any shape.
    dtype : numpy.dtype or None
        As `check_dtype` gives it.

    Raises
    ------
    TensorError
        FF-E005 for anything but real numbers, and for fractions where an index is meant; FF-E004 for what overflows.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise TensorError("FF-E005", "masked arrays are not supported", hint="say what is absent: x.filled(value)")
    declared = isinstance(values, np.ndarray | np.generic)
    try:
        array = np.asarray(values)
    except (TypeError, ValueError):
        raise TensorError("FF-E005", f"no array of numbers: {_short(values)}") from None
    if array.dtype.kind not in "biuf":
        hint = "store real and imaginary part apart" if array.dtype.kind == "c" else "real numbers, as float32"
        what = f"an array of {array.dtype}" if declared else _short(values)
        raise TensorError("FF-E005", f"values are no real numbers: {what}", hint=hint)
    if dtype == INDEX:
        return _indices(array)
    if array.dtype.kind == "b":
        return array.astype(FLOAT)
    if declared and dtype is None and _is_lossy(array.dtype):
        warn(f"{array.dtype} values are converted to float32; pass dtype='float32' if that is meant")
    if array.dtype.kind == "f" and array.dtype.itemsize <= 4:
        return array.astype(FLOAT, copy=False)
    return _cast(array, np.dtype(np.float64))


def _is_lossy(dtype: np.dtype) -> bool:
    return dtype.itemsize != 4 if dtype.kind == "f" else dtype.itemsize > 2


def _indices(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind == "f":
        if not (np.isfinite(array).all() and (np.trunc(array) == array).all()):
            raise TensorError("FF-E005", "values of a tensor of indices (dtype int64) are not whole numbers")
        inside = np.abs(array) < 2.0**53
    else:
        inside = array <= np.iinfo(np.int64).max
    if not inside.all():
        raise TensorError("FF-E004", "a value overflows int64, the dtype of a tensor of indices")
    return array.astype(INDEX, copy=False)


def _cast(array: np.ndarray, dtype: np.dtype, place: Callable[[int], tuple[int, ...]] | None = None) -> np.ndarray:
    with np.errstate(over="ignore", under="ignore"):
        result = array.astype(dtype, copy=False)
    if result is not array and array.dtype.kind == "f":
        bad = np.isinf(result) & np.isfinite(array)
        if bad.any():
            at = int(np.argmax(bad))
            coords = place(at) if place else tuple(map(int, np.unravel_index(at, array.shape)))
            raise TensorError(
                "FF-E004",
                f"value {array.flat[at]} at {coords} overflows {dtype}",
                hint="scale the data, or clip them to 3.4e38",
            )
    return result


def narrow(values: np.ndarray, place: Callable[[int], tuple[int, ...]] | None = None) -> np.ndarray:
    """A new array with the values as a tensor stores them: float32 with one NaN, or int64.

    Parameters
    ----------
    values : float32, float64 or int64 array
        Any shape.
    place : callable, optional
        The coordinates of a value, for the error; default: its place in the array.

    Raises
    ------
    TensorError
        FF-E004 if a finite value overflows float32.
    """
    if values.dtype == INDEX:
        return values.copy()
    result = _cast(values, FLOAT, place)
    if result is values:
        result = values.copy()
    result[np.isnan(result)] = NAN
    return result


def bits(values: np.ndarray) -> bytes:
    """Little-endian bytes of the values, one NaN for all."""
    if values.dtype == INDEX:
        return values.astype("<i8").tobytes()
    return np.where(np.isnan(values), NAN, values).astype("<f4").tobytes()


def equals_fill(values: np.ndarray, fill: float) -> np.ndarray:
    """Where the values equal the fill (bool array); NaN equals a fill of NaN."""
    return np.isnan(values) if math.isnan(fill) else values == values.dtype.type(fill)


def warn(message: str) -> None:
    """A UserWarning at the line of the user's code that called into fuseflow."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("fuseflow."):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, UserWarning, stacklevel=level)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."

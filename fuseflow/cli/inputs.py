"""``--input`` and ``--random``: tensors from the command line."""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fuseflow.cli.options import Given, pairs
from fuseflow.errors import TensorError, UsageError

if TYPE_CHECKING:
    from fuseflow.tensor import Format, Tensor

ENTRIES = 100_000_000
"""Most entries that ``--random`` draws."""

_FILE = re.compile(r"(?P<path>.+?\.(?:mtx|tns|npz|npy))(?:#(?P<key>[^:]+))?(?::(?P<format>.+))?", re.IGNORECASE)
_RANDOM = re.compile(r"(?P<shape>scalar|\d{1,10}(?:x\d{1,10})*):(?P<density>[^:]+)(?::(?P<rest>.+))?")


@dataclass(frozen=True, slots=True)
class File:
    """``FILE[#KEY][:FORMAT]``"""

    path: Path
    key: str | None
    format: str | None

    def load(self, name: str, default: Format | None) -> Tensor:
        """Read the file."""
        from fuseflow.tensor import read

        return read(self.path, self.format or default, key=self.key)


@dataclass(frozen=True, slots=True)
class Random:
    """``SIZES:DENSITY[:FORMAT][:SEED]``: as many entries as the density says, rounded, with normal values."""

    shape: tuple[int, ...]
    density: float
    format: str | None
    seed: int

    def load(self, name: str, default: Format | None) -> Tensor:
        """Draw the tensor. It depends on name, sizes, density and seed only, not on the format."""
        import numpy as np

        from fuseflow.tensor import Tensor

        points = math.prod(self.shape)
        count = round(points * self.density)
        random = np.random.default_rng([self.seed, zlib.crc32(name.encode())])
        coords = np.zeros((count, len(self.shape)), np.int64)
        if coords.size:
            coords[:] = np.stack(np.unravel_index(np.sort(random.choice(points, count, replace=False)), self.shape), 1)
        values = random.standard_normal(count, np.float32)
        format = self.format or default or ("d" if self.density == 1 else "c") * len(self.shape) or "scalar"
        return Tensor.from_coords(self.shape, coords, values, format)


def sources(given: Given) -> dict[str, File | Random]:
    """Every tensor that the options name, not yet read.

    Raises
    ------
    UsageError
        FF-E701 for a malformed option, or a name that is given twice.
    """
    files = pairs("--input", given.inputs, "A=m.mtx:csr")
    drawn = pairs("--random", given.random, "A=4x5:0.3")
    for name in files:
        if name in drawn:
            raise UsageError("FF-E701", f"both --input and --random give {name!r}", hint="give it once")
    return {**{name: _file(text) for name, text in files.items()},
            **{name: _random(name, text) for name, text in drawn.items()}}


def load(name: str, source: File | Random, default: Format | None = None) -> Tensor:
    """The tensor of a source; `default` is its format where the user gave none.

    Raises
    ------
    TensorError
        FF-E0xx, naming the input.
    """
    try:
        return source.load(name, default)
    except TensorError as error:
        raise TensorError(error.code, f"input {name!r}: {error.message}", where=error.where, hint=error.hint) from None


def _file(text: str) -> File:
    if found := _FILE.fullmatch(text):
        return File(Path(found["path"]), found["key"], found["format"])
    path, _, format = text.partition(":")
    return File(Path(path), None, format or None)


def _random(name: str, text: str) -> Random:
    def wrong(message: str) -> UsageError:
        return UsageError("FF-E701", f"--random {name}={text}: {message}",
                          hint="sizes, density, format, seed: for example --random A=4x5:0.3:csr:7")

    found = _RANDOM.fullmatch(text)
    if not found:
        raise wrong("this is not SIZES:DENSITY")
    shape = () if found["shape"] == "scalar" else tuple(map(int, found["shape"].split("x")))
    try:
        density = float(found["density"])
    except ValueError:
        raise wrong(f"the density {found['density']!r} is no number") from None
    if not 0 <= density <= 1:
        raise wrong(f"the density {found['density']} is not between 0 and 1")
    if math.prod(shape) * density > ENTRIES or math.prod(shape) >= 2**63:
        raise wrong(f"more than {ENTRIES:,} entries")
    # A format may hold a colon of its own (dc:1,0); a seed is digits only, and comes last.
    rest = found["rest"] or ""
    format, _, last = rest.rpartition(":")
    if last.isdecimal():
        return Random(shape, density, format or None, int(last))
    return Random(shape, density, rest or None, 0)

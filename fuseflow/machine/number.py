"""float32 as bits.

IEEE binary32, round to nearest even, subnormals kept; every NaN is the canonical 0x7FC00000.
"""

from __future__ import annotations

import struct

import numpy as np

NAN = 0x7FC00000


def to_bits(value: float) -> int:
    """Nearest float32 of `value`, as 32 bits; NaN is made canonical."""
    with np.errstate(over="ignore"):
        bits = int(np.float32(value).view(np.uint32))
    return NAN if value != value else bits


def from_bits(bits: int) -> float:
    """The Python float equal to the float32 with these bits (exact)."""
    return struct.unpack("<f", struct.pack("<I", bits))[0]

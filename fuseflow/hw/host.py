"""The host port's address map: where each memory of a graph lies, in words."""

from __future__ import annotations

from collections.abc import Iterable

from fuseflow.machine.graph import Memory


def host_map(memories: Iterable[Memory]) -> dict[str, int]:
    """Base address (in 32-bit words) of each memory, by name.

    Every memory is aligned to the power of two that holds it, so that an address is decoded by its upper bits; larger
    memories come first, so that nothing is wasted between them.
    """
    base, out = 0, {}
    for m in sorted(memories, key=lambda m: -span(m)):
        out[m.name] = base
        base += span(m)
    return out


def span(memory: Memory) -> int:
    """Words that a memory takes in the address map: its size rounded up to a power of two."""
    return 1 << max(0, memory.words - 1).bit_length()

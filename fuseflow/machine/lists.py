"""Helpers of the list functions: what a primitive does to one fiber, done to every fiber of a nested list."""

from __future__ import annotations

from collections.abc import Callable


def each(depth: int, outs: int, function: Callable[..., tuple], *trees) -> tuple:
    """Apply `function` to corresponding subtrees `depth` lists down; collect its `outs` results as trees.

    >>> each(1, 2, lambda a, b: (a + b, a * b), [1, 2], [3, 4])
    ([4, 6], [3, 8])
    """
    if depth == 0:
        return function(*trees)
    length = len(trees[0])
    if any(len(t) != length for t in trees):
        raise ValueError("streams of different shapes")
    parts = [each(depth - 1, outs, function, *subtrees) for subtrees in zip(*trees)]
    return tuple([part[k] for part in parts] for k in range(outs))

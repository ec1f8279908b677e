"""Random parameters and well-formed inputs for every kind of block of `fuseflow.cosim.testing`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.primitives.accumulate import KEY_BITS
from fuseflow.machine.token import encode
from fuseflow.tensor.shape import LIMIT

ONE, MINUS_ZERO, INF, NAN = 0x3F800000, 0x80000000, 0x7F800000, 0x7FC00000
SPECIAL = (0, MINUS_ZERO, ONE, 0xBF800000, INF, 0xFF800000, NAN, 1, 0x80000001, 0x007FFFFF, 0x7F7FFFFF, 0x33800000)
"""Zeros, ones, infinities, NaN, subnormals, the largest number, 2^-24."""

EXTENT = 8
"""Coordinates are smaller, except in long fibers: few addresses make hazards."""

LONG = 40
"""Coordinates of long fibers are smaller; the extent of most accumulators of order 1."""

STRIDES = (1, 3, 33, 819)
"""Between coordinates of an accumulator: few make hazards, distant ones use all levels of the bitmap."""

WORDS = 48
"""Words of the memories of arrays and scanners."""


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What a block is fed: nested lists, one for each input port, and words by a memory's short name."""

    inputs: tuple
    memories: dict[str, list[int]] = field(default_factory=dict)


def parameters(kind: str, rng: random.Random, *, op: str | None = None) -> dict:
    """Random parameters of a kind or chain; memories by short names.

    `op`: this function (of alu) or reduction instead of a random one.
    """
    level = rng.randint(1, 3)
    types = [rng.choice(("ref", "val")) for _ in range(rng.randint(0, 2))]
    more = [rng.choice(("ref", "val")) for _ in range(rng.randint(0, 2))]
    function = op or rng.choice(sorted(FUNCTIONS))
    op, count = op or rng.choice(("sum", "prod", "max", "min")), rng.random() < 0.5
    fill = value(rng)
    dense = rng.random() < 0.4
    type, extra = rng.choice(("crd", "ref", "val")), rng.randint(1, 3)
    match kind:
        case "root":
            return {}
        case "fork":
            type = rng.choice(("crd", "ref", "val", "bounds", "val+last"))
            return {"type": type, "level": level, "n": rng.randint(1, 3)}
        case "bounds" | "gen" | "scanner":
            every = {
                "level": level - 1, "kind": "d" if dense else "c", "size": rng.randint(0, 5) if dense else None,
                "seg": None if dense else "seg", "crd": None if dense else "crd",
            }
            drop = {"bounds": ("crd",), "gen": ("seg", "size"), "scanner": ()}[kind]
            return {k: v for k, v in every.items() if k not in drop}
        case "repeat":
            return {"type": rng.choice(("ref", "val")), "level": level - 1}
        case "replay":
            return {"type": type, "level": rng.randint(0, 1), "extra": extra, "size": rng.choice((1, 3, 8, 24))}
        case "locate":
            return {"level": level - 1, "size": LONG, "flat": rng.random() < 0.5}
        case "lookup":
            return {"level": level - 1}
        case "intersect" | "union":
            return {"level": level, "a": types, "b": more}
        case "left_join":
            return {"level": level, "b": types or ["val"]}
        case "realign":
            return {"type": type, "level": rng.randint(1, 2), "extra": extra}
        case "array":
            return {"level": level - 1, "vals": "vals", "present": rng.choice((None, "present"))}
        case "alu":
            arity = rng.randint(1, 2) if function in BINARY else 1
            constant = [rng.randint(0, 1), value(rng)] if function in BINARY and arity == 1 else None
            return {
                "level": level - 1, "op": function, "arity": arity, "constant": constant,
                "annihilators": [k for k in range(arity) if rng.random() < 0.4],
                "fills": [value(rng) for _ in range(arity)], "full": rng.random() < 0.5,
            }
        case "where":
            return {"level": level - 1, "test": rng.random() < 0.5, "need": rng.random() < 0.5, "fill": value(rng)}
        case "reduce":
            return {"level": level, "op": op, "count": count}
        case "last" | "sum":
            return {"level": level, "count": count}
        case "fold" | "racc" | "drop_absent":
            return {"level": level}
        case "fold_absent":
            return {"level": level - 1, "op": op, "extent": 9, "fill": fill}
        case "accumulator":
            return {"level": rng.randint(2, 3), "op": op, **_trees(rng), "count": count}
        case "sum_absent":
            return {"level": level, "op": "sum", "extent": LONG, "fill": value(rng)}
        case "reduce_absent":
            return {"level": level, "op": op, "extent": LONG, "fill": fill}
        case "accumulator_absent":
            return {"level": rng.randint(2, 3), "op": op, **_trees(rng), "extent": LONG, "fill": fill}
        case "drop_empty":
            return {"level": rng.randint(1, 2), "outer": types, "inner": more}
        case "squeeze":
            fiber = rng.randint(0, 1)
            return {"type": type, "level": fiber + rng.randint(2, 3), "fiber": fiber}
        case "write_crd":
            return {"level": level, "seg": "seg", "crd": "crd"}
        case "write_val":
            level = rng.randint(0, 3)
            return {"level": level, "vals": "vals", "present": None if level else "present"}
        case "write_dense":
            return {"level": level - 1, "vals": "vals"}
    raise ValueError(f"no random parameters for blocks of kind {kind!r}")


def _trees(rng: random.Random) -> dict:
    """Extents of the trees of an accumulator, and their order on the way out."""
    order = rng.choice((1, 1, 2, 2, 3))
    if rng.random() < 0.5:
        # Keys of all bits, shared out at random; a field may have none.
        cuts = sorted(rng.randint(0, KEY_BITS) for _ in range(order - 1))
        widths = [b - a for a, b in zip([0, *cuts], [*cuts, KEY_BITS])]
        sizes = [(1 << w) - (rng.randint(0, 1 << w - 2) if w > 1 else 0) for w in widths]
    else:
        sizes = [rng.choice((1, 2, 3, 5, 8) if order > 1 else (LONG, LONG, LONG, 1024)) for _ in range(order)]
        if rng.random() < 0.1:
            sizes[rng.randrange(order)] = rng.randint(0, 1)
    return {"sizes": sizes, "perm": rng.sample(range(order), order)}


def stimuli(kind: str, params: dict, rng: random.Random, *, long: bool = True) -> Stimulus:
    """Random well-formed inputs, with empty fibers, N, -0; `long`: sometimes fibers of 17 and more items."""
    make = _Maker(rng, long)
    d = params.get("level", 0)
    match kind:
        case "root":
            return Stimulus(())
        case "fork" | "squeeze":
            return Stimulus((make.stream(params["type"], d),))
        case "bounds" | "scanner":
            if params["kind"] == "d":
                return Stimulus((make.tree(d, make.maybe(lambda: rng.randrange(5))),))
            seg = [0]
            while len(seg) < 2 or rng.random() < 0.7 and len(seg) < 6:
                seg.append(seg[-1] + rng.choice((0, 0, 1, 2, 3, 7)))
            memories = {"seg": seg} if kind == "bounds" else {"seg": seg, "crd": make.coordinates()}
            return Stimulus((make.tree(d, make.maybe(lambda: rng.randrange(len(seg) - 1))),), memories)
        case "gen":
            def bounds():
                lo = rng.randrange(WORDS - 8)
                return lo | lo + rng.choice((0, 0, 1, 2, 3, 7)) << 32

            memories = {} if params["kind"] == "d" else {"crd": make.coordinates()}
            return Stimulus((make.tree(d, bounds),), memories)
        case "locate" if params["flat"]:
            base = make.stream("ref", d)
            return Stimulus((base, mapped(base, d, lambda _: rng.randrange(params["size"]))))
        case "repeat" | "locate":
            base = make.stream(params.get("type", "ref"), d)
            return Stimulus((base, mapped(base, d, lambda _: make.ascending())))
        case "replay":
            rep = mapped(make.tree(d, int), d, lambda _: make.ascending())
            # What nobody wants may be larger than the buffer.
            trees = mapped(rep, d, lambda fiber: make.payload(params, params["size"] if fiber else None))
            return Stimulus((trees, rep))
        case "lookup":
            crd = mapped(make.tree(d, int), d, lambda _: make.ascending())
            want = mapped(crd, d, lambda fiber: rng.choice([rng.randrange(EXTENT), *fiber]))
            return Stimulus((want, crd, make.like(crd, d + 1, "ref")))
        case "realign":
            shape = make.tree(d - 1, int)
            old, new = (mapped(shape, d - 1, lambda _: make.ascending()) for _ in "ab")
            return Stimulus((old, new, mapped(old, d, lambda _: make.payload(params))))
        case "intersect" | "union" | "left_join":
            shape = make.tree(d - 1, int)
            sides = []
            for side in "ab":
                crd = mapped(shape, d - 1, lambda _: make.ascending())
                sides += [crd, *(make.like(crd, d, type) for type in params.get(side, ()))]
            return Stimulus(tuple(sides))
        case "array":
            memories = {"vals": [value(rng) for _ in range(WORDS)]}
            if params["present"] is not None:
                memories["present"] = [rng.randint(0, 1)]
            return Stimulus((make.tree(d, make.maybe(lambda: rng.randrange(WORDS))),), memories)
        case "alu" | "where":
            a = make.stream("val", d)
            one = kind == "alu" and params["arity"] == 1
            return Stimulus((a,) if one else (a, make.like(a, d, "val")))
        case "reduce" | "last" | "sum" | "sum_absent" | "reduce_absent":
            return Stimulus((make.stream("val", d),))
        case "fold" | "racc":
            return Stimulus((make.stream("val+last", d),))
        case "fold_absent":
            values = make.stream("val", d)
            counts = mapped(values, d, lambda x: None if x is None else rng.randint(1, params["extent"]))
            return Stimulus((values, counts))
        case "accumulator" | "accumulator_absent":
            crds = make.levels(make.tree(d - 1, int), d - 1, params["sizes"])
            return Stimulus((*crds, make.like(crds[-1], d + len(crds) - 1, "val")))
        case "drop_absent":
            crds = make.crds(d)
            return Stimulus((crds, make.like(crds, d, "val")))
        case "drop_empty":
            outer = make.crds(d)
            inner = mapped(outer, d, lambda _: make.ascending())
            above = [make.like(outer, d, type) for type in params["outer"]]
            below = [make.like(inner, d + 1, type) for type in params["inner"]]
            return Stimulus((outer, *above, inner, *below))
        case "write_crd":
            return Stimulus((make.crds(d),))
        case "write_val":
            return Stimulus((make.stream("val", d),))
        case "write_dense":
            refs = make.tree(d, lambda: rng.randrange(WORDS))
            return Stimulus((refs, make.like(refs, d, "val")))
    raise ValueError(f"no random inputs for blocks of kind {kind!r}")


def value(rng: random.Random) -> int:
    """Bits of a float32: a special one, a small number of either sign, or any bits but those of NaN."""
    roll = rng.random()
    if roll < 0.25:
        return rng.choice(SPECIAL)
    if roll < 0.7:
        return rng.randint(0, 1) << 31 | rng.randint(120, 130) << 23 | rng.getrandbits(4) << 19
    bits = rng.getrandbits(32)
    return NAN if bits & 0x7FFFFFFF > INF else bits


def mapped(tree, depth: int, function: Callable):
    """`function` of every leaf, `depth` lists down."""
    return function(tree) if depth == 0 else [mapped(t, depth - 1, function) for t in tree]


class _Maker:
    """Random trees from one generator."""

    def __init__(self, rng: random.Random, long: bool):
        self.rng, self.long = rng, long

    def length(self) -> int:
        if self.long and self.rng.random() < 0.03:
            return self.rng.randint(17, 20)
        return self.rng.choice((0, 0, 1, 1, 2, 3, 5))

    def tree(self, depth: int, leaf: Callable):
        """Leaves from `leaf`, `depth` lists down; only innermost fibers are long."""
        if depth == 0:
            return leaf()
        n = self.length() if depth == 1 else self.rng.choice((0, 1, 2, 2, 3, 4))
        return [self.tree(depth - 1, leaf) for _ in range(n)]

    def maybe(self, leaf: Callable) -> Callable:
        """`leaf`, or N one time in four."""
        return lambda: None if self.rng.random() < 0.25 else leaf()

    def leaf(self, type: str) -> Callable:
        rng = self.rng
        match type:
            case "crd":
                return lambda: rng.randrange(EXTENT)
            case "ref":
                return self.maybe(lambda: rng.randrange(1 << 20))
            case "val":
                return self.maybe(lambda: value(rng))
            case "val+last":
                return lambda: value(rng)
        return lambda: rng.randrange(LIMIT) | rng.randrange(LIMIT) << 32

    def stream(self, type: str, depth: int):
        return self.tree(depth, self.leaf(type))

    def payload(self, params: dict, most: int | None = None):
        """A tree of `extra` levels, of not more than `most` tokens; one in ten has a long fiber and nothing else."""
        depth, leaf = params["extra"], self.leaf(params["type"])
        while True:
            if self.long and self.rng.random() < 0.1:
                tree = [leaf() for _ in range(self.rng.randint(17, 20))]
                for _ in range(depth - 1):
                    tree = [tree]
            else:
                tree = self.tree(depth, leaf)
            if most is None or len(encode(tree, depth)) - 1 <= most:
                return tree

    def like(self, tree, depth: int, type: str):
        """A payload of the shape of `tree`."""
        leaf = self.leaf(type)
        return mapped(tree, depth, lambda _: leaf())

    def ascending(self) -> list[int]:
        n = self.length()
        return sorted(self.rng.sample(range(LONG if n > EXTENT else EXTENT), n))

    def levels(self, above, depth: int, sizes: list[int]) -> list:
        """Coordinates of trees of these extents below every leaf of `above`, level by level."""
        size, *deeper = sizes
        stride = self.rng.choice([s for s in STRIDES if s * LONG <= size or s == 1])
        pool = range(0, min(size, LONG * stride), stride)
        crds = mapped(above, depth, lambda _: self.some(pool, innermost=not deeper))
        return [crds, *(self.levels(crds, depth + 1, deeper) if deeper else ())]

    def some(self, pool: range, innermost: bool) -> list[int]:
        """Coordinates of one fiber, mostly among the few that others have, too."""
        n = self.length() if innermost else self.rng.choice((0, 1, 1, 2, 2, 3))
        few = pool if n > EXTENT or self.rng.random() < 0.1 else pool[: EXTENT if innermost else 3]
        return sorted(self.rng.sample(few, min(n, len(few))))

    def crds(self, depth: int):
        return mapped(self.tree(depth - 1, int), depth - 1, lambda _: self.ascending())

    def coordinates(self) -> list[int]:
        return [self.rng.randrange(1 << 20) for _ in range(WORDS)]

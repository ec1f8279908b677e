"""Random whole programs: a pure function of the seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np

import fuseflow as ff
from fuseflow.compiler.einsum import (
    Access,
    Call,
    Expr,
    Literal,
    Program,
    Reduce,
    Statement,
    Where,
    accesses,
    children,
    free,
)
from fuseflow.compiler.facts import reduction_indices
from fuseflow.compiler.interpreter import evaluate_arrays
from fuseflow.compiler.rename import unique_reductions
from tests.fuzz.case import INF, Case
from tests.fuzz.conditions import illness

INDICES = "ijklmn"
ATTEMPTS = 400
POINTS = 6000
"""Most points of the iteration space of a statement."""
SIZES = {0: 0.03, 1: 0.1, 2: 0.2, 3: 0.24, 4: 0.19, 5: 0.12, 6: 0.07, 7: 0.05}
STATEMENTS = {1: 0.2, 2: 0.2, 3: 0.2, 4: 0.13, 5: 0.1, 6: 0.07, 7: 0.06, 8: 0.04}
RANKS = {0: 0.12, 1: 0.3, 2: 0.37, 3: 0.15, 4: 0.06}
FILLS = {0.0: 0.72, -INF: 0.08, INF: 0.04, 1.5: 0.09, -2.0: 0.07}
DENSITIES = {0.0: 0.08, 0.15: 0.14, 0.4: 0.36, 0.7: 0.22, 1.0: 0.2}
LITERALS = (-2.0, -1.0, -0.5, 0.0, 0.125, 0.5, 1.0, 2.0, 3.0)
BINARY = {"mul": 0.32, "add": 0.17, "sub": 0.12, "max": 0.08, "min": 0.08, "div": 0.07, "lt": 0.03, "le": 0.02,
          "gt": 0.03, "ge": 0.02, "eq": 0.01, "ne": 0.01, "and": 0.02, "or": 0.02}
UNARY = {"relu": 0.2, "exp": 0.12, "neg": 0.14, "abs": 0.1, "tanh": 0.07, "sigmoid": 0.07, "erf": 0.05, "gelu": 0.05,
         "sqrt": 0.05, "log": 0.05, "rsqrt": 0.04, "reciprocal": 0.04, "not": 0.02}
OF_POSITIVES = ("sqrt", "log", "rsqrt", "reciprocal")
PROFILES = {"ideal": 0.4, "pipelined": 0.2, "slow": 0.2, "tight": 0.2}
FUSE = {"unfused": 0.2, "full": 0.4, "partial": 0.1, "regions": 0.3}
REDUCTIONS = {"sum": 0.46, "max": 0.24, "min": 0.16, "prod": 0.14}


class Again(Exception):
    """What was drawn is no program, or too large."""


def draw(seed: int) -> Case:
    """Case `seed`."""
    for attempt in range(ATTEMPTS):
        try:
            case = _Draw(np.random.default_rng([4, seed, attempt])).case(seed)
            if illness(case.program, case.tensors) is None:
                return case
        except (Again, ff.ProgramError):
            continue
    raise RuntimeError(f"no case for seed {seed}")


class _Draw:
    """The state of drawing one program."""

    def __init__(self, rng: np.random.Generator):
        self.rng = rng
        few = [self.pick(SIZES) for _ in range(int(rng.integers(1, 4)))]
        self.sizes = {i: int(few[int(rng.integers(len(few)))]) for i in INDICES}
        self.shapes: dict[str, tuple[int, ...]] = {}
        self.inputs: dict[str, ff.Tensor] = {}
        self.assigned: list[str] = []

    def pick(self, weights: dict):
        keys = list(weights)
        p = np.array([weights[k] for k in keys])
        return keys[int(self.rng.choice(len(keys), p=p / p.sum()))]

    def chance(self, p: float) -> bool:
        return bool(self.rng.random() < p)

    def one(self, items: Sequence):
        return items[int(self.rng.integers(len(items)))]

    def shuffled(self, items: Sequence) -> list:
        return [items[k] for k in self.rng.permutation(len(items))]

    # --- the program

    def case(self, seed: int) -> Case:
        lines = []
        for k in range(self.pick(STATEMENTS)):
            statement = self.statement(k)
            lines.append(str(statement))
            self.assigned.append(statement.name)
            self.shapes[statement.name] = tuple(
                dict(statement.sizes).get(i, self.sizes[i]) for i in statement.indices)
        program = ff.parse("\n".join(lines))
        read = {a.tensor for s in program.statements for a in accesses(s.expression)}
        if self.chance(0.35):
            outputs = [n for n in self.assigned if n not in read or self.chance(0.3)]
            program = replace(program, outputs=tuple(self.shuffled(outputs)))
            lines.append(f"output {', '.join(program.outputs)}")
        tensors = {n: t for n, t in self.inputs.items() if n in program.inputs}
        orders = {}
        for s in program.statements:
            indices = all_indices(s)
            if self.chance(0.22) and len(indices) > 1 and not isinstance(s.expression, Literal):
                chosen = self.shuffled(indices)
                orders[s.name] = tuple(chosen if self.chance(0.8) else chosen[: self.rng.integers(1, len(chosen) + 1)])
        case = Case("\n".join(lines), tensors, orders, self.result_formats(program, tensors, orders, read),
                    "forbid" if self.chance(0.05) else "allow", self.pick(PROFILES), seed)
        fuse = self.fusion(program)
        if fuse == "unfused":
            return case
        # The orders of two statements of a region may be in each other's way.
        computed = [s.name for s in program.statements if not isinstance(s.expression, Literal)]
        formats = {n: f for n, f in case.formats.items()
                   if n in program.outputs and (n not in read or "d" not in f.levels)}
        return replace(case, orders={}, copies="allow", formats=formats if self.chance(0.7) else {}, fuse=fuse,
                       buffers=tuple(n for n in computed if self.chance(0.25)),
                       iteration="global" if self.chance(0.12) else "factored")

    def fusion(self, program: Program) -> str | tuple[tuple[str, ...], ...]:
        """Which statements share kernels; listed regions are stretches of the program, which wait for nobody."""
        names = [s.name for s in program.statements if not isinstance(s.expression, Literal)]
        fuse = self.pick(FUSE)
        if fuse != "regions" or len(names) < 2:
            return "unfused" if fuse == "regions" else fuse
        cuts = sorted({0, len(names), *(int(self.rng.integers(1, len(names))) for _ in range(len(names) // 3))})
        return tuple(tuple(names[a:b]) for a, b in zip(cuts, cuts[1:]))

    def result_formats(self, program: Program, tensors, orders, read) -> dict[str, ff.Format]:
        """Formats that are legal: mode orders as the dataflow orders, intermediates not widened."""
        if not self.chance(0.5):
            return {}
        out = {}
        full = {name: v.full for name, v in evaluate_arrays(program, tensors).items()}
        for s in program.statements:
            if isinstance(s.expression, Literal) or not self.chance(0.45):
                continue
            modes = self.shuffled(range(len(s.indices)))
            if s.name in orders:
                if len(orders[s.name]) < len(all_indices(s)):
                    continue
                modes.sort(key=lambda m, s=s: orders[s.name].index(s.indices[m]))
            if full[s.name] or (s.name in program.outputs and s.name not in read):
                levels = "".join(self.one("ddc") for _ in modes)
            else:
                levels = "c" * len(modes)
            out[s.name] = ff.Format(levels, order=tuple(modes))
        return out

    def statement(self, number: int) -> Statement:
        name = f"T{number}" if self.chance(0.85) else f"l{number}.out"
        if self.chance(0.05):
            indices = tuple(INDICES[: self.rng.integers(0, 3)])
            return Statement(name, indices, Literal(self.one(LITERALS)), tuple((i, self.sizes[i]) for i in indices))
        if any(self.shapes[n] for n in self.assigned) and self.chance(0.25):
            return self.shared(name)
        indices = tuple(self.shuffled(INDICES)[: self.pick(RANKS)])
        kind = self.pick({"product": 0.3, "any": 0.36, "reduce": 0.16, "nested": 0.1, "foreign": 0.08})
        sized: tuple[tuple[str, int], ...] = ()
        inner = indices
        if indices and self.chance(0.05):
            sized = ((self.one(indices), int(self.rng.integers(0, 5))),)
            inner = tuple(i for i in indices if i != sized[0][0])
        depth = int(self.rng.integers(1, 4))
        match kind:
            case "product":
                e = self.product(inner)
                if self.chance(0.3):
                    e = Call(self.pick({"add": 2, "sub": 2, "max": 1}), tuple(self.shuffled([e, self.leaf(inner)])))
                if self.chance(0.15):
                    e = self.unary(e)
            case "reduce":
                e = self.reduction(inner, depth)
            case "nested":
                e = self.nested(inner)
            case "foreign" if len(inner) > 1:
                # A reduction that does not depend on the outermost index, whose fibers are often empty.
                name = self.one([i for i in INDICES if i not in inner])
                e = Reduce(self.pick(REDUCTIONS), name, self.leaf((name, *inner[1:])))
                e = Call("mul", (self.leaf(inner[:1]), e))
            case _:
                e = self.expression(inner, depth)
        if isinstance(e, Literal) or set(free(e)) != set(inner):
            raise Again
        e = self.with_implied_sums(Statement(name, indices, e, sized))
        sizes = dict(sized)
        if prod(sizes.get(i, self.sizes[i[0]]) for i in all_indices(Statement(name, indices, e, sized))) > POINTS:
            raise Again
        return Statement(name, indices, e, sized)

    def with_implied_sums(self, s: Statement) -> Expr:
        """The expression with those sums left out (sometimes) that the parser puts in again."""
        if not self.chance(0.7):
            return s.expression
        bare = replace(s, expression=_without_sums(s.expression))
        try:
            again = ff.parse(str(bare)).statements[0]
        except ff.ProgramError:
            return s.expression
        return bare.expression if again.expression == s.expression else s.expression

    # --- expressions: each with exactly the free indices `ix`

    def expression(self, ix: tuple[str, ...], depth: int) -> Expr:
        if depth <= 0:
            return self.leaf(ix)
        kind = self.pick({"leaf": 0.1, "binary": 0.38, "literal": 0.14, "unary": 0.16, "where": 0.08, "clamp": 0.02,
                          "reduce": 0.12 if len(ix) < 5 else 0})
        match kind:
            case "leaf":
                return self.leaf(ix)
            case "binary":
                function = self.pick(BINARY)
                left, right = self.split(ix)
                second = self.positive(right, depth - 1) if function == "div" else self.expression(right, depth - 1)
                return Call(function, (self.expression(left, depth - 1), second))
            case "literal":
                return self.with_literal(self.expression(ix, depth - 1), depth)
            case "unary":
                function = self.pick(UNARY)
                positive = function in OF_POSITIVES and self.chance(0.85)
                return Call(function, (self.positive(ix, depth - 1) if positive else self.expression(ix, depth - 1),))
            case "where":
                left, right = self.split(ix)
                if self.chance(0.08):
                    return Where(self.expression(ix, depth - 1), Literal(self.one(LITERALS)), self.one((0.0, -INF)))
                return Where(self.expression(left, self.one((0, 0, depth - 1))), self.expression(right, depth - 1),
                             self.one((0.0, 0.0, -INF, INF, 1.5)))
            case "clamp":
                low, high = sorted(self.rng.choice(LITERALS, 2, replace=False).tolist())
                return Call("min", (Call("max", (self.expression(ix, depth - 1), Literal(low))), Literal(high)))
        return self.reduction(ix, depth)

    def with_literal(self, e: Expr, depth: int) -> Expr:
        function = self.pick(BINARY)
        literal = Literal(self.one(LITERALS))
        if function == "div":
            if self.chance(0.7):
                return Call("div", (e, literal if literal.value else Literal(2.0)))
            return Call("div", (literal, self.positive(free(e), depth - 1)))
        return Call(function, tuple(self.shuffled([e, literal])))

    def shared(self, name: str) -> Statement:
        """An intermediate used twice: with itself, a function of itself, or a reduction of itself, as in a softmax."""
        tensor = self.one([n for n in self.assigned if self.shapes[n]])
        indices: tuple[str, ...] = ()
        for size in self.shapes[tensor]:
            fitting = [i for i in self.shuffled(INDICES) if self.sizes[i] == size and i not in indices]
            if not fitting:
                raise Again
            indices = (*indices, fitting[0])
        x = Access(tensor, indices)
        match self.pick({"itself": 1, "function": 2, "reduction": 3}):
            case "itself":
                other = x
            case "function":
                other = self.unary(x)
            case _:
                # Its index is another one than that outside of it.
                other = Reduce(self.pick(REDUCTIONS), self.one(indices), x)
        return Statement(name, indices, Call(self.pick({"mul": 3, "sub": 2, "add": 2, "max": 1}), (x, other)))

    def unary(self, e: Expr) -> Expr:
        return Call(self.pick({"relu": 3, "exp": 1, "tanh": 1, "sigmoid": 1, "neg": 1, "gelu": 1, "abs": 1}), (e,))

    def positive(self, ix: tuple[str, ...], depth: int) -> Expr:
        """Something that (mostly) is not zero."""
        match self.pick({"leaf": 0.6, "abs": 0.15, "exp": 0.1, "max": 0.1, "any": 0.05}):
            case "abs":
                return Call("add", (Call("abs", (self.expression(ix, depth - 1),)), Literal(1.0)))
            case "exp":
                return Call("exp", (self.leaf(ix),))
            case "max":
                return Call("max", (self.expression(ix, depth - 1), Literal(0.5)))
            case "any":
                return self.expression(ix, depth)
        return self.new_input(ix, divisor=True)

    def split(self, ix: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Two index sets that cover `ix`."""
        if self.chance(0.6) or not ix:
            return ix, ix
        side = self.rng.integers(0, 3, len(ix))
        return (tuple(i for i, s in zip(ix, side) if s != 1), tuple(i for i, s in zip(ix, side) if s != 0))

    def reduction(self, ix: tuple[str, ...], depth: int) -> Expr:
        names = self.shuffled([i for i in INDICES if i not in ix])[: 1 + self.chance(0.25)]
        if len(ix) + len(names) > 5:
            raise Again
        op = self.pick(REDUCTIONS)
        e = self.expression(tuple(self.shuffled([*ix, *names])), depth - 1)
        for i in names:
            e = Reduce(op, i, e)
        return e

    def product(self, ix: tuple[str, ...]) -> Expr:
        """A contraction: a product of some tensors, summed over the indices that are not in `ix`."""
        others = [i for i in INDICES if i not in ix]
        summed = self.shuffled(others)[: self.pick({0: 0.12, 1: 0.66, 2: 0.22})]
        everything = self.shuffled([*ix, *summed])
        count = self.pick({1: 0.08, 2: 0.6, 3: 0.27, 4: 0.05})
        held: list[list[str]] = [[] for _ in range(count)]
        for i in everything:
            for k in self.shuffled(range(count))[: self.pick({1: 0.45, 2: 0.55}) if i not in summed else 2]:
                if len(held[k]) < 4:
                    held[k].append(i)
        factors = [self.leaf(tuple(h)) for h in held]
        if self.chance(0.15):
            k = int(self.rng.integers(count))
            factors[k] = self.with_literal(factors[k], 1)
        e = factors[0]
        for f in factors[1:]:
            e = Call("mul", (e, f))
        if set(free(e)) != set(everything):
            raise Again
        for i in summed:
            e = Reduce("sum", i, e)
        return e

    def nested(self, ix: tuple[str, ...]) -> Expr:
        """A reduction of contractions, whose results may be absent."""
        name = self.one([i for i in INDICES if i not in ix])
        e = self.product((*ix, name))
        return Reduce(self.pick(REDUCTIONS), name, self.unary(e) if self.chance(0.3) else e)

    def leaf(self, ix: tuple[str, ...]) -> Expr:
        """An access of a tensor that is there, in any permutation that fits, or of a new one."""
        if self.chance(0.5):
            names = [n for n, shape in self.shapes.items() if len(shape) == len(ix)]
            computed = [n for n in names if n in self.assigned]
            order = self.shuffled(computed) + self.shuffled(names) if self.chance(0.7) else self.shuffled(names)
            for name in order:
                for indices in (tuple(self.shuffled(ix)), tuple(self.shuffled(ix)), tuple(sorted(ix))):
                    if tuple(self.sizes[i] for i in indices) == self.shapes[name]:
                        return Access(name, indices)
        return self.new_input(ix)

    def new_input(self, ix: tuple[str, ...], divisor: bool = False) -> Access:
        if len(ix) > 4:
            raise Again
        indices = [*(ix if self.chance(0.6) else self.shuffled(ix))]
        if ix and len(ix) < 4 and self.chance(0.04):
            # A diagonal.
            indices.insert(int(self.rng.integers(len(indices) + 1)), self.one(ix))
        name = "ABCDEFGHIJKLMNOPQRSUVWXYZ"[len(self.inputs) % 25] + "_" * (len(self.inputs) // 25)
        self.shapes[name] = tuple(self.sizes[i] for i in indices)
        self.inputs[name] = self.tensor(self.shapes[name], divisor)
        return Access(name, tuple(indices))

    def tensor(self, shape: tuple[int, ...], divisor: bool = False) -> ff.Tensor:
        """Small multiples of 1/2, sometimes the fill itself: sums of them are exact in float32."""
        rank = len(shape)
        fill = self.one((1.5, 1.5, -2.0, 0.0)) if divisor else self.pick(FILLS)
        levels = "".join("d" if self.chance(0.35) else "c" for _ in shape)
        format = ff.Format(levels, order=tuple(self.shuffled(range(rank)) if self.chance(0.5) else range(rank)))
        stored = self.rng.random(shape) < self.pick(DENSITIES) if rank else np.ones((), bool)
        if rank and min(shape) and self.chance(0.3):
            mode = int(self.rng.integers(rank))
            stored[(slice(None),) * mode + (int(self.rng.integers(shape[mode])),)] = False
        values = self.rng.integers(-6, 7, shape) / 2
        if divisor:
            values = np.where(values == 0, 2, values)
            values = values if self.chance(0.3) else np.abs(values)
        coords = np.argwhere(stored) if rank else np.zeros((1, 0), np.int64)
        return ff.Tensor.from_coords(shape, coords, np.asarray(values)[stored].astype(np.float32), format, fill)


def all_indices(statement: Statement) -> tuple[str, ...]:
    """Every index of a statement, as the compiler calls them: those of the result, then the reductions."""
    if statement.text is None:
        parsed = ff.parse(str(statement)).statements[0]
        statement = replace(statement, expression=parsed.expression)
    unique = unique_reductions(statement)
    return tuple(dict.fromkeys((*unique.indices, *reduction_indices(unique.expression))))


def _without_sums(e: Expr) -> Expr:
    match e:
        case Reduce("sum", _, body):
            return _without_sums(body)
        case Reduce(op, index, body):
            return Reduce(op, index, _without_sums(body))
        case Call(function, args):
            return Call(function, tuple(_without_sums(x) for x in args))
        case Where(condition, value, otherwise):
            return Where(_without_sums(condition), _without_sums(value), otherwise)
    assert not children(e)
    return e

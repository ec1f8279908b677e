"""The interpreter: language.md, executable. Dense float64 arrays with a mask of what is stored.

Beside every value it carries a bound of the error that a float32 evaluation in any order of summation may have
(language.md section 5): 8 eps per operation, 8 eps n sum|terms| for a sum of n terms, propagated; see
`fuseflow.compiler.bounds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from fuseflow.compiler import bounds
from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Program, Reduce, Statement, Where, free
from fuseflow.compiler.facts import FUNCTIONS, IDENTITY, Facts, TensorFacts, index_sizes, reduction_of_fills, same
from fuseflow.compiler.rename import unique_reductions
from fuseflow.errors import ProgramError, Unsupported

LIMIT = 1 << 27
"""Most points that one expression may have."""


@dataclass(slots=True)
class Value:
    """A tensor in full: `value` (the fill where absent), `stored`, and `bound` (error of float32), float64 arrays."""

    value: np.ndarray
    stored: np.ndarray
    bound: np.ndarray
    fill: float
    full: bool


def evaluate(program: Program, inputs: Mapping) -> dict:
    """Run a program on tensors.

    Parameters
    ----------
    program : Program
    inputs : mapping of name -> anything `fuseflow.tensor` accepts

    Returns
    -------
    dict of name -> Tensor
        One entry per result, float32, in natural mode order: dense levels where provably full, else compressed.

    Raises
    ------
    ProgramError
        FF-E109 for a missing or superfluous tensor, FF-E104 and FF-E105 for ranks and sizes.
    """
    from fuseflow.tensor import Format, Tensor

    out = {}
    for name, result in evaluate_arrays(program, inputs).items():
        if name not in program.outputs:
            continue
        rank = result.value.ndim
        coords = np.argwhere(result.stored) if rank else np.zeros((int(result.stored), 0), np.int64)
        with np.errstate(over="ignore"):
            values = result.value[result.stored].astype(np.float32)
        format = Format(("d" if result.full else "c") * rank)
        out[name] = Tensor.from_coords(result.value.shape, coords, values, format, result.fill)
    return {name: out[name] for name in program.outputs}


def evaluate_arrays(program: Program, inputs: Mapping) -> dict[str, Value]:
    """Run a program; every statement's value as float64 arrays."""
    from fuseflow.tensor import tensor

    missing, extra = set(program.inputs) - set(inputs), set(inputs) - set(program.inputs)
    if missing or extra:
        raise ProgramError(
            "FF-E109",
            f"the program needs {sorted(missing)}" if missing else f"the program has no input {min(extra)!r}",
            hint=f"inputs: {', '.join(program.inputs)}")
    env: dict[str, Value] = {}
    for name, x in inputs.items():
        t = tensor(x)
        if prod(t.shape) > LIMIT:
            raise Unsupported("FF-U008", f"{name!r} has {prod(t.shape):,} entries; the interpreter takes {LIMIT:,}",
                              hint="check on a smaller tensor")
        dense, stored = np.asarray(t.to_dense(), np.float64), np.asarray(t.pattern())
        full = all(kind == "d" for kind in t.format.levels) if t.shape else True
        env[name] = Value(dense, stored, np.zeros_like(dense), float(t.fill), full)
    return {s.name: env.setdefault(s.name, _statement(s, env)) for s in program.statements}


def _statement(statement: Statement, env: Mapping[str, Value]) -> Value:
    statement = unique_reductions(statement)
    sizes = index_sizes(statement, {n: v.value.shape for n, v in env.items()})
    facts = Facts({n: TensorFacts(v.fill, v.full) for n, v in env.items()}, sizes)
    e = statement.expression
    shape = tuple(sizes[i] for i in statement.indices)
    with np.errstate(all="ignore"):
        value, stored, bound = _Evaluation(env, facts, statement).at(e, statement.indices)
    fill, stored = facts.fill(e), np.broadcast_to(stored, shape).copy()
    value = np.where(stored, np.broadcast_to(value, shape), fill)
    return Value(value, stored, np.broadcast_to(bound, shape).copy(), fill, facts.full(e))


@dataclass(slots=True)
class _Evaluation:
    env: Mapping[str, Value]
    facts: Facts
    statement: Statement

    def at(self, e: Expr, axes: tuple[str, ...]):
        """(value, stored, bound) of `e`, with one array axis per index in `axes` (of size 1 where `e` lacks it)."""
        sizes, facts = self.facts.sizes, self.facts
        points = int(np.prod([sizes[i] for i in axes if i in free(e)], dtype=np.int64))
        if points > LIMIT:
            raise Unsupported("FF-U008", f"{self.statement.name!r} has {points:,} points; the interpreter takes "
                              f"{LIMIT:,}", hint="check on a smaller tensor")
        match e:
            case Literal(value):
                one = (1,) * len(axes)
                return np.full(one, value), np.ones(one, bool), np.full(one, bounds.literal(value))
            case Access(tensor, indices):
                v = self.env[tensor]
                return tuple(_spread(x, indices, axes) for x in (v.value, v.stored, v.bound))
            case Where(condition, value, otherwise):
                cv, cs, cb = self.at(condition, axes)
                xv, xs, xb = self.at(value, axes)
                tested = facts.full(condition)
                holds = cv != 0 if tested else cs
                stored = holds & xs if same(facts.fill(value), otherwise) else holds & np.ones_like(xs)
                bound = np.where(stored, xb, bounds.literal(otherwise))
                if tested:
                    bound = np.where((np.abs(cv) <= cb) & (cb > 0), np.inf, bound)
                return np.where(stored, xv, otherwise), stored, bound
            case Reduce(op, index, body):
                return self.reduce(op, index, body, axes)
            case Call(function, args):
                return self.call(e, function, [self.at(x, axes) for x in args])

    def call(self, e: Call, function: str, operands):
        facts = self.facts
        value = FUNCTIONS[function](*(v for v, _, _ in operands))
        variable = [k for k, x in enumerate(e.args) if not isinstance(x, Literal)]
        annihilators = facts.annihilators(e)
        if len(variable) == 1:
            stored = operands[variable[0]][1]
        elif annihilators:
            stored = np.logical_and.reduce(np.broadcast_arrays(*(operands[k][1] for k in annihilators)))
        elif any(facts.lacks(e.args[k], e) or facts.full(e.args[k]) for k in variable):
            stored = np.ones(np.broadcast_shapes(*(s.shape for _, s, _ in operands)), bool)
        else:
            stored = np.logical_or(operands[0][1], operands[1][1])
        fill = facts.fill(e)
        bound = bounds.operation(function, value, [v for v, _, _ in operands], [b for _, _, b in operands])
        return np.where(stored, value, fill), stored, np.where(stored, bound, bounds.literal(fill))

    def reduce(self, op, index, body, axes):
        inner, n = (*axes, index), self.facts.sizes[index]
        value, stored, bound = self.at(body, inner)
        shape = (*np.broadcast_shapes(value.shape, stored.shape)[:-1], n)
        value, stored, bound = (np.broadcast_to(x, shape) for x in (value, stored, bound))
        fill, present = self.facts.fill(body), stored.sum(-1)
        absent = n - present
        terms = np.where(stored, value, IDENTITY[op])
        match op:
            case "sum":
                total = terms.sum(-1)
                if fill:
                    total = np.where(absent > 0, total + absent * fill, total)
            case "prod":
                total = terms.prod(-1) * np.where(absent > 0, np.float64(fill) ** absent, 1.0)
            case _:
                function = FUNCTIONS[op]
                total = function.reduce(terms, axis=-1, initial=IDENTITY[op])
                total = np.where(absent > 0, function(total, fill), total)
        error = bounds.reduction(op, total, terms, np.where(stored, bound, 0), absent, fill)
        any_stored, empty = present > 0, reduction_of_fills(op, n, fill)
        return np.where(any_stored, total, empty), any_stored, np.where(any_stored, error, bounds.literal(empty))


def _spread(x: np.ndarray, indices: tuple[str, ...], axes: tuple[str, ...]) -> np.ndarray:
    """Lay the modes `indices` of `x` out along `axes`; a repeated index takes the diagonal."""
    names = list(dict.fromkeys(indices))
    if len(names) < len(indices):
        letters = [names.index(i) for i in indices]
        x = np.einsum(x, letters, list(range(len(names))))
    order = sorted(range(len(names)), key=lambda k: axes.index(names[k]))
    x = x.transpose(order)
    return x.reshape([x.shape[sorted(names, key=axes.index).index(a)] if a in names else 1 for a in axes])

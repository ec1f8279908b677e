"""The Einsum IR: expressions, statements, programs, and their text.

All reductions are explicit here; the parser (`fuseflow.compiler.parser`) puts in the implied sums. ``print(program)``
gives text that `parse` reads back to an equal program.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

UNARY = frozenset(
    {"relu", "exp", "log", "sqrt", "rsqrt", "reciprocal", "tanh", "sigmoid", "gelu", "erf", "abs", "neg", "not"}
)
SYMBOLS = {
    "or": "or", "and": "and", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!=", "add": "+",
    "sub": "-", "mul": "*", "div": "/",
}
BINARY = frozenset({"pow", "max", "min", *SYMBOLS})
REDUCTIONS = frozenset({"sum", "prod", "max", "min"})
RESERVED = REDUCTIONS | {"inf", "nan", "and", "or", "not", "where", "clamp"}
"""Words that name no tensor."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Literal:
    value: float

    def __eq__(self, other):
        # NaN equals NaN, and -0 differs from +0: two programs are equal when they mean the same.
        return isinstance(other, Literal) and repr(self.value) == repr(other.value)

    def __hash__(self):
        return hash(repr(self.value))


@dataclass(frozen=True, slots=True)
class Access:
    """`tensor` at `indices`; `span` is its place in the text of the statement."""

    tensor: str
    indices: tuple[str, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A pointwise function of one or two operands: a member of `UNARY` or `BINARY`."""

    function: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """`value` where `condition` holds; absent elsewhere, with the fill `otherwise`."""

    condition: Expr
    value: Expr
    otherwise: float

    def __eq__(self, other):
        # As for literals: a fill of NaN equals itself.
        return isinstance(other, Where) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def _key(self):
        return self.condition, self.value, repr(self.otherwise)


@dataclass(frozen=True, slots=True)
class Reduce:
    """sum, prod, max or min of `body` over the full extent of `index`."""

    op: str
    index: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Named:
    """The result `name` of a statement at `indices`, whose expression `body` stands in its place (see `fuse`)."""

    name: str
    indices: tuple[str, ...]
    body: Expr


Expr = Literal | Access | Call | Where | Reduce | Named


@dataclass(frozen=True, slots=True)
class Statement:
    """``name[indices] = expression``.

    Attributes
    ----------
    sizes : tuple of (index, size)
        Sizes that the left side states.
    module : str or None
        Where the statement comes from in a traced model: FX path plus role.
    source : str or None
        ``file:line`` of the model.
    text : str or None
        The source line, for messages.
    """

    name: str
    indices: tuple[str, ...]
    expression: Expr
    sizes: tuple[tuple[str, int], ...] = ()
    module: str | None = field(default=None, compare=False)
    source: str | None = field(default=None, compare=False)
    text: str | None = field(default=None, compare=False, repr=False)

    def __str__(self):
        sizes = dict(self.sizes)
        left = [f"{i}:{sizes[i]}" if i in sizes else i for i in self.indices]
        return f"{self.name}{_brackets(left)} = {show(self.expression)}"


@dataclass(frozen=True, slots=True)
class Program:
    """Statements in order, each name assigned once, and the names of the results."""

    statements: tuple[Statement, ...]
    outputs: tuple[str, ...]

    @property
    def inputs(self) -> dict[str, int]:
        """Names that are read and never assigned, in the order of their first use, with their ranks."""
        assigned = {s.name for s in self.statements}
        reads = (a for s in self.statements for a in accesses(s.expression))
        return {a.tensor: len(a.indices) for a in reads if a.tensor not in assigned}

    def __getitem__(self, name: str) -> Statement:
        return next(s for s in self.statements if s.name == name)

    def __str__(self):
        return "\n".join([*map(str, self.statements), f"output {', '.join(self.outputs)}"])

    def evaluate(self, /, **inputs):
        """Run the interpreter: see `fuseflow.compiler.interpreter.evaluate`."""
        from fuseflow.compiler.interpreter import evaluate

        return evaluate(self, inputs)


def children(e: Expr) -> tuple[Expr, ...]:
    match e:
        case Call(_, args):
            return args
        case Where(condition, value, _):
            return condition, value
        case Reduce(_, _, body) | Named(_, _, body):
            return (body,)
    return ()


def parts(e: Expr) -> Iterator[Expr]:
    """Every part of an expression, itself the last, operands before what they are in; a part that is shared, once."""
    seen: set[int] = set()

    def walk(x: Expr) -> Iterator[Expr]:
        if id(x) not in seen:
            seen.add(id(x))
            for child in children(x):
                yield from walk(child)
            yield x

    return walk(e)


def accesses(e: Expr) -> Iterator[Access]:
    """Every access of an expression, left to right."""
    if isinstance(e, Access):
        yield e
    for x in children(e):
        yield from accesses(x)


def free(e: Expr) -> tuple[str, ...]:
    """Free indices in the order of their first occurrence."""
    match e:
        case Access(_, indices) | Named(_, indices, _):
            return tuple(dict.fromkeys(indices))
        case Reduce(_, index, body):
            return tuple(i for i in free(body) if i != index)
    return tuple(dict.fromkeys(i for x in children(e) for i in free(x)))


# --- text ---------------------------------------------------------------------------------------------------------

_PRECEDENCE = {"or": 1, "and": 2, "not": 3, "lt": 4, "le": 4, "gt": 4, "ge": 4, "eq": 4, "ne": 4, "add": 5, "sub": 5,
               "mul": 6, "div": 6, "neg": 7}


def _brackets(parts) -> str:
    return f"[{','.join(parts)}]" if parts else ""


def _number(x: float) -> str:
    if x != x:
        return "nan"
    if math.isinf(x):
        return "inf" if x > 0 else "-inf"
    return str(int(x)) if x == int(x) and abs(x) < 1e15 and (x or math.copysign(1, x) > 0) else repr(x)


def show(e: Expr, above: int = 0) -> str:
    """Text of an expression; parenthesised where it binds weaker than `above`."""
    match e:
        case Literal(value):
            text, mine = _number(value), 7 if math.copysign(1, value) < 0 else 9
        case Access(name, indices) | Named(name, indices, _):
            return name + _brackets(indices)
        case Reduce(op, index, body):
            names = [index]
            while isinstance(body, Reduce) and body.op == op and body.index not in names:
                names.append(body.index)
                body = body.body
            return f"{op}[{','.join(names)}]({show(body)})"
        case Where(condition, value, otherwise):
            return f"where({show(condition)}, {show(value)}, {_number(otherwise)})"
        case Call(function, args) if function in SYMBOLS:
            mine = _PRECEDENCE[function]
            # Comparisons do not chain, and the others associate to the left.
            left = show(args[0], mine + (mine == 4))
            text = f"{left} {SYMBOLS[function]} {show(args[1], mine + 1)}"
        case Call("neg", (x,)):
            # -(2) must not be read back as the literal -2.
            inner = f"({show(x)})" if isinstance(x, Literal) else show(x, 7)
            text, mine = f"-{inner}", 7
        case Call("not", (x,)):
            text, mine = f"not {show(x, 3)}", 3
        case Call(function, args):
            return f"{function}({', '.join(show(x) for x in args)})"
    return f"({text})" if mine < above else text

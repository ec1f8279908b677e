"""Text -> `Program`: a lexer, a precedence parser, the implied sums, and the checks that need no tensors."""

from __future__ import annotations

import re
from dataclasses import replace

from fuseflow.compiler.einsum import (
    REDUCTIONS,
    RESERVED,
    UNARY,
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
)
from fuseflow.compiler.implied import add_sums
from fuseflow.errors import ProgramError, Unsupported

_TOKEN = re.compile(
    r"(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*(?:\.\w+)*)"
    r"|(?P<op><=|>=|==|!=|[-+*/<>=()\[\],:])|(?P<space>\s+)|(?P<bad>.)"
)
_COMPARE = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
LARGEST = (2 - 2**-23) * 2.0**127
"""The largest float32."""
_CONSTANTS = {"inf": float("inf"), "nan": float("nan")}


def parse(text: str) -> Program:
    """Read a program.

    Parameters
    ----------
    text : str
        One statement a line (a line continues while a bracket is open); ``#`` starts a comment; at most one line
        ``output A, B`` names the results (default: every name that no later statement reads).

    Raises
    ------
    ProgramError
        FF-E1xx, with the line and a caret under the place.
    """
    if not isinstance(text, str):
        raise ProgramError("FF-E101", f"a program is text, not {type(text).__name__}", hint="ff.parse('C[i] = A[i]')")
    try:
        return _parse(text)
    except RecursionError:
        raise Unsupported("FF-U001", "an expression is nested too deeply",
                          hint="give parts of it names of their own") from None


def _parse(text: str) -> Program:
    statements: list[Statement] = []
    outputs: tuple[str, ...] | None = None
    first_line = ""
    for number, line in _lines(text):
        parser = _Line(line, number)
        if not parser.tokens:
            continue
        if parser.peek() == "output" and parser.peek(1) not in ("=", "["):
            if outputs is not None:
                raise parser.error("FF-E101", "a second 'output' line", hint="name all results in one line")
            outputs, first_line = parser.output_line(), line
            continue
        statements.append(parser.statement())
    if outputs is None:
        read = {a.tensor for s in statements for a in accesses(s.expression)}
        outputs = tuple(s.name for s in statements if s.name not in read)
    program = Program(tuple(statements), outputs)
    check(program, first_line)
    return program


def _lines(text: str):
    """Logical lines: (number of the first line, text without comments)."""
    number, pending = 0, ""
    for k, line in enumerate(text.splitlines(), 1):
        line = line.split("#")[0].rstrip()
        number = number if pending else k
        pending = f"{pending} {line.strip()}" if pending else line.strip()
        if pending.count("(") + pending.count("[") <= pending.count(")") + pending.count("]"):
            yield number, pending
            pending = ""
    if pending:
        yield number, pending


def place(text: str | None, span, number: int | None = None) -> str | None:
    """A source line with a caret under `span`, as the `where` of an error."""
    if text is None:
        return None
    prefix = f"line {number}: " if number else ""
    if span is None:
        return prefix + text
    start, end = span
    return f"{prefix}{text}\n{' ' * (len(prefix) + start)}{'^' * max(1, end - start)}"


class _Line:
    """Parser of one line; tokens are (kind, text, start, end)."""

    def __init__(self, text: str, number: int):
        self.text, self.number, self.position = text, number, 0
        self.tokens = []
        for m in _TOKEN.finditer(text):
            if m.lastgroup == "bad":
                raise self.error("FF-E101", f"unexpected character {m.group()!r}", m.span())
            if m.lastgroup != "space":
                self.tokens.append((m.lastgroup, m.group(), *m.span()))

    def error(self, code, message, span=None, hint=None):
        return ProgramError(code, message, where=place(self.text, span or self.span(), self.number), hint=hint)

    def span(self):
        if self.position < len(self.tokens):
            return self.tokens[self.position][2:]
        return len(self.text), len(self.text) + 1

    def peek(self, ahead=0) -> str | None:
        k = self.position + ahead
        return self.tokens[k][1] if k < len(self.tokens) else None

    def next(self) -> str:
        self.position += 1
        return self.tokens[self.position - 1][1]

    def accept(self, *texts) -> str | None:
        return self.next() if self.peek() in texts else None

    def expect(self, text):
        if not self.accept(text):
            got = self.peek()
            raise self.error("FF-E101", f"expected {text!r}, got {'the end of the line' if got is None else repr(got)}")

    def name(self, what) -> str:
        if self.position < len(self.tokens) and self.tokens[self.position][0] == "name":
            return self.next()
        got = self.peek()
        raise self.error("FF-E101", f"expected {what}, got {'the end of the line' if got is None else repr(got)}")

    # --- statements

    def output_line(self) -> tuple[str, ...]:
        self.next()
        names = [self.name("the name of a result")]
        while self.accept(","):
            names.append(self.name("the name of a result"))
        if self.peek() is not None:
            raise self.error("FF-E101", f"unexpected {self.peek()!r} after the names of the results")
        return tuple(names)

    def statement(self) -> Statement:
        start = self.span()[0]
        span = self.span()
        name = self.name("the name of a tensor")
        if name in RESERVED:
            raise self.error("FF-E101", f"{name!r} is a word of the language, not a name", span, f"call it {name}_")
        indices, sizes = [], []
        if self.accept("["):
            while True:
                span = self.span()
                index = self.index()
                if index in indices:
                    raise self.error("FF-E101", f"index {index!r} twice on the left of {name!r}", span)
                indices.append(index)
                if self.accept(":"):
                    if not (self.peek() or "").isdigit():
                        raise self.error("FF-E101", f"expected the size of index {index!r}")
                    sizes.append((index, int(self.next())))
                if not self.accept(","):
                    break
            self.expect("]")
        left = (start, self.tokens[self.position - 1][3])
        self.expect("=")
        body = self.expression()
        if self.peek() is not None:
            raise self.error("FF-E101", f"unexpected {self.peek()!r}")
        for x in _literals(body):
            if LARGEST < abs(x) < float("inf"):
                raise self.error("FF-E004", f"{x:g} is beyond float32", left, f"the largest number is {LARGEST:.7g}")
        statement = Statement(name, tuple(indices), body, tuple(sizes), text=self.text)
        return replace(statement, expression=add_sums(statement, self, left))

    def index(self) -> str:
        if self.position < len(self.tokens) and self.tokens[self.position][0] == "number":
            raise Unsupported("FF-U001", "a number in an index: slices and affine index maps are not lowered yet",
                              where=place(self.text, self.span(), self.number))
        span = self.span()
        index = self.name("an index")
        if "." in index:
            raise self.error("FF-E101", f"an index has no dots: {index!r}", span)
        if self.peek() in ("+", "-", "*", "["):
            raise Unsupported(
                "FF-U001", f"index {index!r} in an index expression: affine maps and gathers are not lowered yet",
                where=place(self.text, (span[0], self.span()[1]), self.number))
        return index

    # --- expressions, weakest binding first

    def expression(self) -> Expr:
        left = self.conjunction()
        while self.accept("or"):
            left = Call("or", (left, self.conjunction()))
        return left

    def conjunction(self) -> Expr:
        left = self.negation()
        while self.accept("and"):
            left = Call("and", (left, self.negation()))
        return left

    def negation(self) -> Expr:
        return Call("not", (self.negation(),)) if self.accept("not") else self.comparison()

    def comparison(self) -> Expr:
        left = self.sum()
        if op := self.accept(*_COMPARE):
            left = Call(_COMPARE[op], (left, self.sum()))
            if self.peek() in _COMPARE:
                raise self.error("FF-E101", "comparisons do not chain", hint="write 'a < b and b < c'")
        return left

    def sum(self) -> Expr:
        left = self.product()
        while op := self.accept("+", "-"):
            left = _fold("add" if op == "+" else "sub", left, self.product())
        return left

    def product(self) -> Expr:
        left = self.factor()
        while op := self.accept("*", "/"):
            left = _fold("mul" if op == "*" else "div", left, self.factor())
        return left

    def factor(self) -> Expr:
        if self.accept("-"):
            bare = self.peek() != "("
            x = self.factor()
            return Literal(-x.value) if bare and isinstance(x, Literal) else Call("neg", (x,))
        return self.primary()

    def primary(self) -> Expr:
        if self.position == len(self.tokens):
            raise self.error("FF-E101", "the expression ends too early")
        kind, text, start, _ = self.tokens[self.position]
        if kind == "number":
            self.next()
            return Literal(float(text))
        if self.accept("("):
            inside = self.expression()
            self.expect(")")
            return inside
        name = self.name("a tensor, a number or a function")
        if name == "iota" and self.peek() == "[":
            raise Unsupported("FF-U001", "iota is not lowered yet", hint="give the indices as a tensor",
                              where=place(self.text, (start, start + 4), self.number))
        if name in _CONSTANTS:
            return Literal(_CONSTANTS[name])
        if name in REDUCTIONS and self.peek() == "[":
            return self.reduction(name)
        if self.peek() == "(":
            return self.call(name, (start, start + len(name)))
        indices = ()
        if self.accept("["):
            found = [self.index()]
            while self.accept(","):
                found.append(self.index())
            self.expect("]")
            indices = tuple(found)
        return Access(name, indices, (start, self.tokens[self.position - 1][3]))

    def reduction(self, op) -> Expr:
        self.expect("[")
        names = [self.index()]
        while self.accept(","):
            names.append(self.index())
        self.expect("]")
        if len(set(names)) != len(names):
            raise self.error("FF-E101", f"an index twice in {op}[{','.join(names)}]")
        self.expect("(")
        body = self.expression()
        self.expect(")")
        for name in reversed(names):
            body = Reduce(op, name, body)
        return body

    def call(self, name, span) -> Expr:
        self.expect("(")
        args = [self.expression()]
        while self.accept(","):
            args.append(self.expression())
        self.expect(")")

        def want(n):
            if len(args) != n:
                raise self.error("FF-E102", f"{name} takes {n} argument{'s' * (n > 1)}, not {len(args)}", span)

        if name == "where":
            want(3)
            if not isinstance(args[2], Literal):
                raise self.error("FF-E102", "the third argument of where is a number", span,
                                 "the result is absent there, with that number as its fill")
            return Where(args[0], args[1], args[2].value)
        if name == "clamp":
            want(3)
            return Call("min", (Call("max", (args[0], args[1])), args[2]))
        if name in UNARY and name != "not":
            want(1)
            return Call(name, tuple(args))
        if name in ("pow", "max", "min"):
            want(2)
            return _fold(name, *args)
        known = sorted(UNARY - {"not"} | {"pow", "max", "min", "where", "clamp"})
        raise self.error("FF-E102", f"unknown function {name!r}", span,
                         f"functions: {', '.join(known)}; reductions: sum[i](..), prod, max, min")


def _literals(e: Expr):
    """The numbers of an expression."""
    match e:
        case Literal(value):
            yield value
        case Where(_, _, otherwise):
            yield otherwise
    for x in children(e):
        yield from _literals(x)


def _fold(function, left, right) -> Expr:
    """A call, or the literal that it is when both operands are literals."""
    if isinstance(left, Literal) and isinstance(right, Literal):
        from fuseflow.compiler.facts import apply

        return Literal(apply(function, left.value, right.value))
    return Call(function, (left, right))


def check(program: Program, output_line: str = "") -> None:
    """Names and ranks: assigned once, assigned before read, one rank each, outputs that exist."""
    ranks: dict[str, int] = {}
    assigned: set[str] = set()
    names = {s.name for s in program.statements}

    def fail(code, message, statement, span=None, hint=None):
        raise ProgramError(code, message, where=place(statement.text or str(statement), span), hint=hint)

    for s in program.statements:
        for a in accesses(s.expression):
            span = a.span if s.text else None
            if a.tensor in names and a.tensor not in assigned:
                fail("FF-E108", f"{a.tensor!r} is read before it is assigned", s, span, "statements run in order")
            if ranks.setdefault(a.tensor, len(a.indices)) != len(a.indices):
                fail("FF-E104", f"{a.tensor!r} has rank {ranks[a.tensor]}, used with {len(a.indices)} indices", s, span)
        if s.name in assigned:
            fail("FF-E103", f"{s.name!r} is assigned twice", s, (0, len(s.name)), "every name is assigned once")
        assigned.add(s.name)
        ranks[s.name] = len(s.indices)
    if not program.statements:
        raise ProgramError("FF-E101", "the program has no statement", hint="write for example C[i,j] = A[i,k] * B[k,j]")
    for name in program.outputs:
        if name not in assigned:
            raise ProgramError("FF-E108", f"output {name!r} is not assigned", where=output_line or None,
                               hint=f"assigned names: {', '.join(sorted(assigned))}")
    if len(set(program.outputs)) != len(program.outputs):
        raise ProgramError("FF-E103", "an output is named twice", where=output_line or None)



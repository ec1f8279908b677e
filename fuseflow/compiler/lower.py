"""Lowering: a statement -> a fusion table, by opening one index after the other.

Iteration and computation are interleaved (factored iteration): a reduction is computed as soon as its indices are
open, and what remains of it is joined with the rest as streams. The coordinates that are iterated may be a superset of
the pattern, because values may be absent (N); the pattern becomes exact at the droppers before the writers.
"""

from __future__ import annotations

from functools import wraps

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Reduce, Where, show
from fuseflow.compiler.facts import Facts, same
from fuseflow.compiler.handles import Handle, Handles, Leaf, Op, Tree, View, remaining
from fuseflow.compiler.presence import may_be_absent
from fuseflow.compiler.table import VALUES, Ref, Table
from fuseflow.errors import Unsupported
from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.number import to_bits
from fuseflow.machine.primitives.accumulate import REACH


def remembered(method):
    """Remember the results of a method by its arguments (handles by identity)."""

    @wraps(method)
    def call(self, *args):
        key = (method.__name__, *args)
        if key not in self.memory:
            self.memory[key] = method(self, *args)
        return self.memory[key]

    return call


class Lowering:
    """Lowers the expressions of one region into `table`.

    Parameters
    ----------
    table : Table
        Its rows are the dataflow order.
    facts : Facts
    views : dict of Access -> View
    name : str
        The statement, for messages.
    """

    def __init__(self, table: Table, facts: Facts, views: dict[Access, View], name: str):
        self.table, self.facts, self.views, self.name = table, facts, views, name
        self.position = {index: k for k, index in enumerate(table.rows)}
        self.handle = Handles()
        self.memory: dict = {}
        self.temporaries: dict[Expr, str] = {}

    # --- entry

    def iterate(self, e: Expr, indices: tuple[str, ...], dense: frozenset[str] = frozenset()):
        """Streams of `e` over `indices` (in dataflow order): ([(index, crd)], val).

        An index in `dense` is iterated over its full extent, whatever the pattern is.
        """
        return self.expand(self.start(e), indices, (), dense)

    @remembered
    def start(self, e: Expr) -> Handle:
        match e:
            case Access():
                return self.handle(Leaf, self.root(), self.views[e], 0)
            case Call(function, args):
                if function not in FUNCTIONS:
                    raise Unsupported("FF-U001", f"{self.name!r}: {function} is not lowered yet",
                                      hint=f"functions: {', '.join(sorted(FUNCTIONS))}")
                return self.handle(Op, e, tuple(self.start(x) for x in args if not isinstance(x, Literal)))
            case Where(condition, value, _):
                if isinstance(value, Literal) or isinstance(condition, Literal):
                    raise Unsupported("FF-U001", f"{self.name!r}: a literal in {show(e)} is not lowered yet",
                                      hint="give it a name: T = 1")
                return self.handle(Op, e, (self.start(condition), self.start(value)))
            case Reduce(_, _, body):
                return self.handle(Op, e, (self.start(body),))
        raise Unsupported("FF-U001", f"{self.name!r}: a literal alone is not lowered yet")

    def root(self) -> Ref:
        return self.table.place("root", "root", VALUES, 0)("ref")

    def sorted(self, indices) -> tuple[str, ...]:
        return tuple(sorted(indices, key=self.position.get))

    # --- the nest

    def expand(self, h: Handle, indices, crds: tuple[Ref, ...], dense: frozenset[str] = frozenset()):
        """Open all of `indices` under the coordinates `crds`; streams of the coordinates, and the values."""
        opened = []
        for v in indices:
            h = self.settle(h, v, crds)
            found = None if v in dense else self.open(h, v, crds)
            crd, h = found or self.scan_all(h, v, crds)
            crds = (*crds, crd)
            opened.append((v, crd))
        h = self.settle(h, None, crds)
        return tuple(opened), self.value(h, len(crds))

    @remembered
    def open(self, h: Handle, v: str, crds: tuple[Ref, ...]):
        """(crd, handle below it) where `h` constrains `v`: a superset of the pattern; None where it does not."""
        if v not in remaining(h):
            return None
        match h:
            case Leaf():
                return None if h.dense else self.scan(h, len(crds))
            case Tree(((_, crd), *rest), val):
                return crd, self.handle(Tree, tuple(rest), val)
            case Op(expr, args):
                found = self.constraints(h)
                if found is None:
                    return None
                op, positions = found
                opened = {k: o for k in positions if (o := self.open(args[k], v, crds))}
                if not opened or (op == "union" and len(opened) < len(positions)):
                    return None
                crd, joined = self.join(op, list(opened.values()), v)
                joined = dict(zip(opened, joined))
                below = tuple(joined[k] if k in joined else self.bind(x, v, crds, crd) for k, x in enumerate(args))
                return crd, self.handle(Op, expr, below)

    def constraints(self, h: Op):
        """How the operands of `h` constrain an index: (intersect or union, positions); None: not at all."""
        facts = self.facts
        match h.expr:
            case Where(_, value, otherwise):
                return "intersect", (0, 1) if same(facts.fill(value), otherwise) else (0,)
            case Call() as e if len(h.args) == 2:
                if annihilators := facts.annihilators(e):
                    return "intersect", annihilators
                if any(facts.lacks(x, e) for x in e.args):
                    return None
                return "union", (0, 1)
        return "intersect", (0,)

    def scan(self, leaf: Leaf, depth: int):
        """Scan the next level of a leaf: (crd, leaf below)."""
        view, level = leaf.view, leaf.level
        # A scanner belongs to one index: shared between the nests of two, it would need a buffer for a whole fiber
        # where one nest is a reduction that the other waits for.
        cell = self.table.place(
            "scan", view.column, view.indices[level], depth + 1, leaf.ref, index=view.indices[level],
            tensor=view.tensor, at=level, kind=view.kinds[level], size=view.sizes[level])
        return cell("crd"), self.handle(Leaf, cell("ref"), view, level + 1)

    def scan_all(self, h: Handle, v: str, crds: tuple[Ref, ...]):
        """Iterate the full extent of `v`: by a dense level that `h` reads anyway, or by a level of its own."""
        leaf = self.dense_leaf(h, v)
        if leaf is None:
            view = View("", "root", (v,), "d", (self.facts.sizes[v],), False)
            leaf = self.handle(Leaf, self.everywhere(crds), view, 0)
        crd, below = self.scan(leaf, len(crds))
        self.memory["bind", leaf, v, crds, crd] = below
        return crd, self.bind(h, v, crds, crd)

    def dense_leaf(self, h: Handle, v: str) -> Leaf | None:
        """A leaf whose next level is the whole extent of `v`: dense, and there for every item (N has no fiber)."""
        match h:
            case Leaf(ref, _, _) if h.indices[:1] == (v,) and h.dense:
                return None if may_be_absent(self.table, ref) else h
            case Op(_, args):
                return next((leaf for x in args if (leaf := self.dense_leaf(x, v))), None)
        return None

    def everywhere(self, crds: tuple[Ref, ...]) -> Ref:
        """A reference for every item of the innermost of `crds`."""
        ref = self.root()
        for depth, crd in enumerate(crds):
            ref = self.repeat(ref, "root", crd, depth)
        return ref

    def repeat(self, base: Ref, column: str, crd: Ref, depth: int, type: str = "ref") -> Ref:
        return self.table.place("repeat", column, self.table.cell(crd).row, depth + 1, base, crd, type=type)("out")

    # --- joins

    def join(self, op: str, sides: list[tuple[Ref, Handle]], v: str):
        """Join opened operands: (crd, their handles below it); a tree of binary joins."""
        crd, done = sides[0][0], [sides[0][1]]
        for other, h in sides[1:]:
            if other == crd:
                done.append(h)
                continue
            left = tuple(dict.fromkeys(p for x in done for p in self.payloads(x, v)))
            right = tuple(p for p in self.payloads(h, v))
            types = {side: tuple(self.type(p) for p in ps) for side, ps in (("a", left), ("b", right))}
            cell = self.table.place(op, self.table.cell(crd).column, v, self.table.cell(crd).level, crd, *left, other,
                                    *right, **types)
            after_left = tuple((p, cell(f"a{k}")) for k, p in enumerate(left))
            after_right = tuple((p, cell(f"b{k}")) for k, p in enumerate(right))
            done = [self.replace(x, after_left) for x in done] + [self.replace(h, after_right)]
            crd = cell("crd")
        return crd, done

    def type(self, ref: Ref) -> str:
        cell = self.table.cell(ref)
        match cell.op:
            case "repeat":
                return cell["type"]
            case "intersect" | "union" | "left_join":
                return cell[ref.port[0]][int(ref.port[1:])]
        return "val" if ref.port == "val" else "ref"

    @remembered
    def payloads(self, h: Handle, v: str) -> tuple[Ref, ...]:
        """The streams of `h` that are aligned with a coordinate just opened."""
        match h:
            case Leaf(ref, _, _):
                return (ref,)
            case Tree((), val):
                return (val,)
            case Tree():
                raise Unsupported(
                    "FF-U007", f"{self.name!r}: a computed tensor with inner levels is joined at index {v!r}, which "
                    "needs a realign", hint="split the statement, so that the reduction gets a name of its own")
            case Op(_, args):
                return tuple(dict.fromkeys(p for x in args for p in self.payloads(x, v)))

    @remembered
    def replace(self, h: Handle, streams: tuple[tuple[Ref, Ref], ...]) -> Handle:
        new = dict(streams)
        match h:
            case Leaf(ref, view, level):
                return self.handle(Leaf, new[ref], view, level)
            case Tree(crds, val):
                return self.handle(Tree, crds, new[val])
            case Op(expr, args):
                return self.handle(Op, expr, tuple(self.replace(x, streams) for x in args))

    @remembered
    def bind(self, h: Handle, v: str, crds: tuple[Ref, ...], crd: Ref) -> Handle:
        """`h` below the coordinates `crd` of `v`, which somebody else iterates."""
        depth = len(crds)
        if isinstance(h, Op):
            return self.handle(Op, h.expr, tuple(self.bind(x, v, crds, crd) for x in h.args))
        if v in remaining(h):
            found = self.open(h, v, crds)
            if found is not None:
                return self.left_join(crd, *found, v)
            cell = self.table.place("locate", h.view.column, v, depth + 1, h.ref, crd, size=h.view.sizes[h.level])
            return self.handle(Leaf, cell("ref"), h.view, h.level + 1)
        match h:
            case Leaf(ref, view, level):
                return self.handle(Leaf, self.repeat(ref, view.column, crd, depth), view, level)
            case Tree((), val):
                column = self.table.cell(val).column
                return self.handle(Tree, (), self.repeat(val, column, crd, depth, "val"))
        raise Unsupported(
            "FF-U007", f"{self.name!r}: a computed tensor is used again for every {v!r}, which needs a fiber buffer",
            hint="split the statement, so that the reduction gets a name of its own")

    def left_join(self, crd: Ref, own: Ref, h: Handle, v: str) -> Handle:
        if crd == own:
            return h
        streams = self.payloads(h, v)
        cell = self.table.place("left_join", self.table.cell(own).column, v, self.table.cell(own).level, crd, own,
                                *streams, b=tuple(self.type(p) for p in streams))
        return self.replace(h, tuple((p, cell(f"b{k}")) for k, p in enumerate(streams)))

    # --- values

    @remembered
    def settle(self, h: Handle, v: str | None, crds: tuple[Ref, ...]) -> Handle:
        """Compute what can be computed before `v` is opened: finished values, reductions whose turn it is."""
        match h:
            case Leaf():
                return h if h.indices else self.handle(Tree, (), self.value(h, len(crds)))
            case Tree():
                return h
        h = self.handle(Op, h.expr, tuple(self.settle(x, v, crds) for x in h.args))
        open_indices = remaining(h)
        if not isinstance(h.expr, Reduce):
            return h if open_indices else self.handle(Tree, (), self.value(h, len(crds)))
        own = self.position[h.expr.index]
        if any(self.position[w] < own for w in open_indices):
            return h
        if open_indices and v is not None and self.position[v] < own:
            return h
        return self.reduce(h.expr, h.args[0], self.sorted(open_indices), crds)

    def reduce(self, e: Reduce, body: Handle, rest: tuple[str, ...], crds: tuple[Ref, ...]) -> Handle:
        """The reduction over its index, then over nothing else; indices inside it are accumulated over."""
        if len(rest) > 1:
            raise Unsupported(
                "FF-U007", f"{self.name!r}: the reduction over {e.index!r} outside of {', '.join(rest)} needs a sparse "
                f"accumulator of order {len(rest)}", hint=f"choose a dataflow order with {e.index!r} further inside")
        (_, *inner), val = self.expand(body, (e.index, *rest), crds)
        params = {"op": e.op, "index": e.index, "extent": self.facts.sizes[e.index],
                  "fill": to_bits(self.facts.fill(e.body))}
        column, depth = self.temporary(e), len(crds)
        if not rest:
            cell = self.table.place("reduce", column, VALUES, depth, val, **params)
            return self.handle(Tree, (), cell("val"))
        size = self.facts.sizes[rest[0]]
        if size > REACH:
            raise Unsupported("FF-U002", f"{self.name!r}: the sparse workspace over {rest[0]!r} has {size:,} entries, "
                              f"the budget is {REACH:,}", hint=f"choose a dataflow order with {e.index!r} innermost")
        cell = self.table.place("accumulate", column, rest[0], depth + 1, inner[0][1], val, order=1, size=size,
                                **params)
        return self.handle(Tree, ((rest[0], cell("crd")),), cell("val"))

    @remembered
    def value(self, h: Handle, depth: int) -> Ref:
        facts, place = self.facts, self.table.place
        match h:
            case Tree(_, val):
                return val
            case Leaf(ref, view, _):
                cell = place("array", view.column, VALUES, depth, ref, tensor=view.tensor, present=view.present)
                return cell("val")
            case Op(Where(condition, value, otherwise) as e, args):
                streams = [self.value(x, depth) for x in args]
                fill = facts.fill(value)
                cell = place("where", self.temporary(e), VALUES, depth, *streams, test=facts.full(condition),
                             need=same(fill, otherwise), fill=to_bits(fill))
                return cell("val")
            case Op(Call(function, args) as e, handles):
                streams = [self.value(x, depth) for x in handles]
                constant = None
                if function in BINARY and len(handles) == 1:
                    k = next(k for k, x in enumerate(args) if isinstance(x, Literal))
                    constant = (k, to_bits(args[k].value))
                annihilators = facts.annihilators(e)
                fills = tuple(to_bits(facts.fill(x)) for x in args if not isinstance(x, Literal))
                cell = place("alu", self.temporary(e), VALUES, depth, *streams, op=function, constant=constant,
                             annihilators=annihilators, fills=fills,
                             full=len(handles) == 2 and not annihilators and facts.full(e))
                return cell("val")

    def temporary(self, e: Expr) -> str:
        """The column of an intermediate."""
        if e not in self.temporaries:
            self.temporaries[e] = f"t{len(self.temporaries)}"
            text = show(e)
            heading = text if len(text) <= 32 else text[:31] + "…"
            self.table.column(self.temporaries[e], f"{self.temporaries[e]} = {heading}")
        return self.temporaries[e]

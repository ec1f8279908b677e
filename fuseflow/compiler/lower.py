"""Lowering: a statement -> a fusion table, by opening one index after the other.

Iteration and computation are interleaved (factored iteration): a reduction is computed as soon as its indices are
open, and what remains of it is joined with the rest as streams. The coordinates that are iterated may be a superset of
the pattern, because values may be absent (N); the pattern becomes exact at the droppers before the writers.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import wraps

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Named, Reduce, Where, show
from fuseflow.compiler.facts import Facts, same
from fuseflow.compiler.handles import Handle, Handles, Leaf, Op, Tree, View, remaining
from fuseflow.compiler.presence import may_be_absent
from fuseflow.compiler.streams import Streams
from fuseflow.compiler.table import VALUES, Ref, Table
from fuseflow.errors import Unsupported
from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.number import to_bits
from fuseflow.machine.primitives.accumulate import KEY_BITS, fits

Nest = tuple[tuple[str, Ref], ...]
"""The open indices, outermost first, with their coordinates."""


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
    buffers : collection of str
        The statements whose results are buffered, not computed again, below indices that they do not have.
    shared : bool
        Is a level that two nests scan below the same references scanned once? What they compute alike is then computed
        once, too, at the price of a buffer where one nest waits for the other.
    """

    def __init__(self, table: Table, facts: Facts, views: dict[Access, View], name: str,
                 buffers: Collection[str] = (), shared: bool = True):
        self.table, self.facts, self.views, self.name = table, facts, views, name
        self.buffers, self.shared = buffers, shared
        self.position = {index: k for k, index in enumerate(table.rows)}
        self.streams = Streams(table, name)
        self.handle = Handles()
        self.memory: dict = {}
        self.scanned: dict[tuple[Ref, Ref, str, int], Ref] = {}
        self.joined: dict[Ref, tuple[str, dict[Ref, Ref]]] = {}
        self.temporaries: dict[int, str] = {}
        self.titles: dict[int, str] = {}
        self.foreign: dict[int, set[str]] = {}  # id of an expression: indices that it lacks and is computed below

    # --- entry

    def iterate(self, e: Expr, indices: tuple[str, ...], dense: frozenset[str] = frozenset()):
        """Streams of `e` over `indices` (in dataflow order): ([crd], val).

        An index in `dense` is iterated over its full extent, whatever the pattern is.
        """
        if isinstance(e, Named):
            # The column of a result is headed by its expression.
            self.titles[id(e.body)] = ""
        return self.expand(self.start(e), indices, (), dense)

    def start(self, e: Expr) -> Handle:
        key = "start", id(e)
        if key not in self.memory:
            self.memory[key] = self._start(e)
        return self.memory[key]

    def _start(self, e: Expr) -> Handle:
        match e:
            case Access():
                return self.handle(Leaf, self.streams.root(), self.views[e], 0)
            case Call(function, args):
                if function not in FUNCTIONS:
                    raise Unsupported("FF-U001", f"{self.name!r}: {function} is not lowered yet",
                                      hint=f"functions: {', '.join(sorted(FUNCTIONS))}")
                return self.handle(Op, e, tuple(self.start(x) for x in args if not isinstance(x, Literal)))
            case Where(condition, value, _):
                return self.handle(Op, e, (self.start(condition), self.start(value)))
            case Reduce(_, _, body):
                return self.handle(Op, e, (self.start(body),))
            case Named(name, indices, body):
                self.titles.setdefault(id(body), show(e))
                # An index that only the left side has stays to be told apart from one that the expression lacks.
                kept = name in self.buffers or self.facts.free(body) != frozenset(indices)
                return self.handle(Op, e, (self.start(body),)) if kept else self.start(body)
        raise Unsupported("FF-U001", f"{self.name!r}: a literal alone has no streams", hint="give it a name: T = 1")

    def sorted(self, indices) -> tuple[str, ...]:
        return tuple(sorted(indices, key=self.position.get))

    # --- the nest

    def expand(self, h: Handle, indices, nest: Nest, dense: frozenset[str] = frozenset()):
        """Open all of `indices` below `nest`; streams of their coordinates, and the values."""
        outer = len(nest)
        for v in indices:
            h = self.settle(h, v, nest)
            found = None if v in dense else self.open(h, v, nest, False) or self.open(h, v, nest, True)
            crd, h = found or self.scan_all(h, v, nest)
            nest = (*nest, (v, crd))
        h = self.settle(h, None, nest)
        return tuple(crd for _, crd in nest[outer:]), self.value(h, len(nest))

    @remembered
    def open(self, h: Handle, v: str, nest: Nest, soft: bool):
        """(crd, handle below it) where `h` constrains `v`: a superset of the pattern; None where it does not.

        A dense level constrains nothing, but where its fiber may be missing as a whole: that is asked for by `soft`.
        """
        if v not in remaining(h):
            return None
        match h:
            case Leaf():
                if h.indices[0] != v:
                    # Read against its mode order: looked up when the levels outside of it are open.
                    return None
                skip = h.dense and not (soft and may_be_absent(self.table, h.ref))
                return None if skip else self.scan(h, v, nest)
            case Tree(((_, crd), *rest), val):
                return crd, self.handle(Tree, tuple(rest), val)
            case Op(expr, args):
                found = self.constraints(h)
                if found is None:
                    return None
                op, positions = found
                opened = self.open_operands(op, {k: args[k] for k in positions}, v, nest, soft)
                if not opened:
                    return None
                crd, joined = self.join(op, list(opened.values()), v)
                joined = dict(zip(opened, joined))
                below = tuple(joined[k] if k in joined else self.bind(x, v, nest, crd) for k, x in enumerate(args))
                return crd, self.handle(Op, expr, below)

    def open_operands(self, op: str, operands: dict[int, Handle], v: str, nest: Nest, soft: bool):
        """Those operands that constrain `v`, opened: all or none of a union."""
        hard = {k: o for k, x in operands.items() if (o := self.open(x, v, nest, False))}
        if len(hard) == len(operands) or (op == "intersect" and hard):
            return hard
        if not soft and not hard:
            return None
        every = {k: hard.get(k) or self.open(x, v, nest, True) for k, x in operands.items()}
        opened = {k: o for k, o in every.items() if o}
        return opened if op == "intersect" or len(opened) == len(operands) else None

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

    def scan(self, leaf: Leaf, v: str, nest: Nest):
        """Scan the next level of a leaf: (crd, leaf below)."""
        view, level = leaf.view, leaf.level
        alone = {} if self.shared else {"nest": v}
        cell = self.table.place("scan", view.column, v, len(nest) + 1, leaf.ref, tensor=view.tensor, at=level,
                                kind=view.kinds[level], size=view.sizes[level], **alone)
        crd = cell("crd")
        self.scanned[crd, leaf.ref, view.tensor, level] = cell("ref")
        return crd, self.descend(leaf, cell("ref"), (*nest, (v, crd)))

    def descend(self, leaf: Leaf, ref: Ref, nest: Nest) -> Leaf:
        """The leaf below a level that was just opened; levels of indices that are open already are looked up."""
        view, level, streams = leaf.view, leaf.level + 1, self.streams
        crds = dict(nest)
        while view.indices[level : level + 1] and view.indices[level] in crds:
            v, size = view.indices[level], view.sizes[level]
            inside = [crd for w, crd in nest[self.depth(nest, v) :]]
            want = streams.everywhere(crds[v], view.column, tuple(inside))
            if view.kinds[level] == "d":
                ref = streams.locate(ref, view.column, v, want, size, flat=True)
            else:
                depth = len(nest)
                fiber = self.table.place("scan", view.column, v, depth + 1, ref, tensor=view.tensor, at=level, kind="c",
                                         size=size)
                ref = self.table.place("lookup", view.column, v, depth, want, fiber("crd"), fiber("ref"))("out")
            level += 1
        return self.handle(Leaf, ref, view, level)

    @staticmethod
    def depth(nest: Nest, v: str) -> int:
        return 1 + next(k for k, (w, _) in enumerate(nest) if w == v)

    def scan_all(self, h: Handle, v: str, nest: Nest):
        """Iterate the full extent of `v`: by a dense level that `h` reads anyway, or by a level of its own."""
        leaf = self.dense_leaf(h, v)
        if leaf is None:
            crd = self.extent(v, tuple(crd for _, crd in nest))
            return crd, self.bind(h, v, nest, crd)
        crd, _ = self.scan(leaf, v, nest)
        return crd, self.bind(h, v, nest, crd)

    def extent(self, v: str, crds: tuple[Ref, ...]) -> Ref:
        """All coordinates of `v`, below every item of the innermost of `crds`."""
        root = self.streams.everywhere(self.streams.root(), "root", crds)
        cell = self.table.place("scan", "root", v, len(crds) + 1, root, tensor="", at=0, kind="d",
                                size=self.facts.sizes[v])
        return cell("crd")

    def dense_leaf(self, h: Handle, v: str) -> Leaf | None:
        """A leaf whose next level is the whole extent of `v`: dense, and there for every item (N has no fiber)."""
        match h:
            case Leaf(ref, _, _) if h.indices[:1] == (v,) and h.dense:
                return None if may_be_absent(self.table, ref) else h
            case Op(_, args):
                return next((leaf for x in args if (leaf := self.dense_leaf(x, v))), None)
        return None

    # --- joins

    def join(self, op: str, sides: list[tuple[Ref, Handle]], v: str):
        """Join opened operands: (crd, their handles below it); a tree of binary joins."""
        groups: dict[Ref, list[Handle]] = {}
        for crd, h in sides:
            groups.setdefault(crd, []).append(h)
        (crd, first), *others = groups.items()
        moved: dict[Ref, Ref] = {x: x for h in first for x in self.aligned(h)}
        for other, handles in others:
            rights = tuple(dict.fromkeys(x for h in handles for x in self.aligned(h)))
            if (known := self.part_of(op, other, rights, crd)) is not None:
                moved |= {x: moved.get(y, y) for x, y in known.items()}
            elif (known := self.part_of(op, crd, tuple(moved.values()), other)) is not None:
                crd, moved = other, {x: known[y] for x, y in moved.items()} | {x: x for x in rights}
            else:
                lefts = tuple(moved.values())
                joined_crd, joined = self.streams.join(op, v, crd, lefts, other, rights)
                self.joined[joined_crd] = op, {crd: joined_crd, other: joined_crd, **joined}
                crd, moved = joined_crd, {x: joined[y] for x, y in moved.items()} | {x: joined[x] for x in rights}
        return crd, [self.moved(h, own, crd, tuple(moved.items())) for own, h in sides]

    def part_of(self, op: str, crd: Ref, streams: tuple[Ref, ...], whole: Ref) -> dict[Ref, Ref] | None:
        """Where the streams of one side have gone, if `whole` is its join by `op` with something else already."""
        made_by, parts = self.joined.get(whole, (None, {}))
        if made_by == op and crd in parts and all(x in parts for x in streams):
            return {x: parts[x] for x in streams}
        return None

    @remembered
    def aligned(self, h: Handle) -> tuple[Ref, ...]:
        """The streams of `h` with one item for every coordinate just opened; those with more levels are realigned."""
        match h:
            case Leaf(ref, _, _):
                return (ref,)
            case Tree(crds, val):
                return () if crds else (val,)
            case Op(_, args):
                return tuple(dict.fromkeys(x for h in args for x in self.aligned(h)))

    @remembered
    def moved(self, h: Handle, old: Ref, new: Ref, streams: tuple[tuple[Ref, Ref], ...]) -> Handle:
        """`h`, opened under the coordinates `old`, under `new`; `streams`: where its aligned streams have gone."""
        match h:
            case Leaf(ref, view, level):
                return self.handle(Leaf, dict(streams)[ref], view, level)
            case Tree((), val):
                return self.handle(Tree, (), dict(streams)[val])
            case Tree(crds, val):
                laid = tuple((w, self.streams.realign(crd, old, new)) for w, crd in crds)
                return self.handle(Tree, laid, self.streams.realign(val, old, new))
            case Op(expr, args):
                return self.handle(Op, expr, tuple(self.moved(x, old, new, streams) for x in args))

    @remembered
    def bind(self, h: Handle, v: str, nest: Nest, crd: Ref) -> Handle:
        """`h` below the coordinates `crd` of `v`, which somebody else iterates."""
        if isinstance(h, Op):
            if v not in self.facts.free(h.expr):
                self.foreign.setdefault(id(h.expr), set()).add(v)
            return self.handle(Op, h.expr, tuple(self.bind(x, v, nest, crd) for x in h.args))
        if v in remaining(h) and not (isinstance(h, Leaf) and h.indices[0] != v):
            found = self.open(h, v, nest, False)
            if found is not None:
                own, below = found
                left = self.streams.left_join(crd, own, v, self.aligned(below))
                return self.moved(below, own, crd, tuple(left.items()))
            ref = self.scanned.get((crd, h.ref, h.view.tensor, h.level))
            if ref is None:
                ref = self.streams.locate(h.ref, h.view.column, v, crd, h.view.sizes[h.level])
            return self.descend(h, ref, (*nest, (v, crd)))
        match h:
            case Leaf(ref, view, level):
                return self.handle(Leaf, self.streams.repeat(ref, view.column, crd), view, level)
            case Tree(crds, val):
                again = tuple((w, self.streams.again(c, crd)) for w, c in crds)
                return self.handle(Tree, again, self.streams.again(val, crd))

    # --- values

    @remembered
    def settle(self, h: Handle, v: str | None, nest: Nest) -> Handle:
        """Compute what can be computed before `v` is opened: finished values, reductions whose turn it is."""
        match h:
            case Leaf():
                return h if h.indices else self.handle(Tree, (), self.value(h, len(nest)))
            case Tree():
                return h
        h = self.handle(Op, h.expr, tuple(self.settle(x, v, nest) for x in h.args))
        open_indices = remaining(h)
        if isinstance(h.expr, Named) and h.expr.name in self.buffers:
            foreign = v is not None and v not in open_indices and v not in h.expr.indices
            if foreign and open_indices:
                return self.tree(h, self.sorted(open_indices), nest)
        if not isinstance(h.expr, Reduce):
            return h if open_indices else self.handle(Tree, (), self.value(h, len(nest)))
        own = self.position[h.expr.index]
        if any(self.position[w] < own for w in open_indices):
            return h
        if open_indices and v is not None and self.position[v] < own:
            return h
        return self.reduce(h.expr, h.args[0], self.sorted(open_indices), nest)

    def tree(self, h: Handle, indices: tuple[str, ...], nest: Nest) -> Handle:
        """A handle, computed over all that is left of it."""
        crds, val = self.expand(h, indices, nest)
        return self.handle(Tree, tuple(zip(indices, crds)), val)

    def reduce(self, e: Reduce, body: Handle, rest: tuple[str, ...], nest: Nest) -> Handle:
        """The reduction over its index, then over nothing else; indices inside it are accumulated over."""
        (_, *inner), val = self.expand(body, (e.index, *rest), nest)
        params = {"op": e.op, "index": e.index, "extent": self.facts.sizes[e.index],
                  "fill": to_bits(self.facts.fill(e.body))}
        column, depth = self.temporary(e), len(nest)
        if not rest:
            cell = self.table.place("reduce", column, VALUES, depth, val, **params)
            return self.handle(Tree, (), cell("val"))
        sizes = tuple(self.facts.sizes[v] for v in rest)
        if not fits(sizes):
            raise Unsupported(
                "FF-U002", f"{self.name!r}: the sparse workspace over {', '.join(rest)} has "
                f"{' x '.join(f'{n:,}' for n in sizes)} entries; its keys have {KEY_BITS} bits",
                hint=f"choose a dataflow order with {e.index!r} innermost")
        cell = self.table.place("accumulate", column, rest[0], depth + 1, *inner, val, sizes=sizes,
                                perm=tuple(range(len(rest))), **params)
        return self.handle(Tree, tuple((w, cell(f"crd{q}")) for q, w in enumerate(rest)), cell("val"))

    @remembered
    def value(self, h: Handle, depth: int) -> Ref:
        facts, place = self.facts, self.table.place
        match h:
            case Tree(_, val):
                return val
            case Leaf(ref, view, _):
                cell = place("array", view.column, VALUES, depth, ref, tensor=view.tensor, present=view.present)
                return cell("val")
            case Op(Named(), (body,)):
                return self.value(body, depth)
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
        if id(e) not in self.temporaries:
            name = self.temporaries[id(e)] = f"t{len(self.temporaries)}"
            text = self.titles.get(id(e)) or show(e)
            self.table.column(name, f"{name} = {text if len(text) <= 32 else text[:31] + '…'}")
        return self.temporaries[id(e)]

"""A kernel: one region, from its statement to its graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from fuseflow.compiler.capacity import capacities
from fuseflow.compiler.codegen import generate
from fuseflow.compiler.einsum import Call, Expr, Literal, Reduce, Statement, accesses, children, show
from fuseflow.compiler.facts import Facts, TensorFacts, index_sizes, reduction_indices
from fuseflow.compiler.handles import View
from fuseflow.compiler.lower import Lowering
from fuseflow.compiler.order import ASKED, Chain, plans
from fuseflow.compiler.rename import unique_reductions
from fuseflow.compiler.result import write
from fuseflow.compiler.table import Table
from fuseflow.errors import ScheduleError, Unsupported
from fuseflow.machine.graph import Graph, Interface, unique
from fuseflow.machine.profile import Profile
from fuseflow.tensor import Format

ATTEMPTS = 256
"""Dataflow orders that are tried, best first, until one can be lowered."""

SHARED = 1 << 12
"""Most slots of a channel behind a scanner that two nests share; beyond that, each scans for itself."""

SLOTS = 1 << 20
"""Most slots of a channel."""


@dataclass(frozen=True, slots=True)
class Operand:
    """What the compiler knows of a tensor: an input, or the result of an earlier kernel.

    `nnz` prices a permuted copy (None: unknown); `computed` says that it is an intermediate.
    """

    shape: tuple[int, ...]
    format: Format
    fill: float
    full: bool
    nnz: int | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A permuted copy: `tensor` stored in another mode order under the name `name`.

    The host prepares copies of inputs; one of an intermediate (`computed`) is made by a kernel of that name.
    """

    name: str
    tensor: str
    order: tuple[int, ...]
    computed: bool = False

    def __str__(self):
        return f"{self.name} = {self.tensor} in mode order {self.order}"


@dataclass(frozen=True, slots=True)
class Kernel:
    """One region as one dataflow graph.

    Attributes
    ----------
    name : str
    statements : tuple of Statement
    indices : tuple of str
        The dataflow order, outermost first.
    fused : Statement
        The region as one Einsum, every reduction with an index of its own.
    table : Table
    graph : Graph
    copies : tuple of Copy
    densified : tuple of str
        The expressions that are full though an operand is sparse.
    result : Operand
    depth_valid : str
        What the channels' depths hold for: ``shapes``, or ``data HASH`` if they were measured.
    """

    name: str
    statements: tuple[Statement, ...]
    indices: tuple[str, ...]
    fused: Statement
    table: Table
    graph: Graph
    copies: tuple[Copy, ...]
    densified: tuple[str, ...]
    result: Operand
    depth_valid: str = "shapes"


def compile_statement(
    statement: Statement,
    operands: Mapping[str, Operand],
    profile: Profile,
    *,
    order: tuple[str, ...] | None = None,
    format: Format | None = None,
    copies: str = "allow",
    depth: int | float | None = None,
    final: bool = True,
    taken: Collection[str] = (),
) -> Kernel:
    """Lower one statement.

    Parameters
    ----------
    operands : mapping of name -> Operand
        Everything that the statement reads.
    order : tuple of str, optional
        The user's dataflow order: all indices, or some of them.
    format : Format, optional
        Of the result; default: the dataflow order, dense where provably full, else compressed.
    final : bool
        Is it a result of the program?
    taken : collection of str
        Names that a permuted copy must not have.

    Raises
    ------
    ProgramError, ScheduleError, Unsupported
    """
    fused = unique_reductions(statement)
    sizes = index_sizes(fused, {name: op.shape for name, op in operands.items()})
    facts = Facts({name: TensorFacts(op.fill, op.full) for name, op in operands.items()}, sizes)
    indices = _indices(fused)

    constraints = _chains(fused, operands, order, format, indices)
    region = _Region(statement, fused, operands, facts, sizes, constraints, profile, format, depth, final,
                     frozenset(taken) | set(operands) | {statement.name})
    refused: Unsupported | None = None
    candidates = plans(indices, [c for c, _ in constraints], copies, statement.name, _wishes(fused))
    for dataflow, broken in islice(candidates, ATTEMPTS):
        try:
            return region.lower(dataflow, broken)
        except Unsupported as error:
            # Another order may keep within the budgets. The best order's refusal is told.
            if error.code != "FF-U002":
                raise
            refused = refused or error
    raise refused


@dataclass(frozen=True, slots=True)
class _Region:
    """Everything about a region that does not depend on the dataflow order."""

    statement: Statement
    fused: Statement
    operands: Mapping[str, Operand]
    facts: Facts
    sizes: Mapping[str, int]
    constraints: list
    profile: Profile
    format: Format | None
    depth: int | float | None
    final: bool
    taken: frozenset[str]

    def lower(self, dataflow: tuple[str, ...], broken: list[Chain]) -> Kernel:
        """The kernel in one dataflow order; the tensors of the chains in `broken` are read from permuted copies."""
        name, e, sizes = self.statement.name, self.fused.expression, self.sizes
        position = {i: k for k, i in enumerate(dataflow)}
        table = Table(name, dataflow)
        views, copies, inputs, shapes = {}, {}, {}, {}
        for a in dict.fromkeys(accesses(e)):
            op = self.operands[a.tensor]
            tensor, levels, modes = a.tensor, op.format.levels, op.format.order
            if any(chain in broken for chain, access in self.constraints if access == a):
                modes = tuple(sorted(range(len(a.indices)), key=lambda m, a=a: (position[a.indices[m]], m)))
                levels = ("d" if op.full else "c") * len(modes)
                tensor = unique(f"{a.tensor}_{''.join(map(str, modes))}", self.taken)
                copies[tensor] = Copy(tensor, a.tensor, modes, op.computed)
            opened = tuple(a.indices[m] for m in modes)
            column = _column(table, tensor, opened)
            views[a] = View(tensor, column, opened, levels, tuple(sizes[i] for i in opened),
                            not a.indices and not op.full)
            inputs[tensor] = Interface(op.shape, str(Format(levels, order=modes)), op.fill)
            shapes[tensor] = tuple(op.shape[m] for m in modes)

        full, fill = self.facts.full(e), self.facts.fill(e)
        out = tuple(sorted(self.fused.indices, key=position.get))
        format = self.format
        if format is None:
            modes = tuple(self.fused.indices.index(i) for i in out)
            format = Format(("d" if full else "c") * len(out), order=modes)
        result = Operand(tuple(sizes[i] for i in self.fused.indices), format, fill, full, computed=True)
        shapes[name] = tuple(sizes[i] for i in out)

        def lowered(shared: bool) -> tuple[Table, dict]:
            table = Table(name, dataflow)
            for view in views.values():
                table.column(view.column, headings[view.column])
            write(Lowering(table, self.facts, views, name, shared), e, name, out, format.levels, full, self.final)
            return table, capacities(table)

        headings = table.columns
        table, slots = lowered(True)
        if max(slots.values(), default=1) > SHARED:
            table, slots = min((table, slots), lowered(False), key=lambda found: max(found[1].values(), default=1))
        if max(slots.values(), default=1) > SLOTS and self.depth is None:
            (ref, _), most = max(slots.items(), key=lambda item: item[1])
            raise Unsupported("FF-U002", f"{name!r}: the stream {ref.cell} must wait in a channel of {most:,} slots, "
                              f"the budget is {SLOTS:,}", hint="choose another dataflow order")
        outputs = {name: Interface(result.shape, str(format), fill)}
        graph = generate(table, self.profile, inputs, outputs, shapes, tuple(map(str, copies.values())), self.depth,
                         slots)
        return Kernel(name, (self.statement,), dataflow, self.fused, table, graph, tuple(copies.values()),
                      _densified(e, self.facts), result)


def _indices(statement: Statement) -> tuple[str, ...]:
    """All indices: those of the result, then reductions in the order of the text."""
    return tuple(dict.fromkeys((*statement.indices, *reduction_indices(statement.expression))))


def _chains(statement, operands, order, format, indices):
    """Constraints on the dataflow order, each with the access it comes from."""
    chains = []
    if order is not None:
        unknown = [i for i in order if i not in indices]
        if unknown or len(set(order)) != len(order):
            raise ScheduleError("FF-E201", f"the order {'->'.join(order)} of {statement.name!r} names "
                                + (f"no index {unknown[0]!r}" if unknown else "an index twice"),
                                hint=f"indices: {', '.join(indices)}")
        chains.append((Chain(tuple(order), ASKED), None))
    if format is not None:
        if len(format.levels) != len(statement.indices):
            raise ScheduleError("FF-E203", f"format {format} of {statement.name!r} has {len(format.levels)} levels, "
                                f"the tensor has {len(statement.indices)} modes")
        levels = tuple(statement.indices[m] for m in format.order)
        chains.append((Chain(levels, f"the format of {statement.name!r}"), None))
    for a in dict.fromkeys(accesses(statement.expression)):
        op = operands[a.tensor]
        levels = tuple(dict.fromkeys(a.indices[m] for m in op.format.order))
        nnz = op.nnz
        if nnz is None:
            nnz = 1
            for n in op.shape:
                nnz *= n
        # A copy of an intermediate is dearer than any set of copies of inputs.
        cost = nnz + (1 << 62 if op.computed else 0)
        chains.append((Chain(levels, f"the mode order of {a.tensor!r}", cost), a))
    return chains


def _wishes(statement: Statement) -> list[Chain]:
    """A reduction goes outside of the indices that it does not depend on, or it is computed for each of them again."""
    every = _indices(statement)
    wishes = []

    def walk(e: Expr) -> None:
        if isinstance(e, Reduce):
            own = {i for a in accesses(e.body) for i in a.indices} | {e.index}
            wishes.extend(Chain((e.index, v), "recomputation") for v in every if v not in own)
        for x in children(e):
            walk(x)

    walk(statement.expression)
    return wishes


def _densified(e: Expr, facts: Facts) -> tuple[str, ...]:
    """Text of the parts of `e` that are full though an operand is not, innermost first."""
    inner = tuple(text for x in children(e) for text in _densified(x, facts))
    here = isinstance(e, Call) and facts.full(e) and not all(facts.full(x) for x in e.args)
    return tuple(dict.fromkeys((*inner, show(e)) if here else inner))


def _column(table: Table, name: str, levels: tuple[str, ...]) -> str:
    """A column of the table for a view; a second view of one tensor gets a mark."""
    heading = f"{name}[{','.join(levels)}]" if levels else name
    while table.columns.get(name, heading) != heading:
        name += "'"
    return table.column(name, heading)


def is_constant(statement: Statement) -> bool:
    """Is the statement a named literal (``T = 0.5``), a tensor that is prepared with the inputs?"""
    return isinstance(statement.expression, Literal)

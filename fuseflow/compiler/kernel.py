"""A kernel: one region, from its statements to its graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from fuseflow.compiler import constraints
from fuseflow.compiler.capacity import capacities
from fuseflow.compiler.codegen import generate
from fuseflow.compiler.cuts import Cut, cut_behind, cuts
from fuseflow.compiler.einsum import Access, Call, Literal, Named, Statement, parts, show
from fuseflow.compiler.facts import Facts, TensorFacts
from fuseflow.compiler.fuse import Fused, fuse
from fuseflow.compiler.handles import View
from fuseflow.compiler.iteration import globally
from fuseflow.compiler.lower import Lowering
from fuseflow.compiler.operand import Copy, Operand
from fuseflow.compiler.order import Chain, plans
from fuseflow.compiler.orders import Orders
from fuseflow.compiler.result import write
from fuseflow.compiler.reuse import Reuse, repeated, reuses
from fuseflow.compiler.table import Table
from fuseflow.errors import ScheduleError, Unsupported
from fuseflow.machine.graph import Graph, Interface, unique
from fuseflow.machine.profile import IDEAL, Profile
from fuseflow.tensor import Format

ATTEMPTS = 256
"""Dataflow orders that are tried, best first, until one can be lowered."""

CUTS = 32
"""Cuts that are tried where a region is over budget, smallest first."""

SHARED = 1 << 12
"""Most slots of a channel behind a scanner that two nests share; beyond that, each scans for itself."""

SLOTS = 1 << 20
"""Most slots of a channel."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """One region as one dataflow graph.

    Attributes
    ----------
    name : str
        That of the last statement.
    statements : tuple of Statement
        Empty for a permuted copy.
    indices : tuple of str
        The dataflow order, outermost first.
    fused : Fused
        The region as one Einsum for each result, every reduction with an index of its own.
    table : Table
    graph : Graph
    copies : tuple of Copy
    reuses : tuple of Reuse
        Intermediates that are computed again, or buffered, below indices that they do not have, and what that costs.
    densified : tuple of str
        The expressions that are full though an operand is sparse.
    results : dict of name -> Operand
    orders : Orders
        The other dataflow orders that it could have.
    depth_valid : str
        What the channels' depths hold for: ``shapes``, or ``data HASH`` if they were measured.
    """

    name: str
    statements: tuple[Statement, ...]
    indices: tuple[str, ...]
    fused: Fused
    table: Table
    graph: Graph
    copies: tuple[Copy, ...]
    reuses: tuple[Reuse, ...]
    densified: tuple[str, ...]
    results: Mapping[str, Operand]
    orders: Orders
    depth_valid: str = "shapes"


@dataclass(frozen=True, slots=True)
class Options:
    """What a schedule says about the kernels.

    Attributes
    ----------
    orders : mapping of statement, or `constraints.REGION` -> dataflow order, outermost index first
        All indices, or some of them.
    formats : mapping of result -> Format
        Default: the dataflow order, dense where provably full, else compressed.
    copies : "allow" or "forbid"
    iteration : "factored" or "global"
    buffers : collection of statements
        Those that are buffered where they would be computed again.
    depth : int or math.inf, optional
        Of all channels; default: the profile's, more where streams must wait.
    final : collection of str
        The results that no later statement reads: those may be stored in formats with room for more entries.
    taken : collection of str
        Names that a permuted copy must not have.
    """

    profile: Profile = IDEAL
    orders: constraints.Orders = field(default_factory=dict)
    formats: Mapping[str, Format] = field(default_factory=dict)
    copies: str = "allow"
    iteration: str = "factored"
    buffers: Collection[str] = ()
    depth: int | float | None = None
    final: Collection[str] = ()
    taken: Collection[str] = ()


def compile_region(
    statements: Sequence[Statement], results: Sequence[str], operands: Mapping[str, Operand], options: Options
) -> Kernel:
    """Lower the statements of a region, given in the order of the program, to one kernel.

    Parameters
    ----------
    results : sequence of str
        Those whose results leave the region.
    operands : mapping of name -> Operand
        Everything that is read from outside.

    Raises
    ------
    ProgramError, ScheduleError, Unsupported
    """
    try:
        return _compile(statements, results, operands, options, ATTEMPTS)
    except Unsupported as error:
        if error.code != "FF-U002" or len(statements) == 1:
            raise
        cut = _affordable(statements, results, operands, options)
        if cut is None:
            raise
        raise Unsupported(error.code, error.message, where=error.where,
                          hint=f"{error.hint}, or cut the region: {cut}") from None


def compile_partial(
    statements: Sequence[Statement], results: Sequence[str], operands: Mapping[str, Operand], options: Options
) -> list[Kernel]:
    """Lower the statements of a region to kernels, one after the other, that compute nothing twice.

    Where one kernel would, it is cut behind the last statement that it computes again, or before, if this is the
    last of all; where one is over budget, it is cut where the fewest intermediates are written.

    Parameters, Raises
    ------------------
    As `compile_region`.
    """
    kernel, cut = None, None
    try:
        kernel = _compile(statements, results, operands, options, ATTEMPTS)
    except Unsupported as error:
        if error.code != "FF-U002" or (cut := _affordable(statements, results, operands, options)) is None:
            raise
    else:
        twice = repeated(kernel.fused, kernel.table, kernel.reuses)
        cut = cut_behind(statements, twice[-1], results) if twice else None
    if cut is None:
        return [kernel]
    options, kernels, available = _cut_options(options), [], dict(operands)
    for part in (cut.first, cut.second):
        for kernel in compile_partial(part, _leaving(part, results, cut), available, options):
            kernels.append(kernel)
            available |= kernel.results
    return kernels


def _cut_options(options: Options) -> Options:
    """For the parts of a region: what was said of the whole holds for none of them."""
    return replace(options, orders={k: o for k, o in options.orders.items() if k != constraints.REGION})


def _leaving(part: Sequence[Statement], results: Sequence[str], cut: Cut) -> list[str]:
    return [s.name for s in part if s.name in results or s.name in cut.written]


def _compile(statements, results, operands: Mapping[str, Operand], options: Options, attempts: int) -> Kernel:
    fused = fuse(statements, results, {name: op.shape for name, op in operands.items()})
    if options.iteration == "global":
        fused = globally(fused, _facts(fused, operands))
    fixed = (*constraints.asked(fused, options.orders), *constraints.of_formats(fused, options.formats))
    region = _Region(fused, operands, options, fixed)
    refused: Unsupported | None = None
    candidates = plans(fused.indices, [*fixed, *region.chains], options.copies, fused.name, constraints.wishes(fused))
    for dataflow, broken in islice(candidates, attempts):
        try:
            return region.lower(dataflow, broken)
        except Unsupported as error:
            # Another order may keep within the budgets. The best order's refusal is told.
            if error.code != "FF-U002":
                raise
            refused = refused or error
    raise refused


def _affordable(statements, results, operands: Mapping[str, Operand], options: Options) -> Cut | None:
    """The cut that writes the fewest intermediates, of those that leave two regions within the budgets."""
    options = _cut_options(options)
    for cut in cuts(statements, results)[:CUTS]:
        available = dict(operands)
        try:
            for part in (cut.first, cut.second):
                leaving = _leaving(part, results, cut)
                available |= _compile(part, leaving, available, options, ATTEMPTS // CUTS).results
        except (ScheduleError, Unsupported):
            continue
        return cut
    return None


def _facts(fused: Fused, operands: Mapping[str, Operand]) -> Facts:
    return Facts({name: TensorFacts(op.fill, op.full) for name, op in operands.items()}, fused.sizes)


class _Region:
    """A region, whatever its dataflow order."""

    def __init__(self, fused: Fused, operands: Mapping[str, Operand], options: Options, fixed: tuple[Chain, ...]):
        self.fused, self.operands, self.options, self.fixed = fused, operands, options, fixed
        self.facts = _facts(fused, operands)
        self.accesses = fused.accesses()
        self.chains = constraints.of_tensors(self.accesses, operands)
        self.taken = {*options.taken, *operands, *(s.name for s in fused.statements)}

    def lower(self, dataflow: tuple[str, ...], broken: list[Chain]) -> Kernel:
        """The kernel in one dataflow order; the tensors of the chains in `broken` are read from permuted copies."""
        fused, options = self.fused, self.options
        position = {i: k for k, i in enumerate(dataflow)}
        headings: dict[str, str] = {}
        views, copies, shapes = {}, {}, {}
        inputs: dict[str, Interface] = {}
        for a, chain in zip(self.accesses, self.chains):
            op = self.operands[a.tensor]
            tensor, levels, modes = a.tensor, op.format.levels, op.format.order
            if chain in broken:
                modes = tuple(sorted(range(len(a.indices)), key=lambda m, a=a: (position[a.indices[m]], m)))
                levels = ("d" if op.full else "c") * len(modes)
                tensor = unique(f"{a.tensor}_{''.join(map(str, modes))}", self.taken)
                copies[tensor] = Copy(tensor, a.tensor, modes, op.computed)
            views[a] = self.view(a, op, tensor, levels, modes, headings)
            inputs[tensor] = Interface(op.shape, str(Format(levels, order=modes)), op.fill)
            shapes[tensor] = tuple(op.shape[m] for m in modes)
        results = {r.name: self.result(r, position) for r in fused.results}
        shapes |= {name: tuple(op.shape[m] for m in op.format.order) for name, op in results.items()}
        table, slots, again = self.table(dataflow, views, headings, results, True)
        if _most(slots) > SHARED:
            table, slots, again = min((table, slots, again), self.table(dataflow, views, headings, results, False),
                                      key=lambda found: _most(found[1]))
        if _most(slots) > SLOTS and options.depth is None:
            (ref, _), most = max(slots.items(), key=lambda item: item[1])
            raise Unsupported("FF-U002", f"{fused.name!r}: the stream {ref.cell} must wait in a channel of {most:,} "
                              f"slots, the budget is {SLOTS:,}", hint="choose another dataflow order")
        outputs = {name: Interface(op.shape, str(op.format), op.fill) for name, op in results.items()}
        graph = generate(table, options.profile, inputs, outputs, shapes, tuple(map(str, copies.values())),
                         options.depth, slots)
        return Kernel(fused.name, fused.statements, dataflow, fused, table, graph, tuple(copies.values()),
                      again, self.densified(), results, self.orders(broken))

    def orders(self, broken: list[Chain]) -> Orders:
        kept = (*self.fixed, *(c for c in self.chains if c not in broken))
        return Orders(self.fused, kept, {a.tensor: self.operands[a.tensor].format.order for a in self.accesses})

    def view(self, a: Access, op: Operand, tensor: str, levels: str, modes, headings: dict[str, str]) -> View:
        opened = tuple(a.indices[m] for m in modes)
        name, heading = tensor, f"{tensor}[{','.join(opened)}]" if opened else tensor
        # A second view of one tensor gets a mark.
        while headings.setdefault(name, heading) != heading:
            name += "'"
        return View(tensor, name, opened, levels, tuple(self.fused.sizes[i] for i in opened),
                    not a.indices and not op.full)

    def result(self, r: Named, position: Mapping[str, int]) -> Operand:
        full, fill, format = self.facts.full(r), self.facts.fill(r), self.options.formats.get(r.name)
        if format is None:
            modes = tuple(sorted(range(len(r.indices)), key=lambda m: position[r.indices[m]]))
            format = Format(("d" if full else "c") * len(modes), order=modes)
        return Operand(tuple(self.fused.sizes[i] for i in r.indices), format, fill, full, computed=True)

    def table(self, dataflow, views, headings, results: Mapping[str, Operand], shared: bool):
        """The fusion table, what `capacities` says of it, and what it computes or sends again."""
        table = Table(self.fused.name, dataflow, dict(headings))
        lowering = Lowering(table, self.facts, views, self.fused.name, self.options.buffers, shared)
        for r in self.fused.results:
            op = results[r.name]
            indices = tuple(r.indices[m] for m in op.format.order)
            write(lowering, r, r.name, indices, op.format.levels, op.full, r.name in self.options.final)
        return table, capacities(table), reuses(self.fused, table, lowering.foreign)

    def densified(self) -> tuple[str, ...]:
        """Text of the parts that are full though an operand is not, innermost first."""
        full = self.facts.full
        found = (show(x) for r in self.fused.results for x in parts(r)
                 if isinstance(x, Call) and full(x) and not all(map(full, x.args)))
        return tuple(dict.fromkeys(found))


def _most(slots: Mapping) -> int:
    return max(slots.values(), default=1)


def is_constant(statement: Statement) -> bool:
    """Is the statement a named literal (``T = 0.5``), a tensor that is prepared with the inputs?"""
    return isinstance(statement.expression, Literal)

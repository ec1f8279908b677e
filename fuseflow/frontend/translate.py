"""ATen graph -> Einsum statements. The operations themselves are in `fuseflow.frontend.ops`."""

from __future__ import annotations

import inspect
import operator
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import torch
from torch import fx

from fuseflow.compiler.einsum import RESERVED, Access, Statement, accesses
from fuseflow.compiler.facts import Facts, TensorFacts
from fuseflow.compiler.parser import check
from fuseflow.errors import FrontendError
from fuseflow.frontend import host, source
from fuseflow.frontend.arguments import Joined, Result, Results
from fuseflow.frontend.capture import TENSOR, Captured
from fuseflow.frontend.formats import fill
from fuseflow.frontend.host import Host
from fuseflow.frontend.inputs import Input
from fuseflow.frontend.op import Op
from fuseflow.frontend.presets import resolve
from fuseflow.frontend.splits import Draft, Splits, grouped, letters, substituted
from fuseflow.frontend.traced import Tensors, TracedProgram
from fuseflow.frontend.view import Cat, View
from fuseflow.tensor import Format


class Translation:
    """The state of one translation.

    Attributes
    ----------
    captured : Captured
    drafts : dict of name -> Draft
        The statements so far.
    inputs : dict of name -> Input
        Every input that has been read so far.
    facts : dict of name -> TensorFacts
        Of both.
    alike : dict of name -> float
        Inputs that the model makes itself, and that have one value everywhere.
    symbols : dict of symbol -> int
        Sizes that depend on the numbers that are given, as how many edges are no loops.
    sized : dict of FX name -> Host
        What has these sizes.
    """

    def __init__(self, captured: Captured):
        self.captured = captured
        self.drafts: dict[str, Draft] = {}
        self.inputs: dict[str, Input] = {}
        self.facts: dict[str, TensorFacts] = {}
        self.names: set[str] = set()
        self.calls: Counter[tuple[str, str]] = Counter()
        self.values: dict[fx.Node, object] = {}
        self.taken: dict[tuple, str] = {}
        self.hosted: dict[tuple, View] = {}
        self.known: dict[str, Host] = {}
        self.constants: dict[tuple[float, tuple[int, ...]], View] = {}
        self.alike: dict[str, float] = {}
        self.symbols: dict = {}
        self.sized: dict[str, Host] = {}
        self.placeholders = {name: self.unique(name) for name in captured.data}

    def unique(self, wanted: str) -> str:
        """A name of the language that is not taken yet, near to the wanted one."""
        parts = [re.sub(r"\W", "_", part) or "_" for part in wanted.split(".")]
        if not re.match(r"[A-Za-z_]", parts[0]):
            parts[0] = "_" + parts[0]
        name = ".".join(parts)
        if name in RESERVED:
            name += "_"
        base, k = name, 0
        while name in self.names:
            k += 1
            name = f"{base}_{k}"
        self.names.add(name)
        return name

    def modes(self, tensor: str) -> tuple[int, ...]:
        """Sizes of the modes of an input or a result."""
        return self.inputs[tensor].shape if tensor in self.inputs else self.drafts[tensor].modes

    # --- the graph ----------------------------------------------------------------------------------------------

    def run(self) -> None:
        from fuseflow.frontend.ops import find

        live = _live(self.captured.graph)
        for node in self.captured.graph.nodes:
            if node not in live or node.op == "output":
                continue
            if node.op == "placeholder":
                self.values[node] = self.placeholder(node)
                continue
            hosted = self.prepared(node)
            if hosted is not None:
                self.values[node] = hosted
                self.measure(node, hosted)
            elif isinstance(node.meta.get("val"), int | torch.SymInt):
                self.values[node] = self.size(node)
            elif node.op == "get_attr":
                raise FrontendError(
                    "FF-E606", "the model cannot be captured: a part of it has a gradient mode of its own",
                    where=source.place(next(filter(None, map(source.of_node, node.users)), None)),
                    hint="a program computes what forward returns: take gradients outside of it")
            elif node.target is operator.getitem:
                self.values[node] = self.item(node)
            else:
                translate, label = find(node.target)
                op = Op(self, node, label)
                if translate is None:
                    raise op.refuse(f"the PyTorch operation {label!r}")
                self.values[node] = self.call(op, translate)

    def prepared(self, node: fx.Node) -> Host | None:
        """The value of a node, if PyTorch computes it when the inputs are prepared."""
        try:
            return host.computed(node, self.values, self.known)
        except host.ERRORS as error:
            line = str(error).strip().splitlines()[0]
            raise FrontendError("FF-E601", f"the model cannot be captured: {line}",
                                where=source.place(source.of_node(node)),
                                hint="does it run in PyTorch with these arguments?") from error

    def measure(self, node: fx.Node, x: Host) -> None:
        """Note the sizes that depend on data."""
        shape = getattr(node.meta["val"], "shape", ())
        for symbol, n in zip(shape, getattr(x.value, "shape", ())):
            if isinstance(symbol, torch.SymInt) and symbol.node.expr.is_symbol:
                self.symbols.setdefault(symbol.node.expr, n)
                self.sized[node.name] = x

    def shape(self, value: torch.Tensor) -> tuple[int, ...]:
        """The shape of a node's value."""
        return tuple(n if isinstance(n, int) else int(n.node.expr.xreplace(self.symbols)) for n in value.shape)

    def size(self, node: fx.Node) -> int:
        """A number that is computed of shapes."""
        args = fx.map_arg(node.args, self.values.__getitem__)
        if node.target is torch.ops.aten.sym_size.int:
            x, dim = args
            return (x.value if isinstance(x, Host) else x).shape[dim]
        return node.target(*args)

    def placeholder(self, node: fx.Node) -> View | Host:
        name = self.captured.inputs[node.name]
        x = self.captured.data[name]
        self.symbols |= {n.node.expr: size for n, size in zip(node.meta["val"].shape, x.shape)
                         if isinstance(n, torch.SymInt)}
        if x.is_complex():
            raise Op(self, next(iter(node.users)), name).wrong_type(f"values of {x.dtype}")
        if not x.is_floating_point():
            return host.placeholder(name, x)
        return self.input(self.placeholders[name], name, x, lambda data: data[name], self.captured.formats[name])

    def item(self, node: fx.Node) -> object:
        container, k = node.args
        value = self.values[container][k]
        if value is None:
            raise Op(self, node, "getitem").refuse(f"result {k} of {container.target}")
        return value

    def call(self, op: Op, translate) -> object:
        args, kwargs = fx.map_arg((op.node.args, op.node.kwargs), self.values.__getitem__)
        try:
            bound = inspect.signature(translate).bind(op, *args, **kwargs)
        except TypeError as error:
            raise op.refuse(f"{op.label} with these arguments ({error})") from None
        if not getattr(translate, "takes_host", False):
            bound.arguments = {k: op.views(x) for k, x in bound.arguments.items()}
        return translate(*bound.args, **bound.kwargs)

    # --- inputs ---------------------------------------------------------------------------------------------------

    def input(self, name: str, source: str, x: torch.Tensor, read, format: Format, width: int | None = None) -> View:
        """A tensor of the user's as an input."""
        shape = tuple(x.shape) + (() if width is None else (width,))
        if name not in self.inputs:
            self.add_input(name, Input(source, read, format, 0.0 if format.is_dense else fill(x), width, shape))
        return View.whole(name, shape)

    def add_input(self, name: str, x: Input) -> None:
        self.inputs[name] = x
        self.facts[name] = TensorFacts(x.fill, x.format.is_dense)

    def of_host(self, x: Host, width: int | None = None, columns: bool = False) -> View:
        """A mask, or a list of numbers (with their range), as an input, whose `columns` are stored or whose rows."""
        key = id(x), width, columns
        if key not in self.hosted:
            value = x.value
            known = x.label in self.placeholders and width is None
            suffix = "" if width is None else ".columns" if columns else ".rows"
            name = self.placeholders[x.label] if known else self.unique(x.label + suffix)
            rank = value.dim()
            format = Format("d" * rank) if width is None else Format("d" * rank + "c")
            if columns:
                format = Format("d" + "c" * rank, (rank, *range(rank)))
            chosen = [self.captured.formats[s] for s in x.sources]
            if width is None and len(chosen) == 1 and chosen[0].rank == rank:
                format = chosen[0]
            elif not chosen and value.dtype is torch.bool and rank and not bool(value.all()):
                # A mask that the model makes itself is not the user's to store.
                format = Format("d" * (rank - 1) + "c")
            if not x.sources and value.is_floating_point() and value.numel():
                first = float(value.reshape(-1)[0])
                self.alike |= {name: first} if bool((value == first).all()) else {}
            # The host value is kept, so that its identity stays its own.
            self.hosted[key] = self.input(name, " and ".join(x.sources) or x.label, value, x.read, format, width), x
        return self.hosted[key][0]

    def take(self, tensor: str, mode: int, kept: tuple[int, ...]) -> str:
        """The tensor at some coordinates of a mode: an input, or a statement that computes no others."""
        key = tensor, mode, kept
        if kept == tuple(range(self.modes(tensor)[mode])):
            return tensor
        if key not in self.taken:
            if tensor in self.inputs:
                name = self.unique(f"{tensor}.{_span(kept)}")
                x = self.inputs[tensor]
                shape = (*x.shape[:mode], len(kept), *x.shape[mode + 1 :])
                self.add_input(name, replace(x, shape=shape, takes=(*x.takes, (mode, kept)), checks=()))
            else:
                name = self.take_statement(tensor, mode, kept)
            self.taken[key] = name
        return self.taken[key]

    def take_statement(self, tensor: str, mode: int, kept: tuple[int, ...]) -> str:
        draft = self.drafts[tensor]
        s, sizes = draft.statement, draft.sizes
        index = s.indices[mode]

        def change(a: Access) -> Access:
            if index not in a.indices:
                return a
            found = a.tensor
            for m, group in enumerate(grouped(a.indices, sizes, self.modes(a.tensor))):
                if index in group:
                    digits = np.arange(np.prod([sizes[i] for i in group])).reshape([sizes[i] for i in group])
                    at = np.take(digits, kept, axis=group.index(index))
                    found = self.take(found, m, tuple(at.ravel().tolist()))
            return Access(found, tuple(i for i in a.indices if i != index or len(kept) > 1))

        expression = substituted(s.expression, change)
        name = self.unique(f"{tensor}.{_span(kept)}")
        indices = tuple(i for i in s.indices if i != index or len(kept) > 1)
        new_sizes = {i: len(kept) if i == index else n for i, n in sizes.items() if i != index or len(kept) > 1}
        self.add(Draft(replace(s, name=name, indices=indices, expression=expression), new_sizes))
        return name

    # --- statements -----------------------------------------------------------------------------------------------

    def add(self, draft: Draft) -> None:
        facts = Facts(self.facts, draft.sizes)
        e = draft.statement.expression
        self.drafts[draft.statement.name] = draft
        self.facts[draft.statement.name] = TensorFacts(facts.fill(e), facts.full(e))

    # --- results --------------------------------------------------------------------------------------------------

    def results(self) -> Results:
        """The results, in the structure that the model returns them."""
        node = next(iter(reversed(self.captured.graph.nodes)))
        returned = (x for x in node.args[0] if isinstance(x, fx.Node))
        leaves = []
        for leaf in self.captured.results:
            if leaf is TENSOR:
                tensor = next(returned)
                dtype = tensor.meta["val"].dtype
                op = Op(self, tensor, "copy")
                value = op.views(self.values[tensor])
                pieces = value.pieces if isinstance(value, Cat) else (value,)
                found = [self.result(op, x, dtype) for x in pieces]
                leaf = Joined(value.dim, tuple(found)) if isinstance(value, Cat) else found[0]
            leaves.append(leaf)
        return Results(self.captured.results_spec, tuple(leaves))

    def result(self, op: Op, view: View, dtype: torch.dtype) -> Result:
        if view.tensor in self.inputs:
            # A result is assigned: an input that is returned is copied.
            modes = self.modes(view.tensor)
            names = [(i, n) for i, n in zip(letters(len(modes)), modes) if n != 1]
            access = Access(view.tensor, tuple(i for i, _ in names))
            copied = op.emit([[x] for x in names], access, "copy", f"{view.tensor}.copy")
            at = {m: k for k, m in enumerate(m for m, n in enumerate(modes) if n != 1)}
            view = View(copied.tensor, tuple(tuple(replace(p, mode=at.get(p.mode)) for p in d) for d in view.dims))
        parts = [p for dim in view.dims for p in dim]
        stored = sorted((p for p in parts if p.mode is not None), key=lambda p: (p.mode, -p.stride))
        return Result(view.tensor, tuple(p.size for p in stored),
                      tuple(stored.index(p) if p.mode is not None else None for p in parts),
                      tuple(p.size for p in parts), view.shape, dtype)


def translate(captured: Captured) -> TracedProgram:
    """The program of a captured model.

    Raises
    ------
    Unsupported
        FF-U005 for an operation that is not in `fuseflow.frontend.ops`.
    """
    translation = Translation(captured)
    translation.run()
    results = translation.results()
    outputs = tuple(dict.fromkeys(r.name for r in results.tensors))
    drafts = _needed(translation.drafts, outputs)
    statements, inputs = _split(translation, drafts)
    program = TracedProgram(
        statements, outputs, tensors=Tensors(inputs, captured.data), inputs_of=inputs, arguments=captured.arguments,
        results=results, state=captured.state, fusions=resolve(captured.fusions, statements),
        sized=tuple(dict.fromkeys(translation.sized.values())),
    )
    check(program)
    return program


def _needed(drafts: Mapping[str, Draft], outputs: tuple[str, ...]) -> dict[str, Draft]:
    """The statements that results depend on: of one that is read in parts only, the whole is not computed."""
    needed, stack = set(), list(outputs)
    while stack:
        name = stack.pop()
        if name in drafts and name not in needed:
            needed.add(name)
            stack += [a.tensor for a in accesses(drafts[name].statement.expression)]
    return {name: draft for name, draft in drafts.items() if name in needed}


def _split(translation: Translation, drafts: Mapping[str, Draft]) -> tuple[tuple[Statement, ...], dict[str, Input]]:
    """The final statements and inputs: every mode that is read in parts is several modes."""
    splits = Splits(drafts, {n: x.shape for n, x in translation.inputs.items()})
    statements, inputs, names = [], {}, {}
    for name in drafts:
        s, _, groups = splits.statement(name)
        read = {}
        for (tensor, indices), sizes in groups.items():
            key = tensor, tuple(sizes)
            if key not in names:
                x = translation.inputs[tensor]
                whole = all(len(g) == 1 for g in sizes)
                # The first view that is read has the tensor's name.
                names[key] = tensor if tensor not in inputs else translation.unique(f"{tensor}.view")
                inputs[names[key]] = replace(x, groups=None if whole else tuple(sizes))
            read[tensor, indices] = names[key]
        if any(tensor != new for (tensor, _), new in read.items()):
            before = iter(accesses(drafts[name].statement.expression))

            def change(a: Access, before=before, read=read) -> Access:
                was = next(before)
                return replace(a, tensor=read.get((was.tensor, was.indices), a.tensor))

            s = replace(s, expression=substituted(s.expression, change))
        statements.append(s)
    return tuple(statements), inputs


def _span(kept: tuple[int, ...]) -> str:
    """A name for some coordinates."""
    return f"at{kept[0]}" if len(kept) == 1 else f"at{kept[0]}to{kept[-1]}" if kept else "none"


def _live(graph: fx.Graph) -> set[fx.Node]:
    """The nodes that the results depend on; what PyTorch only asserts is not among them."""
    output = next(iter(reversed(graph.nodes)))
    live, stack = set(), [output]
    while stack:
        node = stack.pop()
        if node not in live:
            live.add(node)
            stack += node.all_input_nodes
    return live

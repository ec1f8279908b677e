"""ATen graph -> Einsum statements. The operations themselves are in `fuseflow.frontend.ops`.

Views cost nothing: a transposed, expanded or unsqueezed tensor is a `View` of the tensor that it comes from, and
becomes another order of indices, or the absence of one, where it is read.
"""

from __future__ import annotations

import inspect
import operator
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import fx

from fuseflow.compiler.einsum import RESERVED, Access, Call, Expr, Literal, Reduce, Statement, accesses, free
from fuseflow.compiler.parser import check
from fuseflow.errors import Unsupported
from fuseflow.frontend import source
from fuseflow.frontend.arguments import Result, Results
from fuseflow.frontend.capture import TENSOR, Captured
from fuseflow.frontend.traced import Tensors, TracedProgram

_LETTERS = "ijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class View:
    """A torch tensor: `tensor` of the program, seen along other dimensions.

    Attributes
    ----------
    tensor : str
    modes : tuple of int or None
        For every dimension, the mode of `tensor` that it is; None: all entries along it are alike. Every mode occurs
        once.
    shape : tuple of int
    """

    tensor: str
    modes: tuple[int | None, ...]
    shape: tuple[int, ...]

    def at(self, indices: Iterable[str]) -> Access:
        """Read at one index per dimension."""
        by_mode = {m: i for m, i in zip(self.modes, indices, strict=True) if m is not None}
        return Access(self.tensor, tuple(by_mode[m] for m in range(len(by_mode))))

    def picked(self, dims: Iterable[int | None], shape: Iterable[int]) -> View:
        """The dimensions `dims` of this view, None for a new one."""
        return View(self.tensor, tuple(None if d is None else self.modes[d] for d in dims), tuple(shape))


def letters(count: int) -> list[str]:
    """Names of indices: i, j, k, ..."""
    return [_LETTERS[k] if k < len(_LETTERS) else f"i{k}" for k in range(count)]


class Op:
    """One operation of the graph, while it is translated: where it comes from, and what it emits."""

    def __init__(self, translation: _Translation, node: fx.Node, label: str):
        self.translation, self.node = translation, node
        self.path, is_torch = _module_of(node)
        call = translation.calls[self.path, label]
        translation.calls[self.path, label] += 1
        self.label, self.suffix = label, f"_{call}" if call else ""
        # The operations of torch.nn's own modules need no name beside the module's.
        self.in_module = bool(self.path) and is_torch

    def refuse(self, what: str, hint: str | None = None) -> Unsupported:
        """The error that this operation is not supported."""
        from fuseflow.frontend.ops import supported

        return Unsupported(
            "FF-U005",
            f"{what} is not supported yet (FX node {self.node.name!r}{f' of {self.path!r}' if self.path else ''})",
            where=source.place(source.of_node(self.node)),
            hint=hint or f"compute it outside of the model, or with {', '.join(supported())}",
        )

    def emit(self, indices: Iterable[str], shape: Iterable[int], expression: Expr, role: str = "",
             name: str | None = None) -> View:
        """Add a statement, with one index per dimension of the result.

        Parameters
        ----------
        indices, shape
            Dimensions whose index the expression lacks do not become modes of the result.
        expression : Expr
        role : str
            What the statement is within its operation, if that has several.
        name : str, optional
            The statement's name, instead of module path and role.
        """
        value = self.node.meta.get("val")
        value = value[0] if isinstance(value, tuple | list) else value
        if isinstance(value, torch.Tensor) and not value.dtype.is_floating_point:
            raise self.refuse(f"{self.label} with a result of {value.dtype}", "programs compute with float32")
        present = free(expression)
        kept = [i for i in indices if i in present]
        if self.in_module:
            parts = [self.path, (role or self.label) + self.suffix]
            module = f"{self.path}.{role or self.label}"
        else:
            parts = [self.path, self.label + self.suffix, role]
            module = ".".join(p for p in (self.path, self.label, role) if p)
        name = self.translation.unique(name or ".".join(p for p in parts if p))
        line = source.of_node(self.node)
        self.translation.statements.append(
            Statement(name, tuple(kept), expression, module=module, source=line and source.short(line)))
        modes = tuple(kept.index(i) if i in kept else None for i in indices)
        return View(name, modes, tuple(shape))

    def without(self, view: View, dim: int) -> View:
        """`view`, no mode along the dimension `dim`, which has size 1."""
        mode = view.modes[dim]
        if mode is None:
            return view
        squeezed = self.translation.squeezed
        key = view.tensor, mode
        if key not in squeezed:
            *rest, last = letters(sum(m is not None for m in view.modes))
            one = Access(view.tensor, (*rest[:mode], last, *rest[mode:]))
            new = self.emit(rest, view.shape, Reduce("sum", last, one), "squeeze", f"{view.tensor}.squeeze")
            squeezed[key] = new.tensor
        modes = tuple(None if m is None or m == mode else m - (m > mode) for m in view.modes)
        return View(squeezed[key], modes, view.shape)

    def broadcast(self, view: View, shape: tuple[int, ...]) -> View:
        """`view` stretched to `shape`: leading dimensions are added, and those of size 1 lose their index."""
        added = len(shape) - len(view.shape)
        for dim, size in enumerate(view.shape):
            if size == 1 and shape[dim + added] != 1:
                view = self.without(view, dim)
        return View(view.tensor, (None,) * added + view.modes, tuple(shape))

    def pointwise(self, function: str, *operands: View | float, role: str = "") -> View:
        """A function of views and literals, broadcast to each other."""
        shape = torch.broadcast_shapes(*(x.shape for x in operands if isinstance(x, View)))
        indices = letters(len(shape))
        args = [self.broadcast(x, shape).at(indices) if isinstance(x, View) else self.literal(x) for x in operands]
        return self.emit(indices, shape, Call(function, tuple(args)), role)

    def literal(self, x: object) -> Literal:
        if not isinstance(x, int | float):
            raise self.refuse(f"{self.label} with {x!r}", "programs compute with real numbers")
        return Literal(float(x))

    def reduce(self, function: str, view: View, dims: Iterable[int] | int | None, keepdim: bool = False,
               role: str = "") -> View:
        """sum, max or min over dimensions; none or an empty list are all."""
        rank = len(view.shape)
        dims = [dims] if isinstance(dims, int) else list(dims or range(rank))
        reduced = {d % rank for d in dims} if rank else set()
        names = iter(letters(rank))
        kept = [d for d in range(rank) if d not in reduced]
        indices = {d: next(names) for d in [*kept, *sorted(reduced)]}
        body: Expr = view.at([indices[d] for d in range(rank)])
        count = 1
        for d in sorted(reduced, reverse=True):
            if view.modes[d] is not None:
                body = Reduce(function, indices[d], body)
            else:
                count *= view.shape[d]
        if count != 1 and function == "sum":
            body = Call("mul", (body, Literal(float(count))))
        shape = tuple(view.shape[d] for d in kept)
        if isinstance(body, Access):
            out = view.picked(kept, shape)
        else:
            out = self.emit([indices[d] for d in kept], shape, body, role)
        if not keepdim:
            return out
        return out.picked([None if d in reduced else kept.index(d) for d in range(rank)],
                          [1 if d in reduced else view.shape[d] for d in range(rank)])

    def contract(self, a: View, b: View, role: str = "", *, transposed: bool = False) -> View:
        """``a @ b``, or ``a @ b.T``, with PyTorch's rules for vectors and batches."""
        a_rank, b_rank = len(a.shape), len(b.shape)
        if transposed and b_rank > 1:
            order = [*range(b_rank - 2), b_rank - 1, b_rank - 2]
            b = b.picked(order, [b.shape[d] for d in order])
        rows, columns = a.shape[-2:-1], b.shape[-1:] if b_rank > 1 else ()
        batch = tuple(torch.broadcast_shapes(a.shape[:-2], b.shape[:-2]))
        shape = (*batch, *rows, *columns)
        *outer, inner = letters(len(shape) + 1)
        first, row, column = outer[: len(batch)], len(batch), len(batch) + len(rows)
        if a_rank > 1:
            a = self.broadcast(a, (*batch, *a.shape[-2:]))
        if b_rank > 1:
            b = self.broadcast(b, (*batch, *b.shape[-2:]))
        left = a.at([*first, outer[row], inner] if a_rank > 1 else [inner])
        right = b.at([*first, inner, outer[column]] if b_rank > 1 else [inner])
        product: Expr = Call("mul", (left, right))
        count = a.shape[-1]
        if inner in free(product):
            product = Reduce("sum", inner, product)
        elif count != 1:
            product = Call("mul", (product, Literal(float(count))))
        return self.emit(outer, shape, product, role)


class _Translation:
    """The state of one translation."""

    def __init__(self, captured: Captured):
        self.captured = captured
        self.statements: list[Statement] = []
        self.names: set[str] = set()
        self.calls: Counter[tuple[str, str]] = Counter()
        self.squeezed: dict[tuple[str, int], str] = {}
        self.values: dict[fx.Node, object] = {}
        self.inputs = {name: self.unique(name) for name in captured.data}

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

    def run(self) -> None:
        from fuseflow.frontend.ops import find

        live = _live(self.captured.graph)
        for node in self.captured.graph.nodes:
            if node not in live or node.op == "output":
                continue
            if node.op == "placeholder":
                self.values[node] = self.input(node)
            elif node.target is operator.getitem:
                self.values[node] = self.item(node)
            else:
                translate, label = find(node.target)
                op = Op(self, node, label)
                if translate is None:
                    raise op.refuse(f"the PyTorch operation {label!r}")
                self.values[node] = self.call(op, translate)

    def input(self, node: fx.Node) -> View:
        name = self.captured.inputs[node.name]
        shape = tuple(self.captured.data[name].shape)
        return View(self.inputs[name], tuple(range(len(shape))), shape)

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
        return translate(*bound.args, **bound.kwargs)

    def output(self) -> Results:
        """The results, in the structure that the model returns them."""
        node = next(iter(reversed(self.captured.graph.nodes)))
        returned = iter(node.args[0])
        leaves = []
        for leaf in self.captured.results:
            if leaf is not TENSOR:
                leaves.append(leaf)
                continue
            tensor = next(returned)
            view = self.values[tensor]
            if view.tensor in self.inputs.values():
                # A result is assigned: an input that is returned is copied.
                indices = letters(sum(m is not None for m in view.modes))
                op = Op(self, tensor, "copy")
                copied = op.emit(indices, [0] * len(indices), Access(view.tensor, tuple(indices)), "copy",
                                 f"{view.tensor}.copy")
                view = View(copied.tensor, view.modes, view.shape)
            leaves.append(Result(view.tensor, view.modes, view.shape, tensor.meta["val"].dtype))
        return Results(self.captured.results_spec, tuple(leaves))


def translate(captured: Captured) -> TracedProgram:
    """The program of a captured model.

    Raises
    ------
    Unsupported
        FF-U005 for an operation that is not in `fuseflow.frontend.ops`.
    """
    translation = _Translation(captured)
    translation.run()
    results = translation.output()
    outputs = tuple(dict.fromkeys(r.name for r in results.leaves if isinstance(r, Result)))
    statements = tuple(translation.statements)
    read = dict.fromkeys(a.tensor for s in statements for a in accesses(s.expression))
    names = {ours: name for name, ours in translation.inputs.items()}
    sources = {ours: names[ours] for ours in read if ours in names}
    formats = {ours: captured.formats[name] for ours, name in sources.items()}
    data = {ours: captured.data[name] for ours, name in sources.items()}
    program = TracedProgram(
        statements, outputs,
        tensors=Tensors(data, formats), formats=formats, shapes={n: tuple(x.shape) for n, x in data.items()},
        sources=sources, arguments=captured.arguments, results=results, state=captured.state,
    )
    check(program)
    return program


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


def _module_of(node: fx.Node) -> tuple[str, bool]:
    """Path of the module that a node belongs to, and whether that is one of torch.nn's own."""
    stack = list((node.meta.get("nn_module_stack") or {}).values())
    if not stack:
        return "", False
    path, kind = stack[-1]
    kind = kind if isinstance(kind, str) else f"{kind.__module__}.{kind.__qualname__}"
    return path.removeprefix("m").removeprefix("."), kind.startswith("torch.nn.")

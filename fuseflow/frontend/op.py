"""One operation of the graph while it is translated: the statements that it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import prod
from typing import TYPE_CHECKING

import torch
from torch import fx

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Reduce, Statement, free
from fuseflow.errors import Unsupported
from fuseflow.frontend import source
from fuseflow.frontend.host import Host
from fuseflow.frontend.splits import Draft, letters
from fuseflow.frontend.view import Cat, Fill, Part, View, digits

if TYPE_CHECKING:
    from fuseflow.frontend.translate import Translation

Index = tuple[str, int]
"""Name and size."""

_NAMES = 64
"""Most indices of a statement."""


class Op:
    """One operation of the graph: where it comes from, and what it emits."""

    def __init__(self, translation: Translation, node: fx.Node, label: str):
        self.translation, self.node = translation, node
        self.path, is_torch = _module_of(node, translation.captured.root)
        call = translation.calls[self.path, label]
        translation.calls[self.path, label] += 1
        self.label, self.suffix = label, f"_{call}" if call else ""
        # The operations of torch.nn's own modules need no name beside the module's.
        self.in_module = bool(self.path) and is_torch

    def refuse(self, what: str, hint: str | None = None) -> Unsupported:
        """The error that this operation is not supported."""
        return Unsupported(
            "FF-U005",
            f"{what} is not supported yet (FX node {self.node.name!r}{f' of {self.path!r}' if self.path else ''})",
            where=source.place(source.of_node(self.node)),
            hint=hint or "compute it outside of the model, or with products, pointwise functions, comparisons, sums, "
            "largest and smallest entries, softmax, norms, views, slices, rows by number",
        )

    def wrong_type(self, what: object) -> Unsupported:
        """The error that values are of a type that programs do not compute with."""
        return Unsupported(
            "FF-U010", f"{self.label} with {what}: programs compute with float32 (FX node {self.node.name!r})",
            where=source.place(source.of_node(self.node)),
            hint="give the values as float32; lists of whole numbers pick and add up rows, and are no values")

    # --- operands ---------------------------------------------------------------------------------------------------

    def views(self, x: object) -> object:
        """An argument, with masks and constants as inputs."""
        if isinstance(x, list | tuple):
            return type(x)(self.views(y) for y in x)
        if not isinstance(x, Host):
            return x
        if isinstance(x.value, torch.Tensor) and (x.value.dtype is torch.bool or x.value.is_floating_point()):
            return self.translation.of_host(x)
        dtype = getattr(x.value, "dtype", type(x.value).__name__)
        raise self.wrong_type(f"a value of {dtype}")

    @property
    def shape(self) -> tuple[int, ...]:
        """That of the result."""
        return self.translation.shape(self.node.meta["val"])

    def dtype(self, name: str, position: int) -> torch.dtype | None:
        """That of an operand, by name or position."""
        args = self.node.args
        x = args[position] if len(args) > position else self.node.kwargs.get(name)
        return x.meta["val"].dtype if isinstance(x, fx.Node) else None

    def numbers(self, x: object, width: int, columns: bool = False) -> View:
        """A list of numbers below `width` as a matrix with a one in every row, stored by rows or by columns."""
        if not isinstance(x, Host) or not isinstance(x.value, torch.Tensor):
            raise self.refuse(f"{self.label} with numbers that are computed", "give them as an argument or a buffer")
        return self.translation.of_host(x, width, columns)

    def literal(self, x: object) -> Literal:
        if not isinstance(x, int | float):
            raise self.wrong_type(repr(x))
        return Literal(float(x))

    def constant(self, value: float, shape: tuple[int, ...] = ()) -> View:
        """A tensor with one value everywhere: a statement of its own, stored in full."""
        known = self.translation.constants
        if (value, shape) not in known:
            known[value, shape] = self._constant(value, shape)
        return known[value, shape]

    def _constant(self, value: float, shape: tuple[int, ...]) -> View:
        dims = [(i, n) for i, n in zip(letters(len(shape)), shape)]
        name = self.translation.unique(f"constant.{len(self.translation.drafts)}" if dims else "constant")
        present = [(i, n) for i, n in dims if n != 1]
        statement = Statement(name, tuple(i for i, _ in present), Literal(value), tuple(present), module=name)
        self.translation.add(Draft(statement, dict(present)))
        return View.whole(name, shape) if len(present) == len(shape) else View(name, tuple(
            (Part(present.index((i, n)), n),) if n != 1 else () for i, n in dims))

    # --- statements -------------------------------------------------------------------------------------------------

    def emit(self, dims: Iterable[Sequence[Index]], expression: Expr, role: str = "", name: str | None = None,
             inner: Iterable[Index] = ()) -> View:
        """Add a statement.

        Parameters
        ----------
        dims : sequence of indices for every dimension of the result
            Indices that the expression lacks do not become modes of the result.
        expression : Expr
        role : str
            What the statement is within its operation, if that has several.
        name : str, optional
            The statement's name, instead of module path and role.
        inner : sequence of indices
            Those that are reduced.
        """
        dims = [list(d) for d in dims]
        present = set(free(expression))
        kept = [x for d in dims for x in d if x[0] in present]
        if self.in_module:
            parts = [self.path, (role or self.label) + self.suffix]
            module = f"{self.path}.{role or self.label}"
        else:
            parts = [self.path, self.label + self.suffix, role]
            module = ".".join(p for p in (self.path, self.label, role) if p)
        name = self.translation.unique(name or ".".join(p for p in parts if p))
        line = source.of_node(self.node)
        statement = Statement(name, tuple(i for i, _ in kept), expression, module=module,
                              source=line and source.short(line))
        self.translation.add(Draft(statement, dict([*kept, *inner])))
        modes = {i: m for m, (i, _) in enumerate(kept)}
        return View(name, tuple(tuple(Part(modes.get(i), n) for i, n in d) for d in dims))

    def digits(self, *dims) -> list[int]:
        """Sizes of the digits that refine dimensions of one size."""
        found = digits(dims)
        if found is None:
            raise self.refuse(f"{self.label} of dimensions that were reshaped in ways that do not fit together",
                              "a dimension can be split into digits, and joined again, but not with a carry")
        return found

    def pointwise(self, function: str, *operands: View | Cat | Fill | float, role: str = "") -> View | Cat:
        """A function of tensors and literals, broadcast to each other."""
        return self.expression(lambda *args: Call(function, args), operands, role)

    def expression(self, build, operands: Sequence, role: str = "") -> View | Cat:
        """A pointwise expression, made by `build` of the operands' accesses and literals."""
        tensors = [x for x in operands if isinstance(x, View | Cat | Fill)]
        shape = tuple(torch.broadcast_shapes(*(x.shape for x in tensors)))
        wide = [x.broadcast(shape) if isinstance(x, View | Cat) else x for x in operands]
        alike = [self._alike(x) for x in wide]
        if any(isinstance(x, View | Cat) for x in alike):
            wide = alike
        cat = next((x for x in wide if isinstance(x, Cat)), None)
        if cat is not None:
            pieces = [self.expression(build, [self.slice(x, cat.dim, span) for x in wide], role) for span in cat.spans]
            return self.cat(pieces, cat.dim)
        views = [x for x in wide if isinstance(x, View)]
        names = iter(letters(_NAMES))
        dims = [[(next(names), n) for n in self.digits(*(v.dims[d] for v in views))] for d in range(len(shape))]
        args = [x.at(dims) if isinstance(x, View) else self.literal(x.value if isinstance(x, Fill) else x)
                for x in wide]
        return self.emit(dims, build(*args), role)

    def _alike(self, x: object) -> object:
        """A constant that the model makes, as that; anything else as it is."""
        if isinstance(x, View) and x.tensor in self.translation.alike:
            return Fill(self.translation.alike[x.tensor], x.shape)
        return x

    def reduce(self, function: str, x: View | Cat, dims: Iterable[int] | int | None, keepdim: bool = False,
               role: str = "") -> View | Cat:
        """sum, max or min over dimensions; none or an empty list are all."""
        rank = x.rank
        dims = [dims] if isinstance(dims, int) else list(dims or range(rank))
        reduced = {d % rank for d in dims} if rank else set()
        if isinstance(x, Cat):
            pieces = [self.reduce(function, p, sorted(reduced), keepdim, role) for p in x.pieces]
            if x.dim in reduced:
                merge = "add" if function == "sum" else function
                return reduce(lambda a, b: self.pointwise(merge, a, b, role=role), pieces)
            return self.cat(pieces, x.dim if keepdim else sum(d not in reduced for d in range(x.dim)))
        kept = [d for d in range(rank) if d not in reduced]
        names = iter(letters(_NAMES))
        found = {d: [(next(names), n) for n in self.digits(x.dims[d])] for d in [*kept, *sorted(reduced)]}
        body: Expr = x.at([found[d] for d in range(rank)])
        inner = [i for d in sorted(reduced) for i in found[d]]
        count = prod(n for i, n in inner if i not in free(body))
        for i, _ in reversed(inner):
            if i in free(body):
                body = Reduce(function, i, body)
        if count != 1 and function == "sum":
            body = Call("mul", (body, Literal(float(count))))
        if isinstance(body, Access):
            out = x.picked(kept)
        else:
            out = self.emit([found[d] for d in kept], body, role, inner=inner)
        return out.picked([None if d in reduced else kept.index(d) for d in range(rank)]) if keepdim else out

    def contract(self, a: View | Cat, b: View | Cat, role: str = "", *, transposed: bool = False,
                 full: bool = False) -> View | Cat:
        """``a @ b``, or ``a @ b.T``, with PyTorch's rules for vectors and batches; `full`: every entry is stored."""
        if transposed and b.rank > 1:
            b = b.picked([*range(b.rank - 2), b.rank - 1, b.rank - 2])
        if a.rank == 1 or b.rank == 1:
            row = a if a.rank > 1 else a.picked([None, 0])
            column = b if b.rank > 1 else b.picked([0, None])
            out = self.contract(row, column, role, full=full)
            gone = {out.rank - 2} if a.rank == 1 else set()
            gone |= {out.rank - 1} if b.rank == 1 else set()
            return out.picked([d for d in range(out.rank) if d not in gone])
        batch = tuple(torch.broadcast_shapes(a.shape[:-2], b.shape[:-2]))
        a, b = a.broadcast((*batch, *a.shape[-2:])), b.broadcast((*batch, *b.shape[-2:]))
        n = len(batch)
        for x in (a, b):
            if isinstance(x, Cat) and x.dim < n:
                pieces = [self.contract(self.slice(a, x.dim, s), self.slice(b, x.dim, s), role, full=full)
                          for s in x.spans]
                return self.cat(pieces, x.dim)
            if isinstance(x, Cat) and x.dim == (n if x is a else n + 1):
                pieces = [self.contract(*((p, b) if x is a else (a, p)), role, full=full) for p in x.pieces]
                return self.cat(pieces, x.dim)
        spans = next((x.spans for x in (a, b) if isinstance(x, Cat)), [range(a.shape[-1])])
        cut = len(spans) > 1
        terms = [(self.slice(a, n + 1, s), self.slice(b, n, s)) if cut else (a, b) for s in spans]
        names = iter(letters(_NAMES))
        dims = [[(next(names), k) for k in self.digits(*(x.dims[m] for pair in terms for x in pair))] for m in range(n)]
        dims.append([(next(names), k) for k in self.digits(*(left.dims[n] for left, _ in terms))])
        dims.append([(next(names), k) for k in self.digits(*(right.dims[n + 1] for _, right in terms))])
        inner: list[Index] = []
        products = []
        for left, right in terms:
            own = [(next(names), k) for k in self.digits(left.dims[n + 1], right.dims[n])]
            product: Expr = Call("mul", (left.at([*dims[: n + 1], own]), right.at([*dims[:n], own, dims[n + 1]])))
            count = prod(k for i, k in own if i not in free(product))
            for i, _ in reversed(own):
                if i in free(product):
                    product = Reduce("sum", i, product)
            products.append(Call("mul", (product, Literal(float(count)))) if count != 1 else product)
            inner += own
        if full:
            products.append(self.constant(0.0).at([]))
        return self.emit(dims, reduce(lambda x, y: Call("add", (x, y)), products), role, inner=inner)

    # --- slices and rows of tensors ---------------------------------------------------------------------------------

    def slice(self, x: object, dim: int, kept: Sequence[int]) -> object:
        """Some coordinates of a dimension; of what is alike along it, the same."""
        kept = tuple(kept)
        if isinstance(x, Fill):
            return Fill(x.value, (*x.shape[:dim], len(kept), *x.shape[dim + 1 :])) if len(x.shape) > dim else x
        if not isinstance(x, View | Cat) or kept == tuple(range(x.shape[dim])):
            return x
        if isinstance(x, Cat):
            return self._slice_cat(x, dim, kept)
        digits, dims = list(x.dims[dim]), list(x.dims)
        if not any(p.mode is not None for p in digits):
            dims[dim] = (Part(None, len(kept)),) if len(kept) != 1 else ()
            return View(x.tensor, tuple(dims))
        low = prod(p.size for p in digits)
        if not kept:
            raise self.refuse("a slice of no entries")
        for k, part in enumerate(digits):
            low //= part.size
            own = [c // low for c in kept[::low]]
            whole = tuple(o * low + c for o in own for c in range(low))
            if whole == kept:
                return self._take(x, dim, k, own)
            if len({c // low for c in kept}) == 1:
                rest = self._take(x, dim, k, [kept[0] // low])
                return self.slice(rest, dim, [c % low for c in kept])
        raise self.refuse("a slice across dimensions that were joined", "slice before joining them")

    def _take(self, x: View, dim: int, digit: int, kept: list[int]) -> View:
        """Some values of one digit of a dimension."""
        part = x.dims[dim][digit]
        if part.mode is None:
            new = x.tensor
        else:
            n = self.translation.modes(x.tensor)[part.mode]
            outer = n // (part.stride * part.size)
            at = [(o * part.size + c) * part.stride + i for o in range(outer) for c in kept for i in range(part.stride)]
            new = self.translation.take(x.tensor, part.mode, tuple(at))
        left = self.translation.modes(new) if part.mode is not None else None
        # A statement loses a mode that has size 1 now; an input keeps it.
        gone = part.mode if left is not None and len(left) < len(self.translation.modes(x.tensor)) else None

        def changed(p: Part) -> Part:
            if p.mode is None or part.mode is None:
                return p
            stride = p.stride // part.size * len(kept) if p.mode == part.mode and p.stride > part.stride else p.stride
            return Part(p.mode - (gone is not None and p.mode > gone), p.size, stride)

        dims = []
        for d, parts in enumerate(x.dims):
            found = []
            for k, p in enumerate(parts):
                p = changed(p)
                if (d, k) == (dim, digit):
                    p = Part(p.mode, len(kept), p.stride)
                if p.size != 1:
                    found.append(p)
            dims.append(tuple(found))
        return View(new, tuple(dims))

    def _slice_cat(self, x: Cat, dim: int, kept: tuple[int, ...]) -> View | Cat:
        if dim != x.dim:
            return self.cat([self.slice(p, dim, kept) for p in x.pieces], x.dim)
        found, k = [], 0
        while k < len(kept):
            piece = next(j for j, span in enumerate(x.spans) if kept[k] in span)
            end = k
            while end < len(kept) and kept[end] in x.spans[piece]:
                end += 1
            found.append(self.slice(x.pieces[piece], dim, [c - x.spans[piece].start for c in kept[k:end]]))
            k = end
        return found[0] if len(found) == 1 else self.cat(found, dim)

    def cat(self, pieces: Sequence[View | Cat], dim: int) -> View | Cat:
        """Tensors one after the other."""
        flat = [p for x in pieces for p in (x.pieces if isinstance(x, Cat) and x.dim == dim else (x,))]
        if any(isinstance(p, Cat) for p in flat):
            raise self.refuse("a concatenation along one dimension of what is one along another",
                              "concatenate along one dimension only")
        return flat[0] if len(flat) == 1 else Cat(dim, tuple(flat))


def _module_of(node: fx.Node, root: str) -> tuple[str, bool]:
    """Path of the module that a node belongs to, and whether that is one of torch.nn's own."""
    stack = list((node.meta.get("nn_module_stack") or {}).values())
    if not stack:
        return "", False
    path, kind = stack[-1]
    kind = kind if isinstance(kind, str) else f"{kind.__module__}.{kind.__qualname__}"
    return path.removeprefix(root).removeprefix("."), kind.startswith("torch.nn.")

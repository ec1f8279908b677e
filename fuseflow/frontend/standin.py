"""Dense stand-ins for sparse tensors, and what PyTorch code may ask of them while a model is captured.

``torch.export`` does not take most sparse tensors. A stand-in has the shape of one and no memory; a
`torch.overrides.TorchFunctionMode` lets it pass for sparse: it answers ``layout`` and ``is_sparse``, turns sparse
functions into dense ones of the same meaning, and refuses, at the line of the model, what has none.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch.overrides import TorchFunctionMode
from torch.utils import _pytree as pytree

from fuseflow.errors import FrontendError, Unsupported
from fuseflow.frontend import library, source

try:
    from torch.fx.traceback import annotate
except ImportError:  # before PyTorch 2.9: lines are then those of the nearest forward

    def annotate(_):
        return nullcontext()


LAYOUTS = {"to_sparse_csr": torch.sparse_csr, "to_sparse_csc": torch.sparse_csc, "to_sparse_coo": torch.sparse_coo,
           "to_sparse": torch.sparse_coo}
_FLIPPED = {torch.sparse_csr: torch.sparse_csc, torch.sparse_csc: torch.sparse_csr,
            torch.sparse_bsr: torch.sparse_bsc, torch.sparse_bsc: torch.sparse_bsr}

_ENTRIES = frozenset({"values", "_values", "indices", "_indices", "crow_indices", "col_indices", "ccol_indices",
                      "row_indices", "_nnz", "sparse_mask", "sparse_resize_", "sparse_resize_and_clear_"})
_BUILD = frozenset({"sparse_coo_tensor", "sparse_csr_tensor", "sparse_csc_tensor", "sparse_bsr_tensor",
                    "sparse_bsc_tensor", "sparse_compressed_tensor"})
_DATA = {
    "__bool__": "a condition on a tensor's value", "__int__": "int() of a tensor", "__float__": "float() of a tensor",
    "__index__": "a tensor as an index of Python", "__array__": "a numpy array of a tensor", "item": "item()",
    "tolist": "tolist()", "numpy": "numpy()", "equal": "torch.equal()", "allclose": "torch.allclose()",
}
_SHAPES = frozenset({"nonzero", "argwhere", "masked_select", "unique", "_unique2", "unique_consecutive"})
_GRADIENTS = frozenset({"backward", "grad", "requires_grad_", "retain_grad"})
_UNSUPPORTED = {
    "_sparse_softmax": "torch.sparse.softmax", "_sparse_log_softmax": "torch.sparse.log_softmax",
    "sparse_sampled_addmm": "torch.sparse.sampled_addmm", "sampled_addmm": "torch.sparse.sampled_addmm",
    "_spdiags": "torch.sparse.spdiags", "to_sparse_bsr": "to_sparse_bsr", "to_sparse_bsc": "to_sparse_bsc",
}
_KINDS = {"mean": "mean", "max": "amax", "amax": "amax", "min": "amin", "amin": "amin"}
_KEEPS = frozenset({"clone", "contiguous", "detach", "to", "float", "coalesce", "relu", "neg", "sqrt", "tanh"})


def stand_in(x: torch.Tensor) -> torch.Tensor:
    """A dense tensor of the same shape and dtype that takes no memory."""
    return torch.zeros((), dtype=x.dtype).expand(x.shape)


def entries(x: torch.Tensor) -> int | None:
    """How many entries a sparse tensor stores, each once."""
    if x.layout is torch.strided:
        return None
    return (x.coalesce() if x.layout is torch.sparse_coo else x).values().numel()


@dataclass(frozen=True, slots=True)
class _Tag:
    """`tensor` (held, so that its id stays its own) stands in for a sparse one.

    `name` and the number of its `entries` are known if that is the user's own.
    """

    tensor: torch.Tensor
    layout: torch.layout
    name: str | None
    entries: int | None


class StandIns(TorchFunctionMode):
    """Sparse PyTorch on dense stand-ins."""

    def __init__(self):
        super().__init__()
        self._tags: dict[int, _Tag] = {}

    def tag(self, x: torch.Tensor, layout: torch.layout, name: str | None = None, entries: int | None = None
            ) -> torch.Tensor:
        """Let `x` pass for a tensor of the given layout."""
        if layout is not torch.strided:
            self._tags[id(x)] = _Tag(x, layout, name, entries)
        return x

    def edges(self, x: torch.Tensor) -> torch.Tensor:
        """Columns and rows of the entries of a tensor of the user's."""
        tag = self._tags[id(x)]
        if tag.entries is None:
            raise _refused("FF-E605", "it asks where a sparse tensor that it has computed has entries",
                           "give the adjacency as an argument or a buffer, or a list of edges")
        return library.edges(x, tag.name, tag.entries)

    def __torch_function__(self, func, types, args=(), kwargs=None):
        # Export keeps only the lines of methods called forward, and we want those of the functions that they call.
        with annotate({source.KEY: source.of_call()}):
            return self._call(func, args, kwargs or {})

    def _call(self, func, args: tuple, kwargs: dict):
        name = getattr(func, "__name__", str(func))
        operands = [x for x in pytree.tree_leaves((args, kwargs)) if isinstance(x, torch.Tensor)]
        first = self._tags.get(id(operands[0])) if operands else None
        self._refuse(name, operands, first)
        if first and name == "__get__":
            return self._property(func, args, first)
        match name:
            case "_sparse_mm" | "spmm" | "smm" | "hspmm" | "dsmm" | "hsmm":
                kind = args[2] if len(args) > 2 else kwargs.pop("reduce", "sum")
                args = args[:2]
                if kind != "sum":
                    return self._reducing(kind, first, *args, **kwargs)
                out = torch.mm(*args, **kwargs)
                both = len(operands) == 2 and first and id(operands[1]) in self._tags
                return self.tag(out, first.layout) if both else out
            case "_sparse_addmm" | "sspaddmm" | "saddmm":
                return torch.addmm(*args, **kwargs)
            case "_sparse_sum":
                return torch.sum(*args, **kwargs)
            case "softmax" | "log_softmax" if first:
                raise _unsupported(f"{name} of a sparse tensor")
            case "to_dense":
                # Of a sparse result, too, which is not tagged.
                return args[0].clone()
            case "is_coalesced" if first:
                return True
            case "coalesce" if first:
                return args[0]
            case _ if name in LAYOUTS:
                if first is None:
                    raise _refused("FF-E605", f"{name}() builds a sparse tensor, whose pattern depends on data",
                                   "build it before and give it as an argument, a parameter or a buffer")
                layout = (args[1] if len(args) > 1 else kwargs.get("layout")) if name == "to_sparse" else None
                layout = layout if isinstance(layout, torch.layout) else LAYOUTS[name]
                return self.tag(args[0].clone(), layout, first.name)
        out = func(*args, **kwargs)
        if first and isinstance(out, torch.Tensor):
            if name in ("t", "transpose", "adjoint"):
                self.tag(out, _FLIPPED.get(first.layout, first.layout))
            elif name in _KEEPS:
                self.tag(out, first.layout, first.name)
        return out

    @staticmethod
    def _reducing(kind: str, a: _Tag | None, mat1: torch.Tensor, mat2: torch.Tensor) -> torch.Tensor:
        if a is None or kind not in _KINDS:
            raise _unsupported(f"torch.sparse.mm with reduce={kind!r} of a {a.layout if a else 'dense'} tensor")
        return library.sparse_mm(mat1, mat2, _KINDS[kind])

    def _property(self, func, args, tag: _Tag):
        tensor = torch.Tensor
        if func == tensor.layout.__get__:
            return tag.layout
        if func == tensor.is_sparse.__get__:
            return tag.layout is torch.sparse_coo
        if func == tensor.is_sparse_csr.__get__:
            return tag.layout is torch.sparse_csr
        out = func(*args)
        if func in (tensor.T.__get__, tensor.mT.__get__, tensor.H.__get__, tensor.mH.__get__):
            self.tag(out, _FLIPPED.get(tag.layout, tag.layout))
        return out

    @staticmethod
    def _refuse(name: str, operands: list[torch.Tensor], first: _Tag | None) -> None:
        if name in _GRADIENTS:
            raise _refused("FF-E606", f"it asks for gradients ({name})",
                           "a program computes what forward returns: take gradients outside of it")
        if name in _BUILD:
            raise _refused("FF-E605", f"torch.{name}() builds a sparse tensor inside of the model",
                           "build it before and give it as an argument, a parameter or a buffer")
        if any(x.layout is not torch.strided for x in operands):
            raise _refused(
                "FF-E601",
                f"{name} uses a sparse tensor that is neither an argument, nor a parameter, a buffer or an attribute",
                "a sparse tensor in a list, a dict or a closure is not seen; use register_buffer, or an argument",
            )
        if name in _ENTRIES:
            whose = repr(first.name) if first and first.name else "a tensor"
            raise _refused(
                "FF-E605", f"{name}() of {whose}",
                "a program cannot look at how a sparse tensor is stored; compute with the tensor, or pass its parts "
                "as arguments",
            )
        if name in _DATA:
            raise _refused("FF-E603", f"{_DATA[name]}: what the model does depends on data",
                           "a program is the same for all data: use torch.where, or decide outside of the model")
        if name in _SHAPES:
            raise _refused("FF-E603", f"{name}(): the shape of its result depends on data",
                           "a program has the same shapes for all data")
        if name in _UNSUPPORTED:
            raise _unsupported(_UNSUPPORTED[name])


def _refused(code: str, what: str, hint: str) -> FrontendError:
    return FrontendError(
        code, f"the model cannot be captured: {what}", where=source.place(source.of_call()), hint=hint
    )


def _unsupported(what: str) -> Unsupported:
    return Unsupported(
        "FF-U005", f"{what} is not supported yet", where=source.place(source.of_call()),
        hint="write it with matmul, pointwise operations and sums, or compute it outside of the model",
    )

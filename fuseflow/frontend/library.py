"""Operations that ATen has for sparse tensors only, or not at all, on dense stand-ins.

They stand in captured graphs, and `fuseflow.frontend.ops.sparse` translates them; they are never run.
"""

from __future__ import annotations

import torch


def _never(*_):
    raise RuntimeError("an operation of a captured graph is not to be run")


def _define(schema: str, fake) -> object:
    name = schema.partition("(")[0]
    torch.library.define(f"fuseflow::{name}", schema.removeprefix(name))
    torch.library.impl(f"fuseflow::{name}", "CompositeExplicitAutograd", _never)
    torch.library.register_fake(f"fuseflow::{name}", fake)
    return getattr(torch.ops.fuseflow, name).default


sparse_mm = _define("sparse_mm(Tensor a, Tensor x, str kind) -> Tensor",
                    lambda a, x, kind: x.new_empty(a.shape[0], x.shape[1]))
"""``torch.sparse.mm(a, x, kind)``: mean, amax or amin over the stored entries of every row of `a`."""

loops = _define("loops(Tensor a, float value) -> Tensor", lambda a, value: torch.empty_like(a))
"""`value` times the identity, of the shape of `a`, stored sparse."""

full = _define("full(Tensor x) -> Tensor", lambda x: torch.empty_like(x))
"""The same, with every entry stored."""

edges = _define("edges(Tensor a, str name, int count) -> Tensor",
                lambda a, name, count: torch.empty(2, count, dtype=torch.int64, device=a.device))
"""Columns and rows of the `count` entries that the tensor `name` of the model stores, row after row."""

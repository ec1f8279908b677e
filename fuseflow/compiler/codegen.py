"""Fusion table -> dataflow graph: evaluates the writers' cells and pulls everything else in.

A cell becomes one node, or the few micro-nodes that its primitive consists of in the given profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from fuseflow.compiler.table import Cell, Ref, Table
from fuseflow.machine.graph import Builder, Graph, Interface, Memory, identifier, unique
from fuseflow.machine.number import from_bits
from fuseflow.machine.profile import Profile

IDENTITY = {"prod": 1.0, "max": float("-inf"), "min": float("inf")}


def generate(
    table: Table,
    profile: Profile,
    inputs: Mapping[str, Interface],
    outputs: Mapping[str, Interface],
    shapes: Mapping[str, tuple[int, ...]],
    copies: tuple[str, ...] = (),
    depth: int | float | None = None,
) -> Graph:
    """The graph of a table.

    Parameters
    ----------
    inputs, outputs : mapping of tensor -> Interface
    shapes : mapping of tensor -> level sizes, outermost level first
        They bound the memories: a level holds at most the product of the sizes so far.
    depth : int or math.inf, optional
        Depth of all channels; default: the profile's.
    """
    return _Generator(table, profile, inputs, outputs, shapes, copies).run(depth)


def level_memory(tensor: str, level: int | None, role: str) -> str:
    """Name of the memory that holds one array of a tensor, given as an identifier: ``A_1_crd``, ``A_vals``."""
    return tensor + ("" if level is None else f"_{level}") + f"_{role}"


class _Generator:
    def __init__(self, table, profile, inputs, outputs, shapes, copies):
        self.table, self.profile, self.shapes = table, profile, shapes
        self.builder = Builder(identifier(table.name), profile)
        self.builder.inputs.update(inputs)
        self.builder.outputs.update(outputs)
        self.builder.copies += copies
        self.names: dict[str, str] = {}
        self.built: dict[str, dict[str, tuple[str, str]]] = {}
        self.outputs = outputs

    def run(self, depth) -> Graph:
        for cell in self.table.cells.values():
            if cell.op.startswith("write"):
                self.cell(cell.name)
        return self.builder.finish(depth)

    def cell(self, name: str) -> dict[str, tuple[str, str]]:
        """Build a cell and all that it needs; its outputs {port of the cell: (node, port)}."""
        if name not in self.built:
            cell = self.table.cells[name]
            self.built[name] = getattr(self, f"op_{cell.op}", self.plain)(cell)
        return self.built[name]

    def source(self, ref: Ref) -> tuple[str, str]:
        # Every consumer has a root of its own: it costs nothing, and a fork would cost a cycle.
        if self.table.cell(ref).op == "root":
            return self.builder.node("root", "root"), "ref"
        return self.cell(ref.cell)[ref.port]

    def node(self, cell: Cell, kind: str, suffix: str, ins: Mapping[str, tuple[str, str]], /, **params) -> str:
        name = self.builder.node(kind, f"{cell.name}_{suffix}", **params)
        for port, source in ins.items():
            self.builder.connect(source, (name, port))
        return name

    def memory(self, tensor: str, level: int | None, role: str) -> str:
        sizes = self.shapes[tensor]
        above = prod(sizes[: level or 0])
        match role:
            case "seg":
                words = above + 1
            case "present":
                words = 1
            case _:
                words = prod(sizes) if level is None else above * sizes[level]
        direction = "out" if tensor in self.outputs else "in"
        # Dots become underscores: two tensors must not meet in one name.
        if tensor not in self.names:
            self.names[tensor] = unique(identifier(tensor), self.names.values())
        name = level_memory(self.names[tensor], level, role)
        return self.builder.memory(Memory(name, max(1, words), tensor, role, level, direction))

    # --- cells that are one node with the same parameters

    def plain(self, cell: Cell) -> dict:
        from fuseflow.machine.primitives import KINDS

        params = dict(cell.params)
        level = {"repeat": -1, "locate": -1}.get(cell.op, 0) + cell.level
        if cell.op == "left_join":
            params = {"b": params["b"]}
        if cell.op == "alu":
            params["arity"] = len(cell.args)
        params["level"] = level
        params = {k: list(v) if isinstance(v, tuple) else v for k, v in params.items()}
        ins, outs = KINDS[cell.op].ports(params)
        sources = {p.name: self.source(ref) for p, ref in zip(ins, cell.args, strict=True)}
        suffix = params["op"] if cell.op == "alu" else cell.op
        node = self.node(cell, cell.op, suffix, sources, **params)
        return {p.name: (node, p.name) for p in outs}

    # --- primitives that touch memories, and those made of micro-nodes

    def op_scan(self, cell: Cell) -> dict:
        tensor, kind, at, level = cell["tensor"], cell["kind"], cell["at"], cell.level - 1
        seg = self.memory(tensor, at, "seg") if kind == "c" else None
        crd = self.memory(tensor, at, "crd") if kind == "c" else None
        size = cell["size"] if kind == "d" else None
        bounds = self.node(cell, "bounds", "bounds", {"ref": self.source(cell.args[0])}, level=level, kind=kind,
                           size=size, seg=seg)
        gen = self.node(cell, "gen", "gen", {"bounds": (bounds, "bounds")}, level=level, kind=kind, crd=crd)
        return {"crd": (gen, "crd"), "ref": (gen, "ref")}

    def op_array(self, cell: Cell) -> dict:
        vals = self.memory(cell["tensor"], None, "vals")
        present = self.memory(cell["tensor"], None, "present") if cell["present"] else None
        node = self.node(cell, "array", "array", {"ref": self.source(cell.args[0])}, level=cell.level, vals=vals,
                         present=present)
        return {"val": (node, "val")}

    def counts(self, cell: Cell) -> bool:
        """Do absent terms change the result, so that the present ones are counted?"""
        fill = from_bits(cell["fill"])
        return fill != 0 if cell["op"] == "sum" else fill != IDENTITY[cell["op"]]

    def fold_absent(self, cell: Cell, level: int, val, count) -> tuple[str, str]:
        node = self.node(cell, "fold_absent", "absent", {"val": val, "count": count}, level=level, op=cell["op"],
                         extent=cell["extent"], fill=cell["fill"])
        return node, "val"

    def op_reduce(self, cell: Cell) -> dict:
        level, count, val = cell.level + 1, self.counts(cell), self.source(cell.args[0])
        if cell["op"] != "sum" or not self.profile.folds:
            counter = node = self.node(cell, "reduce", "reduce", {"val": val}, level=level, op=cell["op"], count=count)
        else:
            counter = node = self.node(cell, "last", "last", {"val": val}, level=level, count=count)
            for k in range(self.profile.folds):
                node = self.node(cell, "fold", f"fold{k}", {"flagged": (node, "flagged")}, level=level)
            node = self.node(cell, "racc", "racc", {"flagged": (node, "flagged")}, level=level)
        out = node, "val"
        return {"val": self.fold_absent(cell, level - 1, out, (counter, "count")) if count else out}

    def op_accumulate(self, cell: Cell) -> dict:
        level, count = cell.level + 1, self.counts(cell)
        crd, val = (self.source(ref) for ref in cell.args)
        sacc = self.node(cell, "sacc", "sacc", {"crd": crd, "val": val}, level=level, op=cell["op"], size=cell["size"],
                         count=count, id=cell.name)
        drain = self.node(cell, "drain", "drain", {"handover": (sacc, "handover")}, level=level, count=count,
                          id=cell.name)
        out = drain, "val"
        folded = self.fold_absent(cell, level - 1, out, (drain, "count")) if count else out
        return {"crd": (drain, "crd"), "val": folded}

    def op_write_crd(self, cell: Cell) -> dict:
        tensor, at = cell["tensor"], cell["at"]
        self.node(cell, "write_crd", "write", {"crd": self.source(cell.args[0])}, level=cell.level,
                  seg=self.memory(tensor, at, "seg"), crd=self.memory(tensor, at, "crd"))
        return {}

    def op_write_val(self, cell: Cell) -> dict:
        tensor = cell["tensor"]
        present = self.memory(tensor, None, "present") if cell["present"] else None
        self.node(cell, "write_val", "write", {"val": self.source(cell.args[0])}, level=cell.level,
                  vals=self.memory(tensor, None, "vals"), present=present)
        return {}

    def op_write_dense(self, cell: Cell) -> dict:
        ref, val = (self.source(x) for x in cell.args)
        self.node(cell, "write_dense", "write", {"ref": ref, "val": val}, level=cell.level,
                  vals=self.memory(cell["tensor"], None, "vals"))
        return {}

"""The fusion table: the plan of a region, in tabular form, before any node exists.

Rows are the index variables in dataflow order plus a last row for values; columns are tensor views in expression
order, then intermediates, then results. A cell plans one primitive and names the cells whose streams it takes. Cells
that plan the same primitive on the same streams are one cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

VALUES = "val"
"""Name of the last row."""


@dataclass(frozen=True, slots=True)
class Ref:
    """One output stream of a cell."""

    cell: str
    port: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A planned primitive.

    Attributes
    ----------
    name : str
        Unique in the table: column, dot, row, and a number where several cells share a place.
    op : str
        root, scan, repeat, replay, locate, lookup, intersect, union, left_join, realign, array, alu, where, reduce,
        accumulate, drop_absent, drop_empty, squeeze, write_crd, write_val, write_dense.
    args : tuple of Ref
    params : tuple of (name, value)
    level : int
        Depth of the stream it yields (the outermost one of accumulate and drop_empty); of those it takes, for writers.
    """

    name: str
    op: str
    row: str
    column: str
    args: tuple[Ref, ...]
    params: tuple[tuple[str, object], ...]
    level: int

    def __getitem__(self, param: str):
        return dict(self.params)[param]

    def __call__(self, port: str) -> Ref:
        return Ref(self.name, port)


@dataclass(slots=True)
class Table:
    """A fusion table.

    Attributes
    ----------
    name : str
        The region.
    rows : tuple of str
        Indices, outermost first.
    columns : dict of name -> heading
    cells : dict of name -> Cell
        In the order in which they were planned: every cell comes after those that it names.
    memory : dict
        What functions of streams have found out; cells never change.
    """

    name: str
    rows: tuple[str, ...]
    columns: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    memory: dict = field(default_factory=dict, repr=False)
    _known: dict = field(default_factory=dict, repr=False)

    def column(self, name: str, heading: str) -> str:
        self.columns.setdefault(name, heading)
        return name

    def place(self, op: str, column: str, row: str, level: int, /, *args: Ref, **params) -> Cell:
        """Plan a primitive, or find the cell that plans it already, whatever the `index` is called there."""
        key = (op, args, level, tuple(sorted((k, v) for k, v in params.items() if k != "index")))
        if key not in self._known:
            name = base = op if op == "root" else f"{column}.{row}"
            k = 1
            while name in self.cells:
                k += 1
                name = f"{base}#{k}"
            self.cells[name] = self._known[key] = Cell(name, op, row, column, args, tuple(params.items()), level)
        return self._known[key]

    def cell(self, ref: Ref) -> Cell:
        return self.cells[ref.cell]

    def live(self) -> list[Cell]:
        """Cells from which a writer can be reached, in order."""
        needed: set[str] = set()
        for cell in reversed(self.cells.values()):
            if cell.op.startswith("write") or cell.name in needed:
                needed.update(ref.cell for ref in cell.args)
                needed.add(cell.name)
        return [c for c in self.cells.values() if c.name in needed]

    def __str__(self):
        grid: dict[tuple[str, str], list[str]] = {}
        for cell in self.live():
            grid.setdefault((cell.row, cell.column), []).append(_text(cell))
        columns = [c for c in self.columns if any((row, c) in grid for row in (*self.rows, VALUES))]
        lines = [[self.name, *(self.columns[c] for c in columns)]]
        for row in (*self.rows, VALUES):
            parts = [grid.get((row, c), [""]) for c in columns]
            for k in range(max(map(len, parts), default=1)):
                lines.append([row if k == 0 else "", *(p[k] if k < len(p) else "" for p in parts)])
        widths = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
        rendered = [" | ".join(text.ljust(w) for text, w in zip(line, widths)).rstrip() for line in lines]
        return "\n".join([rendered[0], "-+-".join("-" * w for w in widths), *rendered[1:]])


_SYMBOL = {"intersect": " ∩ ", "union": " ∪ "}
_SHORT = {"root": "root", "scan": "LS", "repeat": "Rep", "replay": "Replay", "locate": "Loc", "lookup": "Lookup",
          "left_join": "Left", "realign": "Realign", "array": "Val",
          "reduce": "Red", "accumulate": "Acc", "drop_absent": "Drop", "drop_empty": "Drop", "squeeze": "Squeeze",
          "where": "Where", "write_crd": "Write", "write_val": "Write", "write_dense": "Write"}


def _text(cell: Cell) -> str:
    """`name = LS(A.i)`; the name is left out where the place tells it."""
    args = [str(ref.cell) if ref.port in ("ref", "out", "val") else f"{ref.cell}.{ref.port}" for ref in cell.args]
    match cell.op:
        case "intersect" | "union":
            left = 1 + len(cell["a"])
            text = f"{args[0]}{_SYMBOL[cell.op]}{args[left]}"
        case "alu":
            constant = cell["constant"]
            if constant is not None:
                from fuseflow.machine.number import from_bits

                args.insert(constant[0], f"{from_bits(constant[1]):.6g}")
            text = f"{cell['op']}({', '.join(args)})"
        case "reduce" | "accumulate":
            order = len(cell["sizes"]) if cell.op == "accumulate" else ""
            text = f"{_SHORT[cell.op]}{order}[{cell['op']} {cell['index']}]({', '.join(args)})"
        case "root":
            text = "root"
        case _:
            text = f"{_SHORT[cell.op]}({', '.join(args)})"
    return f"#{cell.name.split('#')[1]}: {text}" if "#" in cell.name else text

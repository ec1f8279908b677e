"""An action table as a checker around the emitted module of a node.

Everything that the module sees is free in every cycle: heads, what is visible, room, words of memories, reset; only, a
visible stop carries its level and nothing else, N and D carry nothing, and what the module gives is to be so, too. In
every cycle the module must do exactly what the rows say: pop these inputs, push these outputs, with these tokens, and
nothing else. Registers that rows speak of are the checker's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. Conditions, tokens and values are Verilog; `WIRES` has what it may speak of.

    Attributes
    ----------
    when : str
        Holds for this row alone: the order of rows does not matter.
    need, pop : str
        Names of inputs.
    push : mapping of output to token
    then : mapping of register to its next value
    reads : mapping of memory port to the address that the action puts to it
    """

    when: str
    need: str = ""
    pop: str = ""
    push: Mapping[str, str] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one kind of node with its parameters.

    Attributes
    ----------
    rows : mapping of name to Row
    params : mapping
        Of the node.
    rl : int
        Latency of memories.
    legal : sequence of str
        What heads never show together, or one head never shows: conditions that hold.
    registers : mapping of name to (bits, first value) or (bits, words, None)
        The latter: a memory, whose first contents do not matter.
    latency : mapping of output to L, if not 1
    late : mapping of output to token
        The token as it leaves L - 1 cycles after its push, where it was not known then; OUTPUT_then is what the row
        pushed.
    """

    rows: Mapping[str, Row]
    params: Mapping = field(default_factory=dict)
    rl: int = 1
    legal: Sequence[str] = ()
    registers: Mapping[str, tuple] = field(default_factory=dict)
    latency: Mapping[str, int] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)


WIRES = """\
  wire {x}_item = {x}_head[1:0] == ITEM, {x}_absent = {x}_head[1:0] == ABSENT, {x}_leaf = {x}_item | {x}_absent;
  wire {x}_stop = {x}_head[1:0] == STOP, {x}_done = {x}_head[1:0] == DONE;
  wire [{top}:0] {x}_value = {x}_head[{top}+2:2];
  wire [7:0] {x}_level = {x}_head[9:2], {x}_raised = {x}_level + 8'd1, {x}_lowered = {x}_level - 8'd1;
  always @* assume(!{x}_visible || {x}_item || ({x}_value[{top}:8] == 0 && ({x}_stop || {x}_level == 0)));
"""
"""What the head of an input x is."""


def ports(module: str) -> dict[str, tuple[str, int]]:
    """Direction and width of every port of an emitted module."""
    found = re.findall(r"^  (input|output) (?:\[(\d+):0\] )?(\w+) ?;$", module, re.MULTILINE)
    return {name: (direction, int(high or 0) + 1) for direction, high, name in found}


def checker(table: Table, name: str, module: str) -> str:
    """Verilog of the checker of `module` (its text), called `name`."""
    widths = {p: width for p, (_, width) in ports(module).items()}
    way = {p: direction for p, (direction, _) in ports(module).items() if p not in ("clk", "rst")}
    inputs, outputs, memories = (_with(widths, end) for end in ("_visible", "_can_push", "_addr"))
    free = "".join(f", input [{widths[p] - 1}:0] {p}" for p, direction in way.items() if direction == "input")
    text = [f"module contract(input clk, input rst{free});"]
    text.append("  localparam [1:0] ITEM = 0, ABSENT = 1, STOP = 2, DONE = 3;")
    text += [f"  wire [{widths[p] - 1}:0] {p};" for p, direction in way.items() if direction == "output"]
    text.append(f"  {name} dut({', '.join(f'.{p}({p})' for p in widths)});")
    text += [WIRES.format(x=x, top=widths[f"{x}_head"] - 3) for x in inputs]
    text += [_declaration(register, *shape) for register, shape in table.registers.items()]

    rows = list(table.rows.values())
    for k, (label, row) in enumerate(table.rows.items()):
        seen = [f"{x}_visible" for x in dict.fromkeys([*row.need.split(), *row.pop.split()])]
        room = [f"{o}_can_push" for o in row.push if o in outputs]
        text.append(f"  wire row{k} = {' & '.join([f'({row.when})', *seen, *room])};  // {label}")
    text += _registers(table, rows)
    for o in outputs:
        text += _output(o, widths[f"{o}_data"], table, rows)

    text.append("  always @* begin")
    # What is no item has no data, a stop its level.
    text += [f"    assume({x}_item || {x}_value == ({x}_stop ? {x}_level : 8'd0));" for x in inputs]
    text += [f"    assume({condition});" for condition in table.legal]
    everything = range(len(rows))
    text += [f"    assert(!(row{a} && row{b}));" for a in everything for b in range(a)]
    text += [f"    assert({x}_pop == ({_any(k for k in everything if x in rows[k].pop.split())}));" for x in inputs]
    for port in memories:
        text += [f"    if (row{k}) assert({port}_addr == ({row.reads[port.removeprefix('mem_')]}));"
                 for k, row in enumerate(rows) if port.removeprefix("mem_") in row.reads]
    text.append("  end")
    text += [f"  always @* cover(row{k});" for k in everything]
    return "\n".join([*text, "endmodule", ""])


def _with(widths: Mapping[str, int], end: str) -> list[str]:
    return [p.removesuffix(end) for p in widths if p.endswith(end)]


def _any(rows: Iterable[int]) -> str:
    return " | ".join(f"row{k}" for k in rows) or "1'b0"


def _declaration(name: str, bits: int, first: int, *memory: None) -> str:
    """Of a register; with a third member of its shape, `first` is the number of words of a memory."""
    return f"  reg [{bits - 1}:0] {name}{f' [0:{first - 1}]' if memory else f' = {first}'};"


def _registers(table: Table, rows: Sequence[Row]) -> list[str]:
    text = ["  always @(posedge clk) begin"]
    for k, row in enumerate(rows):
        if row.then:
            changes = " ".join(f"{register} <= {value};" for register, value in row.then.items())
            text.append(f"    if (row{k}) begin {changes} end")
    resets = "".join(f" {name} <= {shape[1]};" for name, shape in table.registers.items() if len(shape) == 2)
    return [*text, f"    if (rst) begin{resets} end", "  end"]


def _output(o: str, width: int, table: Table, rows: Sequence[Row]) -> list[str]:
    """An output: pushes now, tokens L - 1 cycles later."""
    pushing = [k for k, row in enumerate(rows) if o in row.push]
    chosen = "".join(f"row{k} ? ({rows[k].push[o]}) : " for k in pushing)
    latency = table.latency.get(o, 1)
    text = [
        f"  wire {o}_pushes0 = {_any(pushing)};",
        f"  wire [{width - 1}:0] {o}_token0 = {chosen}0;",
    ]
    for k in range(1, latency):
        text += [
            f"  reg {o}_pushes{k} = 0; reg [{width - 1}:0] {o}_token{k};",
            f"  always @(posedge clk) {o}_pushes{k} <= ~rst & {o}_pushes{k - 1};",
            f"  always @(posedge clk) {o}_token{k} <= {o}_token{k - 1};",
        ]
    last = latency - 1
    return [
        *text,
        f"  wire [{width - 1}:0] {o}_then = {o}_token{last};",
        f"  wire [{width - 1}:0] {o}_leaves = {table.late.get(o, f'{o}_then')};",
        "  always @* begin",
        f"    assert({o}_push == {o}_pushes0);",
        f"    assert({o}_enq == {o}_pushes{last});",
        f"    if ({o}_pushes{last}) assert({o}_data == {o}_leaves);",
        f"    if ({o}_enq) assert({o}_data[1:0] == ITEM || ({o}_data[{width - 1}:10] == 0 && ({o}_data[1:0] == STOP || "
        f"{o}_data[9:2] == 0)));",
        "  end",
    ]

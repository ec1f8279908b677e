"""What stands above the emitted Verilog of a kernel: what it is, what it computes, how it is used."""

from __future__ import annotations

from fuseflow.hw.host import host_map
from fuseflow.machine.graph import Graph

USE = """\
clk, rst     one clock; rst is synchronous and resets control only: memories keep their words
start        a pulse starts a run; ignored while busy, accepted in the very cycle in which done rises
busy, done   a run is on; the last one has ended, and its results are complete
cycles       the cycle of the run, from 0; held after its end
stuck        nothing has moved for too long: a deadlock, which a reset clears
events       for each channel, in the order in which they are placed, its push (lower bit) and its pop"""

HEADS = "heads        for each channel, in that order, the token at its head; the first one lowest"

HOST = """\
host_*       one word a cycle while no run is on: write with host_we; a word is read in the cycle after its address

A token is {data, kind}; kinds: 0 item, 1 absent, 2 stop (data: its level), 3 done. A node takes at most one action a
cycle: `fire`. Modules stand in alphabetical order, each once, the kernel last; nodes, channels and memories are
instances of the same names there. Wires of a channel: can_push, push (its slot is taken), enq and data (the token,
L - 1 cycles later), visible, head, pop. `wake_N` makes `always @*` run once at time 0.
"""


def header(graph: Graph, computes: str, heads: bool) -> str:
    """Comment lines; `computes`: the statements of the kernel, if known."""
    base = host_map(graph.memories)
    lines = [
        f"{graph.name}: a sparse dataflow graph as hardware, Verilog-2005, emitted by fuseflow",
        "", *(f"    {line}" for line in computes.splitlines()), *([""] if computes else []),
        f"{len(graph.nodes)} nodes, {len(graph.channels)} channels, {len(graph.memories)} memories; profile "
        f"{graph.profile.name}", "",
        *USE.splitlines(), *([HEADS] if heads else []), *HOST.splitlines(), "",
        "Memories, in the order of their addresses (words):",
    ]
    width = max((len(m.name) for m in graph.memories), default=0)
    for m in sorted(graph.memories, key=lambda m: base[m.name]):
        level = "" if m.level is None else f" of level {m.level}"
        way = {"in": "operand", "out": "result"}.get(m.direction, m.direction)
        lines.append(f"  {base[m.name]:#010x}  {m.words:8}  {m.name.ljust(width)}  {way} {m.tensor}: {m.role}{level}")
    return "".join(f"// {line}".rstrip() + "\n" for line in lines) + "\n"

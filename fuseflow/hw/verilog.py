"""A graph as one Verilog file."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from amaranth._toolchain.yosys import YosysError, find_yosys

from fuseflow.errors import ScheduleError, ToolError
from fuseflow.hw.shared import Library, convert
from fuseflow.hw.top import Top
from fuseflow.machine.graph import Graph


@dataclass(frozen=True, slots=True)
class Rtl:
    """Emitted hardware.

    Attributes
    ----------
    verilog : str
        One file, Verilog-2005; the top module last.
    top : str
        Name of the top module: the name of the graph.
    modules : mapping of str to int
        The modules below the top and the number of their instances.
    """

    verilog: str
    top: str
    modules: Mapping[str, int]


def emit(graph: Graph, *, heads: bool = True) -> Rtl:
    """Write a graph as Verilog.

    Components of equal parameters become one module; instances are called as the graph's nodes and channels. The same
    graph gives the same text, byte for byte.

    Parameters
    ----------
    graph : Graph
    heads : bool
        Give the top module the port `heads`: the head of every channel, for tests.

    Raises
    ------
    ScheduleError
        FF-E201 if a channel is unbounded.
    Unsupported
        FF-U004 if a node computes what has no hardware.
    ToolError
        FF-E502 if Yosys fails.
    """
    unbounded = next((c.name for c in graph.channels if c.depth == math.inf), None)
    if unbounded is not None:
        raise ScheduleError("FF-E201", f"an unbounded channel has no hardware: {unbounded!r} of graph {graph.name!r}",
                            hint="give a number of slots, as in depth=16")
    library = Library(reserved=graph.name)
    top, _ = convert(Top(graph, heads=heads), graph.name, library)
    text = to_verilog("\n".join([*library.texts.values(), top]))
    modules = _split(text)
    order = [*sorted(library.texts), graph.name]
    about = library.about | {
        graph.name: f"{graph.name}: {len(graph.nodes)} nodes, {len(graph.channels)} channels, "
        f"{len(graph.memories)} memories; profile {graph.profile.name}"
    }
    parts = [f"// {about[name]}\n{modules[name]}" for name in order]
    return Rtl("\n".join(parts), graph.name, {name: library.count[name] for name in order[:-1]})


def to_verilog(rtlil: str) -> str:
    """RTLIL as Verilog, by Yosys in one call: starting it is what takes time.

    Raises
    ------
    ToolError
        FF-E502 if Yosys fails.
    """
    attributes = " ".join(
        f"-remove {name}" for name in ("generator", "top", "src", "amaranth.hierarchy", "amaranth.decoding")
    )
    script = "\n".join([
        f"read_rtlil <<rtlil\n{rtlil}\nrtlil",
        "proc -nomux -norom",
        "memory_collect",
        f"attrmap {attributes}",
        f"attrmap -modattr {attributes}",
        "write_verilog",
    ])
    try:
        text = find_yosys(lambda version: version >= (0, 40)).run(["-q", "-"], script, ignore_warnings=True)
    except YosysError as error:
        raise ToolError("FF-E502", f"Yosys failed: {error}") from error
    # What makes `always @*` run once at time 0 is named after a line of Yosys' source.
    return re.sub(r"\\\$auto\$verilog_backend\.cc:\d+:dump_module\$(\d+) ", r"wake_\1", text)


def _split(text: str) -> dict[str, str]:
    """Modules by name."""
    return {
        match[1]: match[0] + "\n"
        for match in re.finditer(r"^(?:\(\*.*\*\)\n)*module \\?(\w+) ?\(.*?^endmodule$", text, re.MULTILINE | re.DOTALL)
    }

"""A graph as one Verilog file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amaranth._toolchain.yosys import YosysError, find_yosys

from fuseflow.errors import ScheduleError, ToolError, Unsupported
from fuseflow.hw.header import header
from fuseflow.hw.shared import Library, convert
from fuseflow.hw.top import Top
from fuseflow.machine.graph import Graph, identifier, unique

WORDS = 1 << 26
"""Most words of a memory: emitting one takes about 20 bytes a word."""


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


def emit(graph: Graph, *, heads: bool = True, computes: str = "") -> Rtl:
    """Write a graph as Verilog.

    Components of equal parameters become one module; instances are called as the graph's nodes and channels. The same
    graph gives the same text, byte for byte.

    Parameters
    ----------
    graph : Graph
    heads : bool
        Give the top module the port `heads`: the head of every channel, for tests.
    computes : str
        The statements of the kernel, for the comment at the top.

    Raises
    ------
    ScheduleError
        FF-E201 if a channel is unbounded.
    Unsupported
        FF-U002 if a memory is too large, FF-U009 if the absent terms of a product have too many powers.
    ToolError
        FF-E502 if Yosys fails.
    """
    unbounded = next((c.name for c in graph.channels if c.depth == math.inf), None)
    if unbounded is not None:
        raise ScheduleError("FF-E201", f"an unbounded channel has no hardware: {unbounded!r} of graph {graph.name!r}",
                            hint="give a number of slots, as in depth=16")
    for m in graph.memories:
        if m.words > WORDS:
            raise Unsupported(
                "FF-U002", f"graph {graph.name!r}: memory {m.name!r} has {m.words:,} words; RTL has at most {WORDS:,}",
                hint="a compressed level has room for every coordinate of its shape: compile for smaller shapes")
    library = Library(reserved=graph.name)
    kernel = Top(graph, heads=heads)
    top, _ = convert(kernel, graph.name, library)
    text = to_verilog("\n".join([*library.texts.values(), top]))
    modules = split_modules(text)
    order = [*sorted(library.texts), graph.name]
    about = library.about | {
        graph.name: f"{graph.name}: {len(graph.nodes)} nodes, {len(graph.channels)} channels, "
        f"{len(graph.memories)} memories; profile {graph.profile.name}"
    }
    ports = library.ports | {graph.name: list(kernel.signature.members)}
    parts = [f"// {about[name]}\n{_in_order(modules[name], ports[name])}" for name in order]
    text = header(graph, computes, heads) + "\n".join(parts)
    return Rtl(text, graph.name, {name: library.count[name] for name in order[:-1]})


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
    text = re.sub(r"\\\$auto\$verilog_backend\.cc:\d+:dump_module\$(\d+) ", r"wake_\1", text)
    return re.sub(r"^module .*?^endmodule$", _plain_names, text, flags=re.MULTILINE | re.DOTALL)


def _in_order(module: str, ports: Iterable[str]) -> str:
    """The ports of a module listed as in its component, behind the clock and the reset."""
    place = {name: k for k, name in enumerate(("clk", "rst", *ports))}

    def listed(head: re.Match) -> str:
        return f"{head[1]}({', '.join(sorted(head[2].split(', '), key=place.__getitem__))});"

    return re.sub(r"^(module \w+) ?\((.*?)\);", listed, module, count=1, flags=re.MULTILINE)


def _plain_names(module: re.Match) -> str:
    """A module without escaped names: `head$10` becomes `head_10`, and what is escaped as a keyword, `end`, `end_`."""
    text = module[0]
    taken, names = set(re.findall(r"\w+", re.sub(r"\\\S+ ", "", text))), {}
    for escaped in dict.fromkeys(re.findall(r"\\(\S+) ", text)):
        plain = re.sub(r"[\W_]+", "_", escaped).strip("_")
        names[escaped] = unique(f"{plain}_" if plain == escaped else identifier(plain), taken)
        taken.add(names[escaped])
    return re.sub(r"\\(\S+) ", lambda name: names[name[1]], text)


def split_modules(text: str) -> dict[str, str]:
    """Modules by name."""
    return {
        match[1]: match[0] + "\n"
        for match in re.finditer(r"^(?:\(\*.*\*\)\n)*module \\?(\w+) ?\(.*?^endmodule$", text, re.MULTILINE | re.DOTALL)
    }

"""Graphs as JSON, DOT and networkx."""

from __future__ import annotations

import json
import math
from dataclasses import asdict

from fuseflow.errors import GraphError
from fuseflow.machine.graph import Channel, Graph, Interface, Memory, Node
from fuseflow.machine.profile import Profile


def to_dict(graph: Graph) -> dict:
    """The graph as plain data: what `compile --emit json` prints for a kernel."""
    return {
        "name": graph.name,
        "profile": asdict(graph.profile),
        "nodes": [{"name": n.name, "kind": n.kind, "params": dict(n.params)} for n in graph.nodes],
        "channels": [
            {"name": c.name, "src": list(c.src), "dst": list(c.dst), "type": c.type, "level": c.level,
             "depth": plain_depth(c.depth), "latency": c.latency}
            for c in graph.channels
        ],
        "memories": [asdict(m) for m in graph.memories],
        "inputs": {name: _interface(i) for name, i in graph.inputs.items()},
        "outputs": {name: _interface(i) for name, i in graph.outputs.items()},
        "copies": list(graph.copies),
    }


def plain_depth(depth: int | float) -> int | str:
    """A depth as JSON has it: infinity as a string."""
    return "inf" if depth == math.inf else depth


def _interface(i: Interface) -> dict:
    # JSON has no infinities: a fill is written as Python reads it back.
    return {"shape": list(i.shape), "format": i.format, "fill": i.fill if abs(i.fill) < math.inf else repr(i.fill)}


def to_json(graph: Graph) -> str:
    return json.dumps(to_dict(graph), indent=1, allow_nan=False)


def from_json(text: str) -> Graph:
    """Read a graph back, and verify it.

    Raises
    ------
    GraphError
        FF-E302 if the text is not a graph, FF-E301 if the graph is malformed.
    """
    try:
        data = json.loads(text)
        interfaces = [
            {name: Interface(tuple(i["shape"]), i["format"], float(i["fill"])) for name, i in data[side].items()}
            for side in ("inputs", "outputs")
        ]
        parts = (
            data["name"],
            Profile(**data["profile"]),
            tuple(Node(n["name"], n["kind"], n["params"]) for n in data["nodes"]),
            tuple(
                Channel(c["name"], tuple(c["src"]), tuple(c["dst"]), c["type"], c["level"],
                        math.inf if c["depth"] == "inf" else c["depth"], c["latency"])
                for c in data["channels"]
            ),
            tuple(Memory(**m) for m in data["memories"]),
            *interfaces,
            tuple(data["copies"]),
        )
        return Graph(*parts)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise GraphError("FF-E302", f"this is not a graph: {type(error).__name__}: {error}",
                         hint="write one with Graph.to_json()") from error


_SHAPES = {"root": "circle", "fork": "point", "bounds": "box", "gen": "box", "array": "cylinder", "sacc": "box3d",
           "drain": "box3d"}
_COLOURS = {"crd": "#1b7837", "ref": "#2166ac", "val": "#b2182b", "bounds": "#762a83", "val+last": "#d6604d"}


def to_dot(graph: Graph) -> str:
    """A picture for Graphviz: colours tell the type of a channel, its label level and depth."""
    lines = [f'digraph "{graph.name}" {{', '  node [shape=box, fontname="Helvetica", fontsize=10];',
             '  edge [fontname="Helvetica", fontsize=8];']
    for n in graph.nodes:
        shape = "folder" if n.kind.startswith("write") else _SHAPES.get(n.kind, "box")
        label = n.name if n.kind in ("root", "fork") else f"{n.name}\\n{n.kind}"
        lines.append(f'  "{n.name}" [label="{label}", shape={shape}];')
    for c in graph.channels:
        lines.append(f'  "{c.src[0]}" -> "{c.dst[0]}" [label="{c.type} {c.level}", taillabel="{c.src[1]}", '
                     f'headlabel="{c.dst[1]}", color="{_COLOURS[c.type]}", tooltip="depth {c.depth}, latency '
                     f'{c.latency}"];')
    return "\n".join([*lines, "}"]) + "\n"


def to_networkx(graph: Graph):
    """A `networkx.MultiDiGraph`: nodes with `kind` and `params`, edges keyed by channel name with its fields."""
    import networkx

    out = networkx.MultiDiGraph(name=graph.name)
    for n in graph.nodes:
        out.add_node(n.name, kind=n.kind, params=dict(n.params))
    for c in graph.channels:
        out.add_edge(c.src[0], c.dst[0], key=c.name, src=c.src[1], dst=c.dst[1], type=c.type, level=c.level,
                     depth=c.depth, latency=c.latency)
    return out

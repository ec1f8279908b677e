"""Primitives under test: graphs of stalling sources and sinks around them, and random well-formed inputs.

The same cases drive every description of a primitive. A case is a `Block` (a kind, its parameters, depths) and a
`Stimulus` (nested lists for its inputs, words for its memories)::

    block = random_block("x", "repeat", rng)                  # or Block("x", "repeat", {...}, depth=2)
    stimulus = stimuli(block.kind, block.params, rng)
    graph = harness_many([block], IDEAL)                      # as many blocks side by side as wanted
    memories = load(graph, [(block, stimulus)], rng)          # then simulate, in whatever way
    outputs(log, block) == expected(block, stimulus, IDEAL)[0]

Kinds are those of `fuseflow.machine.primitives` (all but sacc and drain, which come in pairs, and source and sink,
which are around every block) and the chains of `fuseflow.cosim.chains`. In the parameters of a block a memory has a
short name (``seg``); in the graph it is ``BLOCK_seg``.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fuseflow.cosim.chains import CHAINS
from fuseflow.cosim.log import Log
from fuseflow.cosim.random_inputs import Stimulus, parameters, stimuli
from fuseflow.machine.graph import Builder, Graph, Memory, Port, Ports, is_lock
from fuseflow.machine.primitives import KINDS, SINKS
from fuseflow.machine.profile import Profile
from fuseflow.machine.timing import HAZARDOUS, Timing
from fuseflow.machine.token import Token, decode, decode_flagged, encode, encode_flagged

__all__ = [
    "BLOCK_KINDS", "FILL", "Block", "Stimulus", "block_ports", "decode_port", "encode_port", "expected", "harness",
    "harness_many", "load", "outputs", "parameters", "random_block", "random_timing", "stimuli", "stored", "words",
]

BLOCK_KINDS = tuple(sorted((set(KINDS) - {"sacc", "drain", "source", "sink"}) | set(CHAINS)))
"""What a block can be."""

GAPS = 64
"""Words of the memory of a sink."""

FILL = 0xC0490FDB
"""The fill of all results, float32 bits."""


@dataclass(frozen=True)
class Block:
    """One primitive or chain under test.

    Attributes
    ----------
    name : str
        Prefix of its nodes and memories.
    kind : str
        One of `BLOCK_KINDS`.
    params : mapping
        Memories by short names.
    depth : int or sequence of int
        Depths of its channels; a sequence is dealt out in turn.
    latency : int or sequence of int
        Latencies of its sources, likewise.
    unconnected : tuple of str
        Outputs that are left open.
    """

    name: str
    kind: str
    params: Mapping
    depth: int | Sequence[int] = 16
    latency: int | Sequence[int] = 1
    unconnected: tuple[str, ...] = ()


def block_ports(block: Block) -> Ports:
    """Inputs and outputs of a block; the connected ones only."""
    inputs, outs = (CHAINS.get(block.kind) or KINDS[block.kind]).ports(block.params)
    return inputs, tuple(p for p in outs if p.name not in block.unconnected)


def random_block(name: str, kind: str, rng: random.Random) -> Block:
    """A block with random parameters, depths and latencies, and sometimes outputs that are left open."""
    params = parameters(kind, rng)
    names = [p.name for p in block_ports(Block(name, kind, params))[1]]
    kept = "val" if kind in ("sum", "sum_absent", "reduce_absent", "accumulator_absent") else rng.choice(names or [""])
    return Block(
        name, kind, params,
        depth=[rng.choice((1, 1, 2, 2, 3, 16)) for _ in range(5)],
        latency=[rng.choice((1, 1, 2, 4)) for _ in range(3)],
        unconnected=tuple(n for n in names if n != kept and rng.random() < 0.2),
    )


def random_timing(graph: Graph, rng: random.Random) -> Timing:
    """Other depths, latencies, intervals and hazard distances for some of the channels and nodes."""
    def some(names: Iterable[str], values: tuple) -> dict:
        return {name: rng.choice(values) for name in names if rng.random() < 0.4}

    return Timing(
        some((c.name for c in graph.channels if not is_lock(c)), (1, 2, 3, 5, 16, math.inf)),
        some((c.name for c in graph.channels), (1, 2, 3, 7)),
        some((n.name for n in graph.nodes), (1, 2, 3, 6)),
        some((n.name for n in graph.nodes if n.kind in HAZARDOUS), (1, 2, 5, 12)),
    )


def harness(
    kind: str,
    params: Mapping,
    profile: Profile,
    depth: int | Sequence[int] = 16,
    latencies: int | Sequence[int] = 1,
    *,
    capacity: int = 1024,
) -> Graph:
    """A graph of one block, called ``x``; see `harness_many`."""
    return harness_many([Block("x", kind, params, depth, latencies)], profile, capacity=capacity)


def harness_many(blocks: Iterable[Block], profile: Profile, *, capacity: int = 1024, name: str = "harness") -> Graph:
    """One graph of many blocks side by side, each between its own sources and sinks.

    The source of input p of block b is ``b_p`` with the memory ``b_p_tokens`` (`capacity` tokens), the sink of output
    p is ``b_p_sink`` with the memory ``b_p_gaps``. Memories of writers have `capacity` entries.
    """
    builder = Builder(name, profile)
    depths: list[tuple[set[str], int | Sequence[int]]] = []
    for block in blocks:
        before = set(builder.nodes)
        ends_in, ends_out = _place(builder, block, capacity)
        every = (CHAINS.get(block.kind) or KINDS[block.kind]).ports(block.params)
        for k, (port, end) in enumerate(zip(every[0], ends_in, strict=True)):
            tokens = _memory(builder, f"{block.name}_{port.name}_tokens", 3 * capacity, "tokens")
            source = builder.node(
                "source", f"{block.name}_{port.name}", type=port.type, level=port.level, tokens=tokens,
                latency=_turn(block.latency, k),
            )
            builder.connect((source, "out"), end)
        for port, end in zip(every[1], ends_out, strict=True):
            if port.name not in block.unconnected:
                gaps = _memory(builder, f"{block.name}_{port.name}_gaps", GAPS, "gaps")
                sink = builder.node(
                    "sink", f"{block.name}_{port.name}_sink", type=port.type, level=port.level, gaps=gaps
                )
                builder.connect(end, (sink, "in"))
        depths.append((set(builder.nodes) - before, block.depth))
    graph = builder.finish()
    slots = {}
    for nodes, depth in depths:
        own = [c for c in graph.channels if c.src[0] in nodes]
        slots |= {c.name: _turn(depth, k) for k, c in enumerate(own)}
    return graph.with_depth(slots)


def words(tokens: Iterable[Token], gaps: Iterable[int]) -> list[int]:
    """Words of a source's memory: every token is followed by a gap of so many idle cycles."""
    out: list[int] = []
    for (kind, data), gap in zip(tokens, gaps, strict=True):
        out += [kind | gap << 2, data & 0xFFFFFFFF, data >> 32]
    return out


def load(
    graph: Graph, cases: Iterable[tuple[Block, Stimulus]], rng: random.Random, *, stall: float | None = None
) -> dict[str, list[int]]:
    """Contents of all memories of a harness.

    Parameters
    ----------
    stall : float, optional
        How probable a gap is, 0 to 1; every source and sink chooses for itself if it is not given.
    """
    memories = {m.name: _preset(m.role, m.words) for m in graph.memories if m.direction == "out"}
    for block, stimulus in cases:
        inputs, outs = block_ports(block)
        for port, nested in zip(inputs, stimulus.inputs, strict=True):
            tokens = encode_port(nested, port)
            memories[f"{block.name}_{port.name}_tokens"] = words(tokens, _gaps(len(tokens), rng, stall))
        for port in outs:
            memories[f"{block.name}_{port.name}_gaps"] = _gaps(GAPS, rng, stall)
        for short, content in stimulus.memories.items():
            memories[f"{block.name}_{short}"] = list(content)
    return memories


def expected(block: Block, stimulus: Stimulus, profile: Profile, capacity: int = 1024) -> tuple[tuple, dict]:
    """What the list function gives: nested lists, one for each connected output; contents of a writer's memories."""
    memories = {short: list(content) for short, content in stimulus.memories.items()}
    if block.kind in CHAINS:
        results = CHAINS[block.kind].apply(block.params, memories, profile, *stimulus.inputs)
    else:
        for short in _results(block):
            memories[short] = _preset(short, _words(short, capacity))
        results = KINDS[block.kind].apply(block.params, memories, *stimulus.inputs)
    every = (CHAINS.get(block.kind) or KINDS[block.kind]).ports(block.params)[1]
    connected = tuple(r for p, r in zip(every, results, strict=True) if p.name not in block.unconnected)
    return connected, {short: memories[short] for short in _results(block)}


def outputs(log: Log, block: Block) -> tuple:
    """What a run gave: nested lists, one for each connected output."""
    arrived = {name.split("->")[1]: channel.tokens for name, channel in log.channels.items()}
    return tuple(
        decode_port(arrived[f"{block.name}_{port.name}_sink.in"], port) for port in block_ports(block)[1]
    )


def stored(memories: Mapping[str, list[int]], block: Block) -> dict[str, list[int]]:
    """What a run left in the memories of a writer, by short name."""
    return {short: memories[f"{block.name}_{short}"] for short in _results(block)}


def encode_port(nested, port: Port) -> list[Token]:
    return (encode_flagged if port.type == "val+last" else encode)(nested, port.level)


def decode_port(tokens: list[Token], port: Port):
    return (decode_flagged if port.type == "val+last" else decode)(tokens, port.level)


def _place(builder: Builder, block: Block, capacity: int):
    """Add the nodes and memories of a block; the ends of its inputs and outputs."""
    definition = CHAINS.get(block.kind) or KINDS[block.kind]
    params = dict(block.params)
    for key in definition.uses:
        if params[key] is not None:
            direction = "out" if block.kind in SINKS else "in"
            params[key] = _memory(builder, f"{block.name}_{params[key]}", _words(key, capacity), key, direction)
    if block.kind in CHAINS:
        return definition.build(builder, block.name, params)
    node = builder.node(block.kind, block.name, **params)
    inputs, outs = definition.ports(params)
    return [(node, p.name) for p in inputs], [(node, p.name) for p in outs]


def _memory(builder: Builder, name: str, size: int, role: str, direction: str = "in") -> str:
    return builder.memory(Memory(name, size, name, role, None, direction))


def _results(block: Block) -> list[str]:
    """Short names of the memories that a block writes."""
    if block.kind not in SINKS:
        return []
    return [block.params[key] for key in KINDS[block.kind].uses if block.params[key] is not None]


def _words(role: str, capacity: int) -> int:
    return {"present": 1, "seg": capacity + 1}.get(role, capacity)


def _preset(role: str, words: int) -> list[int]:
    """What a memory of a writer holds before a run: values their fill, which is not 0."""
    return [FILL if role == "vals" else 0] * words


def _turn(value: int | Sequence[int], k: int) -> int:
    return value if isinstance(value, int) else value[k % len(value)]


def _gaps(n: int, rng: random.Random, stall: float | None) -> list[int]:
    often = rng.choice((0, 0.2, 0.7)) if stall is None else stall
    return [rng.randint(1, 6) if rng.random() < often else 0 for _ in range(n)]

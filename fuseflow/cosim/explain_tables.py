"""Explanations as text: tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fuseflow.cosim.explain import Explanation
from fuseflow.results import format_table

MEANING = {
    "interval": "a node took one action after the other",
    "head": "tokens were on their way",
    "room": "a channel was full",
    "hazard": "an action kept its distance to a conflicting one",
    "end": "the last cycle",
}
"""What the cycles of the chain before an action are, by what bound it."""

FEW = 0.05
"""Smaller shares of a node's actions, or of its cycles on the chain, are not told apart."""


def overview(found: Sequence[Explanation]) -> str:
    """A table of kernels."""
    total = sum(e.run.cycles for e in found)
    rows = []
    for e in found:
        where = e.bottleneck or "-"
        if e.bottleneck:
            where += f" ({share(e.by_node[e.bottleneck], e.chain.cycles).strip()} of the chain)"
        rows.append((e.kernel, e.run.cycles, share(e.run.cycles, total), e.run.tokens, e.run.bytes_read,
                     e.run.bytes_written, where))
    return format_table(("kernel", "cycles", "share", "tokens", "bytes read", "bytes written", "bottleneck"), rows)


def detail(e: Explanation, top: int) -> str:
    """Everything about one kernel."""
    run = e.run
    head = (f"{e.kernel}: {run.cycles:,} cycles, {run.tokens:,} tokens, {run.bytes_read:,} bytes read, "
            f"{run.bytes_written:,} written")
    parts = [f"{head}\n{'=' * len(head)}", _chain(e, top), _nodes(e, top), _channels(e, top)]
    return "\n\n".join(p for p in parts if p)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%" if whole else "    -"


def _nodes(e: Explanation, top: int) -> str:
    ports = {f"head of {c.name}": f"token at {c.dst[1]}" for c in e.graph.channels}
    ports |= {f"room in {c.name}": f"room at {c.src[1]}" for c in e.graph.channels}
    kinds = e.kinds
    rows = [
        (name, kinds[name], f.fired, f.stalled_input, f.stalled_output, f.idle, share(f.fired, e.run.cycles),
         _parts({ports.get(why, why): n for why, n in e.bounds[name].items()}, f.fired))
        for name, f in sorted(e.run.nodes.items(), key=lambda item: -item[1].fired)
    ]
    head = ("node", "kind", "fired", "stalled input", "stalled output", "idle", "busy", "what its actions waited for")
    return "Nodes by cycles in which they fired:\n" + _cut(head, rows, top)


def _chain(e: Explanation, top: int) -> str:
    chain, total, kinds = e.chain, e.chain.cycles, e.kinds
    first, end = e.window
    if not total:
        return f"No action in cycles {first:,} to {end - 1:,}."
    ends = {c.name: (c.src[0], c.dst[0]) for c in e.graph.channels}

    def told(link) -> str:
        match link.why:
            case "head":
                return f"token to {ends[link.channel][1]}"
            case "room":
                return f"room for {ends[link.channel][0]}"
        return link.why

    spent: dict[str, dict[str, int]] = {}
    for link in e.links:
        of = spent.setdefault(link.node, {})
        of[told(link)] = of.get(told(link), 0) + link.cycles
    rows = [(name, kinds[name], n, share(n, total), _parts(spent[name], n)) for name, n in e.by_node.items()]
    why = "\n".join(f"  {share(n, total)}  {n:,} {why}: {MEANING[why]}" for why, n in e.by_constraint.items())
    cut = "" if first == 0 and end == e.run.cycles else f" of {e.run.cycles:,}"
    return (f"Critical chain through cycles {first:,} to {first + total - 1:,}{cut}: {total:,} cycles, "
            f"{len(chain.cycle):,} actions.\n{why}\n\nThe chain by node:\n"
            + _cut(("node", "kind", "cycles", "share", "what the next action of the chain waited for"), rows, top))


def _channels(e: Explanation, top: int) -> str:
    rows = [
        (name, c.figures.tokens, str(c.depth), c.figures.max_fill, f"{c.figures.mean_fill:.1f}",
         "yes" if c.was_full else "", c.for_room, c.for_token)
        for name, c in sorted(e.channels.items(), key=lambda item: (-item[1].for_room, -item[1].for_token))
        if c.was_full or c.for_room or c.for_token
    ]
    head = ("channel", "tokens", "depth", "most", "mean", "full", "waited for room", "waited for token")
    return ("Channels by actions that waited for room in them; slots taken at most and in the mean:\n"
            + _cut(head, rows, top)) if rows else ""


def _parts(amounts: Mapping[str, int], whole: int) -> str:
    """``token at rep 85%, room at out 12%``: the larger ones."""
    ranked: Iterable = sorted(amounts.items(), key=lambda item: -item[1])
    return ", ".join(f"{what} {100 * n / whole:.0f}%" for what, n in ranked if n >= FEW * whole)


def _cut(head: tuple[str, ...], rows: list[tuple], top: int) -> str:
    more = len(rows) - top
    return format_table(head, rows[:top]) + (f"\n({more} more)" if more > 0 else "")

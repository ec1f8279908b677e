"""``fuseflow explain``: where the cycles go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.files import write
from fuseflow.cli.model import resolve
from fuseflow.cli.options import Given, formats_of, model_options, schedule_of
from fuseflow.errors import UsageError

if TYPE_CHECKING:
    from fuseflow.cosim.explain import Explanation


@click.command("explain")
@model_options
@click.option("--kernels", metavar="GLOBS", help="Kernels to show in detail. Default: the one with most cycles.")
@click.option("--window", metavar="A:B",
              help="Follow the critical chain from cycle B back to cycle A. Default: the whole run, or its end.")
@click.option("--top", default=12, show_default=True, type=click.IntRange(1), help="Rows of the tables.")
def explain_command(given: Given, kernels: str | None, window: str | None, top: int):
    """Simulate MODEL, and say where its cycles go: kernels, nodes, channels, the critical chain.

    The chain starts with the action that ended the run, and goes back from each action to what it waited for last.
    Its cycles, by node, are where the run spent its time. With -o, everything goes to DIR/explain.json.
    """
    span = _window(window)
    schedule = schedule_of(given)
    model = resolve(given)
    compiled = fuseflow.compile(model.program, model.tensors, schedule=schedule,
                                formats=formats_of(given, model.program))
    chosen = {k.name for k in compiled.select(kernels)} if kernels else None
    found = compiled.explain(window=span)
    if chosen is None:
        chosen = {max(found, key=lambda e: e.run.cycles).kernel}
    data = {"cycles": sum(e.run.cycles for e in found), "kernels": [e.to_dict() for e in found],
            "version": fuseflow.__version__}
    if given.output:
        written = write(given.output, {"explain.json": show.dump(data) + "\n"})
    if given.json:
        click.echo(show.dump(data))
        return
    if not given.quiet:
        click.echo(_kernels(found, data["cycles"]) + "\n")
        for e in found:
            if e.kernel in chosen:
                click.echo(_detail(e, top) + "\n")
        for path in written if given.output else ():
            click.echo(f"wrote {path}")
    heaviest = max(found, key=lambda e: e.run.cycles)
    click.echo(f"{data['cycles']:,} cycles; most of them, {heaviest.run.cycles:,}, in {heaviest.kernel}: "
               f"{heaviest.bottleneck}")


def _window(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    numbers = re.fullmatch(r"(\d{1,18}):(\d{1,18})", text)
    if not numbers or int(numbers[1]) >= int(numbers[2]):
        raise UsageError("FF-E701", f"--window {text!r} is no window", hint="cycles, as in 1000:2000")
    return int(numbers[1]), int(numbers[2])


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def _kernels(found: list[Explanation], cycles: int) -> str:
    from fuseflow.results import format_table

    rows = [(e.kernel, e.run.cycles, _percent(e.run.cycles, cycles), e.run.tokens, e.run.bytes_read,
             e.run.bytes_written, e.bottleneck or "-") for e in found]
    return format_table(("kernel", "cycles", "share", "tokens", "bytes read", "bytes written", "bottleneck"), rows)


def _detail(e: Explanation, top: int) -> str:
    from fuseflow.results import format_table

    length = sum(e.by_node.values())
    nodes = sorted(e.run.nodes.items(), key=lambda item: (-e.by_node.get(item[0], 0), -item[1].fired))
    rows = [(name, e.kinds[name], e.by_node.get(name, 0), f.fired, f.stalled_input, f.stalled_output, f.idle,
             _percent(f.fired, e.run.cycles), _most(e.bounds[name])) for name, f in nodes[:top]]
    parts = [f"== {e.kernel}: {e.run.cycles:,} cycles",
             format_table(("node", "kind", "on the chain", "fired", "stalled on input", "stalled on output", "idle",
                           "busy", "its actions waited last for"), rows)]
    if len(nodes) > top:
        parts[-1] += f"\n({len(nodes) - top} nodes more)"
    first, last = e.window
    course = ", ".join(f"{why} {n:,}" for why, n in e.by_constraint.items())
    parts.append(f"critical chain, cycles {first:,} to {last:,}: {length:,} cycles by constraint: {course}")
    parts.append("its longest stretches:\n" + format_table(
        ("from", "to", "node", "actions", "bound by"),
        [(s.first, s.last, s.node, s.actions, f"{s.why} {s.channel}" if s.channel else s.why)
         for s in sorted(sorted(e.chain, key=lambda s: s.first - s.last)[:top], key=lambda s: s.first)]))
    full = [(name, c.tokens, c.max_fill, f"{c.mean_fill:.1f}", _waits(e, name))
            for name, c in sorted(e.run.channels.items(), key=lambda item: -_waits(e, item[0])) if _waits(e, name)]
    if full:
        parts.append("channels whose room was waited for:\n" + format_table(
            ("channel", "tokens", "most slots", "mean slots", "actions that waited"), full[:top]))
    return "\n\n".join(parts)


def _most(bounds: dict[str, int]) -> str:
    """The constraint that bound most actions."""
    if not bounds:
        return "-"
    why = max(bounds, key=bounds.__getitem__)
    return f"{why} ({_percent(bounds[why], sum(bounds.values()))})"


def _waits(e: Explanation, channel: str) -> int:
    """Actions that waited for room in a channel."""
    return sum(bounds.get(f"room {channel}", 0) for bounds in e.bounds.values())

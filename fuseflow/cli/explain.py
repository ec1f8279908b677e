"""``fuseflow explain``: where the cycles go."""

from __future__ import annotations

import re

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.files import write
from fuseflow.cli.model import resolve
from fuseflow.cli.options import Given, formats_of, model_options, schedule_of
from fuseflow.errors import UsageError


@click.command("explain")
@model_options
@click.option("--kernels", metavar="GLOBS",
              help="Kernels to show in detail, as in 'T,conv1.*'. Default: the one with most cycles.")
@click.option("--window", metavar="A:B",
              help="Follow their critical chains through cycles A to B - 1 only. Default: the whole run if it has at "
                   "most 2,000,000 cycles, else its last 100,000.")
@click.option("--top", default=12, show_default=True, type=click.IntRange(1), metavar="N", help="Rows of every table.")
def explain_command(given: Given, kernels: str | None, window: str | None, top: int):
    """Simulate MODEL, and say where its cycles go: kernels, nodes, channels, the critical chain.

    The critical chain ends with the action that ended the run; before each of its actions comes the one that it waited
    for last, up to cycle 0. Its cycles by node are where the time went: they sum to the kernel's.

    With -o, everything goes to DIR/explain.json.
    """
    from fuseflow.cosim.explain_tables import overview, share

    span = _window(window)
    schedule = schedule_of(given)
    model = resolve(given)
    compiled = fuseflow.compile(model.program, model.tensors, schedule=schedule,
                                formats=formats_of(given, model.program))
    named = [k.name for k in compiled.select(kernels)] if kernels else []
    with show.Progress(given.quiet or given.json) as progress:
        found = compiled.explain(progress=progress)
        heaviest = max(found, key=lambda e: e.run.cycles)
        chosen = named or [heaviest.kernel]
        shown = {e.kernel: e for e in found}
        if span:
            windowed = compiled.explain(kernels=",".join(chosen), window=span, progress=progress)
            shown |= {e.kernel: e for e in windowed}
    cycles = sum(e.run.cycles for e in found)
    data = {"cycles": cycles, "kernels": [e.to_dict() for e in shown.values()], "version": fuseflow.__version__}
    if given.output:
        written = write(given.output, {"explain.json": show.dump(data) + "\n"})
    if given.json:
        click.echo(show.dump(data))
        return
    if not given.quiet:
        click.echo(overview(found) + "\n")
        for name in chosen:
            click.echo(shown[name].summary(top) + "\n")
        for path in written if given.output else ():
            click.echo(f"wrote {path}")
    click.echo(f"{cycles:,} cycles; {share(heaviest.run.cycles, cycles).strip()} of them in {heaviest.kernel}, mostly "
               f"at {heaviest.bottleneck}")


def _window(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    numbers = re.fullmatch(r"(\d{1,18}):(\d{1,18})", text)
    if not numbers or int(numbers[1]) >= int(numbers[2]):
        raise UsageError("FF-E701", f"--window {text!r} is no window", hint="two cycles, as in 1000:2000")
    return int(numbers[1]), int(numbers[2])

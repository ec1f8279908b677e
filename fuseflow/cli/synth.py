"""``fuseflow synth``: area and speed on an FPGA."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.files import write
from fuseflow.cli.model import resolve
from fuseflow.cli.options import Given, formats_of, model_options, schedule_of
from fuseflow.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fuseflow.synth import Measurement

HEAD = ("part", "kind", "LUT4", "FF", "LUT RAM", "block RAM", "DSP")


@click.command("synth")
@model_options(optional=True)
@click.option("--kernels", default="*", metavar="GLOBS", help="Only these kernels, as in 'T,conv1.*'.")
@click.option("--all", "every", is_flag=True, help="All primitives, channels and float32 units, instead of MODEL.")
@click.option("--seeds", default=5, show_default=True, type=click.IntRange(1, 100), metavar="N",
              help="Placements, of which the clock is the median.")
def synth_command(given: Given, kernels: str, every: bool, seeds: int):
    """Synthesise, place and route MODEL, or a primitive, for an ECP5: LUTs, flip-flops, RAMs, DSPs; clock.

    MODEL may also be the name of a primitive (scanner, union_7, ...), of a group (channel, alu, float32), or a glob.
    Its channels have 2 slots, its profile is `pipelined`; of a model both are as in the other commands. The part is an
    LFE5U-85F of speed grade 6; a register stands at every port. With -o, the figures go to DIR/synth.json.
    """
    from fuseflow.synth import DEVICE

    found = []
    with show.Progress(given.quiet or given.json) as progress:
        for name, measure in _jobs(given, kernels, every):
            found.append(measure(seeds=seeds, progress=lambda step, name=name: progress.step(f"{name}: {step}")))
            progress.step(f"{name}: {found[-1].fmax:.1f} MHz, {found[-1].area.lut4} LUT4")

    text = show.dump({"device": DEVICE, "designs": [m.to_dict() for m in found], "version": fuseflow.__version__})
    if given.output:
        write(given.output, {"synth.json": text + "\n"})
    if given.json:
        click.echo(text)
    else:
        _print(found, given.quiet)


def _jobs(given: Given, kernels: str, every: bool) -> Iterator[tuple[str, Callable[..., Measurement]]]:
    """Name of each design, and what measures it."""
    from fuseflow.synth import CASES, kernel, measure, select, versions

    if every == bool(given.model):
        raise UsageError("FF-E701", "synth takes a MODEL, or --all", hint="see fuseflow synth --help")
    cases = list(CASES.values()) if every else select(given.model)
    # A name that is wrong is wrong with the tools, too: it is told first.
    model = None if cases else resolve(given)
    versions()
    if cases:
        for case in cases:
            yield case.name, lambda case=case, **options: measure(case.make(), case.name, **options)
        return
    schedule = schedule_of(given)
    compiled = fuseflow.compile(model.program, model.tensors, schedule=schedule,
                                formats=formats_of(given, model.program))
    for chosen in compiled.select(kernels):
        yield chosen.name, lambda graph=chosen.graph, **options: kernel(graph, **options)


def _print(found: list[Measurement], quiet: bool) -> None:
    from fuseflow.results import format_table

    if len(found) == 1 and not quiet:
        (only,) = found
        rows = [(name, only.kinds[name], *_figures(area)) for name, area in only.parts.items()]
        click.echo(format_table(HEAD, [*rows, ("total", "", *_figures(only.area))]) + "\n")
        click.echo(f"longest path: {' -> '.join(only.critical)}")
    elif not quiet:
        rows = [(m.name, f"{m.fmax:.1f}", *_figures(m.area)) for m in found]
        click.echo(format_table(("design", "MHz", *HEAD[2:]), rows) + "\n")
    click.echo("; ".join(f"{m.name}: {m.fmax:.1f} MHz (median of {len(m.seeds)})" for m in found[:1])
               if len(found) == 1 else f"{len(found)} designs")


def _figures(area) -> tuple[int, ...]:
    return area.lut4, area.ff, area.lut_ram, area.block_ram, area.dsp

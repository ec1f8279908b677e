"""``fuseflow cosim``: RTL against simulator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.boundary import FAILED
from fuseflow.cli.files import write
from fuseflow.cli.model import resolve
from fuseflow.cli.options import Given, formats_of, model_options, schedule_of

if TYPE_CHECKING:
    from fuseflow.cosim.verdict import Verdict


@click.command("cosim")
@model_options
@click.option("--simulator", default="verilator", show_default=True, metavar="NAME", help="verilator or icarus.")
@click.option("--kernels", default="*", metavar="GLOBS", help="Only these kernels, as in 'T,conv1.*'.")
@click.option("--waves", is_flag=True, help="Write the waves of every kernel (VCD).")
@click.pass_context
def cosim_command(context: click.Context, given: Given, simulator: str, kernels: str, waves: bool):
    """Run the RTL of MODEL and compare every cycle of every channel with the simulator.

    With -o, the verdict goes to DIR/cosim.json.
    """
    from fuseflow.cosim.simulators import find

    schedule = schedule_of(given)
    find(simulator)
    model = resolve(given)
    compiled = fuseflow.compile(model.program, model.tensors, schedule=schedule,
                                formats=formats_of(given, model.program))
    with show.Progress(given.quiet or given.json) as progress:
        progress.say(f"building and running the RTL of {len(compiled.select(kernels))} kernels with {simulator}")
        verdict = compiled.cosim(simulator=simulator, kernels=kernels, waves=waves)

    text = show.dump(verdict.to_dict())
    if given.output:
        write(given.output, {"cosim.json": text + "\n"})
    if given.json:
        click.echo(text)
    else:
        if not given.quiet:
            _print(verdict)
        click.echo(_last(verdict))
    if not verdict.equal:
        context.exit(FAILED)


def _print(verdict: Verdict) -> None:
    from fuseflow.results import format_table

    rows = [(k.name, k.channels, k.tokens, k.cycles_rtl, k.cycles_sim, f"{k.seconds:.1f}",
             "equal" if not k.mismatches else "DIFFERS") for k in verdict.kernels]
    head = ("kernel", "channels", "tokens", "cycles RTL", "cycles simulator", "seconds", "verdict")
    click.echo(format_table(head, rows) + "\n")


def _last(verdict: Verdict) -> str:
    if verdict.equal:
        return f"{verdict.channels:,} channels, {verdict.tokens:,} tokens, every cycle equal"
    return f"NOT equal: {verdict.to_dict()['first_mismatch']}"

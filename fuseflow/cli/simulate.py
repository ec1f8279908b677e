"""``fuseflow simulate``: cycles and outputs, and whether the outputs are right."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.boundary import FAILED
from fuseflow.cli.files import tensor_file, write
from fuseflow.cli.model import resolve
from fuseflow.cli.options import Given, formats_of, model_options, schedule_of

if TYPE_CHECKING:
    from fuseflow.cli.check import Comparison
    from fuseflow.results import Result


@click.command("simulate")
@model_options
@click.option("--check", "checked", is_flag=True,
              help="Compare the outputs with the interpreter and, for PyTorch models, with PyTorch.")
@click.option("--engine", default="fast", metavar="NAME", show_default=True,
              help="fast, or reference: the cycle-stepped simulator, which gives the same numbers, slowly.")
@click.option("--threads", default=1, type=click.IntRange(1, 2), show_default=True, help="Of the fast engine.")
@click.pass_context
def simulate_command(context: click.Context, given: Given, checked: bool, engine: str, threads: int):
    """Simulate MODEL: its cycles, exactly, and its outputs.

    With -o, the figures go to DIR/simulate.json, and every output to a file of its own.
    """
    from fuseflow.cli.check import check, expected

    schedule = schedule_of(given)
    model = resolve(given)
    start = time.perf_counter()
    compiled = fuseflow.compile(model.program, model.tensors, schedule=schedule,
                                formats=formats_of(given, model.program))
    compile_seconds = time.perf_counter() - start
    due = expected(model) if checked else None
    with show.Progress(given.quiet or given.json) as progress:
        result = compiled.simulate(engine=engine, threads=threads, progress=progress)
    found = check(model, due, result.outputs) if checked else None

    data = {**result.to_dict(), "check": _summary(found),
            "seconds": {"compile": compile_seconds, "simulate": result.seconds}, "version": fuseflow.__version__}
    if given.output:
        tensors = dict(tensor_file(name, x) for name, x in result.outputs.items())
        written = write(given.output, {"simulate.json": show.dump(data) + "\n", **tensors})
    if given.json:
        click.echo(show.dump(data))
    else:
        if not given.quiet:
            _print(result, found)
            for path in written if given.output else ():
                click.echo(f"wrote {path}")
        _print_last(result, found, compile_seconds)
    if found is not None and not all(c.ok for c in found):
        context.exit(FAILED)


def _summary(found: list[Comparison] | None) -> dict | None:
    """The largest errors against any reference."""
    if found is None:
        return None
    return {"max_abs_err": max((c.max_abs_err for c in found), default=0.0),
            "max_row_err": max((c.max_row_err for c in found), default=0.0), "ok": all(c.ok for c in found)}


def _print(result: Result, found: list[Comparison] | None) -> None:
    from fuseflow.results import format_table

    click.echo(result.summary() + "\n")
    rows = [(name, show.shape_text(x.shape), str(x.format), x.nnz) for name, x in result.outputs.items()]
    click.echo(format_table(("output", "shape", "format", "nnz"), rows) + "\n")
    if found is not None:
        rows = [(c.output, c.against, f"{c.max_abs_err:.3g}", f"{c.max_row_err:.3g}", c.reason or "ok") for c in found]
        click.echo(format_table(("output", "against", "largest error", "of a row", "verdict"), rows) + "\n")


def _print_last(result: Result, found: list[Comparison] | None, compile_seconds: float) -> None:
    kernels = f"{len(result.kernels)} kernel{'s' * (len(result.kernels) != 1)}"
    line = f"{result.cycles:,} cycles in {kernels}; compiled in {compile_seconds:.2f} s, simulated in " \
           f"{result.seconds:.2f} s"
    if found is not None:
        against = " and ".join(dict.fromkeys(c.against for c in found))
        wrong = [c for c in found if not c.ok]
        line += f"; outputs equal to {against}" if not wrong else \
            f"; check FAILED: {wrong[0].reason}"
    click.echo(line)

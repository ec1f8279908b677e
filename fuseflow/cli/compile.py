"""``fuseflow compile``: every stage from Einsums to RTL, printed or written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.files import write
from fuseflow.cli.model import resolve
from fuseflow.cli.options import Given, formats_of, model_options, schedule_of
from fuseflow.errors import UsageError

if TYPE_CHECKING:
    from fuseflow.compiler.kernel import Kernel
    from fuseflow.program import Compiled

STAGES = ("einsum", "fused", "table", "graph", "dot", "json", "rtl")
SUFFIX = {"fused": ".fused.txt", "table": ".table.txt", "graph": ".graph.txt", "dot": ".dot", "json": ".json"}


@click.command("compile")
@model_options
@click.option("--emit", metavar="STAGES", help=f"What to print or write: {','.join(STAGES)}.  [default: table]")
@click.option("--kernels", default="*", metavar="GLOBS", help="Only these kernels, as in 'T,conv1.*'.")
def compile_command(given: Given, emit: str | None, kernels: str):
    """Compile MODEL and print its stages, or write them into DIR with -o.

    RTL is always written: into DIR, or into rtl_out/NAME.
    """
    stages = _stages(emit or ("json" if given.json else "table"))
    schedule = schedule_of(given)
    model = resolve(given)
    compiled = fuseflow.compile(model.program, model.tensors, schedule=schedule,
                                formats=formats_of(given, model.program))
    chosen = compiled.select(kernels)

    found = {stage: _texts(stage, compiled, chosen) for stage in stages if stage != "rtl"}
    rtl, written = None, []
    if "rtl" in stages:
        folder = given.output or Path("rtl_out") / model.name
        before = _times(folder)
        rtl = compiled.emit_rtl(folder, kernels=kernels)
        written = sorted(p for p, time in _times(folder).items() if before.get(p) != time)
    if given.output and found:
        written += write(given.output, {name + SUFFIX.get(stage, ".ein"): text for stage, texts in found.items()
                                        for name, text in texts.items()})

    if given.json:
        _print_json(model.name, found, chosen, rtl, written)
    elif given.output is None:
        _print(found, chosen)
    if written and not given.json:
        _print_files(written, given.quiet)


def _times(folder: Path) -> dict[Path, int]:
    """Every file below a folder, with the time of its last change."""
    return {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def _stages(text: str) -> list[str]:
    stages = [stage.strip() for stage in text.split(",")]
    for stage in stages:
        if stage not in STAGES:
            raise UsageError("FF-E701", f"--emit: unknown stage {stage!r}", hint=f"stages: {', '.join(STAGES)}")
    return list(dict.fromkeys(stages))


def _texts(stage: str, compiled: Compiled, kernels: list[Kernel]) -> dict[str, str]:
    """The text of a stage: one for the program, or one per kernel."""
    match stage:
        case "einsum":
            return {"program": f"{compiled.program}\n"}
        case "fused":
            return {k.name: _fused(k) for k in kernels}
        case "table":
            return {k.name: f"{k.table}\n" for k in kernels}
        case "graph":
            return {k.name: _graph(k) for k in kernels}
        case "dot":
            return {k.name: k.graph.to_dot() for k in kernels}
    return {k.name: k.graph.to_json() for k in kernels}


def _fused(kernel: Kernel) -> str:
    lines = [f"# kernel {kernel.name}, dataflow order {' -> '.join(kernel.indices) or '(none)'}"]
    lines += [f"# permuted copy: {c}" for c in kernel.copies]
    lines += [f"# {r}" for r in kernel.reuses]
    lines += [f"# densified: {name}" for name in kernel.densified]
    return "\n".join([*lines, str(kernel.fused)]) + "\n"


def _graph(kernel: Kernel) -> str:
    from fuseflow.results import format_table

    graph = kernel.graph
    head = f"{kernel.name}: {len(graph.nodes)} nodes, {len(graph.channels)} channels, profile {graph.profile.name}"
    rows = [(c.name, c.type, c.level, c.depth, c.latency) for c in graph.channels]
    nodes = format_table(("node", "kind"), [(n.name, n.kind) for n in graph.nodes])
    return f"{head}\n\n{nodes}\n\n{format_table(('channel', 'type', 'level', 'depth', 'latency'), rows)}\n"


def _print(found: dict[str, dict[str, str]], kernels: list[Kernel]) -> None:
    if list(found) == ["json"]:
        click.echo(show.dump({"kernels": _graphs(kernels)}))
        return
    texts = [text for texts in found.values() for text in texts.values()]
    click.echo("\n".join(texts), nl=False)


def _graphs(kernels: list[Kernel]) -> list[dict]:
    from fuseflow.machine.formats import to_dict

    return [to_dict(k.graph) for k in kernels]


def _print_json(name: str, found: dict, kernels: list[Kernel], rtl: dict | None, written: list[Path]) -> None:
    """One object: ``kernels`` for the stage json, every other stage under its name."""
    out: dict[str, object] = {"name": name}
    for stage, texts in found.items():
        if stage == "json":
            out["kernels"] = _graphs(kernels)
        else:
            out[stage] = texts["program"] if stage == "einsum" else texts
    if rtl is not None:
        out["rtl"] = rtl
    click.echo(show.dump({**out, "files": written, "version": fuseflow.__version__}))


def _print_files(written: list[Path], quiet: bool) -> None:
    from fuseflow.results import format_table

    if not quiet:
        click.echo(format_table(("file", "bytes"), [(str(p), p.stat().st_size) for p in written]))
    click.echo(f"{len(written)} files written")

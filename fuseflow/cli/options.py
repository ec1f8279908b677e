"""The options that commands share, and the schedule they make."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fuseflow.errors import UsageError

if TYPE_CHECKING:
    from fuseflow.compiler.einsum import Program
    from fuseflow.schedule import Schedule
    from fuseflow.tensor import Format


@dataclass(frozen=True, slots=True)
class Given:
    """What the user gave: the options of `model_options`, as typed."""

    model: str
    inputs: tuple[str, ...]
    random: tuple[str, ...]
    dataset: str | None
    formats: tuple[str, ...]
    schedule: Path | None
    fuse: str | None
    reuse: tuple[str, ...]
    iteration: str | None
    order: tuple[str, ...]
    copies: str | None
    profile: str | None
    depth: str | None
    output: Path | None
    json: bool
    quiet: bool


_SHARED = (
    click.option("--input", "inputs", multiple=True, metavar="NAME=FILE[:FORMAT]",
                 help="Read an input (.mtx, .tns, .npz, .npy; FILE.npz#KEY for one array of several)."),
    click.option("--random", multiple=True, metavar="NAME=4x5:0.3[:FORMAT][:SEED]",
                 help="Draw an input: sizes and density; normally distributed values."),
    click.option("--dataset", metavar="NAME|FILE", help="Data for a model whose function takes `dataset`."),
    click.option("--format", "formats", multiple=True, metavar="NAME=FORMAT", help="Format of a result."),
    click.option("--schedule", type=click.Path(path_type=Path), metavar="FILE",
                 help="A schedule (TOML); the options below go before what it says."),
    click.option("--fuse", metavar="HOW", help='unfused, partial, full, or regions: "T,H;M,Y".'),
    click.option("--reuse", multiple=True, metavar="NAME=buffer",
                 help="Buffer an intermediate where it would be computed again (the default: NAME=recompute)."),
    click.option("--iteration", metavar="factored|global", help="Sums as early as they can be, or products first."),
    click.option("--order", multiple=True, metavar="NAME=ijh",
                 help="Dataflow order, outermost index first (names of several letters: NAME=i,j2)."),
    click.option("--copies", metavar="allow|forbid", help="May tensors be read from permuted copies?"),
    click.option("--profile", metavar="NAME", help="Latencies: ideal or pipelined."),
    click.option("--depth", metavar="N|inf|auto|measured", help="Slots of every channel."),
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write files into DIR."),
    click.option("--json", "json", is_flag=True, help="Print one JSON object, and nothing else, on stdout."),
    click.option("--quiet", "-q", is_flag=True, help="Print the last line only, and no progress."),
    click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a bug."),
)


def model_options(function: Callable | None = None, *, optional: bool = False) -> Callable:
    """Give a command the shared options; they arrive as one `Given`, before the command's own.

    `optional`: without MODEL, `Given.model` is empty.
    """
    if function is None:
        return functools.partial(model_options, optional=optional)

    @functools.wraps(function)
    def command(**options):
        shared = {name: options.pop(name) for name in Given.__slots__}
        return function(Given(**{**shared, "model": shared["model"] or ""}), **options)

    argument = click.argument("model", required=not optional)
    return functools.reduce(lambda f, option: option(f), reversed((argument, *_SHARED)), command)


def schedule_of(given: Given) -> Schedule:
    """The schedule file, or the default one, with the options put over it.

    Raises
    ------
    UsageError
        FF-E701 for malformed options.
    ScheduleError, Unsupported
        FF-E201, FF-U006
    """
    from fuseflow.schedule import Schedule

    base = Schedule.read(given.schedule) if given.schedule else Schedule()
    plain = {k: getattr(given, k) for k in ("copies", "iteration", "profile")}
    put: dict[str, object] = {k: x for k, x in plain.items() if x is not None}
    if given.fuse is not None:
        put["fuse"] = _fuse(given.fuse)
    if given.reuse:
        put["reuse"] = {**base.reuse, **pairs("--reuse", given.reuse, "H=buffer")}
    if given.depth is not None:
        put["depth"] = _depth(given.depth)
    if given.order:
        orders = {name: _order(text) for name, text in pairs("--order", given.order, "T=ijh").items()}
        put["order"] = {**base.order, **orders}
    return replace(base, **put)


def formats_of(given: Given, program: Program) -> dict[str, Format]:
    """Formats of results, by name or glob.

    Raises
    ------
    UsageError, TensorError
        FF-E701 for malformed options, FF-E001 for wrong formats.
    """
    from fnmatch import fnmatchcase

    from fuseflow.tensor import Format

    found = {}
    for pattern, text in pairs("--format", given.formats, "Y=csr").items():
        ranks = [len(s.indices) for s in program.statements if fnmatchcase(s.name, pattern)]
        found[pattern] = Format.parse(text, ranks[0] if ranks else None)
    return found


def pairs(option: str, texts: tuple[str, ...], example: str) -> dict[str, str]:
    """``NAME=VALUE`` texts by name, each name once.

    Raises
    ------
    UsageError
        FF-E701
    """
    out: dict[str, str] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise UsageError("FF-E701", f"{option} {text!r} is not NAME=VALUE", hint=f"for example {option} {example}")
        if name in out:
            raise UsageError("FF-E701", f"{option} gives {name!r} twice", hint="give it once")
        out[name] = value
    return out


def _order(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",")) if "," in text else tuple(text)
    wrong = next((name for name in names if not re.fullmatch(r"[A-Za-z_]\w*", name)), None)
    if wrong is not None:
        raise UsageError("FF-E701", f"--order ...={text!r}: {wrong!r} is no index",
                         hint="letters (ijh), or names with commas (i,j2)")
    return names


def _fuse(text: str) -> str | list[list[str]]:
    if not set(text) & set(",;"):
        return text.strip()
    regions = [[name.strip() for name in region.split(",")] for region in text.split(";")]
    if not all(name for region in regions for name in region):
        raise UsageError("FF-E701", f"--fuse {text!r} has an empty name", hint='for example --fuse "T,H;M,Y"')
    return regions


def _depth(text: str) -> int | float | str:
    if re.fullmatch(r"[+-]?\d{1,18}", text):
        return int(text)
    return math.inf if text == "inf" else text

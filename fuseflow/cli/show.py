"""What commands print: JSON, tables, progress."""

from __future__ import annotations

import json
import math
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fuseflow.cosim.run import Progress as Run

INTERVAL = 0.2
"""Seconds between two progress lines on a terminal."""

PLAIN = 10.0
"""Elsewhere."""

ESTIMATE, LONG = 1.0, 5.0
"""After so many seconds, it is told how long a simulation goes on, if it is longer than so many."""


def dump(data) -> str:
    """JSON text. It has no infinities and no NaN: these become strings, as Python's `float` reads them back."""
    return json.dumps(_plain(data), indent=1, allow_nan=False)


def _plain(x):
    match x:
        case dict():
            return {str(k): _plain(v) for k, v in x.items()}
        case list() | tuple():
            return [_plain(v) for v in x]
        case float() if not math.isfinite(x):
            return repr(x)
        case Path():
            return str(x)
    return x


def shape_text(shape) -> str:
    """``34 x 16``"""
    return " x ".join(map(str, shape)) or "scalar"


class Progress:
    """How far a simulation is, on stderr: one line that changes on a terminal, else a plain one every ten seconds.

    Before a long wait, a plain line says about how long it will be.
    """

    def __init__(self, quiet: bool):
        self.terminal = sys.stderr.isatty()
        self.silent = quiet
        self.last = time.monotonic()
        self.shown = False
        self.told: set[str] = set()

    def __call__(self, kernel: str, progress: Run) -> None:
        now = time.monotonic()
        if self.silent:
            return
        if kernel not in self.told and progress.seconds > ESTIMATE and (progress.left or 0) > LONG:
            self.told.add(kernel)
            self.clear()
            click.echo(f"{kernel}: about {_seconds(progress.left)} left", err=True)
        if now - self.last >= (INTERVAL if self.terminal else PLAIN):
            self.last = now
            line = _line(kernel, progress)
            self.say(line) if self.terminal else click.echo(line, err=True)

    def say(self, text: str) -> None:
        """Show a line in place of the one before, on a terminal only."""
        if self.silent or not self.terminal:
            return
        self.shown = True
        width = shutil.get_terminal_size().columns - 1
        click.echo(f"\r\x1b[K{text[:width]}", nl=False, err=True)

    def step(self, text: str) -> None:
        """Show a step of long work: in place of the one before on a terminal, else as a line of its own."""
        if self.terminal:
            self.say(text)
        elif not self.silent:
            click.echo(text, err=True)

    def clear(self) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self.shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_) -> None:
        self.clear()


def _line(kernel: str, progress: Run) -> str:
    """``mm: 1,234,567 cycles, 310 million tokens/s, 42% of the input, 12 s left``"""
    parts = [f"{progress.cycle:,} cycles"]
    if progress.rate:
        parts.append(f"{progress.rate / 1e6:.0f} million tokens/s")
    if progress.share:
        parts.append(f"{progress.share:.0%} of the input")
    if progress.left is not None:
        parts.append(f"{_seconds(progress.left)} left")
    return f"{kernel}: " + ", ".join(parts)


def _seconds(n: float) -> str:
    return f"{n:.0f} s" if n < 120 else f"{n / 60:.0f} min"

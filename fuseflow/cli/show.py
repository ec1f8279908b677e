"""What commands print: JSON, tables, progress."""

from __future__ import annotations

import json
import math
import shutil
import sys
import time
from pathlib import Path

import click

INTERVAL = 0.2
"""Seconds between two progress lines."""


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
    """One line on stderr that tells kernel and cycle while a simulation runs; silent where nobody looks."""

    def __init__(self, quiet: bool):
        self.silent = quiet or not sys.stderr.isatty()
        self.last = time.monotonic()
        self.shown = False

    def __call__(self, kernel: str, cycle: int) -> None:
        now = time.monotonic()
        if not self.silent and now - self.last >= INTERVAL:
            self.last = now
            self.say(f"{kernel}: cycle {cycle:,}")

    def say(self, text: str) -> None:
        """Show a line in place of the one before."""
        if not self.silent:
            self.shown = True
            width = shutil.get_terminal_size().columns - 1
            click.echo(f"\r\x1b[K{text[:width]}", nl=False, err=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)

"""Where errors end: what a user reads, and the exit code."""

from __future__ import annotations

import json
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import click

from fuseflow.errors import FuseflowError, UsageError

FAILED, WRONG, BUG, INTERRUPTED, TERMINATED = 1, 2, 3, 130, 143
"""Exit codes: a check failed; wrong use or bad input; a bug of ours; Ctrl-C; SIGTERM."""

FAILURES = frozenset({"FF-E401"})
"""Codes that say that a run, not the input, went wrong."""


class Boundary(click.Group):
    """A group of commands that turns exceptions into messages and exit codes."""

    def main(self, args=None, prog_name=None, complete_var=None, standalone_mode=True, **extra):
        """Run a command line and exit.

        Errors go to stderr; with ``--json`` they are one object on stdout. `--debug` shows the traceback of a bug.
        """
        args = list(sys.argv[1:] if args is None else args)
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        as_json = "--json" in args
        with warnings.catch_warnings(), _orderly_end():
            warnings.showwarning = _warn
            # PyTorch says so once for every sparse layout; nothing here depends on it.
            warnings.filterwarnings("ignore", message="Sparse .* tensor support is in beta")
            try:
                code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            except FuseflowError as error:
                _report(error, as_json)
                code = FAILED if error.code in FAILURES else WRONG
            except click.exceptions.Abort:
                click.echo("fuseflow: interrupted", err=True)
                code = INTERRUPTED
            except _Terminated:
                click.echo("fuseflow: terminated", err=True)
                code = TERMINATED
            except click.ClickException as error:
                _report(_usage(error), as_json)
                code = WRONG
            except Exception as error:
                _bug(error, as_json, "--debug" in args)
                code = BUG
        sys.exit(code if isinstance(code, int) else 0)


class _Terminated(BaseException):
    """SIGTERM came."""


@contextmanager
def _orderly_end() -> Iterator[None]:
    """SIGTERM ends us as Ctrl-C does: what was started ends, too, and nothing is left half-written."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are not for other threads
        return

    def end(*_):
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _report(error: FuseflowError, as_json: bool) -> None:
    if as_json:
        fields = {"code": error.code, "message": error.message, "where": error.where, "hint": error.hint}
        click.echo(json.dumps({"error": fields}))
    else:
        click.echo(str(error), err=True)


def _usage(error: click.ClickException) -> UsageError:
    """What click found wrong, as an error of ours."""
    context = getattr(error, "ctx", None)
    return UsageError("FF-E701", error.format_message(),
                      hint=f"see {context.command_path if context else 'fuseflow'} --help")


def _bug(error: Exception, as_json: bool, debug: bool) -> None:
    message = f"{type(error).__name__}: {error}"
    if as_json:
        where = traceback.format_exc() if debug else None
        fields = {"code": "bug", "message": message, "where": where, "hint": "please report it"}
        click.echo(json.dumps({"error": fields}))
        return
    click.echo(f"fuseflow: internal error: {message}", err=True)
    if debug:
        traceback.print_exc()
    click.echo("This is a bug of fuseflow's, not yours. Please report it with the command"
               + (" and the traceback above." if debug else " and the traceback that --debug shows."), err=True)


def _warn(message, category, filename, lineno, file=None, line=None) -> None:
    click.echo(f"warning: {message}", err=True)

"""Where in the user's model are we? Lines of files that are neither PyTorch's, nor Python's, nor this package's."""

from __future__ import annotations

import linecache
import os
import re
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from types import TracebackType

Line = tuple[str, int]

KEY = "fuseflow.line"
"""What the line of the model is called among the annotations of an FX node."""

_WIDTH = 120
"""Most characters of a line that are shown."""

_FRAME = re.compile(r'File "(.+?)", line (\d+)')


def of_call() -> Line | None:
    """The line of the model that is being executed."""
    frame, found = sys._getframe(1), []
    while frame:
        found.append((frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    return _innermost(reversed(found))


def of_traceback(traceback: TracebackType | None) -> Line | None:
    """The innermost line of the model in the traceback of an exception."""
    found = []
    while traceback:
        found.append((traceback.tb_frame.f_code.co_filename, traceback.tb_lineno))
        traceback = traceback.tb_next
    return _innermost(found)


def of_node(node) -> Line | None:
    """The line of the model that an FX node comes from."""
    if line := (node.meta.get("custom") or {}).get(KEY):
        return line
    frames = _FRAME.findall(node.meta.get("stack_trace") or "")
    return _innermost((file, int(number)) for file, number in frames)


def of_function(function) -> Line | None:
    """The first line of a function."""
    code = getattr(function, "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code else None


def place(line: Line | None) -> str | None:
    """``file:line: text``, as the `where` of an error."""
    if line is None:
        return None
    text = linecache.getline(*line).strip()
    text = text if len(text) <= _WIDTH else text[: _WIDTH - 3] + "..."
    return short(line) + (f": {text}" if text else "")


def short(line: Line) -> str:
    """``file:line``."""
    return f"{line[0]}:{line[1]}"


def _innermost(lines: Iterable[Line]) -> Line | None:
    """The innermost of lines, outermost first, that is the model's."""
    return next((line for line in reversed(list(lines)) if _is_model(line[0])), None)


@cache
def _is_model(file: str) -> bool:
    if file.startswith("<"):
        # Cells of notebooks and strings have no file, but only the former have lines that can be shown.
        return file.startswith("<ipython")
    path = os.path.realpath(file)
    return not path.startswith(_foreign())


@cache
def _foreign() -> tuple[str, ...]:
    import torch

    folders = [os.path.dirname(os.path.realpath(m)) for m in (torch.__file__, __file__)]
    standard = os.path.realpath(sysconfig.get_paths()["stdlib"])
    # site-packages lies within the standard library's folder, and holds models.
    parts = [os.path.join(standard, name) for name in os.listdir(standard) if name != "site-packages"]
    return tuple(f + os.sep for f in folders) + tuple(p if p.endswith(".py") else p + os.sep for p in parts)

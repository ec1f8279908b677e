"""The native engine: C++, compiled for several instruction sets (`CMakeLists.txt`).

`load` imports the module that suits this processor; importing this package imports none.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
from types import ModuleType

from fuseflow.errors import ToolError

LEVELS = (1, 3, 4)
"""Of x86-64 (psABI): 1 is the baseline, 3 has AVX2, 4 AVX-512. Elsewhere, and with an old compiler, there are fewer."""


def built() -> tuple[int, ...]:
    """The levels that there is a module for."""
    return tuple(n for n in LEVELS if importlib.util.find_spec(_name(n)))


@functools.cache
def load(level: int | None = None) -> ModuleType:
    """The native module.

    Parameters
    ----------
    level : int, optional
        Of the instruction set; default: the highest that is built and that this processor has.

    Raises
    ------
    ToolError
        FF-E504 if the module is not built or cannot be imported, or the processor has no such level.
    """
    most = _import(1).cpu_level()
    if level is None:
        return _import(max(n for n in built() if n <= most))
    if level > most:
        raise ToolError("FF-E504", f"this processor has x86-64 level {most}, not {level}", hint="leave the level out")
    return _import(level)


def _name(level: int) -> str:
    return f"{__name__}._native_v{level}"


def _import(level: int) -> ModuleType:
    try:
        return importlib.import_module(_name(level))
    except ImportError as error:
        raise ToolError("FF-E504", f"the native engine is not built: {error}",
                        hint="pip install fuseflow again, with g++ at hand; or use engine='reference'") from error

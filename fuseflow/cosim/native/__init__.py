"""The native engine: C++, compiled for several instruction sets (`CMakeLists.txt`).

`load` imports the module that suits this processor; importing this package imports none.
"""

from __future__ import annotations

import functools
import importlib
from types import ModuleType

from fuseflow.errors import ToolError

LEVELS = (4, 3, 1)
"""Of x86-64 (psABI): 1 is the baseline, 3 has AVX2, 4 AVX-512. Elsewhere there is only 1."""


@functools.cache
def load(level: int | None = None) -> ModuleType:
    """The native module.

    Parameters
    ----------
    level : int, optional
        Of the instruction set; default: the highest that this processor has.

    Raises
    ------
    ToolError
        FF-E504 if the module is not built, or the processor has no such level.
    """
    baseline = _module(1)
    most = baseline.cpu_level()
    if level is None:
        built = [n for n in LEVELS if n <= most]
        return next(m for n in built if (m := baseline if n == 1 else _module(n, optional=True)) is not None)
    if level > most:
        raise ToolError("FF-E504", f"this processor has x86-64 level {most}, not {level}", hint="leave the level out")
    return _module(level)


def _module(level: int, optional: bool = False) -> ModuleType | None:
    try:
        return importlib.import_module(f"fuseflow.cosim.native._native_v{level}")
    except ImportError as error:
        if optional:
            return None
        raise ToolError("FF-E504", f"the native engine is not built: {error}",
                        hint="pip install fuseflow again, with g++ at hand; or use engine='reference'") from error

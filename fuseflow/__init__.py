"""fuseflow: PyTorch models with sparse tensors -> fused sparse dataflow graphs, exact cycles, and RTL that agrees.

The whole public API is here. Everything is loaded when it is first used, so that ``import fuseflow`` stays fast.
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

_HOME = {
    "fuseflow.tensor": ("Format", "Spec", "Tensor", "tensor", "read", "CSR", "CSC", "DCSR", "COO", "DENSE", "CSF",
                        "BSR"),
    "fuseflow.compiler.einsum": ("Program", "Statement"),
    "fuseflow.compiler.parser": ("parse",),
    "fuseflow.frontend": ("trace",),
    "fuseflow.schedule": ("Schedule",),
    "fuseflow.machine.profile": ("Profile",),
    "fuseflow.machine.graph": ("Graph",),
    "fuseflow.program": ("compile", "Compiled", "Result"),
    "fuseflow.errors": ("FuseflowError", "TensorError", "ProgramError", "ScheduleError", "GraphError",
                        "SimulationError", "ToolError", "FrontendError", "UsageError", "Unsupported"),
}
_WHERE = {name: home for home, names in _HOME.items() for name in names}
__all__ = sorted(_WHERE)


def __getattr__(name: str):
    if name not in _WHERE:
        raise AttributeError(f"module 'fuseflow' has no attribute {name!r}")
    value = getattr(importlib.import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return [*__all__, "__version__"]

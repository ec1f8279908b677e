"""Every error a user can cause, one code each.

A code is stable: it is printed, documented in ``docs/errors.md`` and never reused. The first digit says where the
mistake lies: 0 tensors and files, 1 programs, 2 schedules and compilation, 3 graphs, 4 simulation, 5 tools and
RTL, 6 PyTorch models, 7 the command line. ``FF-U`` codes are refusals: what was asked for is correct, but not
supported yet, or over a budget.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # tensors and files
    "FF-E001": "wrong format string",
    "FF-E002": "format does not fit the tensor",
    "FF-E003": "coordinate out of range",
    "FF-E004": "value or coordinate overflows",
    "FF-E005": "wrong data for a tensor",
    "FF-E006": "corrupt level",
    "FF-E010": "file cannot be read",
    "FF-E011": "file is empty or truncated",
    "FF-E012": "file is not what its name or header says",
    "FF-E013": "wrong entry in a file",
    # programs
    "FF-E101": "syntax error",
    "FF-E102": "unknown function",
    "FF-E103": "name assigned twice",
    "FF-E104": "wrong rank",
    "FF-E105": "sizes disagree",
    "FF-E106": "unknown index or size",
    "FF-E107": "index straddles a function or a condition",
    "FF-E108": "unknown name",
    "FF-E109": "missing or superfluous tensor",
    # schedules and compilation
    "FF-E201": "wrong schedule",
    "FF-E202": "impossible dataflow order",
    "FF-E203": "wrong format for a result",
    "FF-E204": "impossible regions",
    # graphs
    "FF-E301": "malformed graph",
    "FF-E302": "malformed graph file",
    "FF-E303": "malformed stream",
    # simulation
    "FF-E401": "deadlock",
    "FF-E402": "tensors differ from those compiled for",
    "FF-E403": "too many cycles",
    # tools and RTL
    "FF-E501": "simulator not found",
    "FF-E502": "tool failed",
    "FF-E503": "data exceed a memory's capacity",
    "FF-E504": "native engine not built",
    # PyTorch models
    "FF-E601": "model cannot be captured",
    "FF-E602": "unknown tensor name",
    "FF-E603": "model depends on data",
    "FF-E604": "tensor changed in place",
    "FF-E605": "sparse tensor built or taken apart in the model",
    "FF-E606": "gradients asked for",
    # command line
    "FF-E701": "wrong use of the command line",
    "FF-E702": "model not found",
    "FF-E703": "no such data",
    # refusals
    "FF-U001": "language element not lowered yet",
    "FF-U002": "memory on the chip over budget",
    "FF-U005": "PyTorch operation not supported yet",
    "FF-U006": "schedule option not supported yet",
    "FF-U008": "too large for the interpreter",
    "FF-U009": "too many powers for the RTL of a product",
    "FF-U010": "values of this type not supported",
}


class LookAlike(UserWarning):
    """A random graph stands for a data set that is not there."""


class FuseflowError(Exception):
    """Base of every error that a user of fuseflow can cause.

    Parameters
    ----------
    code : str
        A key of `CODES`.
    message : str
        What is wrong, naming the tensor, index, statement, file and line, or option.
    where : str, optional
        The place: a source line with a caret below, or ``file:line``.
    hint : str, optional
        What to do about it.
    """

    def __init__(self, code: str, message: str, *, where: str | None = None, hint: str | None = None):
        self.code, self.message, self.where, self.hint = code, message, where, hint
        parts = [f"{code}: {message}"]
        if where:
            parts.append("\n".join("  " + line for line in where.splitlines()))
        if hint:
            parts.append(f"hint: {hint}")
        super().__init__("\n".join(parts))

    def __reduce__(self):
        return _rebuild, (type(self), self.code, self.message, self.where, self.hint)


def _rebuild(cls, code, message, where, hint):
    return cls(code, message, where=where, hint=hint)


class TensorError(FuseflowError):
    """Wrong tensor, format or file (FF-E0xx)."""


class ProgramError(FuseflowError):
    """Wrong program (FF-E1xx)."""


class ScheduleError(FuseflowError):
    """Wrong schedule or impossible order (FF-E2xx)."""


class GraphError(FuseflowError):
    """Malformed dataflow graph or stream (FF-E3xx)."""


class SimulationError(FuseflowError):
    """A run that cannot start or cannot end (FF-E4xx)."""


class ToolError(FuseflowError):
    """A tool is missing or failed, or RTL cannot hold the data (FF-E5xx)."""


class FrontendError(FuseflowError):
    """A PyTorch model cannot be captured (FF-E6xx)."""


class UsageError(FuseflowError):
    """Wrong use of the command line (FF-E7xx)."""


class Unsupported(FuseflowError):
    """Correct, but not supported yet, or over a budget (FF-Uxxx)."""

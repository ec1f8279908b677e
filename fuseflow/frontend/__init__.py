"""PyTorch modules as programs (PyTorch itself is imported by the first `trace`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fuseflow.frontend.traced import TracedProgram

if TYPE_CHECKING:
    import torch

    from fuseflow.tensor import Format

__all__ = ["TracedProgram", "trace"]


def trace(
    module: torch.nn.Module | torch.export.ExportedProgram,
    args: tuple = (),
    kwargs: Mapping | None = None,
    formats: Mapping[str, Format | str] | None = None,
) -> TracedProgram:
    """Translate a PyTorch module to a program.

    Parameters
    ----------
    module : torch.nn.Module, a function of tensors, or torch.export.ExportedProgram
        Captured in eval mode, for the shapes of `args`; it is not changed. An exported program is taken as it was
        exported, for its example inputs if no arguments are given.
    args : tuple
        Arguments of ``forward``: tensors of strided, COO, CSR or CSC layout, tuples, lists and dicts of them, and
        constants.
    kwargs : mapping, optional
    formats : mapping of name or glob -> Format or str, optional
        Formats of arguments (by name), parameters and buffers (by state-dict name), for example
        ``{"adj": ff.DCSR, "layers.*.weight": ff.CSR}``. An exact name goes before a glob. "auto" is by density: dense
        if at least half of the entries are stored, else compressed. Default: by layout; strided is dense. Of a sparse
        layout, the stored entries are stored, zeros included; of a strided tensor with compressed levels, those that
        are not 0.

    Returns
    -------
    TracedProgram
        The program, with `tensors`, `bind` and `restore`.

    Raises
    ------
    FrontendError
        FF-E601 if the model cannot be captured, FF-E602 for a name in `formats` that the model does not have.
    Unsupported
        FF-U005 for operations that are not supported yet, with the line of the model.
    TensorError
        FF-E001 or FF-E002 for a wrong format.
    """
    import torch

    from fuseflow.frontend.capture import capture
    from fuseflow.frontend.translate import translate

    if isinstance(module, torch.export.ExportedProgram):
        from fuseflow.frontend.exported import captured

        return translate(captured(module, args, kwargs or {}, formats))
    return translate(capture(module, args, kwargs, formats))

"""What the compiler knows of the tensors that go from kernel to kernel."""

from __future__ import annotations

from dataclasses import dataclass

from fuseflow.tensor import Format


@dataclass(frozen=True, slots=True)
class Operand:
    """What the compiler knows of a tensor: an input, or the result of an earlier kernel.

    `nnz` prices a permuted copy (None: unknown); `computed` says that it is an intermediate.
    """

    shape: tuple[int, ...]
    format: Format
    fill: float
    full: bool
    nnz: int | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A permuted copy: `tensor` stored in another mode order under the name `name`.

    The host prepares copies of inputs; one of an intermediate (`computed`) is made by a kernel of that name.
    """

    name: str
    tensor: str
    order: tuple[int, ...]
    computed: bool = False

    def __str__(self):
        return f"{self.name} = {self.tensor} in mode order {self.order}"

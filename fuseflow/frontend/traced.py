"""A traced model: a program, the data of its inputs, and the way back to PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fuseflow.compiler.einsum import Program
from fuseflow.errors import SimulationError
from fuseflow.tensor import Format, Tensor, tensor

if TYPE_CHECKING:
    import torch

    from fuseflow.frontend.arguments import Arguments, Results
    from fuseflow.frontend.host import Host
    from fuseflow.frontend.inputs import Input
    from fuseflow.frontend.presets import Preset


class Tensors(Mapping):
    """{name: Tensor}, converted from PyTorch when first asked for."""

    def __init__(self, inputs: Mapping[str, Input], data: Mapping[str, torch.Tensor]):
        self._inputs, self._data, self._made = inputs, dict(data), {}

    def __getitem__(self, name: str) -> Tensor:
        if name not in self._made:
            self._made[name] = self._inputs[name].prepare(self._data)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs)

    def __len__(self) -> int:
        return len(self._inputs)

    def __repr__(self) -> str:
        return f"Tensors({', '.join(f'{n}: {x.final_format}' for n, x in self._inputs.items())})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TracedProgram(Program):
    """A program that comes from a PyTorch module; equal to a `Program` of the same statements and outputs.

    Attributes
    ----------
    tensors : mapping of name -> Tensor
        The data of all inputs in their formats: arguments of the trace, parameters, buffers. A tensor is converted
        when it is first asked for; later changes of the module's do not reach it.
    inputs_of : mapping of name -> Input
        How every input is made.
    fusions : mapping of name -> Preset
        Fusions that the module declares (its attribute `fusions`), for ``Schedule(fuse=name)``.
    sized : tuple of Host
        What has a size that depends on numbers that are given; other data must give it the same.
    """

    tensors: Mapping[str, Tensor]
    inputs_of: Mapping[str, Input]
    arguments: Arguments
    results: Results
    state: Callable[[], Mapping[str, torch.Tensor]]
    fusions: Mapping[str, Preset]
    sized: tuple[Host, ...] = ()

    @property
    def formats(self) -> dict[str, Format]:
        """The format of every input."""
        return {n: x.final_format for n, x in self.inputs_of.items()}

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of every input."""
        return {n: x.final_shape for n, x in self.inputs_of.items()}

    @property
    def sources(self) -> dict[str, str]:
        """The argument or state-dict name that every input comes from (``0.weight`` for ``_0.weight``)."""
        return {n: x.source for n, x in self.inputs_of.items()}

    def __eq__(self, other):
        if not isinstance(other, Program):
            return NotImplemented
        return (self.statements, self.outputs) == (other.statements, other.outputs)

    __hash__ = Program.__hash__

    def __repr__(self):
        return f"TracedProgram({len(self.statements)} statements, inputs {', '.join(self.tensors)})"

    def evaluate(self, **inputs) -> dict[str, Tensor]:
        """Run the interpreter on the traced data, or on other data for the inputs that are named."""
        given = {n: x if isinstance(x, Tensor) or n not in self.inputs_of else self.prepare(n, x)
                 for n, x in inputs.items()}
        return Program.evaluate(self, **{**self.tensors, **given})

    def prepare(self, name: str, x) -> Tensor:
        """An input from other data: in the shape of the user's tensor that it comes from, or in its own.

        Raises
        ------
        TensorError
            FF-E00x, as `fuseflow.tensor`.
        """
        form = self.inputs_of[name]
        if tuple(x.shape) != form.final_shape and hasattr(x, "layout"):
            return replace(form, read=lambda _: x, checks=()).prepare({})
        return tensor(x, form.final_format, form.fill)

    def bind(self, *args, **kwargs) -> Mapping[str, Tensor]:
        """The inputs for other arguments of the same shapes, and the module's tensors as they are now.

        Arguments of another layout are converted to the traced format.

        Raises
        ------
        FrontendError
            FF-E601 if the model does not take the arguments.
        SimulationError
            FF-E402 if their structure, shapes or constants differ from those of the trace, or a size that depends on
            them, as the number of edges that are no loops.
        """
        data = {**self.state(), **self.arguments.match(args, kwargs)}
        for x in self.sized:
            was, now = tuple(x.value.shape), tuple(x.read(data).shape)
            if was != now:
                raise SimulationError(
                    "FF-E402", f"of {' and '.join(x.sources)} the model makes a list of shape {now}; traced was {was}",
                    hint="trace the model again: the sizes of a program do not depend on data")
        return Tensors(self.inputs_of, data)

    def restore(self, outputs: Mapping[str, Tensor]):
        """What the module would return: its structure, of strided torch tensors with the fill where nothing is stored.

        Parameters
        ----------
        outputs : mapping of name -> Tensor or array
            The results of the program, as from `evaluate` or a simulation.

        Raises
        ------
        ProgramError
            FF-E109 if a result is missing.
        """
        return self.results.restore(outputs)

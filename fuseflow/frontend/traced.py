"""A traced model: a program, the data of its inputs, and the way back to PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fuseflow.compiler.einsum import Program
from fuseflow.tensor import Format, Tensor, tensor

if TYPE_CHECKING:
    import torch

    from fuseflow.frontend.arguments import Arguments, Results


class Tensors(Mapping):
    """{name: Tensor}, converted from PyTorch when first asked for."""

    def __init__(self, data: Mapping[str, torch.Tensor], formats: Mapping[str, Format]):
        self._data, self._formats, self._made = dict(data), formats, {}

    def __getitem__(self, name: str) -> Tensor:
        if name not in self._made:
            self._made[name] = tensor(self._data[name], self._formats[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __repr__(self) -> str:
        return f"Tensors({', '.join(f'{n}: {self._formats[n]}' for n in self._data)})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TracedProgram(Program):
    """A program that comes from a PyTorch module; equal to a `Program` of the same statements and outputs.

    Attributes
    ----------
    tensors : mapping of name -> Tensor
        The data of all inputs in their formats: arguments of the trace, parameters, buffers. A tensor is converted
        when it is first asked for; later changes of the module's do not reach it.
    formats : dict of name -> Format
        Of all inputs.
    shapes : dict of name -> tuple of int
        Of all inputs.
    sources : dict of name -> str
        The argument or state-dict name of every input, where it is no name of the language (``_0.weight`` of
        ``0.weight``).
    """

    tensors: Mapping[str, Tensor]
    formats: Mapping[str, Format]
    shapes: Mapping[str, tuple[int, ...]]
    sources: Mapping[str, str]
    arguments: Arguments
    results: Results
    state: Callable[[], Mapping[str, torch.Tensor]]

    def __eq__(self, other):
        if not isinstance(other, Program):
            return NotImplemented
        return (self.statements, self.outputs) == (other.statements, other.outputs)

    __hash__ = Program.__hash__

    def __repr__(self):
        return f"TracedProgram({len(self.statements)} statements, inputs {', '.join(self.tensors)})"

    def evaluate(self, **inputs) -> dict[str, Tensor]:
        """Run the interpreter on the traced data, or on other data for the inputs that are named."""
        given = {
            n: tensor(x, self.formats[n]) if n in self.formats and not isinstance(x, Tensor) else x
            for n, x in inputs.items()
        }
        return Program.evaluate(self, **{**self.tensors, **given})

    def bind(self, *args, **kwargs) -> Mapping[str, Tensor]:
        """The inputs for other arguments of the same shapes, and the module's tensors as they are now.

        Arguments of another layout are converted to the traced format.

        Raises
        ------
        FrontendError
            FF-E601 if the model does not take the arguments.
        SimulationError
            FF-E402 if their structure, shapes or constants differ from those of the trace.
        """
        data = {**self.state(), **self.arguments.match(args, kwargs)}
        return Tensors({name: data[source] for name, source in self.sources.items()}, self.formats)

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

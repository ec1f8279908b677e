"""The frame of every arithmetic unit: a chain of combinational stages, P registers among them."""

from __future__ import annotations

from collections.abc import Callable

from amaranth.hdl import Module, Signal, ValueLike
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

Stage = Callable[..., dict[str, ValueLike]]


class Pipeline(wiring.Component):
    """A chain of stages with P registers, without enable, valid or reset.

    A stage is a method ``stage(m, **values)``: it takes the values that the stage before it returned (the first one:
    the inputs), by name, and returns those that the next one takes. The last returns ``{"o": result}``. The value
    `x` that leaves stage `align` is called ``align_x`` in the emitted Verilog, registered or not.

    Parameters
    ----------
    P : int
        Number of registers from inputs to output, which is the latency in cycles. With fewer registers than stages,
        neighbouring stages merge into P + 1 runs of nearly equal length; with as many, each stage ends in a
        register; those beyond delay the result.
    inputs : dict of str to int
        Width in bits of each input.

    Attributes
    ----------
    o : Signal(32), out
        The float32 result.
    """

    def __init__(self, P: int, inputs: dict[str, int]):
        if P < 0:
            raise ValueError(f"a pipeline has P >= 0 registers, not {P}")
        self.P = P
        self._inputs = tuple(inputs)
        super().__init__({name: In(width) for name, width in inputs.items()} | {"o": Out(32)})

    def stages(self) -> tuple[Stage, ...]:
        """The stages, in the order of the data."""
        raise NotImplementedError

    def elaborate(self, platform) -> Module:
        m = Module()
        stages = self.stages()
        registered = registered_stages(self.P, len(stages))
        values = {name: getattr(self, name) for name in self._inputs}
        for number, stage in enumerate(stages, start=1):
            domain = "sync" if number in registered else "comb"
            values = {
                name: _drive(m, domain, value, f"{stage.__name__}_{name}") for name, value in stage(m, **values).items()
            }
        result = values["o"]
        for number in range(1, self.P - len(stages) + 1):
            result = _drive(m, "sync", result, f"delay_{number}")
        m.d.comb += self.o.eq(result)
        return m


def repeated(stage: Stage, times: int) -> tuple[Stage, ...]:
    """A stage several times over, as ``{name}_1``, ``{name}_2``, ..; it takes that number as `step`, too."""

    def copy(step: int) -> Stage:
        def again(m, **values):
            return stage(m, step=step, **values)

        again.__name__ = f"{stage.__name__}_{step}"
        return again

    return tuple(map(copy, range(1, times + 1)))


def together(first: Stage, second: Stage) -> Stage:
    """Two stages as one, for what can be done side by side: the second takes what the first returns."""

    def both(m, **values):
        return second(m, **first(m, **values))

    both.__name__ = f"{first.__name__}_{second.__name__}"
    return both


def registered_stages(P: int, stages: int) -> set[int]:
    """Numbers (from 1) of the stages that end in a register: P of them, evenly spread, or all.

    P registers make P + 1 runs of stages. The run behind the last register is empty from P = `stages` on.
    """
    P = min(P, stages)
    return {-(-k * stages // (P + 1)) for k in range(1, P + 1)}


def _drive(m: Module, domain: str, value: ValueLike, name: str) -> Signal:
    # What runs through after a reset is nobody's data, so the registers do without one.
    signal = Signal(value.shape(), name=name, reset_less=True)
    m.d[domain] += signal.eq(value)
    return signal

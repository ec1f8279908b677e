"""A case: a program with its tensors, orders and formats; its reproducer as Python text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

import fuseflow as ff
from fuseflow.compiler.einsum import Call, Expr, Literal, Program, Reduce, Where, children

INF = float("inf")

PROFILES = {
    "ideal": "ideal", "pipelined": "pipelined",
    # A short adder: sums of a few items go through all of its folds and end in the accumulating stage.
    "slow": ff.Profile("slow", memory=2, add=2, mul=3, compare=1, div=4, function=5),
    # One slot in every channel that need not hold more: a bound that is too small locks up.
    "tight": ff.Profile("tight", depth=1),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A program and everything that it is compiled and run with.

    Attributes
    ----------
    text : str
        The program; implied sums may be left out.
    tensors : dict of name -> Tensor
    orders : dict of statement -> tuple of index names
        Dataflow orders, outermost first.
    formats : dict of statement -> Format
        Of results, where one is asked for.
    copies : "allow" or "forbid"
    profile : str
        A key of `PROFILES`.
    seed : int or None
    fuse : "unfused", "partial", "full" or regions
    buffers : tuple of statements
        Those with ``reuse="buffer"``.
    iteration : "factored" or "global"
    """

    text: str
    tensors: Mapping[str, ff.Tensor]
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: Mapping[str, ff.Format] = field(default_factory=dict)
    copies: str = "allow"
    profile: str = "ideal"
    seed: int | None = None
    fuse: str | tuple[tuple[str, ...], ...] = "unfused"
    buffers: tuple[str, ...] = ()
    iteration: str = "factored"

    @property
    def program(self) -> Program:
        return ff.parse(self.text)

    @property
    def schedule(self) -> ff.Schedule:
        return ff.Schedule(fuse=self.fuse, iteration=self.iteration, order=dict(self.orders), copies=self.copies,
                           reuse=dict.fromkeys(self.buffers, "buffer"), profile=PROFILES[self.profile])

    def __str__(self):
        lines = [f"seed {self.seed}", *self.text.splitlines()]
        lines += [f"{n}: {t.shape} {t.format} fill {t.fill:g} nnz {t.nnz}" for n, t in self.tensors.items()]
        lines += [f"order of {n}: {'->'.join(o)}" for n, o in self.orders.items()]
        lines += [f"format of {n}: {f}" for n, f in self.formats.items()]
        lines += [f"fused: {self.fuse}; iteration: {self.iteration}; buffered: {self.buffers}"]
        return "\n".join([*lines, f"copies: {self.copies}; profile: {self.profile}"])


def nodes(e: Expr):
    """Every node of an expression, the root first."""
    yield e
    for x in children(e):
        yield from nodes(x)


def operations(program: Program):
    """The name of every operation of a program, one by one; those with a literal operand are marked."""
    for s in program.statements:
        for e in nodes(s.expression):
            match e:
                case Call(function, args):
                    yield function + (" literal" if any(isinstance(x, Literal) for x in args) else "")
                case Where():
                    yield "where"
                case Reduce(op, _, _):
                    yield f"reduce {op}"


def number(x: float) -> str:
    """A number as Python text."""
    x = float(x)
    return repr(x) if np.isfinite(x) else f"float('{x}')"


def reproducer(case: Case) -> str:
    """Python text that runs a case by itself and compares it with the interpreter."""
    lines = ["import fuseflow as ff", "", f'program = ff.parse("""\n{case.text}\n""")', "tensors = {"]
    for name, t in case.tensors.items():
        coords, values = t.coords()
        lines += [f"    {name!r}: ff.Tensor.from_coords(",
                  f"        {tuple(map(int, t.shape))}, {coords.tolist()},",
                  f"        [{', '.join(map(number, values))}],",
                  f"        ff.Format({t.format.levels!r}, order={t.format.order}), {number(t.fill)}, 'float32'),"]
    orders = {n: tuple(o) for n, o in case.orders.items()}
    profile = PROFILES[case.profile]
    profile = repr(profile) if isinstance(profile, str) else f"ff.{profile}"
    formats = ", ".join(f"{n!r}: ff.Format({f.levels!r}, order={f.order})" for n, f in case.formats.items())
    lines += ["}", f"schedule = ff.Schedule(fuse={case.fuse!r}, iteration={case.iteration!r}, order={orders}, "
              f"copies={case.copies!r}, "
              f"reuse={dict.fromkeys(case.buffers, 'buffer')}, profile={profile})",
              f"compiled = ff.compile(program, tensors, schedule=schedule, formats={{{formats}}})",
              "result, expected = compiled.simulate(), program.evaluate(**tensors)",
              "for name, e in expected.items():",
              "    got = result.outputs[name]",
              "    print(name, 'got', got.to_dense().tolist(), 'pattern', got.pattern().astype(int).tolist(), "
              "'fill', got.fill)",
              "    print(name, 'expected', e.to_dense().tolist(), 'pattern', e.pattern().astype(int).tolist(), "
              "'fill', e.fill)"]
    return "\n".join(lines)

"""Run one case, and say what came of it."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

import fuseflow as ff
from fuseflow.compiler.bounds import EPS
from fuseflow.compiler.einsum import Literal, Program, accesses
from fuseflow.compiler.interpreter import Value, evaluate_arrays
from tests.fuzz.case import Case
from tests.fuzz.generator import all_indices

SECONDS = 20
"""After which a case hangs."""

REFUSED = frozenset({"FF-U002"})
"""What the compiler may refuse: what is over a budget."""

FAILURES = ("wrong", "deadlock", "crash", "hang", "illegal refusal")


@dataclass(slots=True)
class Outcome:
    """What came of a case.

    Attributes
    ----------
    kind : str
        ``right``, ``refused``, ``wrong``, ``deadlock``, ``crash``, ``hang`` or ``illegal refusal`` (an error about a
        program and schedule that are legal).
    label : str
        The code of a refusal; what is wrong; the exception. Together with `kind`, the class of a failure.
    detail : str
        For people.
    compile_seconds : float
        Per statement.
    compiled, result : what there is of them
    """

    kind: str
    label: str = ""
    detail: str = ""
    compile_seconds: float = 0.0
    compiled: object = field(default=None, repr=False)
    result: object = field(default=None, repr=False)

    @property
    def failed(self) -> bool:
        return self.kind in FAILURES

    @property
    def category(self) -> str:
        """What a smaller case must share to be the same failure."""
        return f"{self.kind} {self.label}".strip()


class Hang(Exception):
    """The time is up."""


@contextmanager
def limited(seconds: int):
    """Raise `Hang` after some seconds, in the main thread."""

    def ring(*_):
        raise Hang

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


Tamper = Callable[[dict], dict]


def run(case: Case, tamper: Tamper | None = None, seconds: int = SECONDS) -> Outcome:
    """Compile and simulate a case, and compare every tensor that it computes with the interpreter.

    Parameters
    ----------
    tamper : callable, optional
        Changes the computed tensors before they are compared: a planted bug.
    """
    try:
        with limited(seconds):
            return _run(case, tamper)
    except Hang:
        return Outcome("hang", detail=f"more than {seconds} s")


def _run(case: Case, tamper: Tamper | None) -> Outcome:
    program = case.program
    expected = evaluate_arrays(program, case.tensors)
    compiled = result = None
    start = time.perf_counter()
    try:
        compiled = ff.compile(program, case.tensors, schedule=case.schedule, formats=dict(case.formats))
        seconds = (time.perf_counter() - start) / len(program.statements)
        result = compiled.simulate()
        tensors = dict(result.tensors)
        if tamper is not None:
            tensors = tamper(tensors)
    except Hang:
        raise
    except ff.Unsupported as error:
        return Outcome("refused", error.code, str(error))
    except ff.ScheduleError as error:
        if error.code == "FF-E202" and case.copies == "forbid" and _needs_copies(case, str(error)):
            return Outcome("refused", error.code, str(error))
        return Outcome("illegal refusal", error.code, str(error))
    except ff.FuseflowError as error:
        if error.code == "FF-E401":
            return Outcome("deadlock", "", str(error), compiled=compiled)
        return Outcome("crash", error.code, traceback.format_exc(), compiled=compiled)
    except Exception as error:
        return Outcome("crash", type(error).__name__, traceback.format_exc(), compiled=compiled)
    stored = {*program.outputs, *(n for k in compiled.kernels for n in k.results)}
    for s in (s for s in program.statements if s.name in stored):
        label, detail = difference(tensors.get(s.name), expected[s.name], case.formats.get(s.name))
        if label:
            return Outcome("wrong", label, f"{s}: {detail}", seconds, compiled, result)
    label = _unasked(case, program, compiled) or misplaced(case, program, compiled, tensors) or _lost(result, program)
    if label:
        return Outcome("wrong", label, str(compiled.kernels), seconds, compiled, result)
    return Outcome("right", "", "", seconds, compiled, result)


def difference(got: ff.Tensor | None, want: Value, asked: ff.Format | None) -> tuple[str, str]:
    """What is wrong with a tensor: (label, detail), or two empty texts.

    The pattern is exactly the interpreter's. A format that was asked for may have dense levels, which store more: then
    it is exactly what that format stores of that pattern. Values within the interpreter's bound; NaN and infinities
    equal.
    """
    if got is None:
        return "missing", "there is no such tensor"
    try:
        got.check()
    except ff.TensorError as error:
        return "corrupt", str(error)
    if got.shape != want.value.shape:
        return "shape", f"{got.shape} instead of {want.value.shape}"
    if not np.array_equal(np.float32(got.fill), np.float32(want.fill), equal_nan=True):
        return "fill", f"{got.fill} instead of {want.fill}"
    if asked is not None and got.format != asked:
        return "format", f"{got.format} instead of {asked}"
    pattern = want.stored
    if asked is not None and pattern.ndim:
        coords = np.argwhere(pattern)
        pattern = ff.Tensor.from_coords(pattern.shape, coords, np.ones(len(coords), np.float32), asked).pattern()
    if not np.array_equal(got.pattern(), pattern):
        more, less = (got.pattern() & ~pattern).sum(), (pattern & ~got.pattern()).sum()
        return "pattern", f"{more} entries too many, {less} too few:\n{got.pattern() * 1}\ninstead of\n{pattern * 1}"
    dense, exact = np.asarray(got.to_dense(), np.float64), want.value
    finite = np.isfinite(exact)
    # What is exact in float64 need not be a float32: a fill of exp(1.5), or a maximum that is one.
    bound = want.bound + EPS * np.abs(np.where(finite, exact, 0))
    with np.errstate(invalid="ignore"):
        good = np.where(finite, np.abs(dense - np.where(finite, exact, 0)) <= bound, dense == exact)
    good |= np.isnan(dense) & np.isnan(exact)
    if not good.all():
        return "value", f"{dense.tolist()}\ninstead of\n{exact.tolist()}\nwithin\n{bound.tolist()}"
    return "", ""


def misplaced(case: Case, program: Program, compiled, tensors) -> str:
    """Orders that are not those asked for; default formats whose mode order is not the dataflow order."""
    by_name = {k.name: k for k in compiled.kernels}
    for s in program.statements:
        kernel = by_name.get(s.name)
        if kernel is None or len(kernel.statements) > 1:
            continue
        order = case.orders.get(s.name)
        if order is not None and tuple(i for i in kernel.indices if i in order) != order:
            return "order"
        if s.name not in case.formats:
            opened = tuple(s.indices[m] for m in tensors[s.name].format.order)
            if opened != tuple(i for i in kernel.indices if i in s.indices):
                return "mode order"
    return ""


def _unasked(case: Case, program: Program, compiled) -> str:
    """Regions that are not those asked for."""
    names = [s.name for s in program.statements if not isinstance(s.expression, Literal)]
    asked = {"full": [names], "unfused": [[n] for n in names], "partial": None}.get(case.fuse, case.fuse)
    found = sorted([s.name for s in k.statements] for k in compiled.kernels if k.statements)
    return "" if asked is None or found == sorted(list(r) for r in asked if r) else "regions"


def _lost(result, program: Program) -> str:
    return "" if tuple(result.outputs) == program.outputs else "outputs"


def _needs_copies(case: Case, message: str) -> bool:
    """Is it true that the statement an error is about has no order without copies? Orders are tried one by one."""
    program = case.program
    named = {k: message.find(repr(s.name)) for k, s in enumerate(program.statements)}
    k = min((k for k in named if named[k] >= 0), key=named.get)
    s = program.statements[k]
    formats = {name: t.format for name, t in case.tensors.items()}
    if k:
        before = Program(program.statements[:k], tuple(x.name for x in program.statements[:k]))
        kept = {x.name for x in before.statements}
        compiled = ff.compile(
            before, {n: case.tensors[n] for n in before.inputs},
            schedule=ff.Schedule(order={n: o for n, o in case.orders.items() if n in kept}, copies=case.copies),
            formats={n: f for n, f in case.formats.items() if n in kept})
        formats |= {n: r.format for k in compiled.kernels for n, r in k.results.items()}
        formats |= {x.name: ff.Format("d" * len(x.indices)) for x in before.statements
                    if isinstance(x.expression, Literal)}
    from fuseflow.compiler.rename import unique_reductions

    chains = [case.orders[s.name]] if s.name in case.orders else []
    if s.name in case.formats:
        chains.append(tuple(s.indices[m] for m in case.formats[s.name].order))
    for a in accesses(unique_reductions(s).expression):
        chains.append(tuple(dict.fromkeys(a.indices[m] for m in formats[a.tensor].order)))
    return not any(all(_follows(order, c) for c in chains) for order in permutations(all_indices(s)))


def _follows(order, chain) -> bool:
    places = [order.index(i) for i in chain]
    return places == sorted(places)

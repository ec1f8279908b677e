"""The facade: compile a program, simulate it, emit its RTL, check the two against each other."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

import numpy as np

from fuseflow.compiler.copies import copy_kernel
from fuseflow.compiler.einsum import Program, accesses
from fuseflow.compiler.facts import same
from fuseflow.compiler.kernel import Kernel, Options, compile_partial, compile_region, is_constant
from fuseflow.compiler.operand import Operand
from fuseflow.compiler.regions import regions
from fuseflow.compiler.simplify import simplify
from fuseflow.configuration import Configuration, check_names
from fuseflow.cosim import engine as fast
from fuseflow.cosim import oracle
from fuseflow.cosim.depths import data_hash, measure
from fuseflow.cosim.explain import Explanation, explain_kernels
from fuseflow.cosim.images import load, stored
from fuseflow.cosim.retime import retime
from fuseflow.cosim.run import Progress, Run
from fuseflow.errors import ProgramError, ScheduleError, SimulationError
from fuseflow.machine.graph import unique
from fuseflow.machine.profile import Profile
from fuseflow.results import KernelResult, Result
from fuseflow.schedule import Schedule
from fuseflow.tensor import Format, Spec, Tensor, tensor


def compile(
    program,
    tensors: Mapping[str, object] | None = None,
    *,
    args: tuple | None = None,
    kwargs: Mapping | None = None,
    schedule: Schedule | None = None,
    formats: Mapping[str, Format] | None = None,
) -> Compiled:
    """Compile a program, or a PyTorch module.

    Parameters
    ----------
    program : Program, torch.nn.Module or torch.export.ExportedProgram
        A module is traced with `args` and `kwargs` first, an exported program with them or its example inputs.
    tensors : mapping of name -> tensor or Spec
        Every input of the program, with its shape, format and fill. Tensors become the default operands of a run.
        A traced program brings its own.
    schedule : Schedule, optional
    formats : mapping of name or glob -> Format
        Of results and intermediates of a program; for a module, of its arguments, parameters and buffers (as
        `fuseflow.trace` takes them).

    Returns
    -------
    Compiled

    Raises
    ------
    ProgramError, ScheduleError, Unsupported, TensorError, FrontendError
    """
    if not isinstance(program, Program):
        from fuseflow.frontend import trace

        program, formats = trace(program, () if args is None else args, kwargs, formats=formats), None
    schedule = Schedule() if schedule is None else schedule
    if not isinstance(schedule, Schedule):
        raise ScheduleError("FF-E201", f"a schedule is a Schedule, not {type(schedule).__name__}",
                            hint="ff.Schedule(...), or ff.Schedule.read(path)")
    if not isinstance(tensors or {}, Mapping):
        raise ProgramError("FF-E109", f"tensors are given by name, not as {type(tensors).__name__}",
                           hint="ff.compile(program, {'A': A, 'B': B})")
    given = {**getattr(program, "tensors", {}), **(tensors or {})}
    _same_names(program, given)
    specs = {name: x if isinstance(x, Spec | Tensor) else tensor(x) for name, x in given.items()}
    names = [s.name for s in program.statements]
    schedule.check(names)
    formats = _result_formats({} if formats is None else formats, program)

    constants: dict[str, Tensor] = {}
    operands = {name: _operand(x) for name, x in specs.items()}

    def constant(value: float) -> str:
        name = next((n for n, t in constants.items() if n not in names and same(t.fill, value)), None)
        if name is None:
            name = unique("literal", {*names, *given, *constants})
            constants[name] = tensor(np.float32(value), Format(""), fill=value)
            operands[name] = _operand(constants[name])
        return name

    simple = {s.name: simplify(s, constant) for s in program.statements}
    for s in simple.values():
        if is_constant(s):
            constants[s.name] = _constant(s)
            operands[s.name] = _operand(constants[s.name])
    simplified = replace(program, statements=tuple(simple.values()))
    readers: dict[str, list[str]] = {name: [] for name in names}
    for s in program.statements:
        for name in {a.tensor for a in accesses(s.expression)} & readers.keys():
            readers[name].append(s.name)
    kernels: dict[str, Kernel] = {}
    # A model can say what its fusions are.
    preset = getattr(program, "fusions", {}).get(schedule.fuse) if isinstance(schedule.fuse, str) else None
    asked = preset.apply(schedule) if preset else schedule
    for region in regions(simplified, asked.fuse):
        own = [s.name for s in region]
        results = [name for name in own if name in program.outputs or any(r not in own for r in readers[name])]
        options = Options(
            schedule.profile, asked.orders_of(own), {n: formats[n] for n in own if n in formats},
            copies=schedule.copies, iteration=schedule.iteration, buffers=asked.buffers(own), depth=schedule.slots,
            final=[n for n in results if n in program.outputs and not readers[n]], taken=[*names, *given])
        if asked.fuse == "partial":
            found = compile_partial(region, results, operands, options)
        else:
            found = [compile_region(region, results, operands, options)]
        for kernel in found:
            for copy in kernel.copies:
                if copy.computed and copy.name not in kernels:
                    kernels[copy.name] = copy_kernel(copy, operands[copy.tensor], schedule.profile, schedule.slots)
            kernels[kernel.name] = kernel
            operands |= kernel.results
    bound = {name: x for name, x in specs.items() if isinstance(x, Tensor)}
    compiled = Compiled(program, schedule, tuple(kernels.values()), specs, bound, constants, formats)
    return _measured(compiled) if schedule.depth == "measured" else compiled


def _measured(compiled: Compiled) -> Compiled:
    """The same kernels with the depths that the data they were compiled with need."""
    for name, x in compiled.specs.items():
        if isinstance(x, Spec):
            raise ScheduleError("FF-E201", f'depth="measured" needs data, and {name!r} is a Spec',
                                hint="compile with tensors, or with another depth")
    kernels = []

    def step(kernel: Kernel, memories: dict) -> None:
        found = measure(kernel.graph, memories, compiled.schedule.loss)
        kernels.append(replace(kernel, graph=kernel.graph.with_depth(found.depths),
                               depth_valid=f"data {data_hash(memories, kernel.graph)}"))

    compiled.walk(step, {})
    return replace(compiled, kernels=tuple(kernels))


def _same_names(program: Program, given: Mapping) -> None:
    inputs = program.inputs
    for name in inputs:
        if name not in given:
            raise ProgramError("FF-E109", f"no tensor is given for {name!r}",
                               hint=f"inputs: {', '.join(inputs)}")
    for name in given:
        if name not in inputs:
            raise ProgramError("FF-E109", f"the program reads no tensor {name!r}",
                               hint=f"inputs: {', '.join(inputs)}")


def _result_formats(formats: Mapping[str, Format | str], program: Program) -> dict[str, Format]:
    if not isinstance(formats, Mapping):
        raise ScheduleError("FF-E203", f"formats are given by name, not as {type(formats).__name__}",
                            hint="formats={'C': ff.CSR}")
    out = {}
    for pattern, format in formats.items():
        found = [s for s in program.statements if fnmatchcase(s.name, str(pattern))]
        if not found:
            raise ScheduleError("FF-E203", f"a format is given for {pattern!r}, which is no statement",
                                hint=f"statements: {', '.join(s.name for s in program.statements)}")
        for s in found:
            out[s.name] = Format.parse(format, len(s.indices)) if isinstance(format, str) else format
            if not isinstance(out[s.name], Format):
                raise ScheduleError("FF-E203", f"the format of {s.name!r} is a {type(format).__name__}",
                                    hint="ff.CSR, ff.Format('dc'), or 'dc'")
    return out


def _operand(x: Tensor | Spec) -> Operand:
    if isinstance(x, Tensor) and not x.shape and not x.present:
        raise SimulationError("FF-E402", "an input of rank 0 must be present", hint="give it a value")
    nnz = x.nnz if isinstance(x, Tensor) else None
    return Operand(tuple(x.shape), x.format, float(x.fill), x.format.is_dense, nnz)


def _constant(statement) -> Tensor:
    """The tensor of ``T = 0.5`` or ``T[i:3] = 0.5``: prepared with the inputs, not computed."""
    sizes = dict(statement.sizes)
    value = np.full([sizes[i] for i in statement.indices], statement.expression.value, np.float32)
    return tensor(value, Format("d" * value.ndim), fill=statement.expression.value)


def _check_threads(threads: object) -> None:
    if isinstance(threads, bool) or threads not in (1, 2):
        raise ScheduleError("FF-E201", f"threads={threads!r}", hint="1 or 2")


class _AllStopped(Exception):
    """No configuration is left that goes on."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled program.

    Attributes
    ----------
    program : Program
    schedule : Schedule
    kernels : tuple of Kernel
        One per region, and one per permuted copy of an intermediate, in order: .name .statements .indices .fused .table
        .graph .copies
    specs : dict of name -> Tensor or Spec
        What it was compiled for.
    bound : dict of name -> Tensor
        Default operands of a run.
    constants : dict of name -> Tensor
        Named literals.
    formats : dict of name -> Format
        Of results, as they were asked for.
    """

    program: Program
    schedule: Schedule
    kernels: tuple[Kernel, ...]
    specs: Mapping[str, Tensor | Spec]
    bound: Mapping[str, Tensor]
    constants: Mapping[str, Tensor]
    formats: Mapping[str, Format]

    def operands(self, inputs: Mapping[str, object]) -> dict[str, Tensor]:
        """The tensors of a run: `inputs` in the formats compiled for, defaults for the rest, constants.

        Raises
        ------
        ProgramError
            FF-E109 for a missing or superfluous name.
        SimulationError
            FF-E402 for another shape or fill than compiled for.
        """
        out = dict(self.bound)
        for name, x in inputs.items():
            if name in self.specs:
                spec = self.specs[name]
                x = x if isinstance(x, Tensor) else tensor(x, spec.format, fill=spec.fill)
                if tuple(x.shape) != tuple(spec.shape):
                    raise SimulationError("FF-E402", f"{name!r} has shape {tuple(x.shape)}, compiled for {spec.shape}",
                                          hint="compile again for other shapes")
                out[name] = x if x.format == spec.format else x.with_format(spec.format)
            else:
                out[name] = x
        _same_names(self.program, out)
        return {**out, **self.constants}

    def simulate(
        self, /, *, engine: str = "fast", progress: Callable[[str, Progress], None] | None = None, threads: int = 1,
        statistics: bool = True, **inputs
    ) -> Result:
        """Run the kernels one after the other; each reads what the ones before have written.

        Parameters
        ----------
        engine : str
            "fast": the native engine. "reference": the cycle-stepped simulator, which gives the same numbers, slowly,
            and keeps every event (`KernelResult.log`).
        progress : callable (kernel name, Progress), optional
            Called some times a second.
        threads : int
            Of the fast engine: 1 or 2.
        statistics : bool
            Count stalls and fills, too (the fast engine is somewhat faster without).
        **inputs
            Tensors by name, for those that were compiled without data, or to replace them.

        Raises
        ------
        SimulationError
            FF-E401 for a deadlock, FF-E402 for tensors that differ from those compiled for.
        ScheduleError
            FF-E201 for an unknown engine or number of threads.
        """
        if engine not in ("fast", "reference"):
            raise ScheduleError("FF-E201", f"engine={engine!r}", hint="fast or reference")
        _check_threads(threads)
        start = time.perf_counter()
        kernels = []

        def step(kernel: Kernel, memories: dict) -> None:
            report = partial(progress, kernel.name) if progress else None
            if engine == "reference":
                run = Run.of_log(kernel.graph, oracle.run(kernel.graph, memories, progress=report))
            else:
                # The memories come from checked tensors and a verified graph: the streams need no check.
                run = fast.run(kernel.graph, memories, progress=report, threads=threads, figures=statistics,
                               check=False)
            kernels.append(KernelResult.of(kernel.graph, kernel.name, run))

        tensors = self.walk(step, inputs)
        outputs = {name: tensors[name] for name in self.program.outputs}
        return Result(outputs, tensors, kernels, time.perf_counter() - start)

    def retime(
        self, configurations: Sequence[Mapping[str, object]], /, *, threads: int = 1, **inputs
    ) -> list[int | None]:
        """Cycles of the program with other timings, sixteen in one pass over the data.

        Parameters
        ----------
        configurations : sequence of mappings
            Each with any of ``depth`` (slots or `math.inf`), ``latency``, ``interval``, ``hazard`` (cycles), for all
            channels or nodes, or as a mapping from their names or globs; and ``profile``: the program is compiled
            again for that.
        threads : int
            Passes that run at the same time: 1 or 2.
        **inputs
            As for `simulate`.

        Returns
        -------
        list of int or None
            In the order of the configurations; None where a kernel deadlocks.

        Raises
        ------
        ScheduleError
            FF-E201 for an unknown option, a name or glob that matches nothing, an impossible value, or threads.
        """
        checked = [Configuration.of(c) for c in configurations]
        _check_threads(threads)
        totals: list[int | None] = [0] * len(checked)
        for profile in dict.fromkeys(c.profile for c in checked):
            own = [k for k, c in enumerate(checked) if c.profile == profile]
            compiled = self if profile is None else self._for_profile(profile)
            check_names([checked[k] for k in own], [k.graph for k in compiled.kernels])

            def step(kernel: Kernel, memories: dict, own=own) -> None:
                going = [k for k in own if totals[k] is not None]
                timings = [checked[k].timing(kernel.graph) for k in going]
                for k, n in zip(going, retime(kernel.graph, memories, timings, threads=threads), strict=True):
                    totals[k] = None if n is None else totals[k] + n
                if all(totals[k] is None for k in going):
                    raise _AllStopped

            with contextlib.suppress(_AllStopped):
                compiled.walk(step, inputs)
        return totals

    def _for_profile(self, profile: str | Profile) -> Compiled:
        schedule = replace(self.schedule, profile=profile)
        return compile(self.program, {**self.specs, **self.bound}, schedule=schedule, formats=self.formats)

    def walk(self, step: Callable[[Kernel, dict], None], inputs: Mapping[str, object]) -> dict[str, Tensor]:
        """Call `step` with every kernel and its memories, in order; it fills those of the result. All tensors."""
        tensors = self.operands(inputs)
        for kernel in self.kernels:
            memories = self.images(kernel, tensors)
            step(kernel, memories)
            tensors |= stored(kernel.graph, memories)
        return tensors

    @staticmethod
    def images(kernel: Kernel, tensors: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
        """Memory images of a kernel, permuted copies of inputs included (the host prepares those)."""
        copies = {c.name: tensors[c.tensor].permuted(c.order) for c in kernel.copies if not c.computed}
        return load(kernel.graph, {**tensors, **copies})

    def __call__(self, *args, **kwargs):
        """Simulate a traced module on other arguments; torch tensors in the module's output structure."""
        if not hasattr(self.program, "bind"):
            raise ProgramError("FF-E109", "only a compiled PyTorch module can be called",
                               hint="use simulate(name=tensor, ...)")
        inputs = self.program.bind(*args, **kwargs) if args or kwargs else {}
        return self.program.restore(self.simulate(**inputs).outputs)

    def explain(
        self, /, *, window: tuple[int, int] | None = None, kernels: str = "*",
        progress: Callable[[str, Progress], None] | None = None, **inputs
    ) -> list[Explanation]:
        """Where the cycles of some kernels (globs) went: see `fuseflow.cosim.explain.explain`."""
        return explain_kernels(self, kernels, window, progress, inputs)

    def emit_rtl(self, directory: str | Path, /, *, kernels: str = "*", **inputs) -> dict:
        """Write Verilog, memory images, a test bench and a manifest: see `fuseflow.cosim.emit.emit_rtl`."""
        from fuseflow.cosim.emit import emit_rtl

        return emit_rtl(self, Path(directory), kernels, inputs)

    def cosim(self, /, *, simulator: str = "verilator", kernels: str = "*", waves: bool = False, **inputs):
        """RTL against simulator, every cycle of every channel: see `fuseflow.cosim.verdict.cosim`."""
        from fuseflow.cosim.verdict import cosim

        return cosim(self, simulator, kernels, waves, inputs)

    def select(self, pattern: str) -> list[Kernel]:
        """Kernels whose names match one of the comma-separated globs.

        Raises
        ------
        ScheduleError
            FF-E201 if a glob matches none.
        """
        if not isinstance(pattern, str):
            raise ScheduleError("FF-E201", f"kernels={pattern!r}", hint="globs as text, as in 'T,conv1.*'")
        globs = [g.strip() for g in pattern.split(",")]
        for g in globs:
            if not any(fnmatchcase(k.name, g) for k in self.kernels):
                raise ScheduleError("FF-E201", f"no kernel is called {g!r}",
                                    hint=f"kernels: {', '.join(k.name for k in self.kernels)}")
        return [k for k in self.kernels if any(fnmatchcase(k.name, g) for g in globs)]

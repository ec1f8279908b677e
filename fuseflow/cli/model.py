"""MODEL: from what the user typed to a program and its tensors."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import inspect
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fuseflow.cli import show
from fuseflow.cli.inputs import File, Random, load, sources
from fuseflow.cli.options import Given
from fuseflow.errors import FrontendError, LookAlike, ProgramError, SimulationError, UsageError

if TYPE_CHECKING:
    from fuseflow.compiler.einsum import Program
    from fuseflow.tensor import Tensor

FORMS = "FILE.ein, FILE.py:callable, package.module:callable, or a name from `fuseflow models`"


@dataclass(frozen=True, slots=True)
class Model:
    """What a command works on.

    Attributes
    ----------
    name : str
        For folders and headings.
    program : Program
    tensors : mapping of name -> Tensor
        Every input.
    module : callable or None
        The PyTorch module, or exported program, that the program was traced from.
    replaced : dict of name -> Tensor
        Its arguments that the command line gives.
    """

    name: str
    program: Program
    tensors: Mapping[str, Tensor]
    module: Callable | None = None
    replaced: Mapping[str, Tensor] | None = None


def resolve(given: Given) -> Model:
    """Find MODEL, read its inputs, trace it.

    Raises
    ------
    UsageError
        FF-E702 if there is no such model, FF-E701 for options that do not fit it.
    ProgramError, TensorError, FrontendError, Unsupported
    """
    given_tensors = sources(given)
    if given.model.lower().endswith(".ein"):
        if given.dataset is not None:
            raise UsageError("FF-E701", f"--dataset: {given.model} is a program; it has inputs",
                             hint="use --input NAME=FILE")
        return _program(Path(given.model), given_tensors)
    # What a model prints is not ours: stdout holds results only.
    with contextlib.redirect_stdout(sys.stderr):
        name, factory = _factory(given.model)
        return _traced(name, given.model, *_call(given.model, factory, given.dataset), given_tensors)


def _program(path: Path, given: Mapping[str, File | Random]) -> Model:
    from fuseflow.compiler.parser import parse

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise UsageError("FF-E702", f"{path} cannot be read: {reason}", hint=f"MODEL is {FORMS}") from None
    program = parse(text)
    for name in given:
        if name not in program.inputs:
            raise ProgramError("FF-E109", f"the program reads no tensor {name!r}",
                               hint=f"inputs: {', '.join(program.inputs)}")
    for name in program.inputs:
        if name not in given:
            raise ProgramError("FF-E109", f"no tensor is given for {name!r}",
                               hint=f"use --input {name}=FILE or --random {name}=SIZES:DENSITY")
    return Model(path.stem, program, {name: load(name, source) for name, source in given.items()})


def _factory(text: str) -> tuple[str, Callable]:
    """A name for the model, and the function that makes it."""
    place, colon, function = text.rpartition(":")
    if not colon:
        return text, _built_in(text)
    if not re.fullmatch(r"[A-Za-z_]\w*", function) or not place:
        raise UsageError("FF-E702", f"{text!r} names no function", hint=f"MODEL is {FORMS}")
    try:
        module = _file(Path(place)) if place.endswith(".py") else _module(place)
    except UsageError:
        raise
    except (Exception, SystemExit) as error:
        raise UsageError("FF-E702", f"{place} cannot be imported: {_described(error)}", where=_line(error)) from error
    if not callable(getattr(module, function, None)):
        names = [n for n, x in vars(module).items()
                 if inspect.isfunction(x) and x.__module__ == module.__name__ and n[0] != "_"][:8]
        raise UsageError("FF-E702", f"{place} has no function {function!r}",
                         hint=f"it has {', '.join(names)}" if names else f"MODEL is {FORMS}")
    return function, getattr(module, function)


def _built_in(name: str) -> Callable:
    from fuseflow.models import MODELS

    if name not in MODELS:
        near = get_close_matches(name, MODELS, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"MODEL is {FORMS}"
        if name.endswith(".py"):
            hint = f"name the function that makes it: {name}:FUNCTION"
        raise UsageError("FF-E702", f"there is no model {name!r}", hint=hint)
    try:
        return MODELS[name].load()
    except ModuleNotFoundError as error:
        raise FrontendError("FF-E601", f"the model {name!r} needs {error.name}, which is not installed",
                            hint="pip install 'fuseflow[torch]'") from error


def _file(path: Path):
    if not path.is_file():
        raise UsageError("FF-E702", f"there is no file {path}", hint=f"MODEL is {FORMS}")
    sys.path.insert(0, str(path.resolve().parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    # Where tracing and tracebacks look for the model's source.
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _module(name: str):
    sys.path.insert(0, str(Path.cwd()))
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if not error.name or not f"{name}.".startswith(f"{error.name}."):
            raise
        raise UsageError("FF-E702", f"there is no module {name!r}", hint=f"MODEL is {FORMS}") from None


def _call(text: str, factory: Callable, dataset: str | None) -> tuple:
    """(module, args, formats) of a model."""
    options = {}
    if dataset is not None:
        if "dataset" not in _parameters(factory):
            raise UsageError("FF-E701", f"--dataset: the model {text!r} takes no dataset",
                             hint="only functions with a parameter `dataset` do")
        options["dataset"] = dataset
    try:
        with warnings.catch_warnings(record=True) as notes:
            warnings.simplefilter("always", LookAlike)
            made = factory(**options)
        for note in notes:
            if issubclass(note.category, LookAlike):
                click.echo(f"note: {note.message}", err=True)
            else:
                warnings.showwarning(note.message, note.category, note.filename, note.lineno)
    except (Exception, SystemExit) as error:
        if hasattr(error, "code") and str(error.code).startswith("FF-"):
            raise
        raise FrontendError("FF-E601", f"{text} raised {_described(error)}", where=_line(error)) from error
    if not isinstance(made, tuple) or len(made) not in (2, 3) or not callable(made[0]):
        raise FrontendError("FF-E601", f"{text} returned a {type(made).__name__}"
                            + (f" of {len(made)}" if isinstance(made, tuple) else "") + ", which is no model",
                            hint="return (module, args) or (module, args, formats)")
    return made if len(made) == 3 else (*made, None)


def _parameters(function: Callable) -> Mapping[str, object]:
    try:
        return inspect.signature(function).parameters
    except ValueError:
        # Some functions written in C do not say.
        return {}


def _traced(name: str, text: str, module, args, formats, given: Mapping[str, File | Random]) -> Model:
    try:
        from fuseflow.frontend import trace
    except ModuleNotFoundError as error:
        raise FrontendError("FF-E601", f"{text} needs {error.name}, which is not installed",
                            hint="pip install 'fuseflow[torch]'") from error
    args = (args,) if hasattr(args, "layout") else tuple(args)
    program = trace(module, args, formats=formats)
    replaced = {}
    for tensor_name, source in given.items():
        if program.sources.get(tensor_name) not in program.arguments.tensors:
            arguments = [n for n, s in program.sources.items() if s in program.arguments.tensors]
            raise UsageError("FF-E701", f"{tensor_name!r} is no argument of the model {text!r}",
                             hint=f"arguments: {', '.join(arguments)}; parameters are the model's own")
        form = program.inputs_of[tensor_name]
        if form.groups is not None or form.takes or form.width is not None:
            raise UsageError("FF-E701", f"{tensor_name!r} is read as {show.shape_text(form.final_shape)}, not as the "
                             "model takes it", hint="give it in the function that makes the model")
        x = load(tensor_name, source, program.formats[tensor_name])
        if tuple(x.shape) != tuple(program.shapes[tensor_name]):
            raise SimulationError("FF-E402", f"{tensor_name!r} has shape {tuple(x.shape)}; the model was traced with "
                                  f"{tuple(program.shapes[tensor_name])}", hint="give a tensor of that shape")
        replaced[tensor_name] = x
    return Model(name, program, {**program.tensors, **replaced}, module, replaced)


def _described(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _line(error: BaseException) -> str | None:
    """The line of the model in which an exception arose: the last one that is not of a library."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}: {(error.text or '').strip()}"
    frames = [f for f in traceback.extract_tb(error.__traceback__)
              if "site-packages" not in f.filename and not f.filename.startswith("<")
              and Path(f.filename).parent != Path(__file__).parent and "/lib/python" not in f.filename]
    return f"{frames[-1].filename}:{frames[-1].lineno}: {frames[-1].line}" if frames else None

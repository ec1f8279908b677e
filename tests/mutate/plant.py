"""Hardware with a mutation in it: everywhere, or in one block of a design."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import CodeType, FunctionType
from unittest.mock import patch

from fuseflow.hw import top
from fuseflow.hw.primitives import COMPONENTS
from fuseflow.hw.primitives.accumulate import extent
from fuseflow.hw.primitives.workspace import Workspace
from tests.mutate.catalogue import Mutation


def mutated(mutation: Mutation) -> dict:
    """What the module of a mutation defines, with the mutation."""
    module = importlib.import_module(f"fuseflow.hw.{mutation.module}")
    source = inspect.getsource(module)
    count = source.count(mutation.old)
    assert count == 1, f"{mutation.name}: {mutation.old!r} stands {count} times in {module.__name__}, not once"
    names = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(source.replace(mutation.old, mutation.new), module.__file__, "exec"), names)
    return names


@contextmanager
def everywhere(mutation: Mutation) -> Iterator[None]:
    """Functions and methods of the module get the code that they have in the mutated one."""
    module = importlib.import_module(f"fuseflow.hw.{mutation.module}")
    right = dict(_functions(vars(module), module.__name__))
    wrong = dict(_functions(mutated(mutation), module.__name__))
    changed = [name for name in right if not _same(right[name].__code__, wrong[name].__code__)]
    assert changed, f"{mutation.name}: no function is changed"
    kept = {name: right[name].__code__ for name in changed}
    try:
        for name in changed:
            right[name].__code__ = wrong[name].__code__
        yield
    finally:
        for name, code in kept.items():
            right[name].__code__ = code


def _functions(names: Mapping, module: str) -> Iterator[tuple[str, FunctionType]]:
    for name, value in names.items():
        if inspect.isfunction(value) and value.__module__ == module:
            yield name, value
        elif inspect.isclass(value) and value.__module__ == module:
            for member, inner in vars(value).items():
                inner = inner.fget if isinstance(inner, property) else inner
                if inspect.isfunction(inner):
                    yield f"{name}.{member}", inner


def _same(a: CodeType, b: CodeType) -> bool:
    """Equal code, wherever it stands."""
    constants = [[c for c in code.co_consts if not isinstance(c, CodeType)] for code in (a, b)]
    inner = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (a, b)]
    return (a.co_code, a.co_names, constants[0]) == (b.co_code, b.co_names, constants[1]) and len(inner[0]) == len(
        inner[1]) and all(map(_same, *inner))


class _Extent(int):
    """The extent of a workspace, and the block that it belongs to."""

    block: str


@contextmanager
def in_blocks(mutations: Mapping[str, Mutation]) -> Iterator[None]:
    """The nodes of block NAME get the mutation `mutations[NAME]`; those of other blocks are as they are."""
    wrong = {block: mutated(mutation) for block, mutation in mutations.items()}

    def make(right, block: str, *arguments):
        changed = wrong.get(block, {}).get(right.__name__)
        if changed is None or changed.__module__ != right.__module__:
            return right(*arguments)
        component = changed(*arguments)
        component.identity = (*component.identity, block)
        return component

    def node(right):
        return lambda node, *arguments: make(right, node.name.split("_")[0], node, *arguments)

    def workspace(op, keys, *arguments):
        return make(Workspace, keys.block, op, int(keys), *arguments)

    def keys(params):
        block = params["id"].split("_")[0]
        out = _Extent(wrong.get(block, {}).get("extent", extent)(params))
        out.block = block
        return out

    with patch.object(top, "COMPONENTS", {kind: node(right) for kind, right in COMPONENTS.items()}), \
            patch.object(top, "Workspace", workspace), patch.object(top, "extent", keys):
        yield

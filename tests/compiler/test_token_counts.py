"""Tokens at ALUs, reductions and accumulators: those of the points of the iteration space, and no more than the known
algorithm has; permuted copies: the cheapest that there are."""

import importlib.util
import random
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.einsum import accesses
from fuseflow.compiler.rename import unique_reductions
from tests.fuzz.check import REFUSED
from tests.fuzz.generator import all_indices, draw
from tests.fuzz.points import Uncounted, count, measured

PROTOTYPE = Path(__file__).resolve().parents[2].parent / "shared" / "prototypes" / "lowering" / "lower.py"

STATEMENTS = [
    "Y[i,j] = A[i,k] * B[k,j]",
    "Y[i,j] = A[i,k] * B[j,k]",
    "Y[i] = A[i,k] * x[k]",
    "Y = x[k] * z[k]",
    "Y[i,j] = P[i,j] * A[i,k] * B[k,j]",
    "Y[i,j] = P[i,j] * (A[i,k] * B[k,j])",
    "Y[i,j] = P[i,j] * sum[k](A[i,k] * B[j,k])",
    "Y[i,j] = T[i,k,l] * C[j,k] * D[j,l]",
    "Y[i,j,k] = T[i,j,l] * C[k,l]",
    "Y[i,j] = T[i,j,k] * x[k]",
    "Y[i,j] = where(P[i,j], A[i,k] * B[k,j], 0)",
    "Y[i,j] = A[i,j] + B[i,j]",
    "Y[i,j] = A[i,j] - B[j,i]",
    "Y[i] = x[i] + z[i] - w[i]",
    "Y[i,j] = (A[i,j] + B[i,j]) * C[i,j]",
    "Y[i,j] = A[i,j] * B[i,j] + C[i,j]",
    "Y[i,j] = relu(A[i,j]) * x[j] * 0.5",
    "Y[j] = sum[i](A[i,j])",
    "Y[j] = max[i](A[i,j] * B[i,j])",
    "Y = sum[i](sum[j](A[i,j] * x[j]) * z[i])",
    "Y[i] = exp(max[j](A[i,j])) * x[i]",
    "Y[i,j] = A[i,j] * sum[k](B[i,k]) * max[l](C[l,j])",
    "Y[i,j] = A[i,j] * x[i] * z[j]",
    "Y[i,l] = A[i,j] * B[j,k] * C[k,l]",
    "Y[i,j] = x[i] * z[j]",
    "Y[k] = T[i,j,k]",
    "Y[i,j] = A[i,j] + x[j]",
]
REPEATS = 8


def tensor(rng, shape) -> ff.Tensor:
    rank = len(shape)
    levels = "".join(rng.choice(["d", "c"], rank, p=[0.3, 0.7]))
    format = ff.Format(levels, order=tuple(int(m) for m in rng.permutation(rank)))
    stored = rng.random(shape) < rng.choice([0.0, 0.4, 0.7, 1.0], p=[0.04, 0.26, 0.35, 0.35])
    values = np.float32(rng.integers(1, 7, shape)[stored] / 2)
    return ff.Tensor.from_coords(shape, np.argwhere(stored), values, format)


def random_case(text: str, seed: int, lowest: int = 1):
    """(program, tensors, a random total order)."""
    rng = np.random.default_rng([5, len(text), seed])
    program = ff.parse(text)
    statement = unique_reductions(program.statements[0])
    sizes = {i: int(rng.integers(lowest, 6)) for i in all_indices(statement)}
    sizes |= {i: sizes["i"] for i in sizes if text in ("Y[i,j] = A[i,j] - B[j,i]",)}
    tensors = {a.tensor: tensor(rng, tuple(sizes[i] for i in a.indices)) for a in accesses(statement.expression)}
    return program, tensors, tuple(str(i) for i in rng.permutation(list(sizes)))


def compiled(program, tensors, order=None):
    """None where it is refused with a code that is allowed (still)."""
    try:
        return ff.compile(program, tensors, schedule=ff.Schedule(order={"Y": order} if order else {}))
    except ff.Unsupported as error:
        assert error.code in REFUSED, error
        return None


by_statement = pytest.mark.parametrize("text", STATEMENTS)


@by_statement
def test_points_of_the_iteration_space(text):
    for seed in range(REPEATS):
        program, tensors, order = random_case(text, seed)
        c = compiled(program, tensors, order)
        if c is None:
            continue
        try:
            expected = count(program, tensors, order)
        except Uncounted:
            return
        assert measured(c) == expected, (text, seed, order, tensors)


@pytest.mark.parametrize("block", range(6))
def test_points_of_random_statements(block):
    """Of fuzz cases with one statement and no format that widens the result."""
    compared = 0
    for seed in range(block, 300, 6):
        case = replace(draw(seed), profile="ideal", formats={})
        if len(case.program.statements) > 1 or case.copies == "forbid":
            continue
        try:
            c = ff.compile(case.program, case.tensors, schedule=case.schedule)
            expected = count(case.program, case.tensors, c.kernels[0].indices) if c.kernels else None
        except ff.Unsupported as error:
            assert error.code in REFUSED, error
            continue
        except Uncounted:
            continue
        if expected is not None:
            assert measured(c) == expected, case
            compared += 1
    assert compared >= 4


def test_the_count_is_that_of_the_interpreter():
    """A product is visited where all that annihilates is stored, whatever the order."""
    program, tensors, _ = random_case("Y[i,j] = A[i,k] * B[k,j]", 4)
    a, b = (tensors[n].pattern() for n in "AB")
    points = int((a[:, :, None] & b[None]).sum())
    for order in permutations("ikj"):
        compressed = {n: t.with_format("cc") for n, t in tensors.items()}
        found = count(program, compressed, order)
        assert found.alu == [points]
        assert found.reduce == ([points] if order[-1] == "k" else [])
        assert found.accumulate == ([points] if order[-1] != "k" else [])


def test_what_is_not_counted():
    program, tensors, order = random_case("Y[i] = A[i,j] * x[j] + z[i]", 0)
    with pytest.raises(Uncounted):
        count(program, tensors, order)


# --- against the prototype

@pytest.fixture(scope="module")
def prototype():
    if not PROTOTYPE.exists():
        pytest.skip("../shared/prototypes is not here")
    spec = importlib.util.spec_from_file_location("lowering_prototype", PROTOTYPE)
    module = importlib.util.module_from_spec(spec)
    limit = sys.getrecursionlimit()
    spec.loader.exec_module(module)
    sys.setrecursionlimit(limit)
    return module


def tokens_of(prototype, program, tensors, order) -> int:
    """Items at ALUs, reductions and accumulators of the prototype's graph."""
    env = {n: prototype.Tensor.make(t.to_dense(), t.pattern(), t.format.levels, t.format.order, t.fill)
           for n, t in tensors.items()}
    text = "\n".join(map(str, program.statements))
    _, (kernel,) = prototype.compile_run(text, env, regions="each", order={"Y": list(order)})
    streams = kernel.g.run()
    total = 0
    for kind, _, ins, _ in kernel.g.list:
        if kind in ("alu", "reduce", "acc"):
            total += sum(prototype.isitem(t) for t in streams[ins[-1]])
    return total


UNIONS = ["Y[i] = A[i,j] * x[j] + z[i]", "Y[i,j] = relu(A[i,k] * B[k,j] + x[j])", "Y[i,j] = A[i,k] * B[k,j] - C[i,j]",
          "Y[i] = sum[j](A[i,j]) + max[k](B[i,k])"]


@pytest.mark.shared
@pytest.mark.parametrize("text", STATEMENTS + UNIONS)
def test_no_more_tokens_than_the_prototype(prototype, text):
    for seed in range(REPEATS):
        program, tensors, order = random_case(text, seed)
        c = compiled(program, tensors, order)
        if c is not None:
            ours, theirs = measured(c).total, tokens_of(prototype, program, tensors, order)
            assert ours <= theirs, (text, seed, order, tensors)


# --- permuted copies

COPIES = [t for t in STATEMENTS if "," in t] + [
    "Y[i,j] = A[i,j] * A[j,i]", "Y[i,k] = A[i,j] * A[j,k]", "Y[i,j] = A[i,j] * B[j,i] * C[i,j]",
    "Y[i,j,k] = T[i,j,k] + U[k,j,i]", "Y = A[i,j] * B[j,k] * C[k,i]"]


def cheapest(program, tensors, constraints) -> int:
    """Least total number of entries of permuted copies, over all total orders: every one is tried."""
    statement = unique_reductions(program.statements[0])
    best = None
    for order in permutations(all_indices(statement)):
        place = {i: k for k, i in enumerate(order)}
        if any([place[i] for i in c] != sorted(place[i] for i in c) for c in constraints):
            continue
        copies = set()
        for a in accesses(statement.expression):
            opened = tuple(a.indices[m] for m in tensors[a.tensor].format.order)
            wanted = tuple(sorted(opened, key=place.get))
            if opened != wanted:
                copies.add((a.tensor, tuple(a.indices.index(i) for i in wanted)))
        cost = sum(tensors[name].nnz for name, _ in copies)
        best = cost if best is None else min(best, cost)
    return best


@pytest.mark.parametrize("text", COPIES)
def test_the_cheapest_copies(text):
    chooser = random.Random(text)
    for seed in range(REPEATS):
        program = ff.parse(text)
        names = all_indices(program.statements[0])
        program, tensors, order = random_case(text, seed, lowest=2)
        if any(len({a.tensor for a in accesses(s.expression)}) < len(list(accesses(s.expression)))
               for s in program.statements) or "U[k,j,i]" in text or "[j,i]" in text:
            rng = np.random.default_rng([6, seed])
            tensors = {n: tensor(rng, (4,) * t.rank) for n, t in tensors.items()}
        wanted = tuple(chooser.sample(names, chooser.randint(0, len(names)))) if seed % 2 else ()
        c = compiled(program, tensors, wanted or None)
        if c is None:
            continue
        best = cheapest(program, tensors, [wanted])
        cost = sum(tensors[x.tensor].nnz for x in c.kernels[0].copies)
        assert cost >= best, (text, seed, wanted, tensors)
        if {"FF-U002"} == REFUSED or _first_choice(program, tensors, wanted):
            assert cost == best, (text, seed, wanted, c.kernels[0].copies, tensors)


def _first_choice(program, tensors, wanted) -> bool:
    """Is every order without copies beyond the cheapest ones lowered (nothing was refused on the way)?"""
    for order in permutations(all_indices(program.statements[0])):
        if [order.index(i) for i in wanted] == sorted(order.index(i) for i in wanted):
            try:
                ff.compile(program, tensors, schedule=ff.Schedule(order={"Y": order}))
            except ff.Unsupported:
                return False
    return True

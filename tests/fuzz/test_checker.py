"""The checker can fail, and the shrinker shrinks: planted bugs of every kind are caught."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import fuseflow as ff
from tests.fuzz import check, pool
from tests.fuzz.case import Case, nodes, reproducer
from tests.fuzz.conditions import illness
from tests.fuzz.generator import draw
from tests.fuzz.shrink import shrink

INF = float("inf")


def matrix(values, format=ff.DCSR, fill=0.0):
    values = np.asarray(values, np.float32)
    coords = np.argwhere(values != 0)
    return ff.Tensor.from_coords(values.shape, coords, values[values != 0], format, fill)


@pytest.fixture
def case():
    a = matrix([[1, 0, 2], [0, 0, 0], [0, 3, 0]])
    return Case("T[i,j] = A[i,j] * 2\nY[i] = T[i,j] * x[j]", {"A": a, "x": ff.tensor(np.float32([1, 2, 3]), "d")})


def changed(t, coords=None, values=None, fill=None):
    old, had = t.coords()
    return ff.Tensor.from_coords(t.shape, old if coords is None else coords, had if values is None else values,
                                 t.format, t.fill if fill is None else fill)


def wrong_value(t):
    values = t.coords()[1].copy()
    values[0] += 1
    return changed(t, values=values)


def slightly_wrong_value(t):
    return changed(t, values=t.coords()[1] * np.float32(1 + 1e-4))


def dropped_entry(t):
    coords, values = t.coords()
    return changed(t, coords[1:], values[1:])


def spurious_entry(t):
    """A stored zero, which the dense form does not show."""
    coords, values = t.coords()
    absent = np.argwhere(~t.pattern())[:1]
    return changed(t, np.concatenate([coords, absent]), np.append(values, np.float32(t.fill)))


BUGS = {"value": wrong_value, "value ": slightly_wrong_value, "pattern": dropped_entry, "pattern ": spurious_entry,
        "fill": lambda t: changed(t, fill=7.0),
        "shape": lambda t: ff.tensor(np.ones((9,) * t.rank, np.float32), t.format),
        "missing": None}


@pytest.mark.parametrize("name", ["T", "Y"])
@pytest.mark.parametrize("label", BUGS)
def test_planted_bugs(case, name, label):
    assert check.run(case).kind == "right"

    def tamper(tensors):
        if BUGS[label] is None:
            return {n: t for n, t in tensors.items() if n != name}
        return {**tensors, name: BUGS[label](tensors[name])}

    outcome = check.run(case, tamper)
    assert outcome.failed and outcome.category == f"wrong {label.strip()}"


def test_another_format(case):
    asked = replace(case, formats={"Y": ff.Format("c")})
    assert check.run(asked).kind == "right"
    outcome = check.run(asked, lambda tensors: {**tensors, "Y": tensors["Y"].with_format("d")})
    assert outcome.category == "wrong format"


def test_another_mode_order(case):
    def tamper(tensors):
        return {**tensors, "T": tensors["T"].with_format(ff.Format("cc", order=(1, 0)))}

    assert check.run(case, tamper).category == "wrong mode order"


@pytest.mark.parametrize("error, category", [
    (ValueError("planted"), "crash ValueError"),
    (ff.GraphError("FF-E303", "planted"), "crash FF-E303"),
    (ff.SimulationError("FF-E401", "planted"), "deadlock"),
    (ff.ScheduleError("FF-E202", "planted"), "illegal refusal FF-E202"),
    (ff.Unsupported("FF-U002", "planted"), "refused FF-U002"),
])
def test_raised_exceptions(case, error, category):
    def tamper(tensors):
        raise error

    outcome = check.run(case, tamper)
    assert outcome.category == category
    assert outcome.failed == (outcome.kind != "refused")


def test_a_hang(case):
    def tamper(tensors):
        while True:
            pass

    assert check.run(case, tamper, seconds=1).kind == "hang"


def test_processes_that_die_or_hang(monkeypatch):
    """Their case is told; the others go on."""
    import os
    import time

    def examine(seed):
        if seed == 3:
            os._exit(1)
        if seed == 5:
            time.sleep(60)
        return {"seed": seed, "kind": "right"}

    monkeypatch.setattr(pool, "examine", examine)
    monkeypatch.setattr(pool, "PATIENCE", 2)
    found = {r["seed"]: r["kind"] for r in pool.run_all(range(8), 2)}
    assert found == {**dict.fromkeys(range(8), "right"), 3: "crash", 5: "hang"}


def test_nan_equals_nan_and_infinities_count():
    case = Case("Y[i] = A[i] - B[i]", {n: ff.tensor(np.float32([1, INF, 2]), "d") for n in "AB"})
    assert check.run(case).kind == "right"

    def tamper(tensors):
        return {"Y": changed(tensors["Y"], values=np.float32([0, INF, 0]))}

    assert check.run(case, tamper).category == "wrong value"


@pytest.mark.parametrize("text, fill, ill", [
    ("Y[i] = B[i] / (A[i] - A[i])", 0.0, True),
    ("Y[i] = B[i] / A[i]", 0.0, False),
    ("Y[i] = B[i] / -A[i]", 0.0, True),
    ("Y[i] = exp(A[i] * 50)", 0.0, True),
    ("Y[i] = exp(A[i])", 0.0, False),
    ("Y[i] = (A[i] * 0.3) < (A[i] * 0.3)", 0.0, True),
    ("Y[i] = A[i] < A[i]", 0.0, False),
    ("Y[i] = where(A[i] * 0.3 - A[i] * 0.3, A[i], 0)", 1.5, True),
    ("Y[i] = not (A[i] * 0.3)", 1.5, False),
])
def test_ill_cases(text, fill, ill):
    """Signs of zeros that divide, near-ties, overflow."""
    a = ff.Tensor.from_coords((3,), [[0], [2]], np.float32([1, 2]), ff.Format("c"), fill)
    if "where" in text:
        a = a.with_format("d")
    tensors = {"A": a, "B": ff.tensor(np.float32([1, 2, 3]), "d")}
    program = ff.parse(text)
    assert (illness(program, {n: tensors[n] for n in program.inputs}) is not None) == ill


# --- the shrinker

def multiplied(case):
    """A planted bug: every program with a relu of a product is wrong."""
    for s in case.program.statements:
        for e in nodes(s.expression):
            if getattr(e, "function", None) == "relu" and any(
                    getattr(x, "function", None) == "mul" for x in nodes(e)):
                return "wrong value"
    return "right"


def test_a_planted_bug_shrinks_to_a_minimal_program():
    seeds = (s for s in range(3000) if multiplied(draw(s)) != "right" and len(draw(s).program.statements) > 2)
    case = draw(next(seeds))
    small = shrink(case, multiplied)
    (statement,) = small.program.statements
    kinds = Counter(type(e).__name__ for e in nodes(statement.expression))
    assert kinds["Call"] == 2 and kinds["Access"] <= 2 and not kinds["Reduce"]
    assert max((t.rank for t in small.tensors.values()), default=0) <= 1
    assert not small.orders and not small.formats and small.copies == "allow" and small.profile == "ideal"


def test_an_entry_that_matters_is_kept():
    """Wrong where a stored 3 is at hand: one entry is left, in the smallest tensor that holds it."""
    case = Case("T[i,j] = relu(A[i,j] + B[i,j]) * 2\nU[i] = T[i,j]",
                {"A": matrix([[1, 0, 2], [0, 0, 0], [0, 3, 0]]), "B": matrix([[1, 1, 1], [1, 1, 1], [1, 0, 1]])})
    small = shrink(case, lambda c: "wrong value" if any(3 in t.values for t in c.tensors.values()) else "right")
    (tensor,) = small.tensors.values()
    assert tensor.nnz == 1
    assert len(small.program.statements) == 1 and 3 in tensor.values


def test_a_reproducer_runs_by_itself(case, capsys):
    case = replace(case, orders={"Y": ("i", "j")}, formats={"Y": ff.Format("c")})
    exec(compile(reproducer(case), "reproducer", "exec"), {})
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 2 and out[0].replace("got", "expected") == out[1]

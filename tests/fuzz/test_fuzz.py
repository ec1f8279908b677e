"""Random whole programs, some hundreds: right, or refused for a budget. `make fuzz` runs thousands."""

import functools

import numpy as np
import pytest

from fuseflow.compiler.interpreter import evaluate_arrays
from tests.fuzz import generator
from tests.fuzz.check import REFUSED, run
from tests.fuzz.conditions import exploded
from tests.fuzz.coverage import SHARES, Histogram, count_actions, facts
from tests.fuzz.pool import examine, run_all
from tests.fuzz.rtl import sample

draw = functools.cache(generator.draw)
CASES = 480
BLOCKS = 12

FORBIDDEN = {"FF-E202"}
"""What a schedule that forbids copies makes impossible (the checker makes sure that it does)."""


@pytest.mark.parametrize("block", [pytest.param(range(k, CASES, BLOCKS), id=f"seeds {k} mod {BLOCKS}")
                                   for k in range(BLOCKS)])
def test_programs(block):
    histogram = Histogram()
    for seed in block:
        case = draw(seed)
        outcome = run(case)
        assert not outcome.failed, f"{outcome.category}\n{case}\n{outcome.detail}"
        if outcome.kind == "refused":
            assert outcome.label in REFUSED | FORBIDDEN, f"{outcome.detail}\n{case}"
        histogram.add(facts(case, outcome))
    assert histogram.groups["compiled"]["cases"] >= 0.25 * len(block)


def test_the_oracle_agrees_with_the_engine():
    for seed in range(0, CASES, 16):
        outcome = run(draw(seed))
        if outcome.kind == "right":
            counts, wrong = count_actions(outcome)
            assert not wrong and (sum(counts.values()) > 0 or not outcome.compiled.kernels), draw(seed)


def test_what_the_cases_hold():
    """Also of those that are refused today: their programs hold what the requirements ask for."""
    cases = [draw(seed) for seed in range(CASES)]
    assert sum(any(t.fill != 0 for t in c.tensors.values()) for c in cases) >= SHARES["a fill that is not 0"] * CASES
    assert sum(any(t.nnz == 0 for t in c.tensors.values()) for c in cases) >= SHARES["an empty tensor"] * CASES
    assert {len(c.program.statements) for c in cases} == set(range(1, 9))
    assert {t.rank for c in cases for t in c.tensors.values()} == set(range(5))


def test_one_operation_a_statement():
    """The interpreter gives the same for a program and for the program with a statement for every subexpression."""
    for seed in range(0, CASES, 4):
        case = draw(seed)
        whole = evaluate_arrays(case.program, case.tensors)
        parts = evaluate_arrays(exploded(case.program)[0], case.tensors)
        for name, value in whole.items():
            other = parts[name]
            np.testing.assert_array_equal(other.stored, value.stored)
            np.testing.assert_allclose(other.value, value.value, rtol=1e-12)
            assert (other.full, repr(other.fill)) == (value.full, repr(value.fill))


def test_cases_depend_on_the_seed_only():
    """In other processes, with other hashes of strings, too."""
    for seed in (3, 50, 417):
        assert str(generator.draw(seed)) == str(generator.draw(seed))
    here = {seed: examine(seed) for seed in range(20, 32)}
    for found in run_all(range(20, 32), 2):
        assert found["facts"] == here[found["seed"]]["facts"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 400])
def test_kernels_in_rtl(seed):
    found = sample(seed, 10, largest=15)
    assert found["kernels"] == 10 and found["fused"] >= 5 and not found["unequal"], found["unequal"]

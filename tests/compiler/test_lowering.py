"""Single statements, compiled, against the interpreter: random formats, sizes, densities, fills and orders.

The graph is evaluated functionally (`fuseflow.machine.evaluate`); some cases run in the cycle-stepped oracle, too.
"""

from collections import Counter

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.interpreter import evaluate_arrays
from fuseflow.compiler.kernel import Options, compile_region
from fuseflow.cosim.images import load, store
from fuseflow.machine.evaluate import evaluate
from fuseflow.machine.profile import IDEAL, PROFILES

CASES = 320
REFUSALS = {"FF-U002"}
"""Of lowering; and of schedules that a random order or format makes impossible:"""
IMPOSSIBLE = {"FF-E202"}


def compiled(case, profile=IDEAL, depth=None):
    s = case.statement
    options = Options(profile, {s.name: case.order} if case.order else {}, {s.name: case.format} if case.format else {},
                      depth=depth, final=[s.name])
    return compile_region([s], [s.name], case.operands, options)


def run(kernel, inputs):
    """Evaluate a kernel's graph on tensors."""
    copies = {c.name: inputs[c.tensor].permuted(c.order) for c in kernel.copies}
    memories = load(kernel.graph, {**inputs, **copies})
    evaluate(kernel.graph, memories)
    return store(kernel.graph, memories, kernel.name)


def expected(case):
    return evaluate_arrays(case.program, case.inputs)["Y"]


def assert_equal(got, value, case):
    """Pattern exactly (where the format can hold it), values within the interpreter's bound, levels in order."""
    got.check()
    assert got.shape == value.value.shape, case
    np.testing.assert_equal(np.float32(got.fill), np.float32(value.fill), err_msg=str(case))
    stored, dense = got.pattern(), np.asarray(got.to_dense(), np.float64)
    if "d" not in got.format.levels or value.full:
        np.testing.assert_array_equal(stored, value.stored, err_msg=str(case))
    assert (stored | ~value.stored).all(), case
    reference = value.value
    np.testing.assert_array_equal(np.isnan(dense), np.isnan(reference), err_msg=str(case))
    finite = np.isfinite(reference)
    np.testing.assert_array_equal(dense[~finite], reference[~finite], err_msg=str(case))
    error = np.abs(dense[finite] - reference[finite])
    assert (error <= value.bound[finite]).all(), f"{case}\n{dense}\n{reference}"


def outcome(case):
    """None where a case compiles and is right; the code where it is refused."""
    try:
        kernel = compiled(case)
    except ff.FuseflowError as error:
        return error.code
    got = run(kernel, case.inputs)
    if case.format is not None:
        assert got.format == case.format, case
    if case.order is not None:
        assert tuple(i for i in kernel.indices if i in case.order) == case.order, case
    assert_equal(got, expected(case), case)
    return None


@pytest.mark.parametrize(
    "block", [pytest.param(range(k, CASES, 16), id=f"seeds {k} mod 16") for k in range(16)]
)
def test_random_statements(case_of, block):
    for seed in block:
        code = outcome(case_of(seed))
        assert code is None or code in REFUSALS | IMPOSSIBLE, f"{code}: {case_of(seed)}"


@pytest.mark.parametrize("text", ["Y[i,j] = A[i,j] + B[i,j]", "Y[i,j] = A[i,j] + x[j]"])
def test_a_dense_level_that_is_absent(text):
    """A (cd) has no row at all: the level of j below it must not drive the iteration over j."""
    a = ff.Tensor.from_coords((1, 1), np.zeros((0, 2), int), np.zeros(0, np.float32), "cd")
    b = ff.tensor(np.ones((1, 1), np.float32), "cd")
    x = ff.tensor(np.ones(1, np.float32), "d")
    program = ff.parse(text)
    inputs = {n: t for n, t in {"A": a, "B": b, "x": x}.items() if n in program.inputs}
    y = ff.compile(program, inputs).simulate().outputs["Y"]
    assert y.to_dense().tolist() == [[1.0]]


@pytest.mark.parametrize("text, tensors", [
    ("T = E[n]\nY = T", {"E": ff.Tensor.from_coords((3,), np.zeros((0, 1), int), np.zeros(0, np.float32), "c")}),
    ("T = -A\nY = T", {"A": ff.tensor(np.float32(1))}),
], ids=["a scalar that is absent is read", "a fill that is the negative of 0"])
def test_intermediates_found_by_the_fuzzer(text, tensors):
    program = ff.parse(text)
    y, want = ff.compile(program, tensors).simulate().outputs["Y"], program.evaluate(**tensors)["Y"]
    assert y.present == want.present and y.to_dense() == want.to_dense() and y.fill == 0


@pytest.mark.parametrize("exponent", ["inf", "nan", "0.5", "17", "B[i]"])
def test_powers_that_are_refused(exponent):
    program = ff.parse(f"Y[i] = pow(A[i], {exponent})")
    specs = {n: ff.Spec((3,), "c") for n in program.inputs}
    with pytest.raises(ff.Unsupported, match="exponents are whole numbers") as caught:
        ff.compile(program, specs)
    assert caught.value.code == "FF-U001"


def test_most_statements_compile(case_of):
    codes = Counter()
    for seed in range(CASES):
        case = case_of(seed)
        try:
            compiled(case)
            codes["compiled"] += 1
        except ff.FuseflowError as error:
            codes[error.code] += 1
    assert codes["compiled"] >= 0.7 * CASES, codes


@pytest.mark.parametrize("text", ["Y[i,j] = A[i,k] * B[k,j]", "Y[i,j] = A[i,j] + B[i,j]", "Y[i,j] = A[i,j] * 2"])
@pytest.mark.parametrize("name", ["CSR", "DENSE", "CSC", "DCSR"])
def test_formats_of_results(text, name):
    format = ff.DENSE(2) if name == "DENSE" else getattr(ff, name)
    rng = np.random.default_rng(3)
    a, b = (ff.tensor(np.float32(rng.integers(1, 9, (4, 4)) * (rng.random((4, 4)) < 0.4)), ff.CSR) for _ in "ab")
    program = ff.parse(text)
    inputs = {n: t for n, t in {"A": a, "B": b}.items() if n in program.inputs}
    c = ff.compile(program, inputs, formats={"Y": format})
    y = c.simulate().outputs["Y"]
    assert y.format == format
    y.check()
    reference = program.evaluate(**inputs)["Y"]
    np.testing.assert_array_equal(y.to_dense(), reference.to_dense())
    if name in ("CSR", "CSC", "DCSR"):
        np.testing.assert_array_equal(y.pattern(), reference.pattern())
    assert y.equal(reference.with_format(format))


@pytest.mark.parametrize("levels", ["dc", "cd", "dd"])
def test_an_intermediate_is_not_widened(levels):
    program = ff.parse("T[i,j] = A[i,j] * 2\nY[i] = T[i,j]")
    a = ff.tensor(np.eye(3, dtype=np.float32), ff.DCSR)
    with pytest.raises(ff.ScheduleError, match="T") as caught:
        ff.compile(program, {"A": a}, formats={"T": ff.Format(levels)})
    assert caught.value.code == "FF-E203"


# --- the oracle -----------------------------------------------------------------------------------------------------

SIMULATED = range(0, 300, 10)


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("depth", [1, 2, 16])
def test_simulation(case_of, depth, profile):
    """A deadlock raises FF-E401."""
    compiled_cases = 0
    for seed in SIMULATED:
        case = case_of(seed)
        schedule = ff.Schedule(order={"Y": case.order} if case.order else {}, depth=depth, profile=profile)
        formats = {"Y": case.format} if case.format else {}
        try:
            c = ff.compile(case.program, case.inputs, schedule=schedule, formats=formats)
        except (ff.Unsupported, ff.ScheduleError) as error:
            assert error.code in REFUSALS | IMPOSSIBLE, case
            continue
        compiled_cases += 1
        result = c.simulate()
        assert_equal(result.outputs["Y"], expected(case), case)
        assert result.cycles > 0
    assert compiled_cases >= 0.7 * len(SIMULATED)

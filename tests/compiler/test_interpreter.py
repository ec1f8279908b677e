"""The interpreter against language.md, rule by rule, with hand-computed numbers; and against numpy and torch."""

import math

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.interpreter import evaluate_arrays

INF, NAN, N = math.inf, math.nan, None
"""N is an absent entry."""


def sparse(rows, fill=0.0, format=None):
    """A compressed tensor from nested lists; N is absent."""
    x = np.array(rows, object)
    stored = np.array([v is not None for v in x.ravel()], bool).reshape(x.shape)
    values = np.array(list(x[stored]), np.float32)
    return ff.Tensor.from_coords(x.shape, np.argwhere(stored), values, format or "c" * x.ndim, fill)


def dense(x):
    return ff.tensor(np.array(x, np.float32), ff.DENSE(np.ndim(x)))


def run(text, /, **inputs):
    return ff.parse(text).evaluate(**inputs)


def same(t, rows, fill, full=None):
    """Pattern, values, fill and fullness of a result, exactly."""
    expected = sparse(rows, fill) if np.ndim(rows) else None
    assert t.fill == fill or (math.isnan(t.fill) and math.isnan(fill))
    if expected is None:
        assert t.present == (rows is not None)
        np.testing.assert_array_equal(t.to_dense(), fill if rows is None else np.float32(rows))
    else:
        np.testing.assert_array_equal(t.pattern(), expected.pattern())
        np.testing.assert_array_equal(t.to_dense(), expected.to_dense())
    if full is not None:
        assert t.format.is_dense == full
    t.check()


# --- 3.1 an absent annihilator wins ---------------------------------------------------------------------------------

ANNIHILATION = [
    # expression, a, fill, b, fill -> result, fill
    ("a[i] * b[i]", [N, 2, N, 0], 0, [INF, 3, N, N], 0, [N, 6, N, N], 0),
    ("a[i] * b[i]", [N, 2, N], 0, [NAN, NAN, 5], 7, [N, NAN, N], 0),
    ("a[i] * b[i]", [N, 2, N], 0, [N, N, 5], 7, [N, 14, N], 0),
    ("a[i] * b[i]", [N, 2, N], 0, [N, N, 5], INF, [N, INF, N], 0),
    ("b[i] * a[i]", [N, 2, N], 0, [INF, 3, N], -2, [N, 6, N], 0),
    ("a[i] * b[i]", [N, 0, N], 2, [INF, INF, N], 0, [INF, NAN, N], 0),
    ("a[i] / b[i]", [N, 2, N, 6], 0, [0, 4, NAN, N], 3, [N, 0.5, N, 2], 0),
    ("a[i] / b[i]", [N, 2, N], 0, [0, 4, N], 0, [N, 0.5, N], 0),
    ("a[i] / b[i]", [N, 2, N], 1, [4, 4, N], 2, [0.25, 0.5, N], 0.5),
    ("a[i] + b[i]", [N, 2, N], -INF, [INF, 4, N], 0, [N, 6, N], -INF),
    ("a[i] + b[i]", [N, 2, N], INF, [-INF, 4, N], 0, [N, 6, N], INF),
    ("a[i] + b[i]", [N, 2, 3, N], -INF, [1, 4, N, N], INF, [N, 6, N, N], -INF),
    ("b[i] + a[i]", [N, 2, 3, N], -INF, [1, 4, N, N], INF, [N, 6, N, N], INF),
    ("a[i] + b[i]", [N, 2, 3], 1, [1, N, 4], -INF, [2, N, 7], -INF),
    ("a[i] - b[i]", [N, 2, N], -INF, [-INF, 4, N], 0, [N, -2, N], -INF),
    ("a[i] - b[i]", [N, 2, 3, N], 1, [1, N, 3, N], INF, [0, -INF, 0, N], -INF),
    ("min(a[i], b[i])", [N, 2, 3], -INF, [-INF, 4, N], 0, [N, 2, 0], -INF),
    ("min(b[i], a[i])", [N, 2, 3], -INF, [NAN, 4, N], 0, [N, 2, 0], -INF),
    ("max(a[i], b[i])", [N, 2, 3], INF, [NAN, 4, N], 0, [N, 4, 3], INF),
    ("max(a[i], b[i])", [N, 2, 3], INF, [5, 4, N], INF, [N, 4, N], INF),
    # 3.2 otherwise: the union
    ("a[i] + b[i]", [N, 2, 3, N], 0, [1, 4, N, N], 0, [1, 6, 3, N], 0),
    ("a[i] + b[i]", [N, 2, 3, N], 1, [1, 4, N, N], 2, [2, 6, 5, N], 3),
    ("a[i] - b[i]", [N, 2, 2, N], 0, [1, 2, N, N], 0, [-1, 0, 2, N], 0),
    ("a[i] * b[i]", [N, 2, 2, N], 1, [5, 3, N, N], 1, [5, 6, 2, N], 1),
    ("max(a[i], b[i])", [N, -2, -3, N], 0, [-1, -4, N, N], 0, [0, -2, 0, N], 0),
    ("min(a[i], b[i])", [N, -2, 3, N], 0, [-1, -4, N, N], 0, [-1, -4, 0, N], 0),
    ("max(a[i], b[i])", [N, -2, -3, N], -INF, [-1, -4, N, N], -INF, [-1, -2, -3, N], -INF),
    ("a[i] * 0", [N, INF, 3], 0, [N, N, N], 0, [N, NAN, 0], 0),
]


@pytest.mark.parametrize("text, a, fa, b, fb, result, fill", ANNIHILATION)
def test_binary(text, a, fa, b, fb, result, fill):
    inputs = {"a": sparse(a, fa), "b": sparse(b, fb)}
    used = {n: t for n, t in inputs.items() if f"{n}[" in text}
    same(run(f"y[i] = {text}", **used)["y"], result, fill, full=False)


@pytest.mark.parametrize("a, b", [(N, INF), (N, NAN), (2, 3), (N, N)])
def test_annihilation_in_rank_0(a, b):
    """A rank-0 tensor can be absent only if it was computed."""
    vectors = {"x": sparse([N, a]), "z": sparse([b, N])}
    out = run("a = sum[i](x[i])\nb = sum[i](z[i])\ny = a * b\noutput y", **vectors)["y"]
    same(out, None if a is None or b is None else a * b, 0.0)


# --- 3.2 densification, and what is provably full -------------------------------------------------------------------

S, D = sparse([N, 2, N]), dense([1.0, 0.0, 3.0])


@pytest.mark.parametrize(
    "text, inputs, result, fill, full",
    [
        ("y[i] = a[i] + b[i]", {"a": S, "b": D}, [1, 2, 3], 0, True),
        ("y[i] = b[i] - a[i]", {"a": S, "b": D}, [1, -2, 3], 0, True),
        ("y[i] = a[i] * b[i]", {"a": S, "b": D}, [N, 0, N], 0, False),
        ("y[i] = a[i] + s", {"a": S, "s": dense(5.0)}, [5, 7, 5], 0, True),
        ("y[i] = a[i] * s", {"a": S, "s": dense(5.0)}, [N, 10, N], 0, False),
        ("y[i] = b[i] * 0", {"b": D}, [0, 0, 0], 0, True),
        ("y[i] = relu(b[i])", {"b": D}, [1, 0, 3], 0, True),
        ("y[i] = b[i] * b[i]", {"b": D}, [1, 0, 9], 0, True),
        ("y[i:2,j] = a[j]", {"a": S}, [[N, 2, N]] * 2, 0, False),
        ("y[i:2,j] = b[j]", {"b": D}, [[1, 0, 3]] * 2, 0, True),
        ("y[i,j] = a[i] + a[j]", {"a": S}, [[0, 2, 0], [2, 4, 2], [0, 2, 0]], 0, True),
        ("y[i,j] = a[i] * a[j]", {"a": S}, [[N, N, N], [N, 4, N], [N, N, N]], 0, False),
        ("y = sum[i](b[i])", {"b": D}, 4, 0, True),
        ("y = sum[i](a[i])", {"a": S}, 2, 0, None),
    ],
)
def test_fullness(text, inputs, result, fill, full):
    same(run(text, **inputs)["y"], result, fill, full)


def test_a_sparse_format_without_holes_is_not_provably_full():
    """Fullness is known at compile time: from formats, not from data."""
    assert not run("y[i] = a[i]", a=sparse([1, 2, 3]))["y"].format.is_dense
    assert run("y[i] = a[i]", a=dense([1, 2, 3]))["y"].format.is_dense


# --- 3.3 unary functions and literals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, fill, result, new",
    [
        ("exp(a[i])", 0, [N, math.e, N], 1),
        ("exp(a[i])", -INF, [N, math.e, N], 0),
        ("a[i] * 0.125", -INF, [N, 0.125, N], -INF),
        ("a[i] + 0.5", 0, [N, 1.5, N], 0.5),
        ("0.5 - a[i]", 0, [N, -0.5, N], 0.5),
        ("a[i] * inf", 0, [N, INF, N], 0),  # rule 3.1: absent wins, against the literal, too
        ("-a[i]", INF, [N, -1, N], -INF),
        ("relu(-a[i])", -3, [N, 0, N], 3),
        ("a[i] - a[i]", 0, [N, 0, N], 0),
        ("max(a[i], 7)", 0, [N, 7, N], 7),
        ("min(a[i], -inf)", 0, [N, -INF, N], -INF),
        ("1 / a[i]", 0, [N, 1, N], INF),
        ("pow(a[i], 0)", 0, [N, 1, N], 1),
    ],
)
def test_unary_keeps_the_pattern_and_maps_the_fill(text, fill, result, new):
    y = run(f"y[i] = {text}", a=sparse([N, 1, N], fill))["y"]
    result = [v if v is None else np.float32(v) for v in result]
    same(y, result, float(np.float32(new)), full=False)


def test_a_named_literal_is_a_tensor():
    """T0 = 0.5 is a full rank-0 tensor: adding it densifies, adding the literal does not."""
    a = sparse([N, 2, N])
    same(run("T0 = 0.5\ny[i] = a[i] + T0\noutput y", a=a)["y"], [0.5, 2.5, 0.5], 0.5, full=True)
    same(run("y[i] = a[i] + 0.5", a=a)["y"], [N, 2.5, N], 0.5, full=False)
    same(run("T0 = 0\ny[i] = a[i] * T0\noutput y", a=sparse([N, INF], 1))["y"], [0, NAN], 0, full=True)


# --- 3.4 where ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "p, x, fx, c, result",
    [
        (sparse([N, 0, 1, N]), [5, 6, N, N], 0, -INF, [N, 6, 0, N]),
        (sparse([N, 0, 1, N]), [5, 6, N, N], 0, 0, [N, 6, N, N]),
        (sparse([N, 0, 1, N]), [5, 6, N, N], -INF, -INF, [N, 6, N, N]),
        (dense([0, 2, NAN, 0]), [5, 6, N, N], 0, -INF, [N, 6, 0, N]),
        (dense([0, 2, 1, 0]), [5, 6, N, N], 0, 0, [N, 6, N, N]),
        (sparse([N, 0, 1, N], fill=1), [5, 6, N, N], 0, 2, [N, 6, 0, N]),
    ],
)
def test_where(p, x, fx, c, result):
    """A stored zero holds in a sparse condition; a full condition is tested by its values."""
    same(run(f"y[i] = where(p[i], x[i], {c})", p=p, x=sparse(x, fx))["y"], result, c, full=False)


def test_where_is_never_provably_full():
    y = run("y[i] = where(p[i], x[i], 0)", p=dense([1, 1]), x=dense([2, 3]))["y"]
    same(y, [2, 3], 0, full=False)


def test_masked_softmax_stays_sparse():
    p = sparse([[1, N, 0], [N, N, N]])
    q = dense([[1, 2, 3], [4, 5, 6]])
    y = run("S[i,j] = where(p[i,j], q[i,j], -inf)\nM[i] = max[j](S[i,j])\nE[i,j] = exp(S[i,j] - M[i])\n"
            "R[i] = sum[j](E[i,j])\nY[i,j] = E[i,j] / R[i]\noutput S, E, R, Y", p=p, q=q)
    assert y["S"].fill == -INF and y["E"].fill == 0
    assert all(y[n].nnz == 2 for n in "SEY") and y["R"].nnz == 1
    e = np.exp([1 - 3, 0.0])
    np.testing.assert_allclose(y["Y"].to_dense(), [[e[0] / e.sum(), 0, e[1] / e.sum()], [0, 0, 0]], rtol=1e-6)


# --- 3.5 reductions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "op, row, fill, result, new",
    [
        ("max", [N, -2, N], 0, 0, 0),
        ("max", [-1, -2, -3], 0, -1, 0),
        ("min", [N, 2, N], 0, 0, 0),
        ("max", [N, -2, N], -INF, -2, -INF),
        ("max", [N, N, N], 4, N, 4),
        ("sum", [N, 2, 3], 0, 5, 0),
        ("sum", [N, 2, N], 1.5, 5, 4.5),
        ("sum", [1, 2, 3], 1.5, 6, 4.5),
        ("sum", [N, N, N], 1.5, N, 4.5),
        ("sum", [N, 1, N], -INF, -INF, -INF),
        ("sum", [1, 2, 3], NAN, 6, NAN),
        ("sum", [1, N, 3], NAN, NAN, NAN),
        ("prod", [N, 2, N], 3, 18, 27),
        ("prod", [N, 2, N], 0, 0, 0),
        ("max", [1, NAN, 3], 0, NAN, 0),
        ("sum", [INF, -INF, N], 0, NAN, 0),
    ],
)
def test_reductions(op, row, fill, result, new):
    x = sparse([row, [N] * 3], fill)
    same(run(f"y[i] = {op}[j](x[i,j])", x=x)["y"], [result, N], new, full=False)
    same(run(f"y = {op}[j](x[j])", x=sparse(row, fill))["y"], result, new)


@pytest.mark.parametrize("op, identity", [("sum", 0), ("prod", 1), ("max", -INF), ("min", INF)])
@pytest.mark.parametrize("fill", [0.0, 5.0, -INF])
def test_reductions_over_nothing(op, identity, fill):
    """No entry is present, and every entry is the identity."""
    empty = ff.Tensor.from_coords((2, 0), np.zeros((0, 2), np.int64), np.zeros(0, np.float32), "cc", fill)
    same(run(f"y[i] = {op}[j](x[i,j])", x=empty)["y"], [N, N], identity, full=False)
    full = run(f"y[i] = {op}[j](x[i,j])", x=dense(np.zeros((2, 0))))["y"]
    same(full, [N, N], identity, full=False)


def test_shadowing_reductions():
    x = np.array([[1, 2], [3, 4.0]])
    y = run("y[i] = x[i,k] * max[k](x[i,k])", x=dense(x))["y"]
    np.testing.assert_allclose(y.to_dense(), x.sum(1) * x.max(1))


def test_bound_of_a_sum():
    x = np.arange(1, 6, dtype=np.float64)
    value = evaluate_arrays(ff.parse("y = sum[i](x[i])"), {"x": dense(x)})["y"]
    assert float(value.bound) == pytest.approx(8 * 2.0**-23 * 5 * 15)


# --- dense data: numpy and torch ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, subscripts",
    [
        ("y[i,j] = a[i,k] * b[k,j]", "ik,kj->ij"),
        ("y[j,i] = a[i,k] * b[k,j]", "ik,kj->ji"),
        ("y[i] = a[i,k] * b[k,j]", "ik,kj->i"),
        ("y = a[i,k] * b[k,i]", "ik,ki->"),
        ("y[i,j,k] = a[i,k] * b[k,j]", "ik,kj->ijk"),
        ("y[k] = a[k,k] * b[k,k]", "kk,kk->k"),
    ],
)
@pytest.mark.parametrize("format", ["dd", "dc", "cc"])
def test_products_equal_numpy(text, subscripts, format):
    rng = np.random.default_rng(5)
    a, b = ((rng.integers(-3, 4, (4, 4)) * (rng.random((4, 4)) < 0.6)).astype(np.float32) for _ in "ab")
    y = run(text, a=ff.tensor(a, format), b=ff.tensor(b, format))["y"]
    np.testing.assert_array_equal(y.to_dense(), np.einsum(subscripts, a, b))


@pytest.mark.parametrize(
    "text, reference",
    [
        ("y[i,j] = relu(x[i,k] * w[j,k] + b[j])", lambda t, x, w, b: t.relu(t.nn.functional.linear(x, w, b))),
        ("y[i,j] = exp(x[i,j] - max[k](x[i,k])) / sum[l](exp(x[i,l] - max[k](x[i,k])))",
         lambda t, x, w, b: t.softmax(x, 1)),
        ("y[i,j] = gelu(x[i,j])", lambda t, x, w, b: t.nn.functional.gelu(x)),
        ("y[i,j] = sigmoid(x[i,j]) * tanh(x[i,j])", lambda t, x, w, b: t.sigmoid(x) * t.tanh(x)),
        ("y[i,j] = clamp(x[i,j], -0.5, 0.5)", lambda t, x, w, b: t.clamp(x, -0.5, 0.5)),
        ("y[i,j] = rsqrt(abs(x[i,j])) + erf(x[i,j])", lambda t, x, w, b: t.rsqrt(t.abs(x)) + t.erf(x)),
        ("y[i] = max[j](x[i,j]) - min[j](x[i,j])", lambda t, x, w, b: t.amax(x, 1) - t.amin(x, 1)),
    ],
)
def test_dense_equals_torch(text, reference):
    torch = pytest.importorskip("torch")
    generator = torch.Generator().manual_seed(1)
    x, w, b = (torch.randn(shape, generator=generator) for shape in ((4, 5), (3, 5), (3,)))
    program = ff.parse(text)
    y = program.evaluate(**{n: v for n, v in {"x": x, "w": w, "b": b}.items() if n in program.inputs})["y"]
    np.testing.assert_allclose(y.to_dense(), reference(torch, x, w, b).numpy(), rtol=2e-6, atol=2e-6)

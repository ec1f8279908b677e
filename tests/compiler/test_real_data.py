"""SpMM, SpMV, SDDMM, elementwise, residual, MTTKRP, TTV and TTM on the matrices and tensors of ../shared/data.

Against scipy and numpy in float64: the pattern exactly, values within 8 eps times the number and the size of the terms.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

import fuseflow as ff
from tests.fuzz.check import REFUSED

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
EPS = 2.0**-23
TINY = 2.0**-149
"""The smallest float32: the error where a product of small numbers underflows (rajat19)."""
SMALL = 25_000
"""Bytes of a file above which a matrix is for the nights."""

PRODUCTS = 30_000_000
"""Products above which A * A does not fit."""

RANK = 8

pytestmark = pytest.mark.shared


def files(folder: str, kind: str, small) -> list:
    found = [pytest.param(path, id=path.stem, marks=() if small(path) else pytest.mark.nightly)
             for path in sorted((DATA / folder).glob(f"*.{kind}"))]
    missing = pytest.mark.skip(reason=f"{DATA / folder} is not here")
    return found or [pytest.param(None, id="missing", marks=missing)]


MATRICES = files("mtx", "mtx", lambda path: path.stat().st_size < SMALL)
MATRICES += files("graphs", "npz", lambda path: path.stem == "karate")
TENSORS = files("tns", "tns", lambda path: path.stem == "nations")


def read(path: Path, format) -> ff.Tensor:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ragusa16 says "pattern" and has values
        return ff.read(path, format, key="adj") if path.suffix == ".npz" else ff.read(path, format)


def scipy_of(t: ff.Tensor) -> sp.csr_array:
    """Float64, stored zeros kept."""
    coords, values = t.coords()
    return sp.csr_array((values.astype(np.float64), tuple(coords.T)), shape=t.shape)


def ones(a: sp.csr_array) -> sp.csr_array:
    return sp.csr_array((np.ones_like(a.data), a.indices, a.indptr), a.shape)


def simulated(text: str, tensors, order=None, formats=None):
    """The result Y; skipped where it is refused with a code that is allowed (still)."""
    schedule = ff.Schedule(order={"Y": order} if order else {})
    try:
        compiled = ff.compile(ff.parse(text), tensors, schedule=schedule, formats=formats)
    except ff.Unsupported as error:
        assert error.code in REFUSED, error
        pytest.skip(str(error).splitlines()[0])
    result = compiled.simulate(statistics=False)
    result.outputs["Y"].check()
    return result.outputs["Y"]


def assert_equal(got: ff.Tensor, value, size, pattern, terms: int):
    """`size`: the same with absolute values; `pattern`: None if the result is full. Sparse or dense arrays."""
    coords, values = got.coords()
    if pattern is None:
        assert got.nnz == np.prod(got.shape)
    else:
        want = np.argwhere(pattern) if isinstance(pattern, np.ndarray) else _coords(pattern)
        np.testing.assert_array_equal(coords, want)
    at = tuple(coords.T)
    value, size = (np.asarray(x[at]).ravel() if len(values) else np.zeros(0) for x in (value, size))
    assert (np.abs(values - value) <= terms * (8 * EPS * size + TINY)).all()


def _coords(a) -> np.ndarray:
    a = sp.coo_array(a)
    found = np.stack([a.row, a.col], axis=1).astype(np.int64)
    return found[np.lexsort((a.col, a.row))]


def dense(shape, seed=0) -> np.ndarray:
    return np.random.default_rng([9, seed, *shape]).normal(size=shape).astype(np.float32)


# --- matrices

@pytest.mark.parametrize(
    "order, formats", [("ikj", (ff.CSR, ff.CSR)), ("ijk", (ff.DCSR, ff.CSC)), ("jki", (ff.CSC, ff.CSC))])
@pytest.mark.parametrize("path", MATRICES)
def test_spmm(path, order, formats):
    a = read(path, formats[0])
    left = scipy_of(a)
    right = left if left.shape[0] == left.shape[1] else sp.csr_array(left.T)
    work = left.shape[0] * left.shape[1] if order == "ijk" else 0
    if np.diff(left.tocsc().indptr) @ np.diff(right.indptr) + work > PRODUCTS:
        pytest.skip("too many products")
    b = ff.tensor(right.astype(np.float32), formats[1])
    got = simulated("Y[i,j] = A[i,k] * B[k,j]", {"A": a, "B": b}, order)
    assert_equal(got, left @ right, abs(left) @ abs(right), ones(left) @ ones(right), left.shape[1])


@pytest.mark.parametrize("order, format", [("ij", ff.CSR), ("ji", ff.CSC), ("ij", ff.DCSR)])
@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("path", MATRICES)
def test_spmv(path, sparse, order, format):
    a = read(path, format)
    m = scipy_of(a)
    x = dense(m.shape[1:])
    held = np.arange(x.size) % 3 == 0 if sparse else np.ones(x.size, bool)
    vector = ff.Tensor.from_coords(x.shape, np.argwhere(held), x[held], "c" if sparse else "d")
    got = simulated("Y[i] = A[i,j] * x[j]", {"A": a, "x": vector}, order)
    x = np.where(held, x, 0).astype(np.float64)
    assert_equal(got, m @ x, abs(m) @ abs(x), ones(m) @ held > 0, m.shape[1])


@pytest.mark.parametrize("levels", ["d", "c"])
@pytest.mark.parametrize("path", MATRICES)
def test_sddmm(path, levels):
    a = read(path, ff.CSR)
    m = scipy_of(a)
    u, v = dense((m.shape[0], RANK), 1), dense((RANK, m.shape[1]), 2)
    tensors = {"A": a, "U": ff.tensor(u, levels * 2), "V": ff.tensor(v, ff.Format(levels * 2, order=(1, 0)))}
    got = simulated("Y[i,j] = A[i,j] * U[i,k] * V[k,j]", tensors, "ijk")
    row, col = _coords(m).T
    u, v = u.astype(np.float64), v.astype(np.float64)

    def at_entries(values, left, right):
        return sp.csr_array((values * (left[row] * right[:, col].T).sum(1), (row, col)), shape=m.shape)

    stored = m[row, col] if len(row) else np.zeros(0)
    assert_equal(got, at_entries(stored, u, v), at_entries(abs(stored), abs(u), abs(v)), ones(m), 2 * RANK)


@pytest.mark.parametrize("text", ["A[i,j] + B[i,j]", "A[i,j] * B[i,j]", "A[i,j] - B[i,j]", "relu(A[i,j])"])
@pytest.mark.parametrize("path", MATRICES)
def test_elementwise(path, text):
    a = read(path, ff.DCSR)
    m = scipy_of(a)
    # The rows turned round: some entries meet, some do not.
    other = sp.csr_array(m[::-1]) if m.shape[0] != m.shape[1] else sp.csr_array(m.T)
    b = ff.tensor(other.astype(np.float32), ff.CSR)
    got = simulated(f"Y[i,j] = {text}", {"A": a, **({"B": b} if "B" in text else {})})
    p, q = ones(m), ones(other)
    value, pattern = {
        "A[i,j] + B[i,j]": (m + other, p + q), "A[i,j] * B[i,j]": (m * other, p * q),
        "A[i,j] - B[i,j]": (m - other, p + q), "relu(A[i,j])": (m.maximum(0), p),
    }[text]
    assert_equal(got, value, abs(m) + abs(other) if "*" not in text else abs(m * other), pattern, 2)


@pytest.mark.parametrize("levels", ["d", "c"])
@pytest.mark.parametrize("path", MATRICES)
def test_residual(path, levels):
    a = read(path, ff.CSR)
    m = scipy_of(a)
    b, x = dense(m.shape[:1], 3), dense(m.shape[1:], 4)
    tensors = {"A": a, "b": ff.tensor(b, levels), "x": ff.tensor(x, levels)}
    got = simulated("Y[i] = b[i] - A[i,j] * x[j]", tensors)
    b, x = b.astype(np.float64), x.astype(np.float64)
    assert_equal(got, b - m @ x, abs(b) + abs(m) @ abs(x), np.ones(m.shape[:1], bool), m.shape[1] + 1)


# --- tensors

def both(got: ff.Tensor, subscripts: str, t: ff.Tensor, *others: np.ndarray, terms: int) -> None:
    value, stored = np.asarray(t.to_dense(), np.float64), np.asarray(t.pattern(), np.float64)
    others = [x.astype(np.float64) for x in others]
    want = np.einsum(subscripts, value, *others, optimize=True)
    size = np.einsum(subscripts, abs(value), *map(abs, others), optimize=True)
    pattern = np.einsum(subscripts, stored, *(np.ones_like(x) for x in others), optimize=True) > 0
    assert_equal(got, want, size, pattern, terms)


@pytest.mark.parametrize("order", [None, "iklj", "ijkl"])
@pytest.mark.parametrize("path", TENSORS)
def test_mttkrp(path, order):
    t = read(path, ff.CSF(3))
    c, d = dense((RANK, t.shape[1]), 5), dense((RANK, t.shape[2]), 6)
    tensors = {"T": t, "C": ff.tensor(c, "dd"), "D": ff.tensor(d, "dd")}
    got = simulated("Y[i,j] = T[i,k,l] * C[j,k] * D[j,l]", tensors, order)
    both(got, "ikl,jk,jl->ij", t, c, d, terms=t.shape[1] * t.shape[2])


@pytest.mark.parametrize("mode", [0, 1, 2])
@pytest.mark.parametrize("path", TENSORS)
def test_ttv(path, mode):
    t = read(path, ff.CSF(3))
    x, r = dense(t.shape[mode : mode + 1], 7), "ijk"[mode]
    left = "ijk".replace(r, "")
    got = simulated(f"Y[{','.join(left)}] = T[i,j,k] * x[{r}]", {"T": t, "x": ff.tensor(x, "c")})
    both(got, f"ijk,{r}->{left}", t, x, terms=t.shape[mode])


@pytest.mark.parametrize("levels", ["dd", "cc"])
@pytest.mark.parametrize("path", TENSORS)
def test_ttm(path, levels):
    t = read(path, ff.CSF(3))
    c = dense((RANK, t.shape[2]), 8)
    got = simulated("Y[i,j,k] = T[i,j,l] * C[k,l]", {"T": t, "C": ff.tensor(c, levels)})
    both(got, "ijl,kl->ijk", t, c, terms=t.shape[2])


@pytest.mark.parametrize("path", TENSORS)
def test_tensor_elementwise(path):
    """With itself, the first mode turned round."""
    t = read(path, ff.CSF(3))
    coords, values = t.coords()
    turned = coords.copy()
    turned[:, 0] = t.shape[0] - 1 - turned[:, 0]
    other = ff.Tensor.from_coords(t.shape, turned, values, "dcc")
    got = simulated("Y[i,j,k] = T[i,j,k] + U[i,j,k]", {"T": t, "U": other})
    a, b = (np.asarray(x.to_dense(), np.float64) for x in (t, other))
    assert_equal(got, a + b, abs(a) + abs(b), t.pattern() | other.pattern(), 2)

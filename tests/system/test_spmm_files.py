"""SpMM from Matrix Market files, the whole way: equal to scipy, RTL equal to the oracle in every cycle."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
import scipy.io
import scipy.sparse as sp

import fuseflow as ff

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "mtx"
MATRICES = (
    "Ragusa16", "b1_ss", "bcspwr01", "bcsstk01", "bfwa62", "cage5", "karate", "lp_afiro", "lpi_galenet", "west0067",
)
FEW = ("b1_ss", "karate", "lp_afiro")
"""Those in RTL whenever tests are run; `make crosscheck` runs twenty."""

ORDERS = {"ikj": (ff.CSR, ff.CSR), "ijk": (ff.CSR, ff.CSC)}
EPS = 2.0**-23

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")


def operands(name: str) -> tuple[sp.csr_array, sp.csr_array]:
    """A and A, or A and its transpose where A is not square, as float64."""
    a = sp.csr_array(scipy.io.mmread(DATA / f"{name}.mtx"), dtype=np.float64)
    return a, a if a.shape[0] == a.shape[1] else sp.csr_array(a.T)


def compiled(name: str, order: str):
    left, right = ORDERS[order]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ragusa16 says "pattern" and has values
        a = ff.read(DATA / f"{name}.mtx", left)
        b = ff.tensor(operands(name)[1].astype(np.float32), right)
    return ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), {"A": a, "B": b})


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", MATRICES)
def test_equal_to_scipy(name, order):
    program = compiled(name, order)
    assert "".join(program.kernels[0].indices) == order
    result = program.simulate().outputs["C"]

    a, b = operands(name)
    a.data, b.data = a.data.astype(np.float32).astype(np.float64), b.data.astype(np.float32).astype(np.float64)
    terms = (abs(a) @ abs(b)).toarray()
    assert np.all(np.abs(result.to_dense() - (a @ b).toarray()) <= 8 * EPS * a.shape[1] * terms)
    ones = [sp.csr_array((np.ones_like(m.data), m.indices, m.indptr), m.shape) for m in (a, b)]
    assert np.array_equal(result.pattern(), (ones[0] @ ones[1]).toarray() > 0)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", [n if n in FEW else pytest.param(n, marks=pytest.mark.nightly) for n in MATRICES])
def test_rtl(name, order):
    program = compiled(name, order)
    verdict = program.cosim()
    assert verdict.equal, verdict
    assert verdict.cycles_rtl == verdict.cycles_sim > 0
    assert verdict.outputs["C"].equal(program.simulate().outputs["C"])

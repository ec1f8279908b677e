"""All files of ../shared/data are read, and agree with scipy and numpy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import scipy.io
import scipy.sparse as sp

from fuseflow.tensor import CSF, CSR, read

pytestmark = pytest.mark.shared

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def files(folder, kind):
    found = sorted((DATA / folder).glob(f"*.{kind}"))
    missing = pytest.mark.skip(reason=f"{DATA / folder} is not here")
    return [pytest.param(path, id=path.stem) for path in found] or [pytest.param(None, id="missing", marks=missing)]


@pytest.mark.filterwarnings("ignore:Ragusa16.mtx. its header says 'pattern'")
@pytest.mark.parametrize("path", files("mtx", "mtx"))
def test_mtx(path):
    expected = scipy.io.mmread(path).tocsr()
    expected.sum_duplicates()
    made = read(path, "csr")
    assert made.shape == expected.shape and made.nnz == expected.nnz
    assert np.array_equal(made.levels[1].seg, expected.indptr)
    assert np.array_equal(made.levels[1].crd, expected.indices)
    assert np.array_equal(made.values, expected.data.astype(np.float32))
    assert read(path).equal(made) and read(path, "csc").sha256() == made.sha256()


@pytest.mark.parametrize("path", files("tns", "tns"))
def test_tns(path):
    table = np.loadtxt(path)
    made = read(path)
    published = {
        "nations": ((14, 55, 14), 1992),
        "kinships": ((104, 25, 104), 10686),
        "3D_12031": ((100, 80, 60), 12031),
    }
    assert made.format == CSF(3) and (made.shape, made.nnz) == published[path.stem]
    dense = np.zeros(made.shape, np.float32)
    dense[tuple(table[:, :3].astype(int).T - 1)] = table[:, 3]
    assert np.array_equal(made.to_dense(), dense)


@pytest.mark.parametrize("path", files("graphs", "npz"))
def test_graphs(path):
    arrays = np.load(path)
    for key in ("adj", "x"):
        made = read(path, key=key)
        parts = [arrays[f"{key}_{part}"] for part in ("data", "indices", "indptr")]
        expected = sp.csr_array(tuple(parts), shape=tuple(arrays[f"{key}_shape"]))
        assert made.format == CSR and made.shape == expected.shape
        assert (made.to_scipy() != expected).nnz == 0 and made.nnz == expected.nnz
    assert len(read(path, key="labels", dtype="int64").values) == made.shape[0]

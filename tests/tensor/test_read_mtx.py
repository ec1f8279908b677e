"""MatrixMarket files: what is legal is read, what is wrong is named with its line."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.io
import scipy.sparse as sp

from fuseflow.tensor import BSR, COO, CSR, DENSE, read

GENERAL = "%%MatrixMarket matrix coordinate real general\n"


@pytest.fixture
def mtx(tmp_path):
    def write(text, name="m.mtx"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_coordinate(mtx):
    path = mtx(GENERAL + "% a comment\n\n2 3 4\n2 3 1.5\n\n1 1 -2e0\n   \n% late comment\n1 1 .5\n2 1 0\n")
    made = read(path)
    assert made.format == COO and made.nnz == 3 and made.to_dense().tolist() == [[-1.5, 0, 0], [0, 0, 1.5]]
    assert read(str(path), "csr").format == CSR and read(path, prune=True).nnz == 2
    assert read(path, "dense").nnz == 6 and read(path, fill=-math.inf).to_dense()[0, 1] == -math.inf
    assert read(mtx(GENERAL + "4 4 0\n"), BSR(2, 2)).shape == (2, 2, 2, 2)


def test_nan_inf_crlf_and_case(mtx):
    text = (
        GENERAL.upper().replace("%%MATRIXMARKET", "%%MatrixMarket") + "2 2 4\n1 1 nan\n1 2 inf\n2 1 -Infinity\n2 2 NaN"
    )
    made = read(mtx(text.replace("\n", "\r\n")))
    assert np.array_equal(made.to_dense(), [[math.nan, math.inf], [-math.inf, math.nan]], equal_nan=True)


@pytest.mark.parametrize("shape", ["0 0", "0 5", "5 0", "3 3"])
def test_no_entries(mtx, shape):
    made = read(mtx(GENERAL + f"{shape} 0\n"))
    assert made.nnz == 0 and made.shape == tuple(map(int, shape.split()))
    rows, columns = made.shape
    dense = read(mtx(f"%%MatrixMarket matrix array real general\n{shape}\n" + "1\n" * (rows * columns)))
    assert dense.format == DENSE(2) and dense.nnz == rows * columns


@pytest.mark.parametrize(
    ("layout", "field", "symmetry"),
    [
        (layout, field, symmetry)
        for layout in ("coordinate", "array")
        for field in ("real", "integer", "pattern")
        for symmetry in ("general", "symmetric", "skew-symmetric")
        if field != "pattern" or (layout == "coordinate" and symmetry != "skew-symmetric")
    ],
)
def test_against_scipy(tmp_path, layout, field, symmetry):
    rng = np.random.default_rng(3)
    x = rng.integers(-4, 5, (6, 6)) * (rng.random((6, 6)) < 0.6)
    x = {"general": x, "symmetric": x + x.T, "skew-symmetric": x - x.T}[symmetry]
    x = x / 8 if field == "real" else x
    path = tmp_path / "m.mtx"
    scipy.io.mmwrite(path, sp.coo_array(x) if layout == "coordinate" else x, field=field, symmetry=symmetry)
    assert f"{layout} {field} {symmetry}" in path.read_text().splitlines()[0]
    expected = scipy.io.mmread(path)
    made = read(path)
    assert np.array_equal(made.to_dense(), expected.toarray() if layout == "coordinate" else expected)
    assert made.nnz == expected.size if layout == "array" else made.nnz == expected.nnz


def test_upper_triangle_and_integers(mtx):
    symmetric = "%%MatrixMarket matrix coordinate integer symmetric\n"
    made = read(mtx(symmetric + "2 2 2\n1 2 3\n1 1 1\n"))
    assert made.to_dense().tolist() == [[1, 3], [3, 0]]
    big = read(mtx(symmetric + f"2 2 1\n2 1 {2**60 + 1}\n"), dtype="int64")
    assert big.dtype == np.int64 and big.values.tolist() == [2**60 + 1] * 2


def test_pattern_with_values(mtx):
    path = mtx(GENERAL.replace("real", "pattern") + "2 2 2\n1 1 7\n2 1 8\n")
    with pytest.warns(UserWarning, match="'pattern'") as caught:
        assert read(path).to_dense().tolist() == [[1, 0], [1, 0]]
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("", "FF-E011", None, "empty"),
        ("\n \n", "FF-E011", None, "blank"),
        ("1 1 3.0\n", "FF-E012", 1, "%%MatrixMarket"),
        ("%MatrixMarket matrix coordinate real general\n1 1 0\n", "FF-E012", 1, "first line"),
        ("%%MatrixMarket matrix coordinate real\n1 1 0\n", "FF-E012", 1, "4 words"),
        ("%%MatrixMarket vector coordinate real general\n", "FF-E012", 1, "object 'vector'"),
        ("%%MatrixMarket matrix coordinate quaternion general\n", "FF-E012", 1, "field 'quaternion'"),
        ("%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 0 1\n", "FF-E005", 1, "complex"),
        ("%%MatrixMarket matrix coordinate complex hermitian\n", "FF-E005", 1, "hermitian"),
        ("%%MatrixMarket matrix array pattern general\n", "FF-E012", 1, "pattern"),
        ("%%MatrixMarket matrix coordinate pattern skew-symmetric\n", "FF-E012", 1, "pattern"),
        (b"\x00\x01\x02", "FF-E012", None, "binary"),
        (b"\x1f\x8b\x08aaa", "FF-E012", None, "uncompress"),
        (GENERAL + "% only comments\n", "FF-E011", 2, "sizes"),
        (GENERAL + "2 2\n", "FF-E013", 2, "rows, columns, entries"),
        (GENERAL + "2 x 1\n", "FF-E013", 2, "'2 x 1'"),
        (GENERAL + "-2 2 1\n", "FF-E013", 2, "-2"),
        (GENERAL + "2147482624 2 0\n", "FF-E004", 2, "2147482624 rows"),
        (GENERAL + f"{'9' * 5000} 2 0\n", "FF-E004", 2, "rows"),
        (GENERAL + "2 2 3\n1 1 1\n2 2 2\n", "FF-E011", 4, "3 entries are announced, 2 found"),
        (GENERAL + "2 2 1\n1 1 1\n%\n\n2 2 2\n", "FF-E013", 6, "1 entries are announced, 2 found"),
        (GENERAL + "2 2 0\n1 1 1\n", "FF-E013", 3, "0 entries"),
        (GENERAL + "2 2 2\n1 1 1\n2 2", "FF-E011", 4, "cut off"),
        (GENERAL + "2 2 2\n1 1 1\n2 2\n", "FF-E013", 4, "2 found"),
        (GENERAL + "2 2 2\n1 1 1 0\n2 2 1\n", "FF-E013", 3, "4 found"),
        (GENERAL + "2 2 2\n\n1 1 1\n2 2 x\n", "FF-E013", 5, "'x' in column 3"),
        (GENERAL + "2 2 1\n1 1 1_0\n", "FF-E013", 3, "'1_0'"),
        (GENERAL + "2 2 1\n1 1 0x1\n", "FF-E013", 3, "'0x1'"),
        (GENERAL + "2 2 1\n1.0 1 1\n", "FF-E013", 3, "'1.0' in column 1"),
        (GENERAL + "2 2 1\n1e0 1 1\n", "FF-E013", 3, "integer"),
        (GENERAL + f"2 2 1\n1 {'9' * 30} 1\n", "FF-E004", 3, "overflows"),
        (GENERAL + f"2 2 1\n1 {'9' * 5000} 1\n", "FF-E004", 3, "overflows"),
        (GENERAL + "2 2 2\n1 1 1\n3 1 1\n", "FF-E003", 4, "(3, 1)"),
        (GENERAL + "2 2 2\n1 1 1\n0 1 1\n", "FF-E003", 4, "count from 1"),
        (GENERAL + "2 2 2\n1 1 1\n1 -1 1\n", "FF-E003", 4, "(1, -1)"),
        (GENERAL + "2 2 2\n1 1 inf\n1 2 1e400\n", "FF-E004", 4, "1e400"),
        (GENERAL + "2 2 2\n1 1 1\n%\n1 2 -3.5e38\n", "FF-E004", 5, "-3.5e38"),
        (GENERAL + "2 2 2\n1 1 3e38\n1 1 3e38\n", "FF-E004", None, "(0, 0)"),
        (GENERAL.replace("real", "integer") + "1 1 1\n1 1 1.0\n", "FF-E013", 3, "integer"),
        (GENERAL.replace("real", "pattern") + "1 1 2\n1 1\n1 1 1\n", "FF-E013", 4, "2 numbers"),
        (GENERAL.replace("real", "pattern") + "1 1 1\n1\n", "FF-E013", 3, "2 numbers"),
        (GENERAL.replace("general", "symmetric") + "2 3 0\n", "FF-E013", 2, "2 x 3"),
        (GENERAL.replace("general", "symmetric") + "2 2 2\n2 1 1\n1 2 1\n", "FF-E013", 4, "both sides"),
        (GENERAL.replace("general", "skew-symmetric") + "2 2 2\n2 1 1\n1 1 0\n", "FF-E013", 4, "diagonal"),
        (GENERAL.replace("coordinate", "array") + "2 2\n1\n2\n3\n", "FF-E011", 5, "4 entries are announced, 3 found"),
        (GENERAL.replace("coordinate", "array") + "2 2\n1\n2\n3\n4\n5\n", "FF-E013", 7, "5 found"),
        (GENERAL.replace("coordinate", "array") + "2 2\n1 2\n3 4\n", "FF-E013", 3, "1 numbers"),
        (GENERAL.replace("coordinate", "array") + "2 2\n1\n2\n3\n4e38\n", "FF-E004", 6, "4e38"),
        (GENERAL.replace("coordinate", "array") + "2 2 4\n1\n2\n3\n4\n", "FF-E013", 2, "rows, columns"),
    ],
)
def test_wrong_files(mtx, fails, text, code, line, words):
    path = mtx(text, "bad.mtx")
    error = fails(code, read, path, words=["bad.mtx", words])
    assert error.where == (f"{path}:{line}" if line else str(path))


def test_unreadable(tmp_path, mtx, fails):
    fails("FF-E010", read, tmp_path / "none.mtx", words=["none.mtx", "does not exist"])
    fails("FF-E010", read, str(tmp_path / "nul\0.mtx"))
    (tmp_path / "folder.mtx").mkdir()
    fails("FF-E010", read, tmp_path / "folder.mtx", words="directory")
    fails("FF-E010", read, 3)
    fails("FF-E012", read, mtx(GENERAL, "m.txt"), words=".mtx, .tns, .npz or .npy")
    fails("FF-E012", read, mtx(GENERAL, "m"))
    fails("FF-E005", read, mtx(GENERAL + "1 1 0\n"), key="adj", words=".npz")


def test_wrong_options_name_the_file(mtx, fails):
    path = mtx(GENERAL + "4 5 1\n1 1 0.5\n")
    assert fails("FF-E002", read, path, "ccc", words="m.mtx").where == str(path)
    fails("FF-E002", read, path, BSR(2, 2), words=["m.mtx", "(4, 6)"])
    fails("FF-E005", read, path, dtype="int64", words="m.mtx")
    fails("FF-E005", read, path, dtype="float64")
    fails("FF-E001", read, path, "nonsense")

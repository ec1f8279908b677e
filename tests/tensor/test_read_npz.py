"""numpy's files, those of scipy.sparse.save_npz, and graphs."""

from __future__ import annotations

import pickle
import warnings
import zipfile

import numpy as np
import pytest
import scipy.sparse as sp

from fuseflow.tensor import BSR, COO, CSC, CSF, CSR, DENSE, read

DENSE_DATA = np.float32([[0, 1, 0, 2], [3, 0, 0, 0]])


@pytest.mark.parametrize("kind", ["csr", "csc", "coo", "bsr", "dia"])
@pytest.mark.parametrize("family", ["array", "matrix"])
def test_scipy(tmp_path, kind, family):
    path = tmp_path / "m.npz"
    x = getattr(sp, f"{kind}_{family}")(DENSE_DATA)
    if kind == "bsr":
        x = x.tobsr((1, 2))
    sp.save_npz(path, x)
    made = read(path)
    assert made.format == {"csr": CSR, "csc": CSC, "coo": COO, "bsr": BSR(1, 2), "dia": COO}[kind]
    assert np.array_equal(made.with_format("dense2").to_dense(), DENSE_DATA)
    assert read(path, "csc").format == CSC


def test_scipy_higher_rank(tmp_path):
    sp.save_npz(tmp_path / "t.npz", sp.coo_array(np.ones((2, 3, 4), np.float32)))
    assert read(tmp_path / "t.npz").format == CSF(3)


def test_arrays(tmp_path):
    np.save(tmp_path / "a.npy", DENSE_DATA)
    np.savez(tmp_path / "a.npz", DENSE_DATA)
    np.savez_compressed(tmp_path / "b.npz", x=DENSE_DATA, y=np.int64([1, 2]))
    for made in (read(tmp_path / "a.npy"), read(tmp_path / "a.npz"), read(tmp_path / "b.npz", key="x")):
        assert made.format == DENSE(2) and np.array_equal(made.to_dense(), DENSE_DATA)
    assert read(tmp_path / "a.npy", "csr").nnz == 3
    assert read(tmp_path / "b.npz", key="y", dtype="int64").dtype == np.int64
    with pytest.warns(UserWarning, match="float32") as caught:
        read(tmp_path / "b.npz", key="y")
    assert caught[0].filename == __file__
    np.save(tmp_path / "f.npy", np.ones(3, ">f8"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(tmp_path / "f.npy", dtype="float32").values.tolist() == [1, 1, 1]
    np.save(tmp_path / "s.npy", np.float32(3))
    assert read(tmp_path / "s.npy").shape == ()


def graph(**changes):
    x = sp.csr_array(DENSE_DATA)
    arrays = {"adj_indptr": x.indptr, "adj_indices": x.indices, "adj_data": x.data, "adj_shape": np.int64(x.shape)}
    arrays |= {"x_indptr": np.int32([0]), "x_indices": np.int32([]), "x_data": np.float32([])}
    arrays |= {"x_shape": np.int64([0, 5]), "labels": np.int32([1, 2])}
    return {name: array for name, array in (arrays | changes).items() if array is not None}


def test_graphs(tmp_path, fails):
    path = tmp_path / "g.npz"
    np.savez(path, **graph())
    assert read(path, key="adj").format == CSR and np.array_equal(read(path, key="adj").to_dense(), DENSE_DATA)
    assert read(path, key="x").shape == (0, 5)
    assert read(path, key="labels", dtype="int64").values.tolist() == [1, 2]
    fails("FF-E012", read, path, words=["g.npz", "key='adj', key='x', key='labels'"])
    fails("FF-E012", read, path, key="adj_data", words="no tensor 'adj_data'")
    fails("FF-E012", read, path, key="nonsense")


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"adj_indptr": np.int32([0, 3, 2])}, "FF-E006", "falls"),
        ({"adj_indptr": np.int32([0, 2, 4])}, "FF-E006", "ends at 4"),
        ({"adj_indptr": np.int32([0, 3])}, "FF-E006", "2 entries"),
        ({"adj_indptr": np.float32([0, 2, 3])}, "FF-E005", "integer"),
        ({"adj_indices": np.int32([1, 4, 0])}, "FF-E003", "coordinate 4"),
        ({"adj_indices": np.int32([[1, 3, 0]])}, "FF-E005", "rank"),
        ({"adj_data": np.float32([1, 2])}, "FF-E005", "do not agree"),
        ({"adj_data": np.float32([1, 2, 3]) * 1j}, "FF-E005", "complex"),
        ({"adj_shape": np.float32([2, 4])}, "FF-E012", "shape"),
        ({"adj_shape": np.int64([2])}, "FF-E005", "do not agree"),
        ({"adj_shape": np.int64([2, -4])}, "FF-E005", "negative"),
        ({"adj_shape": np.int64([2, 2**40])}, "FF-E004", "2**31"),
        ({"adj_shape": None}, "FF-E012", "no array 'adj_shape'"),
        ({"adj_data": np.array([None] * 3)}, "FF-E012", "pickle"),
    ],
)
def test_corrupt_graphs(tmp_path, fails, changes, code, words):
    path = tmp_path / "g.npz"
    np.savez(path, **graph(**changes))
    assert fails(code, read, path, key="adj", words=["g.npz", words]).where == str(path)


@pytest.mark.parametrize(
    ("arrays", "code"),
    [
        ({"format": "csr", "indptr": [0, 1], "indices": [0]}, "FF-E006"),
        ({"format": "csr"}, "FF-E012"),
        ({"format": "xyz"}, "FF-E012"),
        ({"format": ["csr", "csr"]}, "FF-E012"),
        ({"format": 3}, "FF-E012"),
        ({"format": "coo", "row": [0, 1], "col": [0]}, "FF-E005"),
        ({"format": "coo", "row": [0], "col": [9]}, "FF-E003"),
        ({"format": "coo", "row": [0.5], "col": [0]}, "FF-E005"),
        ({"format": "coo", "coords": [[0], [0], [0]]}, "FF-E005"),
        ({"format": "bsr", "indptr": [0], "indices": [0]}, "FF-E005"),
        ({"format": "dia", "offsets": [0, 1]}, "FF-E005"),
        ({"format": "dia", "offsets": [0.0]}, "FF-E005"),
    ],
)
def test_corrupt_scipy_files(tmp_path, fails, arrays, code):
    path = tmp_path / "m.npz"
    np.savez(path, **({"shape": [2, 3], "data": np.float32([1])} | arrays))
    fails(code, read, path, words="m.npz")


def test_blocks_that_do_not_divide(tmp_path, fails):
    arrays = {"format": "bsr", "shape": [3, 3], "indptr": [0, 1], "indices": [0], "data": np.ones((1, 2, 2), "f4")}
    np.savez(tmp_path / "m.npz", **arrays)
    fails("FF-E002", read, tmp_path / "m.npz")


def test_damaged_and_mislabelled(tmp_path, fails):
    np.savez_compressed(tmp_path / "a.npz", np.random.default_rng(0).random(1000, np.float32))
    np.save(tmp_path / "a.npy", np.ones(1000, np.float32))
    zipped, plain = (tmp_path / "a.npz").read_bytes(), (tmp_path / "a.npy").read_bytes()

    def bad(name, data, code, words=()):
        (tmp_path / name).write_bytes(data)
        fails(code, read, tmp_path / name, words=[name, words] if words else name)

    bad("e.npz", b"", "FF-E011", "empty")
    bad("e.npy", b"", "FF-E011", "empty")
    for part in (0.1, 0.5, 0.9):
        bad("t.npz", zipped[: int(len(zipped) * part)], "FF-E011", "truncated")
        bad("t.npy", plain[: int(len(plain) * part)], "FF-E011", "truncated")
    middle = len(zipped) // 2
    bad("d.npz", zipped[:middle] + b"\0\0\0\0" + zipped[middle + 4 :], "FF-E011", "damaged")
    bad("m.npz", plain, "FF-E012", "no zip")
    bad("m.npy", zipped, "FF-E012", "no .npy")
    bad("m.npz", b"%%MatrixMarket", "FF-E012")
    bad("m.npy", pickle.dumps([1, 2]), "FF-E012")
    bad("h.npy", plain[:10] + b"(" * 118 + plain[128:], "FF-E011")
    bad("h.npy", plain.replace(b"(1000,)", b"(10**9)"), "FF-E011")
    bad("h.npy", plain.replace(b"(1000,), }" + b" " * 9, b"(9999999999999999,),"), "FF-E011")
    np.save(tmp_path / "o.npy", np.array([None]))
    fails("FF-E012", read, tmp_path / "o.npy", words="pickled objects are never loaded")
    np.savez(tmp_path / "none.npz")
    fails("FF-E012", read, tmp_path / "none.npz", words="no arrays")
    with zipfile.ZipFile(tmp_path / "z.npz", "w") as archive:
        archive.writestr("readme.txt", "hello")
    fails("FF-E005", read, tmp_path / "z.npz")
    np.save(tmp_path / "c.npy", np.array(["a"]))
    assert fails("FF-E005", read, tmp_path / "c.npy", words="c.npy").where == str(tmp_path / "c.npy")
    fails("FF-E010", read, tmp_path / "missing.npz")

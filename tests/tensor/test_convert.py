"""tensor(): numpy, scipy and PyTorch, to and fro; dtypes; what is refused."""

from __future__ import annotations

import math
import subprocess
import sys
import warnings

import numpy as np
import pytest
import scipy.sparse as sp
import torch

from fuseflow.tensor import BSR, COO, CSC, CSF, CSR, DENSE, Format, Tensor, tensor

SHAPES = [(0, 0), (0, 3), (3, 0), (1, 1), (4, 6), (5, 1), (1, 7)]


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message="Sparse .* tensor support is in beta")
        warnings.filterwarnings("ignore", message="Sparse invariant checks are implicitly disabled")
        yield


def random_matrix(shape, density=0.4, seed=0):
    rng = np.random.default_rng(seed)
    return (rng.random(shape) * (rng.random(shape) < density)).astype(np.float32)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["csr", "csc", "coo", "bsr", "lil", "dok", "dia"])
@pytest.mark.parametrize("family", ["array", "matrix"])
def test_scipy(kind, shape, family):
    dense = random_matrix(shape)
    x = getattr(sp, f"{kind}_{family}")(dense)
    made = tensor(x)
    assert made.format == {"csr": CSR, "csc": CSC, "bsr": BSR(*getattr(x, "blocksize", (1, 1)))}.get(kind, COO)
    assert np.array_equal(made.with_format("dense2").to_dense(), dense)
    back = made.to_scipy()
    assert back.format == {"csr": "csr", "csc": "csc", "bsr": "bsr"}.get(kind, "coo")
    assert back.shape == shape and np.array_equal(back.toarray(), dense) and back.dtype == np.float32
    for format in ("csr", "csc", "dcsr", "dense", "cd:1,0"):
        assert np.array_equal(tensor(x, format).to_scipy().toarray(), dense)


def test_scipy_stored_zeros_duplicates_unsorted():
    x = sp.coo_array((np.float32([1, 0, 2, 4]), ([1, 0, 1, 0], [1, 2, 1, 0])), (2, 3))
    made = tensor(x, "csr")
    assert made.nnz == 3 and made.pattern().tolist() == [[True, False, True], [False, True, False]]
    assert made.to_dense().tolist() == [[4, 0, 0], [0, 3, 0]] and made.to_scipy().nnz == 3
    assert tensor(x, "csr", prune=True).nnz == 2
    unsorted = sp.csr_array((np.float32([1, 2, 3]), [2, 0, 0], [0, 2, 3]), (2, 3))
    assert tensor(unsorted).to_dense().tolist() == [[2, 0, 1], [3, 0, 0]]
    repeated = sp.csr_array((np.float32([1, 2, 3]), [2, 2, 0], [0, 2, 3]), (2, 3))
    assert tensor(repeated).to_dense().tolist() == [[0, 0, 3], [3, 0, 0]]
    cancelled = sp.coo_array((np.float32([1, -1]), ([0, 0], [0, 0])), (1, 1))
    assert tensor(cancelled).nnz == 1 and tensor(cancelled, prune=True).nnz == 0
    diagonals = sp.dia_array((np.float32([[0, 1, 2]]), [1]), (3, 3))
    assert tensor(diagonals).nnz == 2
    diagonals = sp.dia_array((np.float32([[5, 0, 2]]), [-1]), (3, 3))
    assert tensor(diagonals).coords()[0].tolist() == [[1, 0], [2, 1]]


def test_scipy_other_ranks():
    line = sp.coo_array(np.float32([0, 1, 2]))
    assert tensor(line).format == Format("c") and tensor(line).to_dense().tolist() == [0, 1, 2]
    assert tensor(sp.csr_array(np.float32([0, 1, 2]))).to_dense().tolist() == [0, 1, 2]
    cube = sp.coo_array(np.arange(8, dtype=np.float32).reshape(2, 2, 2))
    assert tensor(cube).format == CSF(3) and tensor(cube).nnz == 7


def test_scipy_excess_and_corrupt(fails):
    x = sp.csr_array((np.float32([1, 2]), [0, 1], [0, 1, 2]), (2, 2))
    x.indices, x.data = np.int32([0, 1, 9]), np.float32([1, 2, 9])
    assert tensor(x).to_dense().tolist() == [[1, 0], [0, 2]]
    x.indices = np.int32([0, 5, 9])
    fails("FF-E003", tensor, x, words="coordinate 5")
    x.indptr = np.int32([0, 3, 2])
    fails("FF-E006", tensor, x, words="falls")
    x.indptr = np.int32([0, 1, 7])
    fails("FF-E006", tensor, x, words="ends at 7")
    x.indptr = np.int32([0, 2])
    fails("FF-E006", tensor, x)
    y = sp.coo_array((np.float32([1]), ([0], [0])), (2, 2))
    y.coords = (np.array([0]), np.array([-1]))
    fails("FF-E003", tensor, y)


def test_bsr_is_kept_with_its_zeros():
    x = sp.bsr_array((np.float32([[[1, 0], [0, 0]]]), [1], [0, 1, 1]), (4, 4))
    made = tensor(x)
    assert made.format == BSR(2, 2) and made.nnz == 4 and made.shape == (2, 2, 2, 2)
    assert made.to_scipy().blocksize == (2, 2) and np.array_equal(made.to_scipy().toarray(), x.toarray())
    assert tensor(x, "csr").nnz == 4 and tensor(x, "csr", prune=True).nnz == 1
    for order in ((1, 0, 2, 3), (0, 1, 3, 2)):
        turned = made.with_format(Format("dcdd", order, block=(2, 2)))
        assert np.array_equal(turned.to_scipy().toarray(), x.toarray())


def to_layout(x, layout, block=(2, 2)):
    match layout:
        case "coo":
            return x.to_sparse_coo()
        case "csr":
            return x.to_sparse_csr()
        case "csc":
            return x.to_sparse_csc()
        case "bsr":
            return x.to_sparse_bsr(block)
        case "bsc":
            return x.to_sparse_bsc(block)
    return x


@pytest.mark.parametrize("layout", ["strided", "coo", "csr", "csc", "bsr", "bsc"])
@pytest.mark.parametrize("shape", [(4, 6), (2, 2), (0, 4), (4, 0), (8, 2)])
def test_torch(layout, shape):
    dense = random_matrix(shape)
    x = to_layout(torch.from_numpy(dense), layout)
    made = tensor(x)
    formats = {"strided": DENSE(2), "coo": COO, "csr": CSR, "csc": CSC, "bsr": BSR(2, 2)}
    assert made.format == formats.get(layout, Format("dcdd", (1, 0, 2, 3), block=(2, 2)))
    back = made.to_torch()
    assert back.layout == x.layout and back.dtype == torch.float32 and tuple(back.shape) == shape
    assert torch.equal(back.to_dense() if layout != "strided" else back, torch.from_numpy(dense))
    assert np.array_equal(tensor(x, "csr").to_dense(), dense)
    assert tensor(back).equal(made)


def test_torch_uncoalesced_and_zeros():
    x = torch.sparse_coo_tensor([[1, 0, 1], [1, 2, 1]], [1.0, 0.0, 2.0], (2, 3), check_invariants=False)
    made = tensor(x)
    assert made.nnz == 2 and made.to_dense().tolist() == [[0, 0, 0], [0, 3, 0]]
    assert made.to_torch().is_coalesced() and torch.equal(made.to_torch().to_dense(), x.to_dense())


def test_torch_hybrid_and_batches():
    dense = torch.from_numpy(random_matrix((3, 4, 2)))
    hybrid = dense.to_sparse(2)
    assert tensor(hybrid).format == Format("ccd") and np.array_equal(tensor(hybrid).to_dense(), dense.numpy())
    batch = torch.ones(2, 3, 4).tril().to_sparse_csr()
    assert tensor(batch).format == Format("ddc")
    assert np.array_equal(tensor(batch).to_dense(), batch.to_dense().numpy())
    columns = torch.ones(2, 1, 3, 4).tril().to_sparse_csc()
    assert tensor(columns).format == Format("dddc", (0, 1, 3, 2))
    assert np.array_equal(tensor(columns).to_dense(), columns.to_dense().numpy())
    tail = dense.to_sparse_csr(dense_dim=1)
    assert tensor(tail).format == Format("dcd") and np.array_equal(tensor(tail).to_dense(), dense.numpy())


def test_torch_other_tensors(fails):
    x = torch.nn.Parameter(torch.ones(2, 3))
    assert tensor(x).to_dense().tolist() == [[1] * 3] * 2 and tensor(x * 2).nnz == 6
    assert tensor(torch.tensor(2.0)).shape == () and tensor(torch.tensor(2.0)).to_torch().shape == ()
    assert tensor(torch.ones(2, dtype=torch.bfloat16)).dtype == np.float32
    assert tensor(torch.tensor([True, False]), "c").nnz == 1
    assert tensor(torch.ones(2, 3).t(), "csc").to_torch().layout == torch.sparse_csc
    fails("FF-E005", tensor, torch.ones(2, device="meta"))
    fails("FF-E005", tensor, torch.ones(2, dtype=torch.complex64), words="complex")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bad = torch.sparse_csr_tensor([0, 2, 1], [0, 1], [1.0, 2.0], (2, 2), check_invariants=False)
        quantized = torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.quint8)
        blocks = torch.ones(2, 4, 4).to_sparse_bsr((2, 2))
        nested = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], layout=torch.jagged)
    fails("FF-E006", tensor, bad)
    fails("FF-E005", tensor, quantized)
    fails("FF-E005", tensor, blocks, words="batches")
    fails("FF-E005", tensor, nested)


def test_export_refuses_other_fills_and_ranks(fails):
    made = tensor(np.float32([[1, 0]]), "csr", fill=-math.inf)
    fails("FF-E002", made.to_scipy, words="fill -inf")
    fails("FF-E002", made.to_torch)
    assert made.with_format("dense").to_torch().tolist() == [[1, 0]]
    fails("FF-E002", tensor(np.ones(3, np.float32)).to_scipy, words="rank 1")
    assert tensor(np.ones((2, 2, 2), np.float32), "ddc").to_torch().layout == torch.sparse_coo


def test_numpy_formats_and_fills():
    x = np.float32([[1, math.nan], [-math.inf, 0]])
    assert tensor(x).format == DENSE(2) and tensor(x).nnz == 4
    assert tensor(x, "cc").pattern().tolist() == [[True, True], [True, False]]
    assert tensor(x, "cc", fill=-math.inf).pattern().tolist() == [[True, True], [False, True]]
    assert tensor(x, "dd", prune=True).nnz == 4
    assert tensor(np.float32(3)).shape == () and tensor([[1, 2], [3, 4]]).dtype == np.float32
    assert tensor(np.ones((1, 2), np.float32).view(np.matrix)).shape == (1, 2)
    assert tensor(np.ones((2, 2), ">f4")[::-1].T).to_dense().dtype == np.float32


def test_tensor_of_a_tensor():
    made = tensor(np.float32([[1, 0], [0, 2]]), "cd", fill=0)
    assert tensor(made).equal(made) and tensor(made).format == made.format
    assert tensor(made, "cc").nnz == 4 and tensor(made, "cc", prune=True).nnz == 2
    other = tensor(tensor(made, "cc", prune=True), fill=-math.inf)
    assert other.fill == -math.inf and other.nnz == 2 and tensor(other).fill == -math.inf
    index = tensor([1, 2], dtype="int64")
    assert tensor(index).dtype == np.int64 and tensor(index, dtype="float32").dtype == np.float32


@pytest.mark.parametrize("dtype", ["float64", "float16", "longdouble", "int32", "int64", "uint64", "uint32"])
def test_lossy_dtypes_warn(dtype):
    x = np.ones((2, 2), dtype)
    with pytest.warns(UserWarning, match="float32") as caught:
        assert tensor(x).dtype == np.float32
    assert caught[0].filename == __file__
    with pytest.warns(UserWarning):
        tensor(sp.csr_array(np.ones((2, 2)).astype(dtype if dtype != "float16" else "float64")))
    tensor(x, dtype="float32")


@pytest.mark.parametrize("dtype", ["float32", "bool", "int8", "uint8", "int16", "uint16"])
def test_other_dtypes_do_not_warn(dtype):
    made = tensor(np.ones((2, 2), dtype), "cc")
    assert made.dtype == np.float32 and made.values.tolist() == [1, 1, 1, 1]


def test_indices(fails):
    x = np.array([[0, 2**40 + 1]])
    made = tensor(x, "cc", dtype="int64")
    assert made.dtype == np.int64 and made.nnz == 1 and made.to_dense().tolist() == x.tolist()
    assert made.to_dense().dtype == np.int64 and made.to_torch().dtype == torch.int64
    assert tensor(torch.tensor([1, 2]), dtype=torch.int64).dtype == np.int64
    assert tensor(np.float32([3]), dtype=np.int64).values.tolist() == [3]
    summed = Tensor.from_coords((2,), [[1], [1]], [2**53, 1], dtype="int64")
    assert summed.values.tolist() == [2**53 + 1]
    fails("FF-E005", tensor, np.float32([1.5]), dtype="int64")
    fails("FF-E005", tensor, np.float32([math.nan]), dtype="int64")
    fails("FF-E005", tensor, x, dtype="int64", fill=0.5)
    fails("FF-E005", tensor, x, dtype="int64", fill=math.inf)
    fails("FF-E004", tensor, np.array([2**63], np.uint64), dtype="int64")
    fails("FF-E004", Tensor.from_coords, (2,), [[1], [1]], [2**62, 2**62], dtype="int64")


def test_nan_is_canonical():
    odd = np.array([0x7FC00000, 0xFFC12345, 0x7F800001], np.uint32).view(np.float32)
    for x in (odd, sp.csr_array(odd.reshape(1, 3)), torch.from_numpy(odd)):
        assert (tensor(x).values.view(np.uint32) == 0x7FC00000).all()


def test_overflow_names_the_entry(fails):
    fails("FF-E004", tensor, np.array([[0, 1e39]]), dtype="float32", words="(0, 1)")
    fails("FF-E004", tensor, sp.csr_array([[0, 1e39]]), dtype="float32", words=["1e+39", "(0, 1)"])
    fails("FF-E004", Tensor.from_coords, (2,), [[1], [1]], np.float32([3e38, 3e38]), words="(1,)")
    fails("FF-E004", tensor, np.array([np.longdouble("1e4000")]), dtype="float32")
    fails("FF-E004", tensor, 1.0, fill=10**400)
    assert tensor(np.array([math.inf, -math.inf]), dtype="float32").values.tolist() == [math.inf, -math.inf]


@pytest.mark.parametrize(
    "x",
    [
        "abc",
        None,
        {},
        pytest.param(object(), id="object"),
        1j,
        [[1, 2], [3]],
        ["a"],
        np.array(["a"]),
        np.array([None]),
        np.array([1j]),
        np.ma.masked_array([1.0, 2.0], [True, False]),
        np.array(["2020-01-01"], "M8[D]"),
        10**400,
        sp.csr_array(np.array([[1j]])),
    ],
    ids=repr,
)
def test_no_tensor(x, fails):
    fails("FF-E005", tensor, x)


def test_wrong_arguments(fails):
    x = np.ones((4, 5), np.float32)
    fails("FF-E001", tensor, x, 3)
    fails("FF-E001", tensor, x, "rsc")
    fails("FF-E002", tensor, x, "ccc")
    fails("FF-E002", tensor, x, BSR(2, 2), words="(4, 6)")
    fails("FF-E002", tensor, sp.csr_array(x), BSR(3, 5))
    fails("FF-E002", tensor, 1.0, "d")
    fails("FF-E005", tensor, x, dtype="float64")
    fails("FF-E005", tensor, x, dtype=torch.float64)
    fails("FF-E005", tensor, x, dtype="nonsense")
    fails("FF-E005", tensor, x, fill="x")
    fails("FF-E003", Tensor.from_coords, (2, 2), [[0, 2]], [1.0], words=["entry 0", "mode 1"])
    fails("FF-E003", Tensor.from_coords, (2, 2), [[-1, 0]], [1.0])
    fails("FF-E005", Tensor.from_coords, (2, 2), [[0.5, 0]], [1.0])
    fails("FF-E005", Tensor.from_coords, (2, 2), [[0, 0]], [1.0, 2.0])
    fails("FF-E005", Tensor.from_coords, (2, 2), [[0, 0], [1]], [1.0, 2.0])
    fails("FF-E005", Tensor.from_coords, (2, 2), [[0, 0]], [[1.0]])
    fails("FF-E004", Tensor.from_coords, (2**31,), [], [])


def test_the_import_is_cheap():
    code = """import sys, fuseflow.tensor as t, numpy as np
t.tensor(np.ones(3, np.float32)).coords()
assert not {"torch", "scipy", "scipy.sparse"} & set(sys.modules), "torch or scipy imported"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "first", ["ff.CSR", "ff.tensor", "import fuseflow.tensor.levels", "from fuseflow.tensor import read"]
)
def test_the_name_is_the_function_whatever_was_imported_before(first):
    code = f"import fuseflow as ff\n{first}\nassert ff.tensor([[1, 2]], ff.CSR, fill=3).fill == 3"
    subprocess.run([sys.executable, "-c", code], check=True)

"""Dense array and pattern -> every format in every mode order -> back."""

from __future__ import annotations

import hashlib
import itertools
import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuseflow.tensor import BSR, Compressed, Dense, Format, Tensor, tensor

quick = settings(deadline=None, max_examples=40)

VALUES = [0.0, -0.0, 1.0, -2.5, math.nan, math.inf, -math.inf, 1e-45, 3.4028235e38]
FILLS = [0.0, 1.0, math.inf, -math.inf, math.nan, -2.5]


def same(a, b):
    return np.array_equal(a, b, equal_nan=True)


@st.composite
def sparse_data(draw, max_rank=3):
    """Shape, unique coordinates in random order, values, fill."""
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=max_rank)))
    places = list(itertools.product(*map(range, shape)))
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=12)) if places else []
    values = draw(st.lists(st.sampled_from(VALUES), min_size=len(chosen), max_size=len(chosen)))
    coords = np.array(chosen, np.int64).reshape(len(chosen), len(shape))
    return shape, coords, np.array(values, np.float32), draw(st.sampled_from(FILLS))


def reference(shape, coords, values, fill):
    dense, pattern = np.full(shape, fill, np.float32), np.zeros(shape, bool)
    for place, value in zip(coords, values, strict=True):
        dense[tuple(place)] = value
        pattern[tuple(place)] = True
    return dense, pattern


def places(pattern):
    return [tuple(map(int, index)) for index in np.argwhere(pattern)]


def widened(pattern, format):
    """The stored entries: below a compressed path, all coordinates of dense levels, level by level."""
    if not format.rank:
        return pattern
    by_level = pattern.transpose(format.order)
    stored = np.ones_like(by_level)
    # An entry is stored if each compressed level holds its coordinate below its path of ancestors.
    paths = [{index[:depth] for index in places(by_level)} for depth in range(format.rank + 1)]
    for index in np.ndindex(by_level.shape):
        stored[index] = all(
            kind == "d" or index[: depth + 1] in paths[depth + 1] for depth, kind in enumerate(format.levels)
        )
    return stored.transpose(np.argsort(format.order))


@quick
@given(sparse_data(), st.data())
def test_every_format(data, draw):
    shape, coords, values, fill = data
    dense, pattern = reference(*data)
    base = Tensor.from_coords(shape, coords, values, fill=fill)
    assert same(base.to_dense(), dense) and same(base.pattern(), pattern) and base.nnz == pattern.sum()
    for kinds in itertools.product("dc", repeat=len(shape)):
        for order in itertools.permutations(range(len(shape))):
            format = Format("".join(kinds), order)
            made = Tensor.from_coords(shape, coords, values, format, fill)
            made.check()
            assert made.order == order and made.format == format and made.dtype == np.float32
            assert same(made.to_dense(), dense)
            assert same(made.pattern(), widened(pattern, format))
            assert made.nnz == made.pattern().sum() == len(made.values)
            assert base.with_format(format).equal(made)
            assert made.equal(base) == (made.nnz == base.nnz)
            assert (made.sha256() == base.sha256()) == (made.nnz == base.nnz)
            again, stored = made.coords()
            assert again.dtype == np.int64 and again.shape == (made.nnz, len(shape))
            assert [tuple(c) for c in again] == sorted(places(made.pattern()))
            assert same(stored, dense[tuple(again.T)] if shape else dense.reshape(1)[: made.nnz])
            turned = made.permuted(draw.draw(st.permutations(range(len(shape)))))
            assert turned.equal(made) and turned.shape == shape
            assert turned.format.is_dense == made.format.is_dense


@quick
@given(sparse_data(), st.sampled_from(FILLS))
def test_dense_arrays(data, fill):
    dense, _ = reference(*data)
    whole = tensor(dense, fill=fill)
    assert whole.format.is_dense and whole.nnz == dense.size and same(whole.to_dense(), dense)
    for order in itertools.permutations(range(dense.ndim)):
        turned = tensor(dense, Format("d" * dense.ndim, order), fill)
        assert same(turned.to_dense(), dense) and turned.equal(whole)
    if dense.ndim:
        some = tensor(dense, Format("c" * dense.ndim), fill)
        stored = ~np.isnan(dense) if math.isnan(fill) else dense != np.float32(fill)
        assert same(some.pattern(), stored) and np.all((some.to_dense() == dense) | np.isnan(dense))


@quick
@given(st.data())
def test_duplicates_are_summed_in_order(data):
    shape = tuple(data.draw(st.lists(st.integers(1, 3), min_size=0, max_size=3)))
    count = data.draw(st.integers(0, 15))
    coords = np.array([[data.draw(st.integers(0, n - 1)) for n in shape] for _ in range(count)], int)
    coords = coords.reshape(count, len(shape))
    values = np.array(data.draw(st.lists(st.floats(-1e3, 1e3, width=32), min_size=count, max_size=count)), np.float32)
    sums: dict = {}
    for place, value in zip(map(tuple, coords), values, strict=True):
        sums[place] = sums[place] + float(value) if place in sums else float(value)
    made = Tensor.from_coords(shape, coords, values)
    keys = sorted(sums)
    assert made.coords()[0].tolist() == [list(key) for key in keys]
    assert same(made.values, np.array([sums[key] for key in keys], np.float32))


def test_the_levels_of_an_example():
    made = tensor(np.array([[0, 1, 0], [0, 0, 0], [2, 0, 3]], np.float32), "dc")
    dense, compressed = made.levels
    assert isinstance(dense, Dense) and dense.size == 3 and isinstance(compressed, Compressed)
    assert compressed.seg.tolist() == [0, 1, 1, 3] and compressed.crd.tolist() == [1, 0, 2]
    assert compressed.seg.dtype == compressed.crd.dtype == np.int32 and made.values.tolist() == [1, 2, 3]
    wide = made.with_format("cd")
    assert wide.nnz == 6 and wide.values.tolist() == [0, 1, 0, 2, 0, 3] and wide.levels[0].crd.tolist() == [0, 2]
    columns = made.with_format("csc")
    assert columns.levels[1].crd.tolist() == [2, 0, 2] and columns.levels[1].seg.tolist() == [0, 1, 2, 3]
    assert made.with_format("csr") is made
    assert repr(made) == "Tensor(shape=(3, 3), format=Format('dc'), nnz=3, fill=0.0, dtype=float32)"


@pytest.mark.parametrize("block", [(1, 1), (2, 3), (4, 6), (1, 6)])
def test_blocks(block):
    rng = np.random.default_rng(1)
    dense = (rng.random((8, 12)) * (rng.random((8, 12)) < 0.1)).astype(np.float32)
    made = tensor(dense, BSR(*block))
    b1, b2 = block
    assert made.shape == (8 // b1, 12 // b2, b1, b2) and made.format == BSR(*block)
    blocks = dense.reshape(8 // b1, b1, 12 // b2, b2).transpose(0, 2, 1, 3)
    assert same(made.to_dense(), blocks)
    assert made.nnz == b1 * b2 * np.count_nonzero(blocks.any(axis=(2, 3)))
    assert tensor(blocks, BSR(*block)).equal(made)
    assert same(made.with_format("dense2").to_dense(), dense)
    assert made.with_format("coo2").nnz == made.nnz
    assert made.with_format(BSR(2, 2)).with_format("cc").pattern()[dense != 0].all()
    assert tensor(made, "csr").equal(made.with_format("csr"))
    assert tensor(made, "csr", prune=True).equal(tensor(dense, "csr"))
    assert made.permuted((1, 0, 3, 2)).equal(made)
    whole = tensor(dense, Format("dddd", block=block))
    assert same(whole.to_dense(), blocks) and same(whole.with_format("csr").to_dense(), dense)


def test_rank_0():
    one, none = tensor(2.5), Tensor.from_coords((), np.empty((0, 0)), [], fill=-math.inf)
    assert one.present and one.nnz == 1 and one.levels == () and one.values.tolist() == [2.5]
    assert not none.present and none.nnz == 0 and none.values.size == 0 and none.to_dense() == -math.inf
    assert none.pattern().shape == () and not none.pattern() and one.pattern() and one.to_dense().shape == ()
    assert none.coords()[0].shape == (0, 0) and one.coords()[0].shape == (1, 0)
    assert not one.equal(none) and none.equal(none.with_format("scalar"))
    assert Tensor.from_coords((), np.empty((3, 0)), [1, 2, 3]).to_dense() == 6
    assert not tensor(0.0, prune=True).present and tensor(1.0, prune=True).present and tensor(0.0).present


def test_values_are_compared_by_bits():
    a, b = tensor(np.float32([0.0, 1.0])), tensor(np.float32([-0.0, 1.0]))
    assert not a.equal(b) and a.sha256() != b.sha256()
    assert tensor(np.float32([np.nan])).equal(tensor(np.array([0xFFC00001], np.uint32).view(np.float32)))
    assert not a.equal(tensor(np.float32([0.0, 1.0]), fill=1))
    assert not a.equal(tensor([0, 1], dtype="int64")) and not a.equal(tensor(np.float32([[0.0, 1.0]])))


def test_sha256_is_what_the_contract_says():
    made = tensor(np.array([[0, 1], [2, 0]], np.float32), "csc")
    data = np.array([[0, 1], [1, 0]], "<i8").tobytes() + np.array([1, 2], "<f4").tobytes()
    assert made.sha256() == hashlib.sha256(data).hexdigest()


def test_arrays_are_read_only_and_own():
    source = np.ones((2, 2), np.float32)
    made = tensor(source)
    source[:] = 7
    assert made.to_dense().tolist() == [[1, 1], [1, 1]]
    with pytest.raises(ValueError, match="read-only"):
        made.values[0] = 3
    sparse = made.with_format("cc")
    with pytest.raises(ValueError, match="read-only"):
        sparse.levels[1].crd[0] = 3
    sparse.to_dense()[:] = 5
    sparse.coords()[1][:] = 5
    assert sparse.to_dense().tolist() == [[1, 1], [1, 1]]


def test_huge_sizes(fails):
    big = 2**31 - 1025
    made = Tensor.from_coords((big, big, big), [[big - 1, 0, 5], [0, big - 1, 5], [0, 1, 2], [0, 1, 2]], [1.0, 2, 3, 4])
    assert made.coords()[0].tolist() == [[0, 1, 2], [0, big - 1, 5], [big - 1, 0, 5]]
    assert made.coords()[1].tolist() == [7, 2, 1]
    assert made.permuted((2, 0, 1)).equal(made)
    fails("FF-E004", made.to_dense)
    fails("FF-E004", made.pattern)
    fails("FF-E004", made.with_format, "ccd", words="compressed")
    fails("FF-E004", made.with_format, "ddd")


def test_speed():
    rng = np.random.default_rng(0)
    coords, values = rng.integers(0, 5000, (1_000_000, 2)), rng.random(1_000_000, np.float32)
    start = time.perf_counter()
    made = Tensor.from_coords((5000, 5000), coords, values, "csr")
    assert time.perf_counter() - start < 3
    assert made.nnz < 1_000_000

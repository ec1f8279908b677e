"""Memory images: the words of tensors, without copies where none are needed; and back."""

from __future__ import annotations

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import oracle
from fuseflow.cosim.images import fresh, load, store
from fuseflow.cosim.verdict import differences
from fuseflow.machine.evaluate import evaluate
from fuseflow.tensor import Compressed, Dense

NAN = 0x7FC00000


def copying(*operands, format=ff.CSR, text="Y[i,j] = A[i,j] * 2"):
    """The graph of a kernel that reads A and writes Y."""
    formats = {"Y": format} if format else {}
    return ff.compile(ff.parse(text), dict(zip("AB", operands)), formats=formats).kernels[0].graph


def matrix(values, seg=(0, 2, 3), crd=(0, 2, 1), dtype=np.int32):
    levels = Dense(2), Compressed(3, np.array(seg, dtype), np.array(crd, dtype))
    return ff.Tensor((2, 3), ff.CSR, levels, values)


def test_words_of_an_operand():
    a = matrix(np.float32([1.5, -0.0, np.inf]))
    images = load(copying(a), {"A": a})
    words = {name: image.tolist() for name, image in images.items() if name.startswith("A")}
    assert words == {"A_1_seg": [0, 2, 3], "A_1_crd": [0, 2, 1], "A_vals": [0x3FC00000, 0x80000000, 0x7F800000]}
    assert all(x.dtype == np.uint32 and x.ndim == 1 and x.flags.c_contiguous for x in images.values())


def test_operands_are_not_copied():
    a = matrix(np.float32([1, 2, 3]))
    images = load(copying(a), {"A": a})
    for name, own in (("A_1_seg", a.levels[1].seg), ("A_1_crd", a.levels[1].crd), ("A_vals", a.values)):
        assert np.shares_memory(images[name], own) and not images[name].flags.writeable


def test_other_dtypes_are_converted():
    a = matrix(np.int64([1, 2, 3]), dtype=np.int64)
    images = load(copying(a), {"A": a})
    assert images["A_1_crd"].tolist() == [0, 2, 1]
    assert images["A_vals"].view(np.float32).tolist() == [1, 2, 3]


def test_every_nan_is_canonical():
    odd = np.array([0x7F800001, 0xFFC00000, 0x3F800000], np.uint32).view(np.float32)
    a = matrix(odd)
    assert load(copying(a), {"A": a})["A_vals"].tolist() == [NAN, NAN, 0x3F800000]
    assert a.values.view(np.uint32).tolist() == [0x7F800001, 0xFFC00000, 0x3F800000]


def test_results_are_preset_and_writable():
    a = matrix(np.float32([1, 2, 3]))
    images = load(copying(a), {"A": a})
    assert images["Y_1_seg"].tolist() == [0, 0, 0] and not images["Y_vals"].any()
    full = ff.tensor(np.ones((2, 3), np.float32), ff.DENSE(2), fill=-np.inf)
    filled = load(copying(full, format=ff.DENSE(2), text="Y[i,j] = A[i,j] + -inf"), {"A": full})
    assert set(filled["Y_vals"].tolist()) == {0xFF800000}
    for name, image in (images | filled).items():
        if name.startswith("Y"):
            image[:] = 1


def test_a_scalar_may_be_absent():
    graph = ff.compile(ff.parse("y = max[i](A[i])"), {"A": ff.Spec((3,), "c", -np.inf)}).kernels[0].graph
    for values, want in (([], -np.inf), ([2.0], 2.0)):
        a = ff.Tensor.from_coords((3,), [[1]] * len(values), np.float32(values), "c", -np.inf)
        images = load(graph, {"A": a})
        oracle.run(graph, images)
        y = store(graph, images, "y")
        assert y.present == bool(values) and y.to_dense() == want
        assert y.equal(store(graph, {name: image.tolist() for name, image in images.items()}, "y"))


@pytest.mark.parametrize("format", [ff.CSR, ff.DCSR, ff.DENSE(2)])
def test_results_from_arrays_and_lists(format):
    rng = np.random.default_rng(1)
    a, b = (ff.tensor(np.float32(rng.normal(size=(5, 5)) * (rng.random((5, 5)) < 0.5)), ff.CSR) for _ in "ab")
    graph = copying(a, b, format=format, text="Y[i,j] = A[i,j] + B[i,j]")
    images = load(graph, {"A": a, "B": b})
    lists = {name: image.tolist() for name, image in images.items()}
    other = fresh(graph, images)
    assert oracle.run(graph, images) == oracle.run(graph, lists)
    evaluate(graph, other)
    assert {name: image.tolist() for name, image in images.items()} == lists
    assert {name: image.tolist() for name, image in other.items()} == lists
    y = store(graph, images, "Y")
    assert y.equal(store(graph, lists, "Y")) and (y.to_dense() == a.to_dense() + b.to_dense()).all()
    # What was stored does not change with the memories.
    images["Y_vals"][:] = NAN
    assert y.equal(store(graph, lists, "Y"))


def test_a_fresh_copy_leaves_the_images():
    a = matrix(np.float32([1, 2, 3]))
    graph = copying(a)
    images = load(graph, {"A": a})
    run = fresh(graph, images)
    oracle.run(graph, run)
    assert run["A_vals"] is images["A_vals"]
    assert run["Y_vals"][:3].view(np.float32).tolist() == [2, 4, 6] and not images["Y_vals"].any()


def test_errors_have_codes():
    a = matrix(np.float32([1, 2, 3]))
    small = ff.compile(ff.parse("Y[i,j] = A[i,j] * 2"), {"A": a}).kernels[0].graph
    with pytest.raises(ff.SimulationError, match="compiled for") as error:
        load(small, {"A": ff.tensor(np.ones((3, 3), np.float32), ff.CSR)})
    assert error.value.code == "FF-E402"


def test_differences_between_memories():
    expected = {"a": np.array([1, 2, 0xFFFFFFFF], np.uint32), "b": np.array([5], np.uint32)}
    assert differences(expected, {"a": [1, 2, 0xFFFFFFFF], "b": [5]}, 9) == []
    (found,) = differences(expected, {"a": [1, 3, 0xFFFFFFFE]}, 9)
    assert str(found) == "cycle 9: memory a, word 1: RTL has 0x00000003, simulator has 0x00000002"

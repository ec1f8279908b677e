"""Each kind of corrupt level is caught when a tensor is built."""

from __future__ import annotations

import numpy as np
import pytest

from fuseflow.tensor import BSR, CSR, Compressed, Dense, Format, Tensor

SEG, CRD, VALUES = [0, 2, 2, 3], [1, 3, 0], [1.0, 2.0, 3.0]


def build(seg=SEG, crd=CRD, values=VALUES, *, dtype=np.int32, size=4, rows=3, levels=None, shape=(3, 4), format=CSR):
    compressed = Compressed(size, np.array(seg, dtype), np.array(crd, dtype))
    levels = (Dense(rows), compressed) if levels is None else levels
    return Tensor(shape, format, levels, np.array(values, np.float32))


@pytest.mark.parametrize("dtype", [np.int32, np.int64])
def test_right_levels(dtype):
    made = build(dtype=dtype)
    made.check()
    assert made.to_dense().tolist() == [[0, 1, 0, 2], [0, 0, 0, 0], [3, 0, 0, 0]]
    assert build(seg=[0, 0, 0, 3], crd=[0, 1, 2]).nnz == 3
    assert build(seg=[0, 1, 2, 3], crd=[3, 3, 3]).nnz == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seg": [0, 2, 1, 3]}, "falls from 2 to 1 at position 2"),
        ({"seg": [1, 2, 2, 3]}, "starts at 1"),
        ({"seg": [0, 2, 2, 2]}, "ends at 2"),
        ({"seg": [0, 2, 2, 4]}, "ends at 4"),
        ({"seg": [0, 2, 3]}, "has 3 entries, not 4"),
        ({"seg": []}, "has 0 entries"),
        ({"seg": [0, -1, 2, 3]}, "falls"),
        ({"seg": [0, 2**31 - 1, -(2**31), 3]}, "falls"),
        ({"seg": [0, 9, 9, 3]}, "falls"),
        ({"crd": [1, 4, 0]}, "is 4 at position 1, outside of size 4"),
        ({"crd": [-1, 3, 0]}, "is -1 at position 0"),
        ({"crd": [3, 1, 0]}, "unsorted at position 1: 1 after 3"),
        ({"crd": [3, 3, 0]}, "duplicate at position 1"),
        ({"crd": [1, 3]}, "ends at 3"),
        ({"values": [1.0, 2.0]}, "2 values for 3 stored entries"),
        ({"values": [1.0, 2.0, 3.0, 4.0]}, "4 values"),
        ({"values": [[1.0, 2.0, 3.0]]}, "values"),
        ({"dtype": np.float64}, "float64"),
        ({"dtype": np.int16}, "int16"),
        ({"size": 5}, "size 5"),
        ({"rows": 2}, "level 0 has size 2"),
        ({"levels": (Dense(3),)}, "1 levels"),
        ({"levels": (Dense(3), Dense(4))}, "Dense"),
        ({"levels": (Dense(3), None)}, "NoneType"),
        ({"levels": (Dense(3), Compressed(4, [0, 2, 2, 3], [1, 3, 0]))}, "list"),
        ({"levels": (Dense(4), Dense(4)), "format": "dd"}, "size 4, its mode has size 3"),
    ],
)
def test_corrupt_levels(change, words, fails):
    fails("FF-E006", build, **change, words=words)


def test_later_corruption_is_found_by_check(fails):
    made = build()
    object.__setattr__(made.levels[1], "crd", np.array([3, 1, 0], np.int32))
    fails("FF-E006", made.check, words="unsorted")
    object.__setattr__(made, "values", np.zeros(3))
    fails("FF-E006", build().__class__.check, made)


def test_other_wrong_arguments(fails):
    fails("FF-E002", build, format="ccc")
    fails("FF-E002", Tensor, (4, 4), BSR(2, 2), (), np.zeros(0, np.float32))
    fails("FF-E002", Tensor, (4,), None, (), np.zeros(0, np.float32))
    fails("FF-E006", Tensor, (), Format(""), (), np.zeros(2, np.float32))
    fails("FF-E006", Tensor, (2**20, 2**20), Format("dd"), (Dense(2**20), Dense(2**20)), np.zeros(0, np.float32))
    fails("FF-E001", build().with_format, None)
    fails("FF-E002", build().with_format, "ccc")
    fails("FF-E001", build().permuted, (0, 0))
    fails("FF-E005", build().equal, 3)


def test_later_changes_of_the_callers_arrays_do_not_matter():
    level = Compressed(4, np.array(SEG, np.int32), np.array(CRD, np.int32))
    values = np.array(VALUES, np.float32)
    made = Tensor((3, 4), CSR, (Dense(3), level), values)
    level.crd[0], values[0] = 9, 9
    made.check()
    assert made.levels[1].crd.tolist() == CRD and made.values.tolist() == VALUES

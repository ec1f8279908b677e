"""Permuted copies of intermediates: kernels with cycles and bytes, for tensors of any size and kind."""

import numpy as np
import pytest

import fuseflow as ff

TWICE = "T[i,j] = A[i,j] * 2\nY[i,j] = T[i,j] * T[j,i]"


def tensor(n, density, format, seed=0, fill=0.0):
    rng = np.random.default_rng(seed)
    return ff.tensor(np.float32(np.where(rng.random((n, n)) < density, rng.integers(1, 9, (n, n)), fill)), format,
                     fill=fill)


@pytest.mark.parametrize(
    "a, kinds",
    [
        (tensor(6, 0.4, ff.DCSR), {"sacc", "drain"}),
        (tensor(6, 0, ff.DCSR), {"sacc", "drain"}),
        (tensor(6, 0.5, ff.CSR, fill=-np.inf), {"sacc", "drain"}),
        (tensor(6, 1, ff.DENSE(2)), {"write_dense"}),
        (tensor(200, 0.02, ff.DCSR), {"lookup"}),
    ],
    ids=["sparse", "empty", "other fill", "full", "too large for a workspace"],
)
def test_a_copy_is_a_kernel(a, kinds):
    program = ff.parse(TWICE)
    c = ff.compile(program, {"A": a})
    assert [k.name for k in c.kernels] == ["T", "T_10", "Y"]
    copy = c.kernels[1]
    assert copy.statements == () and kinds <= {n.kind for n in copy.graph.nodes}
    (stated,) = c.kernels[2].copies
    assert (stated.name, stated.tensor, stated.order, stated.computed) == ("T_10", "T", (1, 0), True)
    result, want = c.simulate(), program.evaluate(A=a)["Y"]
    np.testing.assert_array_equal(result.outputs["Y"].pattern(), want.pattern())
    np.testing.assert_array_equal(result.outputs["Y"].to_dense(), want.to_dense())
    moved = result.tensors["T_10"]
    assert moved.format.order == (1, 0) and moved.nnz == a.nnz
    np.testing.assert_array_equal(moved.to_dense(), result.tensors["T"].to_dense())
    cost = result.kernels[1]
    assert cost.cycles > a.nnz and cost.bytes_read >= 4 * a.nnz and cost.bytes_written >= 4 * a.nnz
    assert result.cycles == sum(k.cycles for k in result.kernels)


def test_a_copy_is_made_once():
    c = ff.compile(ff.parse(TWICE + "\nZ[i,j] = T[i,j] + T[j,i]"), {"A": ff.Spec((4, 4), ff.DCSR)})
    assert [k.name for k in c.kernels] == ["T", "T_10", "Y", "Z"]


def test_a_copy_takes_no_other_name():
    """T_10 is an input."""
    program = ff.parse(TWICE + "\nZ[i] = T_10[i] * 2")
    c = ff.compile(program, {"A": ff.Spec((4, 4), ff.DCSR), "T_10": ff.Spec((4,), "c")})
    assert [k.name for k in c.kernels] == ["T", "T_10_2", "Y", "Z"]


def test_tensors_of_three_modes():
    rng = np.random.default_rng(2)
    a = ff.tensor(np.float32(rng.integers(1, 9, (3, 4, 3)) * (rng.random((3, 4, 3)) < 0.5)), ff.CSF(3))
    program = ff.parse("T[i,j,k] = A[i,j,k] * 2\nY[i,j,k] = T[i,j,k] * T[k,j,i]")
    c = ff.compile(program, {"A": a})
    assert len(c.kernels) == 3
    np.testing.assert_array_equal(c.simulate().outputs["Y"].to_dense(), program.evaluate(A=a)["Y"].to_dense())


def test_copies_of_intermediates_are_forbidden_too():
    with pytest.raises(ff.ScheduleError) as caught:
        ff.compile(ff.parse(TWICE), {"A": ff.Spec((4, 4), ff.DCSR)}, schedule=ff.Schedule(copies="forbid"))
    assert caught.value.code == "FF-E202"


def test_a_full_intermediate_in_a_compressed_format():
    """T is full, and stored as cd because that was asked for; its copy has dense levels."""
    program = ff.parse("T[i,j] = max(A[i] + A[j], 2)\nY[i,j] = T[i,j] * T[j,i]")
    a = ff.tensor(np.float32([1, 0, 3]), "c")
    c = ff.compile(program, {"A": a}, formats={"T": ff.Format("cd")})
    result = c.simulate()
    assert str(result.tensors["T_10"].format) == "dd:1,0"
    np.testing.assert_array_equal(result.outputs["Y"].to_dense(), program.evaluate(A=a)["Y"].to_dense())

"""What has no place in hardware is refused before anything is written, with the sizes."""

from __future__ import annotations

import pytest

import fuseflow as ff


def compiled(n: int):
    specs = {name: ff.Spec((n, n), ff.CSR) for name in "AB"}
    return ff.compile(ff.parse("C[i,j] = A[i,j] * B[i,j]"), specs)


@pytest.mark.parametrize("n", [10_000, 1_000_000])
def test_a_memory_that_is_too_large(n, tmp_path):
    with pytest.raises(ff.Unsupported) as refused:
        compiled(n).emit_rtl(tmp_path / "a" / "rtl")
    assert refused.value.code == "FF-U002"
    assert f"{n * n:,} words" in refused.value.message and "67,108,864" in refused.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_tensor_of_another_shape(tmp_path):
    """Its images are looked at before the folder is there under its name."""
    c = compiled(4)
    with pytest.raises(ff.FuseflowError) as refused:
        c.emit_rtl(tmp_path / "rtl", A=ff.tensor([[1.0] * 5] * 5, ff.CSR), B=ff.tensor([[1.0] * 4] * 4, ff.CSR))
    assert "(5, 5)" in refused.value.message and "(4, 4)" in refused.value.message
    assert list(tmp_path.iterdir()) == []

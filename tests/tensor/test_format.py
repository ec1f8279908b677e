"""Format and Spec."""

from __future__ import annotations

import itertools
import math
import pickle

import pytest

from fuseflow.tensor import BSR, COO, CSC, CSF, CSR, DCSR, DENSE, Format, Spec

NAMES = {
    "csr": CSR,
    "CSC": CSC,
    "dcsr": DCSR,
    "dcsc": Format("cc", (1, 0)),
    "coo": COO,
    "coo3": CSF(3),
    "dense": DENSE(2),
    "dense0": DENSE(0),
    "dense(3)": DENSE(3),
    "csf": CSF(3),
    "csf4": CSF(4),
    "bsr2x3": BSR(2, 3),
    "bsr(2,3)": BSR(2, 3),
    "scalar": Format(""),
    "dc": CSR,
    "dc:1,0": CSC,
    "dc:1, 0": CSC,
    "cdc:2,0,1": Format("cdc", (2, 0, 1)),
    "cccc:1,0,2,3/2x2": Format("cccc", (1, 0, 2, 3), block=(2, 2)),
}


@pytest.mark.parametrize("text", NAMES)
def test_parse(text):
    assert Format.parse(text) == NAMES[text]


def test_parse_with_rank():
    assert Format.parse("dense", 3) == DENSE(3)
    assert Format.parse("coo", 1) == Format("c")
    assert Format.parse("csf", 2) == DCSR
    assert Format.parse("csr", 3) == CSR


def test_str_and_repr_read_back():
    for rank in range(4):
        for kinds in itertools.product("dc", repeat=rank):
            for order in itertools.permutations(range(rank)):
                format = Format("".join(kinds), order)
                assert Format.parse(str(format)) == format
                assert eval(repr(format)) == format
    for format in (BSR(2, 3), Format("dcdd", (1, 0, 2, 3), block=(4, 4)), Format("cccc", block=(1, 2))):
        assert Format.parse(str(format)) == format
        assert eval(repr(format)) == format
    assert str(CSC) == "dc:1,0" and str(BSR(4)) == "bsr4x4" and repr(CSR) == "Format('dc')"


def test_is_a_value():
    assert Format("dc", order=[1, 0]) == CSC and hash(Format("dc", [1, 0])) == hash(CSC)
    assert COO == DCSR and CSR != CSC and BSR(2, 2) != Format("dcdd")
    assert pickle.loads(pickle.dumps(BSR(2, 3))) == BSR(2, 3)
    with pytest.raises(AttributeError):
        CSR.levels = "cc"
    assert not hasattr(CSR, "__dict__")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Format("dxc"),
        lambda: Format(3),
        lambda: Format("dc", order=(0, 0)),
        lambda: Format("dc", order=(1,)),
        lambda: Format("dc", order=(0, 2)),
        lambda: Format("dc", order="10"),
        lambda: Format("dc", order=3),
        lambda: Format("dc", block=(2, 2)),
        lambda: Format("dcdd", block=(2,)),
        lambda: Format("dcdd", block=7),
        lambda: BSR(0, 2),
        lambda: BSR("2"),
        lambda: DENSE(-1),
        lambda: CSF("x"),
        lambda: Format.parse("rsc"),
        lambda: Format.parse(""),
        lambda: Format.parse(7),
        lambda: Format.parse("dc:1,,0"),
        lambda: Format.parse("dc:"),
        lambda: Format.parse("bsr2"),
        lambda: Spec((2, 2), None),
        lambda: Spec((2, 2), 3),
    ],
)
def test_wrong_formats(make, fails):
    error = fails("FF-E001", make)
    assert error.hint or error.where


def test_caret_below_the_letter(fails):
    assert fails("FF-E001", Format, "dcx").where == "dcx\n  ^"


def test_spec(fails):
    assert Spec([2, 3], "csr", -math.inf) == Spec((2, 3), CSR, -math.inf)
    assert Spec((4, 6), BSR(2, 3)).shape == (2, 2, 2, 3)
    assert Spec((2, 2, 2, 3), BSR(2, 3)).shape == (2, 2, 2, 3)
    assert Spec((), "scalar").shape == ()
    nan = Spec((2,), "d", math.nan)
    assert nan == Spec((2,), "d", float("nan")) and hash(nan) == hash(Spec((2,), "d", float("nan")))
    assert Spec((2,), "d", -0.0) == Spec((2,), "d") and Spec((2,), "d") != 3
    fails("FF-E002", Spec, (2, 3), "ccc", words="rank")
    fails("FF-E002", Spec, (4, 5), BSR(2, 2), words="(4, 6)")
    fails("FF-E002", Spec, (2, 2, 3, 3), BSR(2, 2))
    fails("FF-E004", Spec, (2**31 - 1024,), "c")
    fails("FF-E004", Spec, (2,), "c", 1e39)
    fails("FF-E005", Spec, (-1,), "c")
    fails("FF-E005", Spec, 3, "c")
    fails("FF-E005", Spec, (2.0,), "c")
    fails("FF-E005", Spec, (2,), "c", "x")
    assert Spec((2**31 - 1025,), "c").shape == (2**31 - 1025,)

"""FROSTT files."""

from __future__ import annotations

import pytest

from fuseflow.tensor import CSF, Format, read


@pytest.fixture
def tns(tmp_path):
    def write(text, name="t.tns"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


@pytest.mark.parametrize("header", ["", "# c\n\n", "3\n2 3 2\n", "2 3 2\n", "# c\n3\n# c\n2 3 2\n"])
def test_headers(tns, header):
    made = read(tns(header + "2 3 1 1.5\n1 1 2 -1\n\n# c\n2 3 1 1\r\n"))
    assert made.format == CSF(3) and made.shape == (2, 3, 2) and made.nnz == 2
    assert made.coords()[0].tolist() == [[0, 0, 1], [1, 2, 0]] and made.values.tolist() == [-1, 2.5]
    assert read(tns("1 1 1 1"), "dcc:2,0,1").format == Format("dcc", (2, 0, 1))


def test_shapes(tns):
    assert read(tns("4 5 6\n1 1 1 1.0\n")).shape == (4, 5, 6)
    assert read(tns("3\n4 5 6\n")).shape == (4, 5, 6) and read(tns("3\n4 5 6\n")).nnz == 0
    assert read(tns("3\n0 5 6\n")).shape == (0, 5, 6)
    assert read(tns("7\n3 1.0\n")).shape == (7,) and read(tns("1\n7\n3 1.0\n")).shape == (7,)
    assert read(tns("2\n2 1.0\n1 2.0\n")).to_dense().tolist() == [2, 1]
    assert read(tns("3 2.5\n")).to_dense().tolist() == [0, 0, 2.5]
    assert read(tns("1 1 1 1 1 1 1 nan")).rank == 7
    assert read(tns("3 4\n"), dtype="int64").values.tolist() == [4]


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("", "FF-E011", None, "empty"),
        ("# a\n#b\n", "FF-E011", 2, "comments"),
        ("%%MatrixMarket matrix coordinate real general\n", "FF-E012", 1, ".mtx"),
        (b"PK\x03\x04\x00", "FF-E012", None, "binary"),
        ("hello\n", "FF-E012", 1, "'hello'"),
        ("hello world\n", "FF-E013", 1, "'hello' in column 1"),
        ("3\n", "FF-E012", 1, "'3'"),
        ("1 1 1 1\n1 1 1\n", "FF-E013", 2, "4 numbers are needed, 3 found"),
        ("1 1 1 1\n1 1 1", "FF-E011", 2, "cut off"),
        ("1 1 1 1\n# c\n1 1 x 1\n", "FF-E013", 3, "'x' in column 3"),
        ("1 1 1 1\n1 1 1.5 1\n", "FF-E013", 2, "integer"),
        ("1 1 1 1\n1 0 1 1\n", "FF-E003", 2, "count from 1"),
        ("1 1 1 1\n1 -1 1 1\n", "FF-E003", 2, "coordinate -1 of mode 1"),
        ("3\n2 2 2\n1 1 1 1\n\n1 1 3 1\n", "FF-E003", 5, "has size 2"),
        ("2 2 2\n1 1 3 1\n", "FF-E003", 2, "coordinate 3 of mode 2"),
        ("1 1 1\n2147482624 1 1\n", "FF-E004", 2, "2147482624"),
        ("1 1 1\n99999999999999999999 1 1\n", "FF-E004", 2, "overflows"),
        ("2\n2147482624 1\n", "FF-E004", 2, "2147482624"),
        ("2\n2 x\n1 1 1\n", "FF-E013", 2, "'x'"),
        ("1 1 1\n2 1 1e39\n", "FF-E004", 2, "1e39"),
    ],
)
def test_wrong_files(tns, fails, text, code, line, words):
    path = tns(text, "bad.tns")
    error = fails(code, read, path, words=["bad.tns", words])
    assert error.where == (f"{path}:{line}" if line else str(path))

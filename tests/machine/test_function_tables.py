"""The tables of the elementary functions are what their program makes; the page says what was measured."""

from __future__ import annotations

import hashlib
import json
import runpy
from pathlib import Path

import numpy as np
import pytest

from fuseflow.machine import tables
from fuseflow.machine.elementary import ELEMENTARY
from fuseflow.machine.functions import FUNCTIONS

ROOT = Path(__file__).parents[2]
MAKE = runpy.run_path(str(ROOT / "tools" / "function_tables.py"))
MEASURE = runpy.run_path(str(ROOT / "tools" / "measure_functions.py"))
FIGURES = json.loads(MEASURE["FIGURES"].read_text())


def test_tables_are_what_is_made():
    text, header = MAKE["make"]()
    assert tables.FILE.read_text() == text, "run 'python tools/function_tables.py'"
    assert MAKE["HEADER"].read_text() == header, "run 'python tools/function_tables.py'"


def test_hash():
    assert tables.sha256() == hashlib.sha256(tables.FILE.read_bytes()).hexdigest()


def test_words_are_narrow():
    """Rows of three 32-bit words, and products of 36 by 36 bits at most."""
    found = tables.tables()
    assert found.numbers["log2e"].bit_length() <= 36
    for bits, rows in found.pieces.values():
        assert len(rows) <= 1 << bits
        for c0, c1, c2 in rows:
            assert 0 <= c0 < 1 << 31 and abs(c1) < 1 << 27 and abs(c2) < 1 << 22


def test_figures_are_of_these_tables_and_all_inputs():
    assert FIGURES["tables_sha256"] == tables.sha256(), "run 'make functions'"
    assert set(FIGURES["functions"]) == set(MEASURE["UNARY"])
    for name, f in FIGURES["functions"].items():
        assert f["inputs"] == 1 << 32 and f["wrong"] == 0
        assert f["max"] <= f["promised"] == MEASURE["PROMISED"][name]
        assert f["unit"] == MEASURE["unit"](name)


def test_page_shows_the_figures():
    page = MEASURE["PAGE"].read_text()
    assert MEASURE["table"](FIGURES) in page
    assert page == MEASURE["with_table"](page, FIGURES)


def test_page_names_every_function():
    page = MEASURE["PAGE"].read_text()
    symbols = {"add": "+", "sub": "-", "mul": "*", "div": "/", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
               "eq": "==", "ne": "!="}
    for name in FUNCTIONS:
        assert symbols.get(name, name) in page


@pytest.mark.parametrize("op, named", [("exp", True), ("relu", False)])
def test_manifest_names_the_tables(op, named, tmp_path):
    import fuseflow as ff

    pytest.importorskip("amaranth")
    assert (op in ELEMENTARY) == named
    compiled = ff.compile(ff.parse(f"Y[i] = {op}(A[i])"), {"A": ff.tensor(np.ones(4, np.float32), "d")})
    compiled.emit_rtl(tmp_path / "rtl")
    manifest = json.loads((tmp_path / "rtl" / "manifest.json").read_text())
    assert manifest.get("function_tables") == (tables.sha256() if named else None)

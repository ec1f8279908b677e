"""What a new user meets: the import, the README's code, the committed RTL."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import fuseflow as ff

ROOT = Path(__file__).parents[2]


def test_import_is_fast_and_light():
    code = ("import time; t = time.perf_counter(); import fuseflow; s = time.perf_counter() - t; import sys;"
            "print(s, [m for m in ('torch', 'amaranth', 'cocotb', 'scipy') if m in sys.modules])")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    seconds, modules = out.split(" ", 1)
    assert modules.strip() == "[]"
    assert float(seconds) < 0.3


def test_every_public_name_exists():
    for name in ff.__all__:
        assert getattr(ff, name) is not None


def test_readme_python(tmp_path, monkeypatch):
    """The Python blocks of the README run in order, in an empty folder, and print what it says."""
    text = (ROOT / "README.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", text, re.S)
    assert len(blocks) >= 1
    monkeypatch.chdir(tmp_path)
    for n, (code, printed) in enumerate(blocks):
        (tmp_path / f"block{n}.py").write_text(code)
        out = subprocess.run([sys.executable, f"block{n}.py"], capture_output=True, text=True, cwd=tmp_path)
        assert out.returncode == 0, out.stderr
        if printed:
            assert out.stdout.rstrip() == printed.rstrip()


def test_committed_rtl_is_what_is_emitted(tmp_path, monkeypatch):
    pytest.importorskip("amaranth")
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    example = runpy.run_path(str(ROOT / "examples" / "spmm_rtl.py"))
    example["compiled"]().emit_rtl(tmp_path / "spmm")
    ours, theirs = ROOT / "rtl_out" / "spmm", tmp_path / "spmm"
    names = sorted(p.relative_to(ours) for p in ours.rglob("*") if p.is_file() and "sim_build" not in p.parts)
    assert names == sorted(p.relative_to(theirs) for p in theirs.rglob("*") if p.is_file())
    for name in names:
        assert (ours / name).read_text() == (theirs / name).read_text(), f"{name} differs: run 'make rtl'"

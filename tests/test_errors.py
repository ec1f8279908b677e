"""The codes, the source and the manual of errors agree; the examples of the manual cause their errors."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import fuseflow as ff
from fuseflow.cli import main
from fuseflow.errors import CODES

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "errors.md").read_text()
HEADINGS = re.findall(r"^## (FF-[EU]\d{3}): (.+)$", MANUAL, re.MULTILINE)
ENTRIES = dict(re.findall(r"^## (FF-[EU]\d{3}): .+\n((?:(?!^#{1,2} ).*\n)+)", MANUAL, re.MULTILINE))
BLOCKS = {code: re.search(r"```(\w+)\n(.*?)```", text, re.DOTALL) for code, text in ENTRIES.items()}
NO_TORCH = importlib.util.find_spec("torch") is None
NO_RTL = importlib.util.find_spec("amaranth") is None or importlib.util.find_spec("cocotb") is None


def raised() -> dict[str, set[str]]:
    """Codes in the source, as string literals, with the files that hold them."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "fuseflow").rglob("*.py"):
        if path.name == "errors.py":
            continue
        for code in re.findall(r"[\"'](FF-[A-Z]\d+)[\"']", path.read_text()):
            found.setdefault(code, set()).add(str(path.relative_to(ROOT)))
    return found


def test_every_code_has_one_entry_with_its_title():
    assert list(CODES.items()) == HEADINGS


def test_every_code_is_raised_somewhere():
    assert set(CODES) - set(raised()) == set()


def test_every_raised_code_is_known():
    assert {code: files for code, files in raised().items() if code not in CODES} == {}


@pytest.mark.parametrize("code", ENTRIES)
def test_entries_say_what_to_do(code):
    assert "**What to do:** " in ENTRIES[code] and BLOCKS[code]
    assert len(ENTRIES[code].split("```")) == 3


@pytest.mark.parametrize("code", [code for code, block in BLOCKS.items() if block[1] == "python"])
def test_python_examples(code, tmp_path, monkeypatch):
    source = BLOCKS[code][2]
    if "torch." in source and NO_TORCH:
        pytest.skip("PyTorch is not installed")
    if "cosim(" in source and NO_RTL:
        pytest.skip("amaranth or cocotb is not installed")
    monkeypatch.chdir(tmp_path)
    names = {"ff": ff, "np": np, "Path": Path}
    if "torch." in source:
        import torch

        names["torch"] = torch
    with pytest.raises(ff.FuseflowError) as error:
        exec(compile(source, f"docs/errors.md {code}", "exec"), names)
    assert error.value.code == code


@pytest.mark.parametrize("code", [code for code, block in BLOCKS.items() if block[1] == "console"])
def test_console_examples(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spmm.ein").write_text("C[i,j] = A[i,k] * B[k,j]\n")
    dollar, command, *args = shlex.split(BLOCKS[code][2])
    assert (dollar, command) == ("$", "fuseflow")
    result = CliRunner().invoke(main, args)
    assert result.stderr.startswith(f"{code}: ") and result.exit_code == 2 and result.stdout == ""

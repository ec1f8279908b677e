"""A command line in an empty folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuseflow.cli import main

SPMM = "C[i,j] = A[i,k] * B[k,j]\n"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The current folder, with ``spmm.ein`` in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "spmm.ein").write_text(SPMM)
    return tmp_path


@pytest.fixture
def run(folder):
    """Run a command; a traceback, or a bug's report, fails the test."""

    def call(*args: str) -> Ran:
        result = CliRunner().invoke(main, [str(a) for a in args])
        assert result.exit_code != 3 and "Traceback" not in result.output, result.output
        return Ran(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture
def refused(run, folder):
    """Run a command that must fail with a code, and must write nothing."""

    def call(code: str, *args: str, exit_code: int = 2) -> str:
        def files():
            return {p: p.stat().st_mtime_ns for p in folder.rglob("*") if "__pycache__" not in p.parts}

        before = files()
        ran = run(*args)
        assert ran.err.startswith(code + ":"), ran
        assert ran.code == exit_code and ran.out == ""
        assert files() == before
        assert os.getcwd() == str(folder)
        return ran.err

    return call

"""The native module under test: of every instruction set that this processor has, or the one of a given folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fuseflow.cosim import native

sys.path.insert(0, str(Path(__file__).parent))

from native_modules import given, modules

SANITIZED = 8
"""So many times fewer cases are run on a given module, which is slow."""


def pytest_addoption(parser):
    parser.addoption("--native-dir", help="test the module _native_v1 of this folder in place of the installed ones")
    parser.addoption("--count", type=int, default=5000, help="cases of the nightly comparison with the oracle")
    parser.addoption("--seed", type=int, default=10**6, help="where the seeds of its cases start")


def pytest_generate_tests(metafunc):
    if "level" in metafunc.fixturenames:
        metafunc.parametrize("level", list(modules(metafunc.config)), indirect=True)


@pytest.fixture
def level(request, monkeypatch):
    """The test runs once on every module; the name of its module."""
    module = modules(request.config)[request.param]
    monkeypatch.setattr(native, "load", lambda level=None: module)
    return request.param


@pytest.fixture(autouse=True)
def _given_module(request, monkeypatch):
    """Without `level`, a test runs on the given module, or on what `load` chooses."""
    if "level" not in request.fixturenames and given(request.config):
        (module,) = modules(request.config).values()
        monkeypatch.setattr(native, "load", lambda level=None: module)


@pytest.fixture
def scale(request) -> int:
    """Every how many cases one is to be run."""
    return SANITIZED if given(request.config) else 1


@pytest.fixture
def sanitized(request) -> bool:
    return given(request.config) is not None

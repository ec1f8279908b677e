"""`stuck` rises after so many cycles without an event, and not before."""

from __future__ import annotations

import pytest
from watchdog import check_pauses

from fuseflow.cosim import simulators


@pytest.mark.parametrize("simulator", ["verilator", "icarus"])
def test_pauses(simulator):
    if not simulators.installed(simulator):
        pytest.skip(f"{simulator} is not installed")
    check_pauses(simulator)

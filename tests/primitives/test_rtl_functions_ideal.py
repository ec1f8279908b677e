"""Every function and every reduction in RTL, in the ideal profile, as in `test_rtl_ideal`.

Each large build of RTL stands in a file of its own: tests that run in parallel are dealt out by file.
"""

from __future__ import annotations

import pytest

from fuseflow.machine.profile import IDEAL
from tests.primitives.rtl_harness import check_functions


@pytest.mark.slow
def test_functions_agree_in_every_cycle():
    check_functions(IDEAL)

"""Every primitive in RTL, between stalling sources and slow sinks, equal to the oracle in every cycle.

One graph per profile holds every kind of block, so that one build of the RTL serves many random cases: list function,
oracle and RTL agree on all tokens, oracle and RTL on the cycle of every push and pop of every channel.

Each large build of RTL stands in a file of its own: tests that run in parallel are dealt out by file.
"""

from __future__ import annotations

import pytest

from tests.primitives.rtl_harness import SETS, check_kinds


def test_every_kind_is_run_a_hundred_times():
    assert sum(len(depths) * cases for _, depths, cases, _ in SETS.values()) >= 100


@pytest.mark.slow
def test_primitives_agree_in_every_cycle():
    check_kinds("ideal")

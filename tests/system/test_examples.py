"""The examples run, and their own checks hold."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("example, last", [("iteration.py", "GCN layer"), ("dataflow_orders.py", "22 graphs;"),
                                           ("pyg.py", "full       1 kernels")])
def test_example(example, last):
    ran = subprocess.run([sys.executable, EXAMPLES / example], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1].startswith(last)

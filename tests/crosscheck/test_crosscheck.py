"""One fused kernel of every model: its RTL does what the simulator says, and what PyTorch and the interpreter say."""

import pytest

from tests.crosscheck.cases import PYTORCH, cases
from tests.crosscheck.run import crosscheck

KERNELS = {"gcn": "softmax.div", "sage": "relu_1", "sae": "decoder.add", "gpt": "layers.0.attention.sdpa.out"}


@pytest.mark.parametrize("name", PYTORCH)
def test_a_fused_kernel(name):
    case = next(c for c in cases() if c.name == f"{name} partial")
    (row,) = crosscheck(case, KERNELS[name])
    assert row["mismatches"] == 0 and not row["wrong"] and row["cycles_rtl"] == row["cycles_sim"] > 1000
    # What the decoder returns is computed by another kernel.
    assert row["against"] == ("simulator" if name == "gpt" else "simulator and interpreter and PyTorch")

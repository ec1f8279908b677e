"""A masked softmax, a layer norm, GELU and sigmoid as one kernel in RTL: every cycle equal, results PyTorch's."""

from __future__ import annotations

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import simulators

torch = pytest.importorskip("torch")

PROGRAM = """
  S[q,n] = where(P[q,n], Q[q,d] * K[n,d], -inf)
  M[q]   = max[n](S[q,n])
  E[q,n] = exp(S[q,n] - M[q])
  R[q]   = sum[n](E[q,n])
  A[q,n] = E[q,n] / R[q]
  U[i]   = sum[j](X[i,j]) / 4
  C[i,j] = X[i,j] - U[i]
  W[i]   = sum[j](C[i,j] * C[i,j]) / 4
  Y[i,j] = C[i,j] * rsqrt(W[i] + 0.00001)
  G[i,j] = gelu(X[i,j])
  H[i,j] = sigmoid(X[i,j])
  output A, Y, G, H
"""


def operands() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    mask = (rng.random((6, 6)) < 0.5).astype(np.float32)
    return {"P": mask} | {name: rng.standard_normal((6, 4)).astype(np.float32) for name in "QKX"}


def by_pytorch(P, Q, K, X) -> dict[str, np.ndarray]:
    P, Q, K, X = map(torch.from_numpy, (P, Q, K, X))
    scores = (Q @ K.T).masked_fill(P == 0, -torch.inf)
    functional = torch.nn.functional
    wanted = {"A": torch.softmax(scores, 1), "Y": functional.layer_norm(X, (4,), eps=1e-5), "G": functional.gelu(X),
              "H": torch.sigmoid(X)}
    return {name: value.numpy() for name, value in wanted.items()}


@pytest.mark.slow
@pytest.mark.parametrize("profile", [pytest.param("ideal", marks=pytest.mark.nightly), "pipelined"])
def test_equal_in_every_cycle_and_to_pytorch(profile):
    if not simulators.installed("verilator"):
        pytest.skip("Verilator, or g++ or make, is not installed")
    arrays = operands()
    tensors = {name: ff.tensor(x, ff.CSR if name == "P" else ff.DENSE(2)) for name, x in arrays.items()}
    compiled = ff.compile(ff.parse(PROGRAM), tensors, schedule=ff.Schedule(profile=profile, fuse="full"))
    assert len(compiled.kernels) == 1
    verdict = compiled.cosim()
    assert verdict.equal and verdict.tokens > 2000, str(verdict)
    for name, want in by_pytorch(**arrays).items():
        np.testing.assert_allclose(verdict.outputs[name].to_dense(), want, rtol=1e-5, atol=1e-6)

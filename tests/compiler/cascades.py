"""The models of the FuseFlow paper as cascades of statements, with random operands."""

from __future__ import annotations

import numpy as np

import fuseflow as ff

SAE = """
E1[b,h] = X[b,i] * We[i,h]
E2[b,h] = E1[b,h] + be[h]
Z[b,h] = relu(E2[b,h])
D[b,i] = Z[b,h] * Wd[h,i]
Y[b,i] = D[b,i] + bd[i]
output Y
"""

GCN = """
T1[i,f] = A[i,j] * X[j,f]
T2[i,h] = T1[i,f] * W1[f,h]
T3[i,h] = T2[i,h] + b1[h]
H[i,h] = relu(T3[i,h])
T4[i,h] = A[i,j] * H[j,h]
T5[i,c] = T4[i,h] * W2[h,c]
T6[i,c] = T5[i,c] + b2[c]
M[i] = max[c](T6[i,c])
S[i,c] = T6[i,c] - M[i]
E[i,c] = exp(S[i,c])
R[i] = sum[c](E[i,c])
Y[i,c] = E[i,c] / R[i]
output Y
"""

SAGE = """
P[i,h] = X[i,f] * Ws1[f,h]
N[i,f] = A[i,j] * X[j,f]
Q[i,h] = N[i,f] * Wn1[f,h]
H[i,h] = relu(P[i,h] + Q[i,h])
P2[i,c] = H[i,h] * Ws2[h,c]
N2[i,h] = A[i,j] * H[j,h]
Q2[i,c] = N2[i,h] * Wn2[h,c]
Y[i,c] = relu(P2[i,c] + Q2[i,c])
output Y
"""

ATTENTION = """
Q[q,m] = X[q,d] * Wq[d,m]
K[n,m] = X[n,d] * Wk[d,m]
V[n,m] = X[n,d] * Wv[d,m]
S[q,n] = where(B[q,n], Q[q,m] * K[n,m] * 0.5, -inf)
M[q] = max[n](S[q,n])
E[q,n] = exp(S[q,n] - M[q])
R[q] = sum[n](E[q,n])
P[q,n] = E[q,n] / R[q]
O[q,m] = P[q,n] * V[n,m]
output O
"""

LAYERNORM = """
mean[q] = sum[d](X[q,d]) * 0.25
C[q,d] = X[q,d] - mean[q]
var[q] = sum[d](C[q,d] * C[q,d]) * 0.25
L[q,d] = C[q,d] * rsqrt(var[q] + 0.00001) * g[d] + be[d]
Y[q,m] = L[q,d] * W[d,m] + b[m]
output Y
"""

CASCADES = {"sae": SAE, "gcn": GCN, "sage": SAGE, "attention": ATTENTION, "layernorm": LAYERNORM}

SPARSE = {"A": ff.DCSR, "B": ff.DCSR, "X": ff.CSR}
"""Formats and the rest: dense. In attention and layernorm X is dense."""


def sizes(name: str, n: int) -> dict[str, int]:
    """Extents of the indices: `n` nodes or positions."""
    return dict.fromkeys("ijbqn", n) | {"f": 6, "h": 5, "c": 3, "d": 4, "m": 3}


def operands(name: str, n: int = 7, seed: int = 0, density: float = 0.35) -> dict[str, ff.Tensor]:
    """Random tensors for a cascade."""
    from fuseflow.compiler.einsum import Access, parts

    program = ff.parse(CASCADES[name])
    rng = np.random.default_rng(seed)
    extents = sizes(name, n)
    found = {}
    for s in program.statements:
        for a in parts(s.expression):
            if isinstance(a, Access) and a.tensor in program.inputs and a.tensor not in found:
                shape = tuple(extents[i] for i in a.indices)
                dense = a.tensor not in SPARSE or (a.tensor == "X" and name in ("attention", "layernorm"))
                values = rng.integers(-8, 9, shape) / 8
                values[values == 0] = 0.5
                if a.tensor in "AB":
                    values = np.ones(shape)
                stored = np.ones(shape, bool) if dense else rng.random(shape) < density
                format = ff.Format("d" * len(shape)) if dense else SPARSE[a.tensor]
                coords = np.argwhere(stored)
                found[a.tensor] = ff.Tensor.from_coords(shape, coords, values[stored].astype(np.float32), format)
    return found

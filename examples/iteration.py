"""Factored against global iteration: sums as soon as their index is open, or one loop nest for all factors first.

On KarateClub: the neighbourhood of figure 20 of the FuseFlow paper, and the first layer of a GCN.
"""

from __future__ import annotations

import numpy as np

import fuseflow as ff
from fuseflow.models.gcn import karate
from fuseflow.results import format_table

PROGRAMS = {
    "neighbourhood": ff.parse("T0[i,m] = A[i,l] * X[l,m]\nT[i,j] = T0[i,m] * W[m,j]\noutput T"),
    "GCN layer": ff.parse("""
      T1[i,f] = A[i,j] * X[j,f]
      T2[i,h] = T1[i,f] * W[f,h]
      H[i,h] = relu(T2[i,h] + b[h])
      output H"""),
}


def main() -> None:
    rng = np.random.default_rng(0)
    sparse = rng.standard_normal((34, 34)) * (rng.random((34, 34)) < 0.2)
    tensors = {"A": ff.tensor(karate("csr"), ff.CSR), "X": ff.tensor(np.float32(sparse), ff.CSR),
               "W": ff.tensor(np.float32(rng.standard_normal((34, 16))), ff.DENSE(2)),
               "b": ff.tensor(np.float32(rng.standard_normal(16)), ff.DENSE(1))}
    rows = []
    for name, program in PROGRAMS.items():
        used = {n: x for n, x in tensors.items() if n in program.inputs}
        (want,) = (x.to_dense() for x in program.evaluate(**used).values())
        for iteration in ("factored", "global"):
            compiled = ff.compile(program, used, schedule=ff.Schedule(fuse="full", iteration=iteration))
            result = compiled.simulate(statistics=False)
            (found,) = (x.to_dense() for x in result.outputs.values())
            assert np.allclose(found, want, rtol=1e-4, atol=1e-4)
            (kernel,) = compiled.kernels
            rows.append((name, iteration, " -> ".join(kernel.indices), len(kernel.graph.nodes), result.cycles,
                         result.kernels[0].flops))
    print(format_table(("program", "iteration", "order", "nodes", "cycles", "flops"), rows))


if __name__ == "__main__":
    main()

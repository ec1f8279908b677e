"""A[i,k] * X[k,j] * W[j,l] on KarateClub in every dataflow order (figure 18 of the FuseFlow paper): cycles of each.

The two products are one region. Tensors are read from permuted copies where an order needs them; orders that give the
same graph are listed once.
"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import torch

import fuseflow as ff
from fuseflow.models.gcn import karate
from fuseflow.results import format_table

PROGRAM = ff.parse("T[i,j] = A[i,k] * X[k,j]\nY[i,l] = T[i,j] * W[j,l]")


def main() -> None:
    rng = np.random.default_rng(0)
    tensors = {"A": ff.tensor(karate("csr"), ff.CSR),
               "X": ff.tensor(torch.from_numpy(rng.standard_normal((34, 34)).astype(np.float32)), ff.DENSE(2)),
               "W": ff.tensor(torch.from_numpy(rng.standard_normal((34, 16)).astype(np.float32)), ff.DENSE(2))}
    want = PROGRAM.evaluate(**tensors)["Y"].to_dense()
    found: dict[str, tuple] = {}
    for order in permutations("ikjl"):
        compiled = ff.compile(PROGRAM, tensors, schedule=ff.Schedule(fuse="full", order={"T,Y": order}))
        (kernel,) = compiled.kernels
        # The order in which independent indices are named does not show in the cells.
        key = str(sorted(str(kernel.table).splitlines()[2:]))
        if key in found:
            continue
        result = compiled.simulate(statistics=False)
        assert np.allclose(result.outputs["Y"].to_dense(), want, rtol=1e-4, atol=1e-4)
        copies = ", ".join(c.tensor for c in kernel.copies) or "-"
        found[key] = ("".join(order), copies, len(kernel.graph.nodes), result.cycles)
    rows = sorted(found.values(), key=lambda row: row[-1])
    print(format_table(("order", "permuted copies", "nodes", "cycles"), rows))
    print(f"\n{len(rows)} graphs; worst to best: {rows[-1][-1] / rows[0][-1]:.1f}")


if __name__ == "__main__":
    main()

"""Emit the RTL of a small sparse matrix product: python examples/spmm_rtl.py DIRECTORY.

The result for the data below is committed under rtl_out/spmm, and a test compares the two.
"""

import sys

import scipy.sparse as sp

import fuseflow as ff


def compiled():
    """C = A B with A 6x5 and B 5x4, both CSR, in Gustavson's order."""
    a = sp.csr_array(([1.0, 2.0, -3.0, 0.5, 4.0, 1.5, 2.5], ([0, 0, 1, 3, 3, 4, 5], [1, 4, 0, 2, 3, 1, 4])), (6, 5))
    b = sp.csr_array(([2.0, 1.0, -1.0, 3.0, 0.25, 5.0], ([0, 1, 1, 2, 4, 4], [3, 0, 2, 1, 0, 3])), (5, 4))
    tensors = {name: ff.tensor(m.astype("float32"), ff.CSR) for name, m in (("A", a), ("B", b))}
    return ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), tensors)


if __name__ == "__main__":
    manifest = compiled().emit_rtl(sys.argv[1])
    print(f"{sys.argv[1]}: {manifest['top']}, {manifest['expected']['cycles']} cycles")

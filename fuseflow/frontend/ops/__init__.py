"""What every ATen operation becomes.

A translation is a function of an `Op` and the arguments of the ATen schema, tensors as `View`; it returns a `View`
(or a tuple, for operations with several results). To support one more operation, add one function.
"""

from fuseflow.frontend.ops import attention, core, edges, norms, sparse, views
from fuseflow.frontend.ops.table import find

__all__ = ["attention", "core", "edges", "find", "norms", "sparse", "views"]

"""What is a sparse tensor? Formats, fibertrees, conversions, readers (language.md, section 1)."""

import sys
from types import ModuleType

from fuseflow.tensor.convert import tensor
from fuseflow.tensor.fibertree import Tensor
from fuseflow.tensor.format import BSR, COO, CSC, CSF, CSR, DCSR, DENSE, Format
from fuseflow.tensor.levels import Compressed, Dense, Level
from fuseflow.tensor.read import read
from fuseflow.tensor.shape import LIMIT, Spec

__all__ = [
    "BSR",
    "COO",
    "CSC",
    "CSF",
    "CSR",
    "DCSR",
    "DENSE",
    "LIMIT",
    "Compressed",
    "Dense",
    "Format",
    "Level",
    "Spec",
    "Tensor",
    "read",
    "tensor",
]


class _Package(ModuleType):
    # Importing this package binds it to the name fuseflow.tensor, which in the public API is the function.
    __call__ = staticmethod(tensor)


sys.modules[__name__].__class__ = _Package

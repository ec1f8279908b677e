"""Writing results: whole, or not at all."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fuseflow.errors import UsageError

if TYPE_CHECKING:
    from fuseflow.tensor import Tensor


def write(directory: Path, contents: Mapping[str, str | bytes]) -> list[Path]:
    """Write files into a directory, which is made if need be.

    Everything is written under other names first, then renamed, so that no file is ever half there.

    Raises
    ------
    UsageError
        FF-E701 if the directory cannot be written.
    """
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".fuseflow-", dir=directory.parent))
        try:
            for name, content in contents.items():
                (scratch / name).write_bytes(content.encode() if isinstance(content, str) else content)
            directory.mkdir(exist_ok=True)
            for name in contents:
                os.replace(scratch / name, directory / name)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise UsageError("FF-E701", f"--output {directory} cannot be written: {error.strerror}",
                         hint="name a folder that you may write") from None
    return [directory / name for name in contents]


def tensor_file(name: str, tensor: Tensor) -> tuple[str, bytes]:
    """A file that holds a tensor, as `fuseflow.read` reads it.

    A sparse matrix with fill 0 becomes ``NAME.npz`` (scipy.sparse), which keeps its pattern; all else ``NAME.npy``,
    the full array.
    """
    import numpy as np

    buffer = io.BytesIO()
    if tensor.rank == 2 and tensor.fill == 0 and not tensor.format.is_dense:
        from scipy import sparse

        sparse.save_npz(buffer, tensor.to_scipy())
        return f"{name}.npz", buffer.getvalue()
    np.save(buffer, tensor.to_dense(), allow_pickle=False)
    return f"{name}.npy", buffer.getvalue()

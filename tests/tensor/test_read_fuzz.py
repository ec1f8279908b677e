"""Damaged files give a tensor or a TensorError that names the file, never anything else."""

from __future__ import annotations

import io
import random
import warnings

import numpy as np
import pytest
import scipy.sparse as sp

from fuseflow.errors import TensorError
from fuseflow.tensor import read


def saved(write, *args, **kwargs):
    buffer = io.BytesIO()
    write(buffer, *args, **kwargs)
    return buffer.getvalue()


MATRIX = sp.csr_array(np.float32([[0, 1, 0, 2], [3, 0, 0, 0], [0, 0, 0, 4]]))
FILES = {
    "general.mtx": b"%%MatrixMarket matrix coordinate real general\n% c\n3 3 3\n1 1 1.5\n2 3 -2e3\n3 1 nan\n",
    "pattern.mtx": b"%%MatrixMarket matrix coordinate pattern symmetric\n3 3 2\n1 1\n3 1\n",
    "array.mtx": b"%%MatrixMarket matrix array integer skew-symmetric\n3 3\n1\n2\n3\n",
    "header.tns": b"3\n3 3 4\n1 1 1 2.5\n2 3 4 1\n",
    "plain.tns": b"1 1 1 2.5\n2 3 4 1\n",
    "array.npy": saved(np.save, MATRIX.toarray()),
    "csr.npz": saved(sp.save_npz, MATRIX, compressed=False),
    "coo.npz": saved(sp.save_npz, MATRIX.tocoo()),
}


def damage(data, rng):
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5])):
        at = rng.randrange(len(data)) if data else 0
        match rng.randrange(4):
            case 0 if data:
                data[at] = rng.choice([rng.randrange(256), *b"0123456789 .-e\n%#x"])
            case 1:
                del data[at : at + rng.choice([1, 1, 4, 100])]
            case 2:
                data[at:at] = bytes(rng.choices(b"0123456789 .-einfa\n%#", k=rng.choice([1, 2, 10])))
            case 3:
                data = data[:at] if rng.random() < 0.2 else data
    return bytes(data)


@pytest.mark.parametrize("name", FILES)
def test_damaged_files(tmp_path, name):
    rng, path, refused = random.Random(name), tmp_path / name, 0
    for _ in range(250):
        path.write_bytes(damage(FILES[name], rng))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                read(path).check()
        except TensorError as error:
            refused += 1
            assert name in str(error) and error.where.startswith(str(path))
    assert refused

"""Shared by the tests of tensors: a check of error codes, and random tensors."""

from __future__ import annotations

import pytest

from fuseflow.errors import CODES, TensorError


@pytest.fixture
def fails():
    """Call something that must raise a TensorError with the given code and words; give the error."""

    def check(code, call, *args, words=(), **kwargs):
        assert code in CODES
        with pytest.raises(TensorError) as caught:
            call(*args, **kwargs)
        error = caught.value
        assert error.code == code, str(error)
        for word in [words] if isinstance(words, str) else words:
            assert word in str(error), str(error)
        return error

    return check

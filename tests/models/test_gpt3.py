"""GPT-3 small: all of its decoders are captured and compiled, none of them is copied out."""

import time

import pytest

import fuseflow as ff
from fuseflow.models.gpt import gpt3_small

DECODERS = 12


@pytest.fixture(scope="module")
def model():
    return gpt3_small(length=128, block=16)


def test_capture_and_compilation_take_seconds(model):
    module, args, formats = model
    ff.trace(*gpt3_small(1, 128)[:2])  # what PyTorch imports when it exports for the first time is not ours
    start = time.process_time()
    program = ff.trace(module, args, formats=formats)
    compiled = ff.compile(program, schedule=ff.Schedule(fuse="partial"))
    assert time.process_time() - start < 5
    assert len(program.statements) == 40 * DECODERS
    assert len([k for k in compiled.kernels if k.name in {s.name for s in program.statements}]) == 3 * DECODERS


def test_heads_are_digits_of_the_weights(model):
    module, args, formats = model
    program = ff.trace(module, args, formats=formats)
    assert program.shapes["layers.11.attention.q.weight"] == (12, 64, 768)
    assert program.shapes["layers.11.attention.out.weight"] == (768, 12, 64)
    assert program["layers.0.attention.sdpa.mm"].indices == ("i", "j", "k")
    assert not any("copy" in s.name for s in program.statements)

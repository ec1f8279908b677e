"""Masked attention in its spellings: one sparse form, and what PyTorch gives where a row is masked as a whole."""

import math

import pytest
import torch
from frontend_cases import Module, dense
from test_trace import check
from torch import nn
from torch.nn import functional as F

from fuseflow.errors import SimulationError, Unsupported
from fuseflow.frontend import trace

LENGTH = 6
MASK = (torch.rand(LENGTH, LENGTH, generator=torch.Generator().manual_seed(0)) < 0.4) | torch.eye(LENGTH).bool()
WITH_EMPTY_ROW = MASK.clone().index_fill_(0, torch.tensor([2]), False)
INF = float("inf")


def additive(mask):
    return torch.zeros(mask.shape).masked_fill(~mask, -INF)


SPELLINGS = {
    "masked_fill": lambda s, m: torch.softmax(s.masked_fill(~m, -INF), -1),
    "masked_fill of what is not seen": lambda s, m: torch.softmax(s.masked_fill(m, -INF), -1),
    "where": lambda s, m: torch.softmax(torch.where(m, s, -INF), -1),
    "where, a tensor": lambda s, m: torch.softmax(torch.where(m, s, torch.tensor(-INF)), -1),
    "where, full_like": lambda s, m: torch.softmax(torch.where(m, s, torch.full_like(s, -INF)), -1),
    "where, turned": lambda s, m: torch.softmax(torch.where(~m, -INF, s), -1),
    "scaled afterwards": lambda s, m: F.softmax(s.masked_fill(~m, -INF) * 0.5, dim=-1),
    "part of a mask": lambda s, m: torch.softmax(s[..., :4, :4].masked_fill(~m[:4, :4], -INF), -1),
    "made additive": lambda s, m: torch.softmax(s + torch.zeros(m.shape).masked_fill(~m, -INF), -1),
    "product": lambda s, m: s.exp() * m / (s.exp() * m).sum(-1, keepdim=True).clamp_min(1e-9),
    "causal, made by the model": lambda s, m: torch.softmax(
        s.masked_fill(torch.ones(LENGTH, LENGTH).triu(1).bool(), -INF), -1),
}


class Attention(nn.Module):
    """One linear layer for queries, keys and values; heads; a mask, which is a buffer."""

    def __init__(self, mask, weights=None):
        super().__init__()
        self.qkv, self.out, self.weights = nn.Linear(8, 24), nn.Linear(8, 8), weights
        self.register_buffer("mask", mask)

    def forward(self, x):
        *batch, length, dim = x.shape
        q, k, v = (t.view(*batch, length, 2, -1).transpose(-2, -3) for t in self.qkv(x).chunk(3, -1))
        return self.out(self.attend(q, k, v).transpose(-2, -3).reshape(*batch, length, dim))

    def attend(self, q, k, v):
        return self.weights(q @ k.mT / math.sqrt(q.shape[-1]), self.mask) @ v


class Sdpa(Attention):
    def attend(self, q, k, v):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=self.mask)


class Spelling(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.weights = weights

    def forward(self, s, m):
        return self.weights(s, m)


def layer(kind, *args):
    torch.manual_seed(1)
    return kind(*args)


@pytest.mark.parametrize("format", ["dd", "dc"])
@pytest.mark.parametrize("mask", ["mask", "with an empty row"])
@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings(name, mask, format):
    m = MASK if mask == "mask" else WITH_EMPTY_ROW
    program = check(Spelling(SPELLINGS[name]), (dense(2, LENGTH, LENGTH), m), formats={"m": format})
    if name == "masked_fill" and format == "dc" and mask == "mask":
        assert str(program).splitlines()[0] == "masked_fill[i,j,k] = where(m[j,k], s[i,j,k], -inf)"


@pytest.mark.parametrize("format", ["dd", "dc"])
@pytest.mark.parametrize("batch", [(), (1,), (2,)])
@pytest.mark.parametrize("mask", [MASK, WITH_EMPTY_ROW], ids=["mask", "empty-row"])
def test_heads(mask, batch, format):
    x = dense(*batch, LENGTH, 8)
    formats = {"mask": format}
    check(layer(Attention, mask, SPELLINGS["masked_fill"]), (x,), formats=formats)
    check(layer(Sdpa, mask), (x,), formats=formats)
    check(layer(Sdpa, additive(mask)), (x,), formats=formats)
    check(layer(Attention, additive(mask), lambda s, m: torch.softmax(s + m, -1)), (x,), formats=formats)


def test_an_additive_mask_is_sparse_where_it_is_stored_so():
    program = trace(lambda s, m: torch.softmax(s + m, -1), (dense(LENGTH, LENGTH), additive(MASK)), formats={"m": "dc"})
    m = program.tensors["m"]
    assert m.fill == -INF and m.nnz == int(MASK.sum()) and len(program.statements) == 6
    assert program.evaluate()["softmax.div"].nnz == m.nnz


def test_attention_of_pytorch_itself():
    q, k, v = (dense(2, LENGTH, 4, seed=s) for s in range(3))
    check(Module(lambda q, k, v: F.scaled_dot_product_attention(q, k, v)), (q, k, v))
    causal = Module(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=0.3))
    program = check(causal, (q, k, v))
    mask = program.tensors[next(n for n in program.tensors if "causal" in n)]
    assert mask.nnz == LENGTH * (LENGTH + 1) // 2


def test_other_masks_are_checked_for_rows_of_nothing():
    def model(s, m):
        return torch.softmax(s.masked_fill(~m, -INF), -1)

    scores = dense(LENGTH, LENGTH)
    program = trace(model, (scores, MASK), formats={"m": "dc"})
    other = torch.eye(LENGTH).bool()
    inputs = dict(program.bind(scores, other))
    torch.testing.assert_close(program.restore(program.evaluate(**inputs)), model(scores, other))
    with pytest.raises(SimulationError, match="masks a whole row"):
        dict(program.bind(scores, WITH_EMPTY_ROW))
    with_rows = trace(model, (scores, WITH_EMPTY_ROW), formats={"m": "dc"})
    for mask in (WITH_EMPTY_ROW, MASK):
        got = with_rows.restore(with_rows.evaluate(**with_rows.bind(scores, mask)))
        torch.testing.assert_close(got, model(scores, mask), equal_nan=True)


COMPUTED = {
    "where": lambda s: torch.softmax(torch.where(s > 0, s, -INF), -1),
    "masked_fill": lambda s: torch.softmax(s.masked_fill((s < 0) & (s > -1.5) | (s > 2), -INF), -1),
    "sdpa": lambda s: F.scaled_dot_product_attention(s, s, s, attn_mask=s > 0),
    "bool of numbers": lambda s: F.scaled_dot_product_attention(s, s, s, attn_mask=torch.relu(s).bool()),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_masks_that_are_computed(name):
    """A row that is masked as a whole is NaN in softmax and 0 in PyTorch's own attention."""
    scores = dense(4, 4)
    scores[1] = -1
    program = check(Module(COMPUTED[name]), (scores,))
    assert torch.isnan(program.restore(program.evaluate())).any() == (name in ("where", "masked_fill"))


def test_log_softmax_of_a_computed_mask_is_not_understood():
    with pytest.raises(Unsupported, match="masked as a whole"):
        trace(lambda s: torch.log_softmax(torch.where(s > 0, s, -INF), -1), (dense(4, 4),))

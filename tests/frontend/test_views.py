"""Views take no statement: heads, batches, slices, concatenations are orders and digits of indices."""

import pytest
import torch
from frontend_cases import Module, dense, matrix
from test_trace import check
from torch.nn import functional as F

from fuseflow.errors import Unsupported
from fuseflow.frontend import trace


def heads(x, w, o):
    b, n, d = x.shape
    q = F.linear(x, w).view(b, n, 2, -1).transpose(1, 2)
    return F.linear((q @ q.mT @ q).transpose(1, 2).reshape(b, n, d), o)


VIEWS = {
    "flattened": (lambda x: torch.relu(x).reshape(-1), (dense(4, 3),)),
    "batches joined": (lambda x, w: F.linear(x.reshape(-1, 6), w).view(2, 4, 5), (dense(2, 4, 6), dense(5, 6))),
    "split and joined elsewhere": (lambda x: torch.relu(x.view(2, 6)).view(2, 2, 3) + x.view(2, 2, 3), (dense(4, 3),)),
    "split in two ways that fit": (
        lambda x, y: ((torch.relu(x) + y).view(4, 24).sum(1), torch.relu(x).view(12, 8).sum(0)),
        (dense(96), dense(96))),
    "split below what is joined": (lambda x: (x.view(6, 4) + 1).view(2, 3, 2, 2).sum((1, 3)), (dense(24),)),
    "unflatten": (lambda x: torch.relu(x).unflatten(1, (2, 3)).flatten(0, 1), (dense(4, 6),)),
    "expanded and joined": (lambda x: torch.relu(x).unsqueeze(1).expand(4, 2, 3).reshape(8, 3) * 2, (dense(4, 3),)),
    "slices": (lambda x: torch.relu(x)[1:3, ::2] * x[:2, 1:], (dense(4, 3),)),
    "rows and columns": (lambda x: torch.relu(x)[2] * 2 + x[:, 1, None][:3, 0], (dense(4, 3),)),
    "chunks of a product": (lambda x, w: torch.cat([c * 2 for c in F.linear(x, w).chunk(3, -1)][::-1], -1),
                            (dense(5, 4), dense(6, 4))),
    "unbind": (lambda x: sum(torch.relu(x).unbind(1)), (dense(4, 3),)),
    "split of digits": (lambda x: [p + 1 for p in torch.relu(x).view(4, 3, 2, 5).permute(1, 0, 2, 3)], (dense(4, 30),)),
    "inner digit": (lambda x: torch.relu(x).view(4, 5, 3)[..., 1] + x.view(4, 5, 3)[..., 2], (dense(4, 15),)),
    "flip": (lambda x: torch.relu(x).flip(0) + x.flip(1), (dense(4, 3),)),
    "a slice of a normalised row": (lambda x: torch.softmax(x, -1)[:, 1:3], (dense(4, 5),)),
    "concatenated": (lambda x, y, w: F.linear(torch.cat([torch.relu(x), y], 1), w),
                     (dense(4, 3), dense(4, 2), dense(6, 5))),
    "concatenated rows": (lambda x, y: torch.cat([x, torch.relu(y)]) @ torch.cat([x, y])[:5, :2],
                          (dense(4, 5), dense(2, 5))),
    "concatenated and summed": (lambda x, y: torch.cat([x, y], 1).sum(1) + torch.cat([x, y], 1).amax(1),
                                (dense(4, 3), dense(4, 2))),
    "concatenated, pointwise, sliced": (lambda x, y, z: (torch.cat([x, y]) * z)[2:5],
                                        (dense(4, 3), dense(2, 3), dense(6, 3))),
    "stacked": (lambda x, y: torch.stack([x, torch.relu(y)], 1) * 2, (dense(4, 3), dense(4, 3))),
    "returned concatenation": (lambda x, y: torch.cat([x * 2, y], 1), (dense(4, 3), dense(4, 2))),
    "sparse, split": (lambda a, x: (a @ x).view(5, 2, 3).sum(1), (matrix(5, 4), dense(4, 6))),
    "heads": (heads, (dense(2, 5, 6), dense(6, 6), dense(6, 6, seed=5))),
    "heads, batch of one": (heads, (dense(1, 5, 6), dense(6, 6), dense(6, 6, seed=5))),
    "layer norm": (lambda x, w, b: F.layer_norm(x, (3,), w, b) + F.layer_norm(x, (4, 3)),
                   (dense(4, 3), dense(3), dense(3))),
    "normalised": (lambda x: F.normalize(x, dim=-1) + F.normalize(x, p=1.0, dim=0), (dense(4, 3),)),
    "functions": (lambda x: F.gelu(x, approximate="tanh") + F.leaky_relu(x, 0.1) * F.silu(x), (dense(4, 3),)),
    "repeated": (lambda x: torch.relu(x).repeat(2, 3, 1) * x.repeat(6, 1).view(2, 12, 3).sum(1, keepdim=True),
                 (dense(4, 3),)),
    "variance": (
        lambda x: (x.var(), x.std(0), x.var(1, unbiased=False, keepdim=True), x.std(correction=0), x.var(False)),
        (dense(4, 3),)),
    "comparisons": (lambda x, y: (x > y) * x + torch.where(x <= 0, x, y) + torch.where(x != y, 2.0, y),
                    (dense(4, 3), dense(4, 3, seed=9))),
    "masked": (lambda x, m: x.masked_fill(m, 7.0) + torch.where(~m, x, 0.0),
               (dense(2, 3), torch.tensor([[True, False, True], [False, False, True]]))),
    "embedding": (lambda n, w: F.embedding(n, w) + F.embedding(torch.arange(2), w),
                  (torch.tensor([[3, 0]]), dense(4, 3))),
    "rows by number": (lambda x, n: torch.relu(x).index_select(0, n) @ x.index_select(1, n[:3]),
                       (dense(4, 4), torch.tensor([3, 0, 0, 1]))),
}


@pytest.mark.parametrize("name", VIEWS)
def test_equal_to_pytorch(name):
    function, args = VIEWS[name]
    check(Module(function), args)


def test_heads_are_digits_of_a_weight():
    program = trace(heads, VIEWS["heads, batch of one"][1])
    assert str(program).splitlines()[0] == "linear.mm[i,j,k] = sum[l](x[i,l] * w[j,k,l])"
    assert program.shapes == {"x": (5, 6), "w": (2, 3, 6), "o": (6, 2, 3)} and len(program.statements) == 4
    assert program.sources["w"] == "w"


def test_sparse_weights_keep_their_entries_when_they_are_split():
    weight = matrix(6, 5, layout="csc")
    program = trace(lambda x, w: (x @ w.t()).view(-1, 2, 3).sum(1), (dense(4, 5), weight))
    assert str(program.formats["w"]) == "dcc:2,0,1" and program.tensors["w"].nnz == weight.values().numel()


def test_only_the_parts_that_are_read_are_computed():
    program = trace(lambda x, w: F.linear(x, w)[:, 2:4], (dense(4, 3), dense(6, 3)))
    assert str(program).splitlines() == [
        "linear.mm.at2to3[i,j] = sum[k](x[i,k] * w.at2to3[j,k])", "output linear.mm.at2to3"]


def test_a_concatenation_before_a_product_is_two_sums():
    program = trace(lambda x, y, w: F.linear(torch.cat([x, y], 1), w), (dense(4, 3), dense(4, 2), dense(6, 5)))
    assert str(program).splitlines()[0] == (
        "linear.mm[i,j] = sum[k](x[i,k] * w.at0to2[j,k]) + sum[l](y[i,l] * w.at3to4[j,l])")


def test_numbers_are_coordinates():
    program = trace(lambda n, w: F.embedding(n, w), (torch.tensor([3, 0, 3]), dense(4, 2)))
    rows = program.tensors["n.rows"]
    assert str(rows.format) == "dc" and rows.to_dense().argmax(1).tolist() == [3, 0, 3] and rows.nnz == 3
    with pytest.raises(Exception, match="FF-E402"):
        program.bind(torch.tensor([4, 0, 0]), dense(4, 2))["n.rows"]


def two_ways(x):
    y = torch.relu(x)
    return y.view(4, 3).sum(1).sum() + y.view(3, 4).sum(1).sum()


def test_a_reshape_with_a_carry_is_refused():
    with pytest.raises(Unsupported, match="a reshape"):
        trace(lambda x: torch.relu(x).reshape(6, 2), (dense(4, 3),))
    with pytest.raises(Unsupported, match="do not fit together") as caught:
        trace(two_ways, (dense(12),))
    assert "test_views.py" in caught.value.where

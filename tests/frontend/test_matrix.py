"""What can be captured: models x layouts x where the sparse tensor is; masks; annotations."""

import warnings

import pytest
import torch
from frontend_cases import dense
from test_trace import check
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import prune

from fuseflow.frontend import trace

LAYOUTS = ("strided", "coo", "csr", "csc", "bsr", "bsc")

ADJACENCY = (torch.rand(6, 6, generator=torch.Generator().manual_seed(0)) < 0.4) * 1.0


def as_layout(x, layout):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sparse .*")
        match layout:
            case "strided":
                return x
            case "coo":
                return x.to_sparse_coo()
            case "bsr" | "bsc":
                return getattr(x, f"to_sparse_{layout}")((2, 2))
        return getattr(x, f"to_sparse_{layout}")()


class GCN(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin1, self.lin2 = nn.Linear(5, 4), nn.Linear(4, 3)

    def forward(self, adj, x):
        return F.log_softmax(adj @ self.lin2(torch.relu(adj @ self.lin1(x))), dim=-1)


class Concat(nn.Module):
    """GraphSAGE as its authors write it."""

    def __init__(self):
        super().__init__()
        self.lin1, self.lin2 = nn.Linear(10, 4), nn.Linear(8, 3)

    def forward(self, adj, x):
        h = F.normalize(torch.relu(self.lin1(torch.cat([x, adj @ x], dim=1))), dim=-1)
        return self.lin2(torch.cat([h, adj @ h], dim=1))


class TwoLinears(nn.Module):
    def __init__(self):
        super().__init__()
        self.own1, self.other1 = nn.Linear(5, 4, bias=False), nn.Linear(5, 4)
        self.own2, self.other2 = nn.Linear(4, 3, bias=False), nn.Linear(4, 3)

    def forward(self, adj, x):
        h = torch.relu(self.own1(x) + self.other1(adj @ x))
        return self.own2(h) + self.other2(adj @ h)


class WithBuffer(nn.Module):
    def __init__(self, model, adj):
        super().__init__()
        self.model = model
        self.register_buffer("adj", adj)

    def forward(self, x):
        return self.model(self.adj, x)


@pytest.mark.parametrize("place", ["input", "buffer"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("model", [GCN, Concat, TwoLinears])
def test_graphs(model, layout, place):
    torch.manual_seed(0)
    adj, net, x = as_layout(ADJACENCY, layout), model().eval(), dense(6, 5)
    module, args = (net, (adj, x)) if place == "input" else (WithBuffer(net, adj), (x,))
    if layout == "bsc":
        # PyTorch multiplies by no such matrix on a CPU.
        program = trace(module, args)
        with torch.no_grad():
            torch.testing.assert_close(program.restore(program.evaluate()), net(ADJACENCY, x), rtol=1e-5, atol=1e-6)
    else:
        program = check(module, args)
    stored = program.tensors["adj"]
    if layout in ("bsr", "bsc"):
        # Every entry of a stored block is stored.
        assert stored.nnz == adj.values().numel() and stored.nnz > int(ADJACENCY.sum())
    assert {"csr": "dc", "csc": "dc:1,0", "bsr": "dc", "bsc": "dc:1,0", "coo": "cc", "strided": "dd"}[layout] == str(
        stored.format)


class Layer(nn.Module):
    """A linear layer that any layout of its weight can do."""

    def __init__(self, weight, place):
        super().__init__()
        if place == "buffer":
            self.register_buffer("weight", weight)
        else:
            self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = nn.Parameter(dense(weight.shape[0]))

    def forward(self, x):
        return (self.weight @ x.t()).t() + self.bias


@pytest.mark.parametrize("place", ["parameter", "buffer"])
@pytest.mark.parametrize("layout", ["strided", "coo", "csr", "csc", "bsr"])
def test_autoencoders(layout, place):
    weights = [dense(4, 8) * (dense(4, 8, seed=5) > 0), dense(8, 4) * (dense(8, 4, seed=6) > 0)]
    layers = [Layer(as_layout(w, layout), place) for w in weights]
    check(nn.Sequential(layers[0], nn.ReLU(), layers[1], nn.Sigmoid()), (dense(3, 8),))


@pytest.mark.parametrize("format", ["dd", "dc", "cc"])
@pytest.mark.parametrize("spelling", ["additive", "sdpa", "sddmm"])
def test_masks(spelling, format):
    mask = (ADJACENCY + torch.eye(6)).bool()
    additive = torch.zeros(6, 6).masked_fill(~mask, float("-inf"))
    q, k, v = (dense(2, 6, 4, seed=s) for s in range(3))
    match spelling:
        case "additive":
            check(_Additive(), (q, k, v, additive), formats={"mask": format})
        case "sdpa":
            check(_Sdpa(), (q, k, v, mask), formats={"mask": format})
        case "sddmm":
            program = check(_Sampled(), (q, k, v, mask), formats={"mask": format})
            assert (program.evaluate()["mul"].nnz == 2 * int(mask.sum())) == (format != "dd")


class _Blocks(nn.Module):
    """Attention with a mask of any layout, which is given or a buffer."""

    def __init__(self, spelling, mask=None):
        super().__init__()
        self.spelling = spelling
        self.register_buffer("own", mask)

    def forward(self, q, k, v, mask=None):
        mask = (self.own if mask is None else mask).to_dense()
        if self.spelling == "sdpa":
            return F.scaled_dot_product_attention(q, k, v, attn_mask=mask.bool())
        scores = q @ k.mT
        if self.spelling == "additive":
            return torch.softmax(scores.masked_fill(~mask.bool(), float("-inf")), dim=-1) @ v
        if self.spelling == "sddmm":
            scores = (scores - 1).exp() * mask
            return scores / scores.sum(-1, keepdim=True) @ v
        mask = mask if mask.dtype is torch.bool else mask > 0
        return torch.softmax(torch.where(mask, scores, float("-inf")), dim=-1) @ v


@pytest.mark.filterwarnings("ignore:Sparse")
@pytest.mark.parametrize(("place", "dtype"), [("input", torch.bool), ("buffer", torch.float32)])
@pytest.mark.parametrize("layout", ["strided", "bsr"])
@pytest.mark.parametrize("spelling", ["additive", "sdpa", "sddmm", "compared"])
def test_block_masks(spelling, layout, dtype, place):
    """All entries of stored blocks are stored; of numbers, it is those that are not 0 that mask nothing."""
    blocks = torch.tensor([[1, 1, 0], [0, 1, 0], [1, 0, 1]]).repeat_interleave(2, 0).repeat_interleave(2, 1)
    mask = as_layout(blocks * 1.0, layout)
    if dtype is torch.bool:
        mask = mask.bool() if layout == "strided" else torch.sparse_bsr_tensor(
            mask.crow_indices(), mask.col_indices(), mask.values().bool(), mask.shape)
    qkv = tuple(dense(2, 6, 4, seed=s) for s in range(3))
    given = place == "input"
    program = check(_Blocks(spelling, None if given else mask), (*qkv, mask) if given else qkv)
    stored = program.tensors["mask" if given else "own"]
    assert (str(stored.format), stored.nnz) == (("dd", 36) if layout == "strided" else ("dc", 20))


class _Additive(nn.Module):
    def forward(self, q, k, v, mask):
        return torch.softmax(q @ k.mT + mask, dim=-1) @ v


class _Sdpa(nn.Module):
    def forward(self, q, k, v, mask):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)


class _Sampled(nn.Module):
    def forward(self, q, k, v, mask):
        s = q @ k.mT * mask
        return s, s @ v


def test_annotations_go_before_layouts():
    torch.manual_seed(0)
    net = WithBuffer(GCN(), as_layout(ADJACENCY, "csr")).eval()
    program = check(net, (dense(6, 5),), formats={"adj": "cc", "model.lin*.weight": "dc:1,0"})
    formats = {n: str(f) for n, f in program.formats.items()}
    assert formats["adj"] == "cc" and formats["model.lin1.weight"] == formats["model.lin2.weight"] == "dc:1,0"


def test_formats_by_density():
    """Compressed below half of the entries; rows that are mostly empty are compressed, too; names go first."""
    torch.manual_seed(0)
    net = GCN().eval()
    with torch.no_grad():
        net.lin1.weight[1:] = 0
        net.lin2.weight[:, :3] = 0
    program = check(net, (as_layout(ADJACENCY * (ADJACENCY.cumsum(1) <= 2), "csc"), dense(6, 5)),
                    formats={"lin2.bias": "c", "*": "auto"})
    assert {n: str(f) for n, f in program.formats.items()} == {
        "adj": "dc:1,0", "x": "dd", "lin1.weight": "cc", "lin1.bias": "d", "lin2.weight": "dc", "lin2.bias": "c"}


def test_masks_by_density():
    mask = torch.full((6, 6), float("-inf")).masked_fill(torch.eye(6).bool(), 0.0)
    q, k, v = (dense(2, 6, 4, seed=s) for s in range(3))
    program = check(_Additive(), (q, k, v, mask), formats={"*": "auto"})
    assert str(program.formats["mask"]) == "dc" and program.tensors["mask"].nnz == 6
    program = check(_Sdpa(), (q, k, v, torch.eye(6).bool()), formats={"m*": "auto"})
    assert str(program.formats["mask"]) == "dc" and str(program.formats["q"]) == "ddd"


def test_masks_of_pruned_weights_are_patterns():
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4)).eval()
    prune.l1_unstructured(net[0], "weight", amount=0.75)
    prune.random_unstructured(net[2], "weight", amount=0.5)
    program = check(net, (dense(3, 6),))
    assert str(program.formats["_0.weight_mask"]) == "dc" and program.tensors["_0.weight_mask"].nnz == 12
    first = next(s for s in program.statements if "_0.weight_mask" in str(s))
    assert str(first).endswith("[i,j] = _0.weight_mask[i,j] * _0.weight_orig[i,j]")


@pytest.mark.parametrize("entries, expected", [
    ([0, 1, 2, 3, 4, 5, 6, 7], "dd"),  # half of them
    ([0, 1, 2, 3, 4, 5, 6], "dc"),  # less, in two of four rows
    ([0, 1, 2, 3], "cc"),  # in one
])
def test_by_density(entries, expected):
    x = torch.zeros(16)
    x[entries] = 1.0
    (_, made), = trace(lambda x: x * 2, (x.reshape(4, 4),), formats={"x": "auto"}).tensors.items()
    assert str(made.format) == expected

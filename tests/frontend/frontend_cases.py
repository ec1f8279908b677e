"""Small PyTorch modules: `EAGER` gives (module, args); `REFUSED` (model, args, code, words of the message)."""

import warnings

import torch
from torch import nn
from torch.nn import functional as F


def matrix(rows, columns, seed=1, density=0.4, layout="csr"):
    """A random sparse matrix with an empty row."""
    g = torch.Generator().manual_seed(seed)
    x = torch.rand(rows, columns, generator=g) + 0.1
    x = x * (torch.rand(rows, columns, generator=g) < density)
    x[rows // 2] = 0
    return as_layout(x, layout)


def as_layout(x, layout):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sparse .* tensor support is in beta")
        match layout:
            case "csr":
                return x.to_sparse_csr()
            case "csc":
                return x.to_sparse_csc()
            case "coo":
                return x.to_sparse_coo()
    return x


def dense(*shape, seed=2):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


class Module(nn.Module):
    """A module whose forward is a function of the arguments."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *args):
        return self.function(*args)


class SparseWeight(nn.Module):
    """A linear layer with a sparse weight, as buffer, parameter or plain attribute."""

    def __init__(self, kind, layout="csr"):
        super().__init__()
        weight = matrix(6, 5, layout=layout)
        if kind == "buffer":
            self.register_buffer("weight", weight)
        else:
            self.weight = nn.Parameter(weight, requires_grad=False) if kind == "parameter" else weight
        self.bias = nn.Parameter(dense(6))

    def forward(self, x):
        return torch.matmul(self.weight, x.t()).t() + self.bias


class Residual(nn.Module):
    """adj is a plain attribute, used twice; its layout is asked for."""

    def __init__(self):
        super().__init__()
        self.adj = matrix(5, 5)
        self.layers = nn.ModuleList(nn.Linear(5, 5) for _ in range(2))

    def forward(self, x):
        for layer in self.layers:
            assert self.adj.layout is torch.sparse_csr and not self.adj.is_sparse and self.adj.is_sparse_csr
            x = x + layer(torch.sparse.mm(self.adj, x))
        return x


class Inplace(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(inplace=True), nn.Dropout(0.5), nn.Linear(3, 2), nn.Sigmoid())

    def forward(self, x):
        y = self.net(x)
        y += 1
        return y


class Mixed(nn.Module):
    """kwargs, nested arguments, constants, a dict of results."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(0.5))

    def forward(self, xs, *rest, factor=1.0, graph=None, **more):
        y = xs[0] @ graph["adj"] * factor + rest[0] + more["extra"]
        return {"y": y * self.scale, "pair": (xs[1], y.t()), "factor": factor, "none": None}


def attention(q, k, v):
    scores = torch.matmul(q, k.transpose(-2, -1)) / 2.0
    scores = scores - scores.max(dim=-1, keepdim=True)[0]
    e = scores.exp()
    return torch.matmul(e / e.sum(-1, keepdim=True), v)


def normalised(adj, x):
    degree = adj.to_dense().sum(dim=1, keepdim=True)
    return (adj @ x) / torch.maximum(degree, degree * 0 + 1)


def statistics(norm):
    """A batch norm that has seen some data."""
    norm(dense(*(6, 3, 2, 2)[: 4 if isinstance(norm, nn.BatchNorm2d) else 2]) * 2 + 1)
    return norm


EAGER = {
    "linear without bias": (nn.Linear(4, 3, bias=False), (dense(5, 4),)),
    "linear of a vector": (nn.Linear(4, 3), (dense(4),)),
    "linear in batches": (nn.Linear(4, 3), (dense(2, 5, 4),)),
    "one output": (Module(lambda x, w: (x @ w) * x), (dense(5, 4), dense(4, 1))),
    "sparse weight, buffer": (SparseWeight("buffer"), (dense(3, 5),)),
    "sparse weight, parameter": (SparseWeight("parameter", "coo"), (dense(3, 5),)),
    "sparse weight, attribute": (SparseWeight("attribute", "csc"), (dense(3, 5),)),
    "shared attribute": (Residual(), (dense(5, 5),)),
    "transposes": (Module(lambda a, x: (a.t() @ x).T @ x.transpose(0, 1).permute(1, 0)), (matrix(5, 5), dense(5, 3))),
    "transposed intermediate": (Module(lambda a, x: torch.relu((a @ x).t()).t() + x), (matrix(5, 5), dense(5, 3))),
    "sparse times sparse": (Module(lambda a, b: torch.sparse.mm(a, b)), (matrix(5, 4), matrix(4, 6, 3))),
    "addmm": (Module(lambda b, a, x: torch.addmm(b, a, x, beta=0.5, alpha=2)), (dense(3), dense(5, 4), dense(4, 3))),
    "sparse addmm": (Module(torch.sparse.addmm), (dense(5, 3), matrix(5, 4, layout="coo"), dense(4, 3))),
    "scalars": (Module(lambda x: (2 - x * 3) / 4 + 1 / (x.abs() + 1) - x.add(x, alpha=2)), (dense(4, 3),)),
    "literals": (Module(lambda x: x * -2.0 - (-1) + -x / -4), (dense(4, 3),)),
    "bias of rows": (Module(lambda x, b, c: x + b + c), (dense(4, 3), dense(3), dense(4, 1))),
    "outer product by broadcasting": (Module(lambda x, y: x[:, None] * y), (dense(4), dense(1, 3))),
    "outer product of ones": (Module(lambda x, y: x.unsqueeze(1) @ y.unsqueeze(0)), (dense(4), dense(3))),
    "einsum": (
        Module(lambda x, y, z: torch.einsum("ij,jk,kl->li", x, y, z) + torch.einsum("ij,jk", z, x).sum()),
        (dense(3, 4), dense(4, 5, seed=3), dense(5, 3, seed=4)),
    ),
    "einsum of views": (
        Module(lambda x: torch.einsum("bij,jb->i", x.unsqueeze(0).expand(2, 4, 3), x.t().sum(1, keepdim=True))),
        (dense(4, 3),),
    ),
    "clamp": (Module(lambda x: x.clamp(-0.5, 0.5) * torch.clip(x, max=1)), (dense(4, 3),)),
    "residual": (Module(lambda x: x + torch.relu(x)), (dense(4, 3),)),
    "unary": (
        Module(lambda x: F.gelu(x) + x.tanh() * x.sigmoid() + (x * x).sqrt() + (x * x + 1).rsqrt()),
        (dense(4, 3),),
    ),
    "minimum, maximum": (
        Module(lambda x, y: torch.minimum(x, y) * torch.maximum(x, y).clamp_min(0)),
        (dense(4, 3), dense(4, 3, seed=5)),
    ),
    "softmax of columns": (Module(lambda x: F.softmax(x, 0)), (dense(4, 3),)),
    "softmax of a middle dimension": (nn.Softmax(dim=1), (dense(2, 4, 3),)),
    "log_softmax": (nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(-1)), (dense(5, 4),)),
    "softmax of one": (Module(lambda x: F.softmax(x.sum(1, keepdim=True), 1)), (dense(4, 3),)),
    "sum": (
        Module(lambda x: (x.sum(), x.sum(0), x.sum((0, 2)), x.sum(-1, keepdim=True), x.mean(1))),
        (dense(2, 4, 3),),
    ),
    "max": (
        Module(lambda x: (x.amax(), x.amax(0), x.amin((0, 2), keepdim=True), x.max(), x.min(1)[0])),
        (dense(2, 4, 3),),
    ),
    "products that reduce": (
        Module(lambda a, x: tuple(torch.sparse.mm(a, x, kind) for kind in ("sum", "mean", "amax", "amin"))),
        (matrix(5, 4), dense(4, 3)),
    ),
    "sum of sparse": (
        Module(lambda a: (a.sum(0), a.sum(1), torch.sparse.sum(a, 1).to_dense())),
        (matrix(5, 4, layout="coo"),),
    ),
    "normalised by keepdim": (Module(lambda x: x / x.sum(1, keepdim=True)), (dense(4, 3).abs(),)),
    "sum of expanded": (
        Module(lambda x: x.unsqueeze(1).expand(4, 5, 3).sum(1) + x.expand(2, 4, 3).sum((0,)) + x[None].amax(0)),
        (dense(4, 3),),
    ),
    "contraction of expanded": (
        Module(lambda x: x.unsqueeze(1).expand(4, 5) @ x.unsqueeze(0).expand(5, 4)),
        (dense(4),),
    ),
    "attention": (Module(attention), (dense(2, 4, 3), dense(2, 5, 3, seed=3), dense(2, 5, 6, seed=4))),
    "batch broadcasting": (Module(torch.matmul), (dense(2, 1, 4, 3), dense(5, 3, 2))),
    "vectors": (
        Module(lambda x, y, a: (x @ y, a @ x, x @ a, torch.dot(x, y))),
        (dense(4), dense(4, seed=3), dense(4, 4)),
    ),
    "reshape of ones": (
        Module(lambda x, y: x.view(4, 1) * y.reshape(1, 3) + y.view(1, 3).squeeze(0)),
        (dense(4), dense(3, 1)),
    ),
    "squeeze": (Module(lambda x: x.squeeze() * x.squeeze(-1).squeeze(0)), (dense(1, 4, 1),)),
    "normalised by degree": (Module(normalised), (matrix(5, 5), dense(5, 3))),
    "sparse pointwise": (
        Module(lambda a, x: ((a * 2.0).to_dense() + x) * torch.relu(-a).to_dense()),
        (matrix(5, 5, layout="coo"), dense(5, 5)),
    ),
    "batch norm": (nn.Sequential(statistics(nn.BatchNorm1d(3)), nn.BatchNorm1d(3, affine=False)), (dense(4, 3),)),
    "batch norm of images": (statistics(nn.BatchNorm2d(3)), (dense(2, 3, 4, 5),)),
    "in place": (Inplace(), (dense(5, 4),)),
    "constants": (Module(lambda x: x * torch.tensor(0.5) + torch.tensor([1.0, 2.0, 3.0])), (dense(4, 3),)),
    "conversions": (Module(lambda x: x.to(torch.float32).clone().contiguous().detach().float() + 1), (dense(4, 3),)),
    "input returned": (Module(lambda x, y: (x, y.t(), x.sum(), x)), (dense(4), dense(4, 3))),
    "expanded returned": (Module(lambda x: (x * 2).expand(5, 4)), (dense(4),)),
    "list of results": (Module(lambda x: [x + 1, (x * 2, None, 3)]), (dense(4),)),
    "rank 0": (Module(lambda x, s: x * s + s), (dense(4), torch.tensor(2.0))),
    "empty": (Module(lambda a, x: torch.relu(a @ x)), (torch.zeros(0, 4), dense(4, 3))),
    "sparse condition": (
        Module(lambda x, a: torch.where(a.to_dense() > 0.5, x, 3.0) + torch.where(a.to_dense() <= 0.5, 1.0, x)),
        (dense(4, 4), matrix(4, 4)),
    ),
    "roots": (Module(lambda x: x.abs() ** 0.5 + (x * x + 1) ** -0.5 * x**-1 + x**-2), (dense(4, 3),)),
    "one by one": (Module(lambda x, y: x @ y + x), (dense(1, 1), dense(1, 1, seed=5))),
    "truth values": (
        Module(lambda x, y: (((x > 0) + (y > 0)) * x, (x > 0).sum(1) * 0.5, ~(x > 0) & (y > 0) | (x > 1), x.bool())),
        (dense(4, 3), dense(4, 3, seed=9)),
    ),
    "bool mask": (Module(lambda x, m: x * m), (dense(4), torch.tensor([True, False, True, True]))),
}


SPELLINGS = {
    "spmm": lambda a, x: torch.spmm(a, x),
    "mm": lambda a, x: a.mm(x),
    "matmul": lambda a, x: a.matmul(x),
    "sparse.mm": lambda a, x: torch.sparse.mm(a, x),
    "vector": lambda a, x: a @ x.sum(1),
    "dense on the left": lambda a, x: x.t() @ a,
    "transposed": lambda a, x: torch.sparse.mm(a.t(), x),
    "densified": lambda a, x: a.to_dense() @ x,
    "addmm": lambda a, x: torch.addmm(x, a, x),
    "sparse.addmm": lambda a, x: torch.sparse.addmm(x, a, x, beta=2),
    "scaled": lambda a, x: (a * 2) @ x,
    "negative": lambda a, x: (-a) @ x,
    "squared": lambda a, x: (a @ a) @ x,
    "sum": lambda a, x: (a + a).to_dense(),
    "weight": lambda a, x: F.linear(x.t(), a),
    "coalesced": lambda a, x: (a.coalesce() if a.is_sparse else a) @ x,
    "layout": lambda a, x: torch.sparse.mm(a, x) if a.is_sparse or a.is_sparse_csr else a @ x,
    "other layout": lambda a, x: a.to_sparse_csr() @ x if a.layout is not torch.strided else a @ x,
}
"""Ways to multiply by an adjacency, all of which PyTorch takes in every layout."""


class ListOfSparse(nn.Module):
    def __init__(self):
        super().__init__()
        self.adjs = [matrix(4, 4)]

    def forward(self, x):
        return self.adjs[0] @ x  # HERE


class Counter(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("steps", torch.zeros(4))

    def forward(self, x):
        self.steps += 1  # HERE
        return x + self.steps


def branch(x):
    if x.sum() > 0:  # HERE
        return x
    return -x


def builds(x):
    return torch.sparse_csr_tensor(torch.tensor([0, 1]), torch.tensor([0]), x)  # HERE


def values(adj, x):
    return adj.values() * 2  # HERE


def crow(adj, x):
    n = adj.crow_indices()  # HERE
    return x[n]


def sparsify(x):
    return torch.mm(x.to_sparse(), x)  # HERE


def numpy(x):
    return torch.from_numpy(x.numpy())  # HERE


def item(x):
    return x * x.sum().item()  # HERE


def nonzero(x):
    return x.nonzero()  # HERE


def wrong_shapes(x):
    y = x + 1
    return y @ y  # HERE


def reduce_product(adj, x):
    return torch.sparse.mm(adj, x, "prod")  # HERE


def sparse_softmax(adj):
    return torch.sparse.softmax(adj, 1).to_dense()  # HERE


def cumsum(x):
    return torch.relu(x).cumsum(0)  # HERE


def reshaped(x):
    return torch.relu(x).reshape(6, 2)  # HERE


def integers(x):
    return (x.to(torch.int64) + 1) * 0.5  # HERE


def bits(x):
    return x.view(torch.int32).view(torch.float32) + 1  # HERE


def argmax(x):
    return x.max(0)[1]  # HERE


def training_dropout(x):
    return F.dropout(x)  # HERE


def rounded(x):
    return torch.div(x, 2, rounding_mode="floor")  # HERE


def log_of_empty_rows(x, mask):
    return F.log_softmax(x.masked_fill(mask, float("-inf")), -1)  # HERE


def grouped(x):
    return F.scaled_dot_product_attention(x, x[:1], x[:1], enable_gqa=True)  # HERE


def changes_its_argument(x):
    x[0] = 1  # HERE
    return x * 2


def gradient(x):
    return torch.autograd.grad((x * x).sum(), x)[0]  # HERE


def backward(x):
    (x * x).sum().backward()  # HERE
    return x


def gradient_of_function(x):
    return torch.func.grad(lambda y: (y * y).sum())(x)  # HERE


def complex_numbers(x):
    return x.real * 2  # HERE


def complex_factor(x):
    return x * 1j  # HERE


def whole_numbers(n):
    return torch.ones(4, 3) * 0.5 * n[:, None]  # HERE


def random_numbers(x):
    return x + torch.rand(3)  # HERE


def mask_of_data(x):
    return x[x[:, 0] > 0]  # HERE


def negated_number(x):
    return ~(x > 0).sum(0)  # HERE


def double_sum(x):
    return x.sum(0, dtype=torch.int64)  # HERE


def diagonal(x):
    return torch.einsum("ii->i", x)  # HERE


X = (dense(4, 3),)
AX = (matrix(4, 4), dense(4, 3))

REFUSED = {
    "list of sparse": (ListOfSparse(), (dense(4, 3),), "FF-E601", "neither an argument"),
    "branch": (branch, X, "FF-E603", "depends on data"),
    "builds": (builds, (dense(1),), "FF-E605", "sparse_csr_tensor"),
    "values": (values, AX, "FF-E605", "values() of 'adj'"),
    "crow": (crow, AX, "FF-E605", "crow_indices"),
    "sparsify": (sparsify, X, "FF-E605", "to_sparse"),
    "numpy": (numpy, X, "FF-E603", "numpy"),
    "item": (item, X, "FF-E603", "item"),
    "nonzero": (nonzero, X, "FF-E603", "shape"),
    "wrong shapes": (wrong_shapes, X, "FF-E601", "captured"),
    "side effect": (Counter(), (dense(4),), "FF-E604", "steps"),
    "reduce product": (reduce_product, AX, "FF-U005", "reduce"),
    "sparse softmax": (sparse_softmax, (matrix(4, 4, layout="coo"),), "FF-U005", "softmax"),
    "cumsum": (cumsum, X, "FF-U005", "aten.cumsum"),
    "reshape": (reshaped, (dense(4, 3),), "FF-U005", "a reshape from (4, 3) to (6, 2)"),
    "rows of nothing": (log_of_empty_rows, (dense(4, 3), torch.ones(4, 3).bool()), "FF-U005", "masked as a whole"),
    "grouped heads": (grouped, (dense(2, 1, 4, 3).transpose(0, 1)[:, :, :2],), "FF-U005", "grouped"),
    "integers": (integers, X, "FF-U010", "int64"),
    "bits": (bits, X, "FF-U005", "view"),
    "diagonal": (diagonal, (dense(3, 3),), "FF-U005", "einsum"),
    "argmax": (argmax, X, "FF-U005", "result 1"),
    "dropout": (training_dropout, X, "FF-U005", "dropout"),
    "rounding": (rounded, X, "FF-U005", "rounding_mode"),
    "argument changed": (changes_its_argument, X, "FF-E604", "changes 'x' in place"),
    "gradient": (gradient, X, "FF-E606", "gradients"),
    "backward": (backward, X, "FF-E606", "gradients"),
    "gradient of a function": (gradient_of_function, X, "FF-E606", "gradient"),
    "complex numbers": (complex_numbers, (torch.ones(3, dtype=torch.complex64),), "FF-U010", "complex64"),
    "complex factor": (complex_factor, X, "FF-U010", "1j"),
    "whole numbers": (whole_numbers, (torch.arange(4),), "FF-U010", "int64"),
    "random numbers": (random_numbers, X, "FF-U005", "aten.rand"),
    "mask of data": (mask_of_data, X, "FF-E603", "shape depends on data"),
    "negated number": (negated_number, X, "FF-U010", "int64"),
    "integer sum": (double_sum, X, "FF-U010", "int64"),
}

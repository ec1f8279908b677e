"""GPT-3 small with BigBird attention (FuseFlow paper, section on models)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from fuseflow.datasets.bigbird import bigbird_mask
from fuseflow.tensor import Format


class Attention(nn.Module):
    """Attention of several heads, where a mask allows it.

    Parameters
    ----------
    dim, heads : int
    mask : (length, length) bool tensor
    """

    def __init__(self, dim: int, heads: int, mask: torch.Tensor):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(dim, dim) for _ in "qkv")
        self.out = nn.Linear(dim, dim)
        self.register_buffer("mask", mask)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, length, dim) from the same."""
        batch, length, dim = x.shape
        q, k, v = (f(x).view(batch, length, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        o = F.scaled_dot_product_attention(q, k, v, attn_mask=self.mask)
        return self.out(o.transpose(1, 2).reshape(batch, length, dim))


class Decoder(nn.Module):
    """Attention and a network of two linear layers, each beside what comes in, normalised before."""

    def __init__(self, dim: int, heads: int, inner: int, mask: torch.Tensor, eps: float = 1e-5):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(dim, eps), nn.LayerNorm(dim, eps)
        self.attention = Attention(dim, heads, mask)
        self.up, self.down = nn.Linear(dim, inner), nn.Linear(inner, dim)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x + self.attention(self.ln1(x))
        return x + self.down(F.gelu(self.up(self.ln2(x))))


class GPT(nn.Module):
    """Decoders, one after the other, of embedded tokens.

    Parameters
    ----------
    layers, dim, heads, inner : int
    mask : (length, length) bool tensor
        Where a token (row) looks at another one.
    """

    def __init__(self, layers: int, dim: int, heads: int, inner: int, mask: torch.Tensor):
        super().__init__()
        self.layers = nn.ModuleList(Decoder(dim, heads, inner, mask) for _ in range(layers))
        self.operations, self.fusions = operations(layers), fusions(layers)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, length, dim) from the same."""
        for layer in self.layers:
            x = layer(x)
        return x


class LanguageModel(nn.Module):
    """`GPT` between an embedding of tokens and positions, and logits."""

    def __init__(self, vocabulary: int, layers: int, dim: int, heads: int, inner: int, mask: torch.Tensor):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, dim), nn.Embedding(len(mask), dim)
        self.gpt = GPT(layers, dim, heads, inner, mask)
        self.ln = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, vocabulary, bias=False)
        self.operations, self.fusions = operations(layers, "gpt."), fusions(layers, "gpt.")

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        """(batch, length, vocabulary), from the numbers of tokens, (batch, length)."""
        x = self.tokens(numbers) + self.positions(torch.arange(numbers.shape[1]))
        return self.head(self.ln(self.gpt(x)))


def operations(layers: int, prefix: str = "") -> list[list[str]]:
    """The statements that are one operation of PyTorch: norms, and the softmax of an attention."""
    regions = []
    for k in range(layers):
        p = f"{prefix}layers.{k}"
        regions += [[f"{p}.ln1.*"], [f"{p}.ln2.*"]]
        regions.append([f"{p}.attention.sdpa.{role}" for role in ("max", "sub", "exp", "sum", "div")])
    return regions


def fusions(layers: int, prefix: str = "") -> dict[str, dict]:
    """The paper's: it fuses up to the splits and merges of heads; its full fusion goes from one decoder to the next."""
    first, attention, last = [], [], []
    for k in range(layers):
        p = f"{prefix}layers.{k}"
        first.append([f"{p}.ln1.*", *(f"{p}.attention.{name}.*" for name in "qkv")])
        attention.append([f"{p}.attention.sdpa.*"])
        last.append([f"{p}.attention.out.*", f"{p}.add", f"{p}.ln2.*", f"{p}.up.*", f"{p}.gelu", f"{p}.down.*",
                     f"{p}.add_1"])
    joined = [a + b for a, b in zip(last, first[1:])]
    # A row of what is normalised goes to every column of the inner layer, one after the other; every column of that
    # goes on as soon as it is there. So both layers work at the same time.
    how = {"by_rows": ["*.q.mm", "*.k.mm", "*.v.mm", "*.sdpa.out", "*.out.mm", "*.down.mm"],
           "by_entries": ["*.sdpa.mm", "*.up.mm"], "buffer": ["*.ln2.shift"]}
    return {"partial": {"fuse": first + attention + last, **how},
            "full": {"fuse": [*first[:1], *attention, *joined, *last[-1:]], **how}}


def gpt(
    layers: int = 1, length: int = 16, dim: int = 16, heads: int = 2, inner: int = 32, block: int = 2, batch: int = 1,
    seed: int = 0
) -> tuple[GPT, tuple[torch.Tensor], dict[str, Format]]:
    """`GPT` with random weights, its argument, and the mask as a sparse matrix."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = GPT(layers, dim, heads, inner, torch.from_numpy(bigbird_mask(length, block))).eval()
        return model, (torch.randn(batch, length, dim),), {"*.mask": Format("dc")}


def gpt3_small(
    layers: int = 12, length: int = 1024, block: int = 64, batch: int = 1
) -> tuple[GPT, tuple[torch.Tensor], dict[str, Format]]:
    """The paper's size."""
    return gpt(layers, length, 768, 12, 3072, block, batch)


def gpt3_decoder(length: int = 128, block: int = 16) -> tuple[GPT, tuple[torch.Tensor], dict[str, Format]]:
    """One decoder of the paper's width."""
    return gpt3_small(1, length, block)


def language_model(
    vocabulary: int = 32, layers: int = 2, length: int = 16, dim: int = 16, heads: int = 2, inner: int = 32,
    block: int = 2, batch: int = 1, seed: int = 0
) -> tuple[LanguageModel, tuple[torch.Tensor], dict[str, Format]]:
    """`LanguageModel` with random weights, and numbers of tokens."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        mask = torch.from_numpy(bigbird_mask(length, block))
        model = LanguageModel(vocabulary, layers, dim, heads, inner, mask).eval()
        return model, (torch.randint(vocabulary, (batch, length)),), {"*.mask": Format("dc")}

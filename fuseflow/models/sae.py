"""A sparse autoencoder: one hidden layer, half of the weights pruned (FuseFlow paper, section on models)."""

from __future__ import annotations

import torch
from torch import nn

from fuseflow.models.layouts import pruned


class SAE(nn.Module):
    """Encode to a hidden layer, decode to what was there.

    Parameters
    ----------
    inputs, hidden : int
    """

    operations = []
    fusions = {
        "partial": [["encoder.*", "relu"], ["decoder.*"]],
    }

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.encoder = nn.Linear(inputs, hidden)
        self.decoder = nn.Linear(hidden, inputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The reconstruction of x, both (batch, inputs)."""
        return self.decoder(torch.relu(self.encoder(x)))


def sae(
    inputs: int = 64, hidden: int = 16, batch: int = 4, density: float = 0.5, layout: str = "csc", seed: int = 0
) -> tuple[SAE, tuple[torch.Tensor]]:
    """`SAE` with random weights of which the smallest are pruned, and its argument.

    Parameters
    ----------
    inputs, hidden, batch : int
    density : float
        Of the weights.
    layout : {"csr", "csc", "coo", "strided"}
        Of the weights, (out, in) as in PyTorch; CSC is the paper's row-major storage of (in, out).
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = SAE(inputs, hidden).eval()
        x = torch.rand(batch, inputs)
    for layer in (model.encoder, model.decoder):
        pruned(layer, density, layout)
    return model, (x,)


def sae_imagenet(batch: int = 32) -> tuple[SAE, tuple[torch.Tensor]]:
    """The paper's size for images of 224 x 224."""
    return sae(224 * 224, 256, batch)


def sae_chest_xray(batch: int = 32) -> tuple[SAE, tuple[torch.Tensor]]:
    """The paper's size for the NIH chest X-rays, of 1024 x 1024."""
    return sae(1024 * 1024, 512, batch)


def sae_luna16(batch: int = 32) -> tuple[SAE, tuple[torch.Tensor]]:
    """The paper's size for LUNA16, of 512 x 512."""
    return sae(512 * 512, 512, batch)

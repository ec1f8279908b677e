"""Built-in models: plain PyTorch, each a factory that returns (module, args)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from fuseflow.errors import UsageError

__all__ = ["MODELS", "Model", "load"]


@dataclass(frozen=True, slots=True)
class Model:
    """A built-in model.

    Attributes
    ----------
    name : str
    factory : str
        ``package.module:function``, imported when the model is loaded.
    about : str
        One line.
    """

    name: str
    factory: str
    about: str

    def load(self) -> Callable:
        """The factory: a function that returns (module, args)."""
        module, _, function = self.factory.partition(":")
        return getattr(import_module(module), function)


_TABLE = """
gcn            gcn:gcn             2-layer graph convolutional network; --dataset: a graph, or karate
sage           sage:sage           2-layer GraphSAGE; --dataset: a graph, or karate
sae            sae:sae             sparse autoencoder: 64 inputs, 16 hidden, half of the weights
sae-imagenet   sae:sae_imagenet    the same: 50176 inputs, 256 hidden, batch 32
sae-chest-xray sae:sae_chest_xray  the same: 1048576 inputs, 512 hidden, batch 32
sae-luna16     sae:sae_luna16      the same: 262144 inputs, 512 hidden, batch 32
gpt            gpt:gpt             a decoder with BigBird attention: width 16, length 16, 2 heads, block 2
gpt3-decoder   gpt:gpt3_decoder    one decoder of GPT-3 small: width 768, length 128, block 16
gpt3-small     gpt:gpt3_small      its 12 decoders, length 1024, block 64
language-model gpt:language_model  tokens to logits: embeddings, 2 decoders as of gpt
"""

MODELS: dict[str, Model] = {
    name: Model(name, f"fuseflow.models.{factory}", about)
    for name, factory, about in (line.split(maxsplit=2) for line in _TABLE.strip().splitlines())
}


def load(name: str) -> Callable:
    """The factory of a built-in model.

    Raises
    ------
    UsageError
        FF-E702 if there is none of this name.
    """
    if name not in MODELS:
        raise UsageError("FF-E702", f"there is no built-in model {name!r}", hint=f"models: {', '.join(MODELS)}")
    return MODELS[name].load()

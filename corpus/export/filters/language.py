"""Whether each side is in its declared language: what its words say.

A text tells its language by its commonest words (Ingle 1976, "A language identification table"), and Vietnamese by its
letters. The words of a side vote for each language that has them among its own; the score weighs the votes for the
declared language against those for the strongest other one. Words in a script of neither language nor Latin speak
against it too; a text that has no others is in another language. A language there is no list of is told by py3langid
(Lui and Baldwin 2012, "langid.py"), some thirty times slower.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters.filter import Filter, FilterMaker
from songngu.corpus.export.filters.function_words import FUNCTION_WORDS
from songngu.corpus.export.filters.script import LATIN, SCRIPTS
from songngu.corpus.export.filters.words import Flat, lesser, text, words
from songngu.corpus.language.by_language import UNKNOWN, by_language
from songngu.corpus.language.identifiers import Identifier, load_identifier, probability_of
from songngu.corpus.language.words import STREAMED_ALONE

# The letters of Vietnamese that are no plain Latin ones; some other languages have few of them. NFD has them as marks.
_MARK = "[àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ\u0300\u0301\u0303\u0309\u0323]"
_MARKED = rf"(?i){_MARK}[\p{{L}}\p{{M}}]*"
_LANGUAGES = tuple(FUNCTION_WORDS)
_LOW_BITS = np.uint64(0xFFFF)
_LEAST_WORDS = 4
_LEAST_VOTES = 2
_LEAST_LETTERS = 2


def _side(side: str) -> pl.Expr:
    marked = text(side).str.count_matches(_MARKED)
    return by_language(
        pl.struct(words=words(side), marked=marked, text=text(side)), f"{side}_lang", _share, pl.Float64()
    )


LANGUAGE = Filter(
    "language",
    "words that speak for the declared language by those that speak for it or another, the lesser of both sides",
    lambda: lesser(_side),
    least=0.5,
)


def _made(name: str, settings: Mapping[str, Any], _: object) -> Filter:
    """Return the filter, by an identifier of languages where the settings name one."""
    if "by" not in settings:
        if settings:
            raise UsageError(f"filter {name}: a model needs what reads it", hint='add by = "fasttext", say')
        return replace(LANGUAGE, name=name)
    model = {key: value for key, value in settings.items() if key != "by"}
    identify = load_identifier(str(settings["by"]), model)

    def side(side: str) -> pl.Expr:
        return by_language(text(side), f"{side}_lang", partial(_identified, identify=identify), pl.Float64())

    summary = f"probability of the declared language by {settings['by']}, the lesser of both sides"
    return Filter(name, summary, lambda: lesser(side), least=0.5, settings=settings)


LANGUAGE_BY_CHOICE = FilterMaker("language", LANGUAGE.summary, ("by", "model"), _made, files=("model",))


def _identified(texts: pl.Series, lang: str, identify: Identifier) -> pl.Series:
    """Return the probability of each text being in its language; null where it has no letter."""
    lettered = texts.str.contains(r"\p{L}") if lang != UNKNOWN else pl.repeat(False, len(texts), eager=True)
    told = [probability_of(lang, each) for each in identify(texts.filter(lettered).to_list())]
    result = pl.repeat(None, len(texts), dtype=pl.Float64, eager=True)
    return result.scatter(lettered.arg_true(), pl.Series(told, dtype=pl.Float64))


def _share(rows: pl.Series, lang: str) -> pl.Series:
    """Return the share of the votes of each text that its language has; null where too few words vote."""
    if lang == UNKNOWN:
        return pl.repeat(None, len(rows), dtype=pl.Float64, eager=True)
    texts = rows.struct.field("text")
    strange = _strange(lang)
    against = texts.str.count_matches(rf"[{STREAMED_ALONE}&&{strange}]|[{strange}--[{STREAMED_ALONE}]]+").to_numpy()
    shares = _listed(rows, lang, against) if lang in FUNCTION_WORDS else _trained(rows, lang)
    mixed = pl.Series(against > 0).arg_true()
    some = texts.gather(mixed)
    letters = some.str.count_matches(r"\p{L}")
    elsewhere = (letters >= _LEAST_LETTERS) & (some.str.count_matches(strange) == letters)
    return shares.scatter(mixed.filter(elsewhere), 0.0)


def _strange(lang: str) -> str:
    """Return the class of letters that neither a language nor a name in Latin letters is written in."""
    return rf"[\p{{L}}--[{LATIN}{SCRIPTS.get(lang, '')}]]"


def _listed(rows: pl.Series, lang: str, against: NDArray[np.int64]) -> pl.Series:
    """Return the share that the words of a language have; ``against`` counts words in scripts of others."""
    flat = Flat.of(rows.struct.field("words"))
    votes = _votes(flat)
    votes[:, _LANGUAGES.index("vi")] += rows.struct.field("marked").to_numpy()
    own = votes[:, _LANGUAGES.index(lang)].copy()
    votes[:, _LANGUAGES.index(lang)] = 0
    other = np.maximum(votes.max(axis=1), against)
    known = (flat.counts >= _LEAST_WORDS) & (own + other >= _LEAST_VOTES)
    share = np.divide(own, own + other, out=np.full(len(own), np.nan), where=known)
    return pl.Series(share).fill_nan(None)


def _votes(flat: Flat) -> NDArray[np.float64]:
    """Return the number of words of each text that each language lists, a column a language."""
    table = _table()
    places = np.flatnonzero(table.maybe[flat.words & _LOW_BITS])
    found = np.minimum(np.searchsorted(table.hashes, flat.words[places]), len(table.hashes) - 1)
    right = table.hashes[found] == flat.words[places]
    rows, found = flat.texts()[places[right]], found[right]
    votes = np.zeros((len(flat.counts), len(FUNCTION_WORDS)))
    for langs in table.langs:
        lists = langs[found]
        some = lists >= 0
        cells = np.bincount(rows[some] * len(FUNCTION_WORDS) + lists[some], minlength=votes.size)
        votes += cells.reshape(votes.shape)
    return votes


@dataclass(frozen=True, slots=True)
class _Table:
    """The listed words by their hashes, in order; ``maybe``, by the low bits of a hash, whether one can be listed.

    ``langs`` holds arrays of the number of a language for each word: its first, its second and so on, -1 for none.
    """

    hashes: NDArray[np.uint64]
    maybe: NDArray[np.bool_]
    langs: list[NDArray[np.int64]]


@cache
def _table() -> _Table:
    """Return the table of all lists. Vietnamese words with a mark vote by it, and are left out."""
    marked = re.compile(_MARK)
    lists = {lang: set(words.split()) for lang, words in FUNCTION_WORDS.items()}
    lists["vi"] = {word for word in lists["vi"] if not marked.search(word)}
    every = pl.DataFrame({"word": sorted(set().union(*lists.values()))}).sort(pl.col("word").hash())["word"]
    hashes = every.hash().to_numpy()
    maybe = np.zeros(int(_LOW_BITS) + 1, np.bool_)
    maybe[hashes & _LOW_BITS] = True
    speakers = [[number for number, listed in enumerate(lists.values()) if word in listed] for word in every]
    most = max(map(len, speakers))
    padded = np.array([each + [-1] * (most - len(each)) for each in speakers], np.int64)
    return _Table(hashes, maybe, list(padded.T.copy()))


def _trained(rows: pl.Series, lang: str) -> pl.Series:
    from songngu.corpus.language.identify import language_probability

    texts = rows.struct.field("text")
    known = rows.struct.field("words").list.len() >= _LEAST_WORDS
    shares = [language_probability(text, lang) if long else None for text, long in zip(texts, known, strict=True)]
    return pl.Series(shares, dtype=pl.Float64)

"""Numerals of a sentence by language: what the aligner and the checks call."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from songngu.corpus.language.numerals.calendars import CALENDARS
from songngu.corpus.language.numerals.chinese import CHINESE
from songngu.corpus.language.numerals.convention import Convention, default_convention
from songngu.corpus.language.numerals.english import ENGLISH
from songngu.corpus.language.numerals.figures import plain_figures
from songngu.corpus.language.numerals.korean import KOREAN
from songngu.corpus.language.numerals.numeral import Kind, Numeral, Trait, keys
from songngu.corpus.language.numerals.profile import NumeralProfile, Scan
from songngu.corpus.language.numerals.scan import scan_numerals
from songngu.corpus.language.numerals.vietnamese import VIETNAMESE

_WORDED = {"vi": VIETNAMESE, "en": ENGLISH, "zh": CHINESE, "ja": CHINESE, "yue": CHINESE}
_PROFILES = {**_WORDED, "ko": KOREAN, **CALENDARS}
_OTHER = NumeralProfile()
_ONE = (Fraction(1),)


def read_numerals(text: str, lang: str, convention: Convention | None = None) -> list[Numeral]:
    """Return the numerals of ``text`` in order, spans in code points of ``text``; they never overlap.

    Vietnamese, English and Chinese are read with their words; of other languages, digits are, in whatever script.
    Without a ``convention`` (see ``detect_convention``) the language's own is assumed. The text should be NFC.
    """
    return list(_read(text, lang, convention or default_convention(lang)))


@lru_cache(maxsize=8)
def _read(text: str, lang: str, convention: Convention) -> tuple[Numeral, ...]:
    """Return the numerals of a text; the checks ask for the texts of one row one after the other."""
    text = plain_figures(text)
    return tuple(scan_numerals(Scan(text, lower_case(text), convention, profile_of(lang))))


def reads_words(lang: str) -> bool:
    """Return whether number words, months and parts of the day are read in a language, not its digits alone."""
    return _base(lang) in _WORDED


def numeral_values(text: str, lang: str, convention: Convention | None = None) -> list[str]:
    """Return canonical keys of the numerals of ``text``, each once, equal where both languages mean the same.

    See ``numeral.keys`` for their form. Numerals that need no counterpart because they are one, or words that may mean
    something else (*năm*, *second*), are left out.
    """
    found: dict[str, None] = {}
    for numeral in read_numerals(text, lang, convention):
        if numeral.traits & Trait.OPTIONAL and numeral.kind is not Kind.DATE and numeral.value == _ONE:
            continue
        found.update(dict.fromkeys(keys(numeral)))
    return list(found)


@cache
def profile_of(lang: str) -> NumeralProfile:
    """Return what a language writes in numerals: of those without a profile of their own, digits."""
    return _PROFILES.get(_base(lang), _OTHER)


@cache
def _base(lang: str) -> str:
    return re.split("[-_]", lang.lower())[0]


def lower_case(text: str) -> str:
    """Return ``text`` in lower case, as many characters long (İ stays); º, a letter to Unicode, as a degree sign."""
    lower = text.lower().replace("º", "°")
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)

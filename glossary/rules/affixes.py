"""Terms with their endings in languages of which no forms are known: 계약을, sözleşmeyi, договора, العقد, สัญญาแล้ว."""

from __future__ import annotations

import re
from functools import lru_cache

from songngu.corpus.language.inflection import inflects
from songngu.corpus.language.normalise import nfc
from songngu.corpus.language.tags import base_language
from songngu.glossary.concept import Concept, ConceptKind, Status
from songngu.glossary.rules.rule import Row

_INVARIABLE = frozenset(("en", "vi"))
# Words of these begin with what belongs to them, an article or a preposition; or no space parts them at all.
_ANYWHERE = frozenset(("ar", "fa", "he", "km", "lo", "my", "th", "ur"))
_SHORT, _LONG = 4, 6


_PEOPLE = re.compile("(?:ese|ian|an|n|i|ish|er)s?(?!\\w)")


def has_people(row: Row, concept: Concept) -> bool:
    """Tell whether the English target names the people or language of a place: *Vietnamese*, người Việt Nam."""
    if base_language(row.target_lang) != "en" or concept.kind is not ConceptKind.NAME:
        return False
    terms = concept.in_lang(row.target_lang, Status.PREFERRED, Status.ADMITTED)
    return any(
        _PEOPLE.match(row.target, found.end())
        for term in terms
        for found in re.finditer(rf"(?<!\w){re.escape(term.text)}", row.target)
    )


def has_affixed(row: Row, concept: Concept) -> bool:
    """Tell whether the target holds the words of a term of the concept, each with whatever endings.

    It is asked of languages of which no forms are known; elsewhere the matches tell.
    """
    base = base_language(row.target_lang)
    if base in _INVARIABLE or inflects(base):
        return False
    target = nfc(row.target).text.casefold()
    terms = concept.in_lang(row.target_lang, Status.PREFERRED, Status.ADMITTED)
    return any(_holds(target, term.text, anywhere=base in _ANYWHERE) for term in terms)


def _holds(target: str, term: str, *, anywhere: bool) -> bool:
    return bool(term.split()) and all(_stem(word, anywhere).search(target) for word in term.split())


@lru_cache(maxsize=1 << 12)
def _stem(word: str, anywhere: bool) -> re.Pattern[str]:
    """Return what the forms of a word begin with: a longer word without the letters that endings may take away."""
    bare = nfc(word).text.casefold()
    cut = 0 if anywhere or len(bare) < _SHORT else 1 if len(bare) < _LONG else 2
    return re.compile((r"" if anywhere else r"(?<!\w)") + re.escape(bare[: len(bare) - cut]))

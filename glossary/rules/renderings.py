"""What in a target stands for a concept: its renderings, its misspelt name, its forbidden forms."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from songngu.corpus.language.tags import base_language
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, MatchMode, Status
from songngu.glossary.matching.matcher import Match, longest
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.matching.tokens import tokenise
from songngu.glossary.rules.rule import Mark, Row

_PRONOUNS = {
    "en": re.compile(r"\b(?:he|him|his|himself|she|hers?|herself|they|them|theirs?|themselves)\b", re.IGNORECASE)
}
_VIETNAMESE_PRONOUNS = re.compile(
    r"(?<!\w)(?:ông|bà|anh|chị|cô|họ|nó|hắn|gã|nàng|chàng|ngài|người|mình|chúng|cậu|em|ấy)(?!\w)"
)
_COMPOUND_HEAD = re.compile(r"(?<![\w-])[^\W\d_][\w'’]*(?:[-\u2010\u2011][\w'’]+)*[-\u2010\u2011]$")
_LONGEST_HEAD = 60
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|#\w+")
_MONEY_BEFORE = re.compile(r"(?<!\w)(?:đô[ -]?la|đô|bảng|yên|đồng|won|franc|rúp) $")
_MONEY_AFTER = re.compile(r" ?(?:[$€£¥]|dollars?(?!\w)|pounds?(?!\w)|yen(?!\w)|dong(?!\w)|francs?(?!\w))")
_MONEY = re.compile(
    r"[$€£¥₫₩]|(?<!\w)(?:usd|aud|cad|gbp|jpy|vnd|dollars?|pounds?|yen|dong|francs?|đô|bảng|yên|đồng)(?!\w)"
)


def allowed_renderings(row: Row, concept: Concept) -> list[Match[Sense]]:
    """Return the allowed terms in the target that stand for the concept itself.

    What the source has besides is rendered by the same: where it has the concept also inside a longer term, the
    inside of that term's rendering is taken; where it has an admitted form beside the term (``MoE`` and its
    Vietnamese name in brackets), so is that form, unless the target left the brackets out.
    """
    found = [match for match in row.target_terms if match.payload.concept is concept and match.payload.term.allowed]
    if not found:
        return []
    own = [match for match in row.source_terms if match.payload.concept is concept]
    if any(match.covered for match in own):
        found = _not_within(found, _longer(own, row), row)
    if all(map(is_full, found)) or row.target.count("(") < row.source.count("("):
        return found
    beside = _outside(row.source, own)
    return [match for match in found if not _borrowed(match, found, row.target, beside)]


def _longer(own: list[Match[Sense]], row: Row) -> set[str]:
    """Return the other concepts whose terms in the source hold one of the matches."""
    return {
        outer.payload.concept.id
        for inner in own
        for outer in row.source_terms
        if _inside(inner, outer) and outer.payload.concept is not inner.payload.concept
    }


def _not_within(found: list[Match[Sense]], longer: set[str], row: Row) -> list[Match[Sense]]:
    """Return the matches that lie in no allowed rendering of the ``longer`` concepts."""
    taken = [match for match in row.target_terms if match.payload.concept.id in longer and match.payload.term.allowed]
    return [match for match in found if not any(_inside(match, outer) for outer in taken)]


def _borrowed(match: Match[Sense], found: list[Match[Sense]], target: str, beside: str) -> bool:
    """Tell whether an admitted form stands in the source as often as in the target, beside the term."""
    if is_full(match):
        return False
    form = target[match.start : match.end]
    if form not in beside:
        return False
    forms = sum(target[other.start : other.end] == form for other in found)
    return len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", beside)) >= forms


def _outside(text: str, matches: list[Match[Sense]]) -> str:
    """Return the text without the matched stretches."""
    for match in matches:
        text = text[: match.start] + "\0" * (match.end - match.start) + text[match.end :]
    return text


def compounded(row: Row, concept: Concept) -> list[Match[Sense]]:
    """Return the names of the concept in small letters inside of a compound with a capital: *judah*, Beth-lehem-judah.

    Behind its first hyphen a compound often goes on in small letters, whatever the name is by itself.
    """
    return [
        match
        for match in row.target_variants
        if match.payload.concept is concept and in_compound(row.target, match.start)
    ]


def in_compound(text: str, start: int) -> bool:
    """Tell whether a small letter at ``start`` stands behind a hyphen of a compound that begins with a capital."""
    head = _COMPOUND_HEAD.search(text, max(0, start - _LONGEST_HEAD), start)
    return text[start].islower() and head is not None and head[0][0].isupper()


def is_full(match: Match[Sense]) -> bool:
    """Tell whether the match is of a preferred term, not of a shorter or second form."""
    return match.payload.term.status is Status.PREFERRED


def misspelling(row: Row, concept: Concept) -> Mark | None:
    """Return the place in the target of what is nearly the preferred name of the concept, and no term itself."""
    if concept.kind is not ConceptKind.NAME:
        return None
    known = {(match.start, match.end) for match in row.target_terms}
    words = [token for token in tokenise(row.target, row.target_lang) if token.word]
    for term in concept.in_lang(row.target_lang, Status.PREFERRED):
        name, size, slips = _spelling(term.text, row.target_lang)
        for run in zip(*(words[i:] for i in range(size)), strict=False) if slips else ():
            place = (run[0].start, run[-1].end)
            if place not in known and row.target[place[0]].isupper():
                spelt = "".join(token.key for token in run)
                if 0 < Levenshtein.distance(name, spelt, score_cutoff=slips) <= slips:
                    return place
    return None


@lru_cache(maxsize=1 << 14)
def _spelling(name: str, lang: str) -> tuple[str, int, int]:
    """Return the letters of a name, the number of its words, and how many slips of the pen it can bear."""
    keys = [token.key for token in tokenise(name, lang) if token.word]
    letters = "".join(keys)
    return letters, len(keys), 0 if len(letters) < 6 else 1 if len(letters) < 10 else 2


def _inside(inner: Match[Sense], outer: Match[Sense]) -> bool:
    """Tell whether ``inner`` is a part of ``outer``, and not the whole."""
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and inner.end - inner.start < outer.end - outer.start


def has_pronoun(row: Row) -> bool:
    """Tell whether the target has a personal pronoun that can stand for a person."""
    pronouns = _PRONOUNS.get(base_language(row.target_lang))
    return bool(pronouns and pronouns.search(row.target))


def may_be_pronoun(row: Row) -> bool:
    """Tell whether the target has more personal pronouns than the source: one of them may stand for a name."""
    langs = base_language(row.source_lang), base_language(row.target_lang)
    if langs != ("vi", "en"):
        return False
    return len(_PRONOUNS["en"].findall(row.target)) > len(_VIETNAMESE_PRONOUNS.findall(row.source.lower()))


def in_money(row: Row, match: Match[Sense]) -> bool:
    """Tell whether a name is that of a currency (đô la Mỹ, US dollars), which the target has by a sign or a word."""
    before, after = row.source[: match.start].lower(), row.source[match.end :].lower()
    named = _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after)
    return bool(named and _MONEY.search(row.target.lower()))


def source_concepts(row: Row) -> dict[str, Match[Sense]]:
    """Return the first match of every concept of the source."""
    return {match.payload.concept.id: match for match in reversed(row.source_terms) if not match.covered}


def forbidden_renderings(row: Row) -> list[Match[Sense]]:
    """Return the forbidden renderings in the target, one a concept and place.

    Silent inside an allowed term, where the same words are the allowed rendering of another concept of the source,
    where every mention of the concept has an allowed rendering beside it, and inside addresses.
    """
    if not any(match.payload.term.status is Status.FORBIDDEN for match in row.target_terms):
        return []
    present = source_concepts(row)
    active = [match for match in row.target_terms if match.payload.term.allowed or _is_wrong(match.payload, present)]
    right = {
        (match.start, match.end)
        for match in active
        if match.payload.term.allowed and match.payload.concept.id in present
    }
    wrong = {
        (match.payload.concept.id, match.start, match.end): match
        for match in longest(active)
        if not match.payload.term.allowed
        and ((match.start, match.end) not in right or _is_to_the_letter(match))
        and not _is_spare(match, row)
        and not in_address(row.target, match.start, match.end)
    }
    return list(wrong.values())


def _is_to_the_letter(match: Match[Sense]) -> bool:
    """Tell whether a form is forbidden as it is spelt, however near it is to an allowed one."""
    term = match.payload.term
    return term.match is MatchMode.EXACT and term.case is Case.EXACT


def _is_spare(match: Match[Sense], row: Row) -> bool:
    """Tell whether the words must render something else: each mention of their concept has an allowed rendering."""
    concept = match.payload.concept
    if match.payload.term.scope is ForbiddenScope.ALWAYS:
        return False
    mentions = {(own.start, own.end) for own in row.source_terms if own.payload.concept is concept and not own.covered}
    allowed = {
        (own.start, own.end)
        for own in row.target_terms
        if own.payload.concept is concept and own.payload.term.allowed and not _overlap(own, match)
    }
    return 0 < len(mentions) <= len(allowed)


def _overlap(one: Match[Sense], other: Match[Sense]) -> bool:
    return one.start < other.end and other.start < one.end


def in_address(text: str, start: int, end: int) -> bool:
    """Tell whether the characters stand in a web or e-mail address or a hashtag."""
    return any(found.start() <= start and end <= found.end() for found in _ADDRESS.finditer(text))


def _is_wrong(sense: Sense, present: dict[str, Match[Sense]]) -> bool:
    term = sense.term
    return term.status is Status.FORBIDDEN and (term.scope is ForbiddenScope.ALWAYS or sense.concept.id in present)

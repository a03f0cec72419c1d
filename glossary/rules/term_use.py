"""TRM: terms over a whole run: one term in several renderings, source words left, renderings without their source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.message import Message
from songngu.corpus.language.normalise import without_diacritics
from songngu.glossary.concept import Concept, ConceptKind, Status, Term
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rendered import is_vietnamese, leftover
from songngu.glossary.rules.rule import Example, Issue, Mark, Row, Rule, Use, silent

_UPPER = "".join(letter for letter in map(chr, range(0x41, 0x1F00)) if letter.isupper())
_NAME = re.compile(rf"(?<![\w-])[{_UPPER}][^\W\d_]*(?: [{_UPPER}][^\W\d_]*)+(?![\w-])")
_LATIN_NAME = re.compile(r"(?<![\w-])[A-Z][a-zü]+(?:(?: [A-Z]|['’-][A-Za-z]?)[a-zü]+)*(?![\w-])")
_QUOTE = re.compile("[\"'“”‘’«»(]")
_NEAR = 3
_ALIKE = 0.6
_MIN_SCORE_WORDS = 2


def _uses(rows: Sequence[Row]) -> Iterator[Use]:
    """Yield where a term that may be rendered in several ways, or a name the glossary does not know, is rendered how.

    The key of a name begins with a blank, that of a term is the id of its concept.
    """
    for number, row in enumerate(rows):
        if not row.rendered:
            continue
        for match in row.target_terms:
            concept, text = match.payload.concept, match.payload.term.text
            if match.payload.term.status is Status.PREFERRED and not match.covered and _is_open(concept, row):
                yield Use(concept.id, text, number, (match.start, match.end), text)
        if row.source_lang.startswith("vi") and not row.target_lang.startswith("vi"):
            for name in _names(row):
                for form, mark in _renderings(name, row)[:1]:
                    yield Use(f" {name}", form, number, mark, form)


def _is_open(concept: Concept, row: Row) -> bool:
    """Tell whether the glossary leaves open which of several preferred renderings a concept of the row has."""
    preferred = concept.in_lang(row.target_lang, Status.PREFERRED)
    return len(preferred) > 1 and any(match.payload.concept is concept for match in row.source_terms)


def _names(row: Row) -> Iterator[str]:
    """Yield the Vietnamese names of the source that the glossary does not know."""
    for found in dict.fromkeys(_NAME.findall(row.source)):
        if not found.isascii() and not any(found in row.source[m.start : m.end] for m in row.source_terms):
            yield found


def _renderings(name: str, row: Row) -> list[tuple[str, Mark]]:
    """Return how and where the target renders a name: as it is, without diacritics, or in pinyin."""
    for form in (name, without_diacritics(name)):
        at = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", row.target) if form in row.target else None
        if at:
            return [(form, at.span())]
    words = name.count(" ") + 1
    return [
        (found[0], found.span())
        for found in _LATIN_NAME.finditer(row.target)
        if _MIN_SCORE_WORDS <= words <= 4 and " " in found[0] and _reads(name, found[0])
    ]


@lru_cache(maxsize=1 << 16)
def _reads(name: str, pinyin: str) -> bool:
    from songngu.align.lexicon.names import name_score

    return name_score(name, pinyin) >= _ALIKE


def _several_ways(uses: Sequence[Use]) -> Iterator[tuple[int, Issue]]:
    """Yield an issue for each rendering that is not the one most used for its term."""
    by_key: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_key[use.key].append(use)
    for key, group in sorted(by_key.items()):
        counts = Counter(use.form for use in group)
        usual = min(counts, key=lambda form: (-counts[form], form))
        times = counts[usual]
        for use in group:
            if use.form != usual:
                yield (
                    use.row,
                    Issue(
                        "target",
                        _otherwise(use.form, usual, times, key),
                        "choose one rendering, and put it into the glossary",
                        target_mark=use.mark,
                        concept=None if key.startswith(" ") else key,
                    ),
                )


def _otherwise(form: str, usual: str, times: int, key: str) -> Message:
    values = {"form": form, "usual": usual, "times": times}
    if not key.startswith(" "):
        one = Message("“{form}” here, “{usual}” in {times} other segment", **values)
        return one if times == 1 else Message("“{form}” here, “{usual}” in {times} other segments", **values)
    values["name"] = key.strip()
    one = Message("“{form}” here, “{usual}” in {times} other segment for “{name}”", **values)
    return one if times == 1 else Message("“{form}” here, “{usual}” in {times} other segments for “{name}”", **values)


def _left(row: Row) -> Iterator[Issue]:
    """Yield an issue for each run of source words in the target; names that keep their diacritics are silent."""
    if not row.rendered or not row.source_lang.startswith("vi") or row.target_lang.startswith("vi"):
        return
    for start, end in leftover(row.source, row.target):
        text = row.target[start:end]
        known = any(match.start < end and start < match.end for match in row.target_terms)
        if known or all(word[0].isupper() for word in text.split()):
            continue
        quoted = bool(_QUOTE.match(row.target[start - 1 : start]) or _QUOTE.match(row.target[end : end + 1]))
        yield Issue(
            "target",
            Message("“{text}” is left from the source", text=text),
            "render it, or set it off as a quotation",
            source_mark=_place(row.source, text),
            target_mark=(start, end),
            severity=Severity.INFO if quoted else Severity.WARNING if " " not in text else None,
        )


def _may_be_left(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows with a letter of Vietnamese in a target of another language."""
    return RowBlock.of(rows).holding("target", _foreign)


def _foreign(lang: str) -> Callable[[str], bool] | None:
    return None if lang.startswith("vi") else _is_foreign


def _is_foreign(run: str) -> bool:
    return not run.isascii() and is_vietnamese(run)


def _place(text: str, part: str) -> Mark | None:
    at = text.casefold().find(part.casefold())
    return (at, at + len(part)) if at >= 0 and len(text.casefold()) == len(text) else None


def _unasked(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    """Yield an issue for each preferred name in a target that no source sentence nearby speaks of."""
    present = [{match.payload.concept.id for match in row.source_terms} for row in rows]
    for number, row in enumerate(rows):
        if not row.target_terms or not row.rendered:
            continue
        near = range(max(0, number - _NEAR), min(len(rows), number + _NEAR + 1))
        around = set().union(*(present[k] for k in near if rows[k].document == row.document))
        seen = set()
        for match in row.target_terms:
            concept, term = match.payload.concept, match.payload.term
            if concept.kind is not ConceptKind.NAME or term.status is not Status.PREFERRED or match.covered:
                continue
            if concept.id in around or concept.id in seen or not concept.in_lang(row.source_lang):
                continue
            if any(other.start < match.end and match.start < other.end and other.payload.concept.id in around
                   for other in row.target_terms):  # fmt: skip
                continue
            seen.add(concept.id)
            yield (
                number,
                Issue(
                    "target",
                    Message(
                        "“{rendering}” without “{term}”",
                        rendering=row.target[match.start : match.end],
                        term=concept.in_lang(row.source_lang)[0].text,
                    ),
                    "the source does not speak of it here: see whether it was added",
                    target_mark=(match.start, match.end),
                    concept=concept.id,
                ),
            )


_TWO = (Concept("shed", (Term("kho tàu", "vi"), Term("boat shed", "en"), Term("boat house", "en"))),)
_RIVER = (Concept("river", (Term("Sông Mây", "vi"), Term("May River", "en")), kind=ConceptKind.NAME),)

RULES = (
    Rule(
        "TRM006",
        "one term, several renderings",
        Severity.WARNING,
        "A term has several renderings over all segments checked: one for which the glossary gives several preferred "
        "ones, or a Vietnamese name that it does not know, kept here, without diacritics or in pinyin there. The rarer "
        "ones are reported.",
        (
            Example(
                "both are preferred", "Kho tàu cũ.\nKho tàu mới.", "An old boat shed.\nA new boat house.", True, _TWO
            ),
            Example(
                "both are preferred", "Kho tàu cũ.\nKho tàu mới.", "An old boat shed.\nA new boat shed.", False, _TWO
            ),
            Example("", "Lê Văn Tám hát.\nLê Văn Tám cười.", "Lê Văn Tám sings.\nLe Van Tam laughs.", True),
        ),
        silent,
        None,
        _uses,
        _several_ways,
    ),
    Rule(
        "TRM007",
        "source words left in the target",
        Severity.ERROR,
        "Vietnamese words of the source stand in a target that is otherwise rendered. A single word is a warning, "
        "words in quotation marks or brackets are an info; names that keep their diacritics are silent, and so is what "
        "the glossary knows.",
        (
            Example("", "Hàng xóm mang bánh chưng sang.", "The neighbours brought over bánh chưng sang.", True),
            Example("", "Chị Lê Thị Mận đến.", "Lê Thị Mận came.", False),
        ),
        _left,
        among=_may_be_left,
    ),
    Rule(
        "TRM009",
        "rendering without its source",
        Severity.INFO,
        "The target has the preferred rendering of a name, and neither its source nor the segments around speak of it. "
        "It may have been added for clarity, or stand for another name.",
        (
            Example("Sông Mây is “May River”", "Nước dâng cao.", "The May River rose.", True, _RIVER),
            Example("Sông Mây is “May River”", "Sông Mây dâng cao.", "The May River rose.", False, _RIVER),
        ),
        silent,
        _unasked,
    ),
)

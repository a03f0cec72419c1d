"""TRM: names that no glossary holds: of Vietnamese persons, provinces, towns, which keep their syllables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.message import Message
from songngu.corpus.language.normalise import letters, without_diacritics
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.tags import base_language
from songngu.corpus.language.words import LETTERS
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

# The family names of nearly all Vietnamese (census of the ethnic majority), as they are written with marks.
FAMILIES = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý lí đinh đoàn lâm trịnh mai đào tạ hà cao
    tô tống trương thái kiều quách thân lương chu châu vương triệu lưu văn tăng la quan khổng đàm nghiêm phùng
    """.split()  # noqa: SIM905
)
# The first of the two syllables of most provinces and towns, where many have the same: Quảng Nam, Quảng Trị.
PLACES = frozenset(
    """
    quảng đà hải bắc bình cà cần điện đồng gia hậu hòa hoà hưng khánh kiên lai lạng lào long ninh phú sóc sơn tây
    thanh thừa tiền trà tuyên vĩnh yên vũng nha biên bến bạc hội côn mộc tam cẩm đông nghệ
    """.split()  # noqa: SIM905
)
_BEGINNINGS = FAMILIES | PLACES
_ANY_BEGINNINGS = _BEGINNINGS | frozenset(map(without_diacritics, _BEGINNINGS))
# A title and one given name: chị Hoa, Ms. Hoa.
_TITLED = {
    "vi": re.compile(
        r"(?<!\w)(?:[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ôô]ng|[Bb]à|[Tt]hầy|[Dd]ì)[ \u00a0]"
        r"(?P<name>(?=[^\W\d_a-z])[^\W\d_]+)(?![\w-]|[ \u00a0](?=[^\W\d_])[^a-zà-ỹđ])"
    ),
    "en": re.compile(
        r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Uncle|Aunt|Auntie|Teacher)\.?[ \u00a0]"
        r"(?P<name>[A-Z][^\W\d_]*)(?![\w-]|[ \u00a0][A-Z])"
    ),
}
_TITLE = re.compile(
    "(?:^|\\W)(?:anh|chị|cô|chú|bác|ông|bà|thầy|dì|mr|mrs|ms|miss|uncle|aunt|auntie|teacher)(?:\\W|$)", re.IGNORECASE
)
_FAMILIES = frozenset(map(without_diacritics, FAMILIES))
_WORDS = re.compile(LETTERS)
# Runs of words that begin with a capital, of Latin letters with or without the marks of Vietnamese.
_CAPITALS = "".join(letter for code in range(0x1F00) if (letter := chr(code)).isupper())
_RUN = re.compile(rf"(?<![^\W\d_])[{_CAPITALS}][^\W\d_]*(?:[ \u00a0-][{_CAPITALS}][^\W\d_]*)+")
# A syllable without its marks, as English writes it: nguyen is none with them.
_BARE_SYLLABLE = re.compile(
    r"(?:[bdghklmnprstvx]|c|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?"
)
_MOST = 4


class _Name(NamedTuple):
    """Two to four capitalised syllables and where they stand; ``bare`` without marks, in lower case."""

    start: int
    end: int
    bare: tuple[str, ...]


@lru_cache(maxsize=4096)
def _bare(text: str) -> tuple[str, ...]:
    return tuple(without_diacritics(part).lower() for part in re.split(r"[ \u00a0-]", text))


def _may_be_of_a_name(part: tuple[int, str]) -> bool:
    word = part[1].lower()
    return is_syllable(word) or bool(_BARE_SYLLABLE.fullmatch(word))


def _names(text: str, lang: str) -> list[_Name]:
    """Return the names in a text: a family name and one to three syllables after it, or the two of a place."""
    beginnings = _BEGINNINGS if base_language(lang) == "vi" else _ANY_BEGINNINGS
    found, end = [], 0
    for run in _RUN.finditer(text):
        words = [(word.start() + run.start(), word[0]) for word in _WORDS.finditer(run[0])]
        for k, (start, word) in enumerate(words):
            if start < end or (first := letters(word).lower()) not in beginnings:
                continue
            most = _MOST if first in FAMILIES or first in _FAMILIES else 2
            parts = list(takewhile(_may_be_of_a_name, words[k : k + most]))
            if len(parts) > 1:
                end = parts[-1][0] + len(parts[-1][1])
                found.append(_Name(start, end, _bare(text[start:end])))
    return found


def _may_be_named(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows with a beginning of a name, or a title, in both texts."""
    block = RowBlock.of(rows)
    begun, titled = (
        block.holding("source", tells) & block.holding("target", tells) for tells in (_beginnings, _titles)
    )
    return begun | titled


def _beginnings(lang: str) -> Callable[[str], bool]:
    return _has_beginning


def _titles(lang: str) -> Callable[[str], object] | None:
    return _TITLE.search if base_language(lang) in _TITLED else None


@lru_cache(maxsize=1 << 16)
def _has_beginning(text: str) -> bool:
    return not text.islower() and any(letters(word).lower() in _ANY_BEGINNINGS for word in _WORDS.findall(text))


def _altered(row: Row) -> Iterator[Issue]:
    """Yield a name that stands in the target with other syllables than in the source, and nowhere as it is."""
    langs = base_language(row.source_lang), base_language(row.target_lang)
    if "vi" not in langs or langs[0] == langs[1] or not row.rendered:
        return
    yield from _called_otherwise(row)
    here = _names(row.source, row.source_lang)
    there = _names(row.target, row.target_lang) if here else []
    if not there:
        return
    source, target = _spoken(row.source), _spoken(row.target)
    for name in here:
        if _stands(name.bare, target):
            continue
        for other in there:
            severity = _likeness(name.bare, other.bare)
            if severity and not _stands(other.bare, source):
                yield _issue(row, name, other, severity)
                break


def _called_otherwise(row: Row) -> Iterator[Issue]:
    """Yield the given name of one whom both texts call by a title and one name, where the names differ."""
    patterns = [_TITLED.get(base_language(lang)) for lang in (row.source_lang, row.target_lang)]
    if not all(patterns):
        return
    ours, theirs = (
        [_Name(*found.span("name"), _bare(found["name"])) for found in pattern.finditer(text)] if pattern else []
        for pattern, text in zip(patterns, (row.source, row.target), strict=True)
    )
    if len(ours) != 1 or len(theirs) != 1 or not all(_may_be_of_a_name((0, each.bare[0])) for each in (*ours, *theirs)):
        return
    source, target = _spoken(row.source), _spoken(row.target)
    if not _stands(ours[0].bare, target) and not _stands(theirs[0].bare, source):
        yield _issue(row, ours[0], theirs[0], Severity.INFO)


def _spoken(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", without_diacritics(text).lower()))


def _stands(bare: Sequence[str], spoken: str) -> bool:
    """Tell whether a name stands in a text, in this order, with the family name last, or run together."""
    given = (*bare[1:], bare[0])
    forms = {" ".join(bare), " ".join(given), " ".join((*bare[:1], "".join(bare[1:]))), "".join(bare)}
    return any(f" {form} " in f" {spoken} " for form in forms)


def _likeness(name: Sequence[str], other: Sequence[str]) -> Severity | None:
    """Return how grave it is that one name stands for the other: one syllable differs, or all but the family name."""
    if len(name) != len(other):
        return None
    differ = sum(map(str.__ne__, name, other))
    if differ == 1 and (len(name) > 2 or name[0] == other[0]):
        return Severity.WARNING
    return Severity.INFO if name[0] == other[0] else None


def _issue(row: Row, name: _Name, other: _Name, severity: Severity) -> Issue:
    source, target = row.source[name.start : name.end], row.target[other.start : other.end]
    message = Message("the name differs: “{source}” / “{target}”", source=source, target=target)
    hint = "a Vietnamese name keeps its syllables, with marks or without"
    return Issue("target", message, hint, (name.start, name.end), (other.start, other.end), severity=severity)


RULES = (
    Rule(
        "TRM010",
        "person's name altered",
        Severity.WARNING,
        "The name of a Vietnamese person, province or town stands in the target with other syllables than in the "
        "source. A name may lose its marks or put the family name last, but keeps its syllables. It is for information "
        "where more than one differs, and where both sides have a title and one name. Names that a glossary holds "
        "are the business of TRM001 and TRM002.",
        (
            Example(
                "",
                "Anh Phạm Quốc Khánh dạy lý ở trường huyện.",
                "Mr. Pham Quoc Hung teaches physics at the district school.",
                fires=True,
            ),
            Example(
                "",
                "Anh Phạm Quốc Khánh dạy lý ở trường huyện.",
                "Mr. Pham Quoc Khanh teaches physics at the district school.",
                fires=False,
            ),
        ),
        _altered,
        among=_may_be_named,
    ),
)

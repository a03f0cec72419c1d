"""What stands on pages beside their text: running heads and feet, page numbers.

Told by what they are: the same line at the same edge of several pages, or a number that counts with the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from songngu.corpus.language.numerals.roman import ROMAN, roman
from songngu.corpus.language.profile import profile

REASON = "a running head, foot or page number"
"""Why page furniture is left out."""

_DEPTH = 3
_SHORT = 120
_NUMBER = re.compile(r"\d{1,4}")
_BARE = re.compile(
    r"\W*(?:(?:page|trang|seite|p|tr|pg)\b\W*)?(?P<number>\d{1,4})"
    r"(?:\W*(?:/|of|trên|trong|von|sur|de)?\W*(?P<total>\d{1,4}))?\W*(?:\b(?:page|trang)\W*)?",
    re.IGNORECASE,
)
_ROMAN = re.compile(rf"\W*({ROMAN})\W*")
_SURE = re.compile(r"\W*(?:page|trang|seite)\b.*\d|\W*\d{1,4}\s*(?:/|of|trên)\s*\d{1,4}\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A line that is nothing but a number, as pages are counted; ``is_sure`` where its words say so."""

    value: int
    is_sure: bool


def page_number(line: str) -> PageNumber | None:
    """Return the number a line consists of, if it may be that of a page: ``12``, ``- 12 -``, ``Page 3 of 9``."""
    if numeral := _ROMAN.fullmatch(line):
        return PageNumber(roman(numeral[1]), is_sure=False)
    match = _BARE.fullmatch(line.strip()) if len(line) < 40 else None
    if match is None:
        return None
    return PageNumber(int(match["number"]), bool(_SURE.match(line)))


def furniture(pages: Sequence[Sequence[str]], lang: str) -> set[tuple[int, int]]:
    """Return the lines, as (page, line) from 0, that are furniture: at the edges of ``pages`` and told by the others.

    Each page is its lines in order. A line counts by how far it is from its edge, and only where all lines nearer to
    that edge are furniture too.
    """
    found: set[tuple[int, int]] = set()
    for from_top in (True, False):
        edge = dict.fromkeys(range(len(pages)), 0)
        for _ in range(_DEPTH):
            marked = _repeated(pages, edge, lang, from_top=from_top)
            for page in marked:
                found.add((page, edge[page] if from_top else len(pages[page]) - 1 - edge[page]))
                edge[page] += 1
            if not marked:
                break
    return found if _is_beside(pages, found) else set()


def _is_beside(pages: Sequence[Sequence[str]], found: set[tuple[int, int]]) -> bool:
    """Tell whether most of the text is not furniture: where little is left, it was the text."""
    size = sum(len(line) for page in pages for line in page)
    return sum(len(pages[page][line]) for page, line in found) < size / 2


def _repeated(pages: Sequence[Sequence[str]], edge: dict[int, int], lang: str, *, from_top: bool) -> set[int]:
    """Return the pages whose line at the edge stands, or counts, on others as well."""
    places: dict[tuple[int, str], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        if edge[number] < len(page):
            line = page[edge[number] if from_top else len(page) - 1 - edge[number]]
            for key in _keys(line, number, lang, len(pages)):
                places[key].add(number)
    return {page for (enough, _), shared in places.items() if len(shared) >= enough for page in shared}


def _keys(line: str, page: int, lang: str, count: int) -> Iterator[tuple[int, str]]:
    """Yield what a line has in common with its like on other pages, each with how many pages are evidence enough.

    That is its words, or its number less that of the page, with its words or without.
    """
    words = " ".join(line.casefold().split())
    if not words or len(words) > _SHORT:
        return
    if any(char.isalpha() for char in words):
        yield 2 if count <= 5 else 3, words
    if numeral := _ROMAN.fullmatch(words):
        yield 2, f"\0{roman(numeral[1]) - page}"
    # Numbered headings count too: "Chapter 3" is none of these, "Chapter 3: The river 41" is.
    first = words.split()[0]
    numbers = list(_NUMBER.finditer(words))
    if numbers and first in profile(lang).numbered and numbers[0].start() == len(first) + 1:
        numbers = numbers[1:]
    for number in {match.start(): match for match in (*numbers[:2], *numbers[-2:])}.values():
        counted = int(number[0]) - page
        yield 2, f"{words[: number.start()]}\0{counted}{words[number.end() :]}"
        if number.start() == 0 or number.end() == len(words):
            yield 3, f"\0{number.start() == 0}{counted}"

"""POL: words that became their opposites: before and after, rise and fall, left and right, each month and each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.message import Message
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.antonyms import ANTONYMS
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.polarity import lower, mark_of
from songngu.glossary.rules.rule import SIDES, Example, Issue, Mark, Row, Rule

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LANGS = ("vi", "en")
_MANY_RUNS = 100_000
# If it is not enabled, it is off: a negation of one side alone makes opposites the same.
_NEGATION = {
    "vi": frozenset("không chưa chẳng chả đừng chớ".split()),  # noqa: SIM905
    "en": frozenset("not no never t without cannot nor neither unless".split()),  # noqa: SIM905
}


@dataclass(frozen=True, slots=True)
class _Sign:
    """A phrase that says one of two opposites, surely or perhaps."""

    phrase: str
    opposition: int
    pole: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of an opposition: where it surely says either pole, and which it may say."""

    sure: tuple[Mark | None, Mark | None]
    may: tuple[bool, bool]


@cache
def _oppositions() -> tuple[list[Severity], dict[str, dict[str, tuple[_Sign, ...]]]]:
    """Return how grave each opposition is, and for each language the signs by their first word."""
    severities: list[Severity] = []
    signs: dict[str, dict[str, tuple[_Sign, ...]]] = {lang: {} for lang in _LANGS}
    poles = re.split(r"\n(?! )", ANTONYMS)
    for number, line in enumerate(poles):
        if number % 2 == 0:
            severities.append(Severity.WARNING if line.startswith("!") else Severity.INFO)
        for lang, part in zip(_LANGS, line.lstrip("! ").split("/"), strict=True):
            for k, words in enumerate(part.split("+")):
                for word in words.split():
                    phrase = word.replace("~", " ")
                    sign = _Sign(phrase, number // 2, number % 2, k == 0)
                    first = phrase.partition(" ")[0]
                    signs[lang][first] = (*signs[lang].get(first, ()), sign)
    return severities, signs


def _found(text: str, lang: str) -> tuple[dict[int, _Said], list[int]]:
    """Return what a text in lower case says of the oppositions that it speaks of, and where it denies anything."""
    signs = _oppositions()[1][lang]
    words = [*_WORD.finditer(text)]
    held: dict[int, list[tuple[Mark, _Sign]]] = {}
    for k, word in enumerate(words):
        for sign in signs.get(word[0], ()):
            if end := _end(sign, words, k):
                held.setdefault(sign.opposition, []).append(((word.start(), end), sign))
    denies = [word.start() for word in words if word[0] in _NEGATION[lang]]
    return {number: _said(found) for number, found in held.items()}, denies


def _end(sign: _Sign, words: Sequence[re.Match[str]], k: int) -> int | None:
    """Return where a phrase ends that begins with word ``k``, None where it does not; ``*`` are one to three words."""
    first, gap, last = sign.phrase.partition(" * ")
    if gap:
        return next((word.end() for word in words[k + 2 : k + 5] if word[0] == last), None)
    count = first.count(" ") + 1
    if count > 1 and " ".join(each[0] for each in words[k : k + count]) != first:
        return None
    return words[k + count - 1].end()


def _said(found: Sequence[tuple[Mark, _Sign]]) -> _Said:
    """Return what signs of one opposition say, less those in a longer one: the hợp pháp of bất hợp pháp."""
    sure: list[Mark | None] = [None, None]
    may = [False, False]
    for mark, sign in found:
        if any(other[0] <= mark[0] and mark[1] <= other[1] and other != mark for other, _ in found):
            continue
        may[sign.pole] = True
        if sign.is_sure and sure[sign.pole] is None:
            sure[sign.pole] = mark
    return _Said((sure[0], sure[1]), (may[0], may[1]))


_Pole = tuple[int, int]
"""An opposition, and which of its two opposites."""


class _Heard(dict[str, tuple[_Sign, ...]]):
    """Of each run of characters between spaces the sure signs that may begin in it; runs come again and again."""

    def __init__(self, signs: Mapping[str, tuple[_Sign, ...]]) -> None:
        super().__init__()
        self._signs = signs

    def __missing__(self, run: str) -> tuple[_Sign, ...]:
        if len(self) > _MANY_RUNS:
            self.clear()
        words = _WORD.findall(run)
        found = self[run] = tuple(sign for word in words for sign in self._signs.get(word, ()) if sign.is_sure)
        return found


@cache
def _heard() -> _Heard:
    return _Heard(_oppositions()[1]["en"])


@cache
def _vietnamese() -> dict[_Pole, tuple[str, ...]]:
    """Return by opposition and pole the phrases that surely say it in Vietnamese."""
    found: dict[_Pole, tuple[str, ...]] = {}
    for sign in (sign for signs in _oppositions()[1]["vi"].values() for sign in signs if sign.is_sure):
        pole = sign.opposition, sign.pole
        found[pole] = (*found.get(pole, ()), sign.phrase)
    return found


def _surely(text: str) -> set[_Pole]:
    """Return the oppositions and poles that an English text surely speaks of: cheap, for most speak of none."""
    signs = chain.from_iterable(filter(None, map(_heard().__getitem__, text.split())))
    return {(sign.opposition, sign.pole) for sign in signs if all(part in text for part in sign.phrase.split(" * "))}


def _may_oppose(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows in which either side has a word of what surely says the opposite of the other; code aside."""
    block = RowBlock.of(rows)
    found = block.with_code["source"] | block.with_code["target"]
    for langs in (_LANGS, _LANGS[::-1]):
        for ours, theirs in product(*map(block.lowered, SIDES)):
            said = block.runs("source").replaced([*map(_poles(langs[0], turned=False).__getitem__, ours)])
            opposed = block.runs("target").replaced([*map(_poles(langs[1], turned=True).__getitem__, theirs)])
            found |= said.shares(opposed)
    return found


class _Poles(dict[str, tuple[str, ...]]):
    """The oppositions and poles, or their opposites, that a phrase beginning in a run of characters may surely say."""

    def __init__(self, signs: Mapping[str, tuple[_Sign, ...]], *, turned: bool) -> None:
        super().__init__()
        self._signs, self._turned = signs, turned

    def __missing__(self, run: str) -> tuple[str, ...]:
        if len(self) > _MANY_RUNS:
            self.clear()
        signs = chain.from_iterable(self._signs.get(word, ()) for word in _WORD.findall(run))
        poles = (f"{sign.opposition} {sign.pole ^ self._turned}" for sign in signs if sign.is_sure)
        found = self[run] = tuple(dict.fromkeys(poles))
        return found


@cache
def _poles(lang: str, *, turned: bool) -> _Poles:
    return _Poles(_oppositions()[1][lang], turned=turned)


def _opposites(row: Row) -> Iterator[Issue]:
    """Yield an issue where one side surely says one thing and the other surely its opposite, and neither both."""
    langs = base_language(row.source_lang), base_language(row.target_lang)
    if {*langs} != {*_LANGS} or not row.rendered:
        return
    english, vietnamese = (row.source_prose, row.target_prose)[:: 1 if langs[0] == "en" else -1]
    told = _surely(lower(english))
    other = lower(vietnamese) if told else ""
    if not any(phrase in other for number, pole in told for phrase in _vietnamese()[number, 1 - pole]):
        return
    source, target = lower(row.source_prose), lower(row.target_prose)
    (ours, denies), (theirs, other_denies) = _found(source, langs[0]), _found(target, langs[1])
    poles = ((number, pole) for number in sorted(ours.keys() & theirs.keys()) for pole in (0, 1))
    for number, pole in poles:
        here, there = ours[number].sure[pole], theirs[number].sure[1 - pole]
        if not here or not there or ours[number].may[1 - pole] or theirs[number].may[pole]:
            continue
        if _denies_besides(denies, here) == _denies_besides(other_denies, there):
            yield _issue(row, mark_of(row.source, *here), mark_of(row.target, *there), number)


def _denies_besides(places: Sequence[int], mark: Mark) -> bool:
    """Tell whether a text denies anything but by the words of the mark: no one, không ai."""
    return any(not mark[0] <= place < mark[1] for place in places)


def _issue(row: Row, here: Mark, there: Mark, number: int) -> Issue:
    said, rendering = row.source[slice(*here)], row.target[slice(*there)]
    message = Message("“{text}” is rendered “{rendering}”", text=said, rendering=rendering)
    hint = "see whether the sentence still says the same"
    return Issue("target", message, hint, here, there, severity=_oppositions()[0][number])


RULES = (
    Rule(
        "POL003",
        "opposite",
        Severity.WARNING,
        "A word stands for its opposite: before for after, rise for fall, left for right, north for south, all for "
        "none, father for mother. Only where no other word of the sentence may say the right thing; what is often said "
        "the other way round (before and after, buy and sell) is for information.",
        (
            Example("", "Rẽ trái ở ngã tư.", "Turn right at the crossroads.", True),
            Example("", "Rẽ trái ở ngã tư.", "Turn left at the crossroads.", False),
        ),
        _opposites,
        among=_may_oppose,
    ),
)

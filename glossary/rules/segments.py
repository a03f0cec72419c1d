"""SEG: whole segments: left out, added, not rendered, of odd length, repeated, perhaps misaligned."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from songngu.align.text.length import lengths
from songngu.corpus.files.display import floored
from songngu.corpus.language.message import Message, figure
from songngu.corpus.language.normalise import letters
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock, having
from songngu.glossary.rules.rendered import words
from songngu.glossary.rules.rule import SIDES, Example, Issue, Row, Rule, Side, Use, silent

_SHORT = 8
# Gale and Church (1993): variance of the length difference per character; 4 deviations are two segments in 30,000.
_VARIANCE = 6.8
_LIMIT = 4.0
_LEAST_LENGTH, _RATIO = 40, 2.2
_DOUBTFUL = 0.5
# Before the first of these letters no letter of a language is worth more than one of another.
_DENSE = "\u3041"


def _left_out(row: Row) -> Iterator[Issue]:
    if row.source.strip() and not row.target.strip() and not row.repeated:
        yield Issue("source", "no rendering", "render the segment, or see whether it was left out on purpose")


def _added(row: Row) -> Iterator[Issue]:
    if row.target.strip() and not row.source.strip() and not row.repeated:
        yield Issue("target", "no source", "see whether the segment was added on purpose")


def _untranslated(row: Row) -> Iterator[Issue]:
    if row.untranslated:
        message = "not rendered: the target is in the language of the source"
        named = not row.source_lang.startswith("vi") and not any(map(str.islower, words(row.target)))
        severity = Severity.WARNING if named else None  # a heading, or nothing but names
        yield Issue("target", message, "render the segment", severity=severity)


def _may_be_identical(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows with as many runs of characters on both sides."""
    block = RowBlock.of(rows)
    found: NDArray[np.bool_] = np.equal(*(np.diff(block.runs(side).starts) for side in SIDES))
    return found


def _identical(row: Row) -> Iterator[Issue]:
    if row.source.lstrip()[:1] != row.target.lstrip()[:1]:
        return
    if row.source.split() != row.target.split() or not row.source.strip() or row.untranslated:
        return
    lower = [word for word in words(row.target) if word.islower()]
    if row.source_lang != row.target_lang and len(lower) >= 3:
        yield Issue("target", "the target is the source, letter by letter", "render the segment, if it is not a name")


def _length(row: Row) -> Iterator[Issue]:
    """Compare the lengths by the statistic of Gale and Church, and by a ratio of at least two."""
    ours, theirs = _lengths(row)
    if not ours or not theirs or max(ours, theirs) < max(_LEAST_LENGTH, _RATIO * min(ours, theirs)):
        return
    deviation = (theirs - ours) / math.sqrt(_VARIANCE * (ours + theirs) / 2)
    if abs(deviation) > _LIMIT:
        longer = Message("the target is {times} times as long as the source", times=figure(f"{theirs / ours:.1f}"))
        shorter = Message("the target is {times} times shorter than the source", times=figure(f"{ours / theirs:.1f}"))
        message = longer if theirs > ours else shorter
        yield Issue("target", message, "see whether something was left out or added")


def _may_be_odd(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows whose lengths in characters are so unlike, and those with letters that are worth more."""
    block = RowBlock.of(rows)
    sizes = [np.fromiter(map(len, map(str.strip, block.texts(side))), np.int64, len(block)) for side in SIDES]
    longer, shorter = np.maximum(*sizes), np.minimum(*sizes)
    dense = block.holding("source", _tells_dense) | block.holding("target", _tells_dense)
    return dense | ((longer >= _LEAST_LENGTH) & (longer >= _RATIO * shorter))


def _tells_dense(lang: str) -> Callable[[str], bool]:
    return _is_dense


def _is_dense(run: str) -> bool:
    return max(run) >= _DENSE


def _lengths(row: Row) -> tuple[float, float]:
    """Return the lengths of both texts in characters, of Chinese, Japanese and Korean as many as render them."""
    source, target = row.source.strip(), row.target.strip()
    if max(source, default="") < _DENSE and max(target, default="") < _DENSE:
        return len(source), len(target)
    ours, theirs = lengths((source, target)) if source and target else (0.0, 0.0)
    return float(ours), float(theirs)


def _uses(rows: Sequence[Row]) -> Iterator[Use]:
    """Yield the sources and targets of all segments, as hashes: a run may have a great many."""
    for number, row in enumerate(rows):
        if len(row.source) >= _SHORT and " " in row.source.strip() and row.target.strip() and not row.repeated:
            key = f"{row.source_lang}\0{row.target_lang}\0{_normal(row.source)}"
            yield Use(_hash(key), _hash(_normal(row.target)), number, None, _cut(row.target))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _inconsistent(uses: Sequence[Use]) -> Iterator[tuple[int, Issue]]:
    """Yield an issue for each segment whose source stands elsewhere with another target that is more common."""
    groups: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        groups[use.key].append(use)
    for group in groups.values():
        targets = Counter(use.form for use in group) if len(group) > 1 else {}
        if len(targets) < 2:
            continue
        first = {use.form: use.row for use in reversed(group)}
        usual = min(targets, key=lambda form: (-targets[form], first[form]))
        shown = next(use.shown for use in group if use.form == usual)
        for use in group:
            if use.form != usual:
                hint = "render the same source alike, where it means the same"
                message = Message("the same source is rendered “{text}” elsewhere", text=shown)
                yield use.row, Issue("target", message, hint)


def _normal(text: str) -> str:
    return " ".join(letters(text).casefold().split()).strip(" .!?:;,\"'“”‘’()")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _duplicated(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    """Yield one issue for each run of rows that were set aside as a repeated passage."""
    open_sides: set[tuple[str, str]] = set()
    for number, row in enumerate(rows):
        side: Side = "source" if row.source.strip() else "target"
        if not row.repeated:
            open_sides = set()
        elif (row.document, side) not in open_sides:
            open_sides.add((row.document, side))
            message = "a passage that stands before stands again from here"
            yield number, Issue(side, message, "delete the copy; `songngu duplicates` shows both places")


def _misaligned(row: Row) -> Iterator[Issue]:
    likely = 1.0 if row.probability is None or math.isnan(row.probability) else row.probability
    if likely < _DOUBTFUL and row.source.strip() and row.target.strip():
        message = Message("perhaps misaligned: probability {value}", value=figure(floored(likely)))
        yield Issue("target", message, "see whether both sides say the same; correct the alignment if not")


def _no_counterpart() -> Rule:
    """Return the rule of documents without counterpart, which no row can show: the check of a workspace tells it."""
    explanation = (
        "A file of the workspace has no counterpart on the other side, as in a repository that is half translated. "
        '`missing = "error"` in `[[documents]]` makes it an error, `"ignore"` says nothing, `exclude` names files '
        "that are not to be rendered."
    )
    return Rule("SEG011", "no counterpart", Severity.INFO, explanation, (_FULL,), silent)


def _otherwise() -> Rule:
    """Return the rule of sentences rendered otherwise before, which no bitext shows: a memory tells it."""
    explanation = (
        "A sentence has another rendering in the translation memory, and not this one: of a sentence that comes again, "
        "readers expect the words they know. Only `--against-memory` asks for it."
    )
    return Rule("SEG012", "rendered otherwise before", Severity.INFO, explanation, (_FULL,), silent)


def _rule(number: int, name: str, severity: Severity, explanation: str, examples: tuple[Example, ...]) -> Rule:
    if number == 6:
        return Rule("SEG006", name, severity, explanation, examples, silent, None, _uses, _inconsistent)
    check, across, among = _CHECKS[number - 1]
    return Rule(f"SEG{number:03}", name, severity, explanation, examples, check, across, among=among)


_NOT_RENDERED = having(lambda row: not row.rendered)
_CHECKS = (
    (_left_out, None, _NOT_RENDERED),
    (_added, None, _NOT_RENDERED),
    (_untranslated, None, _NOT_RENDERED),
    (_identical, None, _may_be_identical),
    (_length, None, _may_be_odd),
    (silent, None, None),
    (silent, _duplicated, None),
    (_misaligned, None, having(lambda row: row.probability is not None and row.probability < _DOUBTFUL)),
)

_FULL = Example("", "Chợ nổi họp từ tinh mơ.", "The floating market opens at dawn.", False)

RULES = (
    _rule(
        1, "left out", Severity.WARNING,
        "A segment of the source has no rendering. Term and number rules are silent there: this rule says it once.",
        (Example("", "Chợ nổi họp từ tinh mơ.", "", True), _FULL),
    ),
    _rule(
        2, "added", Severity.WARNING,
        "A segment of the target renders nothing of the source: an explanation, or a sentence that lost its partner.",
        (Example("", "", "The floating market opens at dawn.", True), _FULL),
    ),
    _rule(
        3, "not rendered", Severity.ERROR,
        "The target is still in the language of the source: a copy of it, or for the most part its words.",
        (Example("", "Chợ nổi họp từ tinh mơ.", "Chợ nổi họp từ tinh mơ.", True), _FULL),
    ),
    _rule(
        4, "identical", Severity.INFO,
        "Source and target are the same, letter by letter, and hold words that are no names: a quotation in another "
        "language, or a segment that was passed over.",
        (Example("", "see the manual for details", "see the manual for details", True), _FULL),
    ),
    _rule(
        5, "odd length", Severity.WARNING,
        "One side is at least 2.2 times as long as the other, and further off than chance explains (the statistic of "
        "Gale and Church).",
        (
            Example("", "Chợ họp từ tinh mơ đến khi nắng lên, rồi ghe xuồng tản ra các ngả kênh rạch.", "Yes.", True),
            _FULL,
        ),
    ),
    _rule(
        6, "same source, different targets", Severity.INFO,
        "A source stands more than once among the segments checked, and is rendered in several ways; the rarer ones "
        "are reported.",
        (
            Example("", "Chợ họp sớm.\nChợ họp sớm.", "The market opens early.\nTrade begins early.", True),
            Example("", "Chợ họp sớm.\nChợ họp sớm.", "The market opens early.\nThe market opens early.", False),
        ),
    ),
    _rule(
        7, "duplicated passage", Severity.INFO,
        "A passage stands again, in the same file, and the alignment set the copy aside; told once, where it begins.",
        (_FULL,),
    ),
    _rule(
        8, "perhaps misaligned", Severity.INFO,
        "The aligner gives the segment a probability under one half. Term and number errors in such a segment are "
        "warnings. Rows that no aligner scored are silent.",
        (_FULL,),
    ),
    _no_counterpart(),
    _otherwise(),
)  # fmt: skip

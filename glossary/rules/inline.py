"""TAG: the inline markup of documents (links, images, code, emphasis, elements) is the same on both sides.

What a translator moved into a neighbouring segment is not missed: markup is looked for a few segments around.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np
from rapidfuzz.fuzz import ratio

from songngu.corpus.document import Markup, MarkupKind
from songngu.corpus.language.message import Message
from songngu.corpus.language.words import LETTERS
from songngu.glossary.finding import Severity
from songngu.glossary.rules.addresses import Likeness, likeness
from songngu.glossary.rules.block import RowBlock, having, with_sign
from songngu.glossary.rules.keys import other_keys
from songngu.glossary.rules.rendered import is_vietnamese
from songngu.glossary.rules.rule import Example, Issue, Mark, Row, Rule, silent
from songngu.glossary.rules.written_markup import written_markup

_NEAR = 3
_TYPO = 80
_EMPHASES = frozenset((MarkupKind.STRONG, MarkupKind.EMPHASIS))
_ESSENTIAL = frozenset(("sub", "sup", "kbd"))
_TAGS = frozenset((MarkupKind.TAG,))
# A metavariable is translated, in code too.
_METAVARIABLE = re.compile(r"<[^<>]*>|\[[^\[\]]*\]")
_LETTERS = re.compile(LETTERS)

_MARKED = having(lambda row: row.source_markup or row.target_markup)
_WRITTEN = with_sign("`", "](")

Same = Callable[[Markup, Markup, Row], bool]


@dataclass(slots=True)
class _Held:
    """A row with the markup of one kind that has no equal on the other side."""

    number: int
    row: Row
    missing: list[Markup] = field(default_factory=list)
    added: list[Markup] = field(default_factory=list)


def _compared(rows: Sequence[Row], kinds: frozenset[MarkupKind], same: Same) -> list[_Held]:
    """Return the rows whose markup of some kinds differs, without what stands on the other side nearby."""
    held = []
    for number, row in _with_markup(rows):
        ours, theirs = (_of(markup, kinds) for markup in _markup(row))
        if ours or theirs:
            held.append(_Held(number, row, *_unmatched(ours, theirs, same, row)))
    for place, one in enumerate(held):
        for other in held[max(0, place - _NEAR) : place + _NEAR + 1]:
            if other is not one and abs(other.number - one.number) <= _NEAR and other.row.document == one.row.document:
                _cancel(one, other, same)
    return [one for one in held if (one.missing or one.added) and _is_rendered(one.row)]


def _markup(row: Row) -> tuple[Sequence[Markup], Sequence[Markup]]:
    """Return the markup that the documents of a row held or, failing that, what is written in its texts."""
    if row.source_markup or row.target_markup:
        return row.source_markup, row.target_markup
    return written_markup(row.source), written_markup(row.target)


def _with_markup(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Yield the rows that may have any markup, with their numbers."""
    block = RowBlock.of(rows)
    for number in np.flatnonzero(_MARKED(block) | _WRITTEN(block)).tolist():
        yield number, rows[number]


def _unmatched(
    ours: Sequence[Markup], theirs: Sequence[Markup], same: Same, row: Row
) -> tuple[list[Markup], list[Markup]]:
    """Return what has no equal on the other side, each equal taken once; what is only said once more is no matter."""
    missing, added = [], list(theirs)
    for each in ours:
        equal = next((other for other in added if same(each, other, row)), None)
        if equal is None:
            missing.append(each)
        else:
            added.remove(equal)
    changed = bool(missing) and bool(added)
    return (
        [each for each in missing if changed or not any(same(each, other, row) for other in theirs)],
        [each for each in added if changed or not any(same(other, each, row) for other in ours)],
    )


def _of(markup: Sequence[Markup], kinds: frozenset[MarkupKind]) -> list[Markup]:
    return [each for each in markup if each.kind in kinds]


def _cancel(one: _Held, other: _Held, same: Same) -> None:
    for ours in list(one.missing):
        match = next((theirs for theirs in other.added if same(ours, theirs, one.row)), None)
        if match:
            one.missing.remove(ours)
            other.added.remove(match)


def _is_rendered(row: Row) -> bool:
    return bool(row.source.strip() and row.target.strip()) and not row.untranslated


def _same_value(ours: Markup, theirs: Markup, row: Row) -> bool:
    return ours.value == theirs.value


def _same_address(ours: Markup, theirs: Markup, row: Row) -> bool:
    return likeness(ours.value, theirs.value, (row.source_lang, row.target_lang)) is Likeness.SAME


def _same_code(ours: Markup, theirs: Markup, row: Row) -> bool:
    return _code(ours.value) == _code(theirs.value)


def _code(text: str) -> str:
    return " ".join(_METAVARIABLE.sub("<>", text).split())


def _mark(each: Markup | None) -> Mark | None:
    return (each.at.start, each.at.end) if each else None


def _links(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    hint = "let the link lead where that of the source does, or to the same page in the other language"
    for one in _compared(rows, frozenset((MarkupKind.LINK,)), _same_address):
        for ours in one.missing:
            theirs = one.added.pop(0) if one.added else None
            message = Message("the link to “{address}” is lost", address=ours.value)
            severity = None
            if theirs:
                message = Message("the link to “{address}” leads to “{other}”", address=ours.value, other=theirs.value)
                langs = one.row.source_lang, one.row.target_lang
                severity = Severity.INFO if likeness(ours.value, theirs.value, langs) is Likeness.LOCALISED else None
            yield one.number, Issue("target", message, hint, _mark(ours), _mark(theirs), severity=severity)
        for theirs in one.added:
            message = Message("the link to “{address}” is not in the source", address=theirs.value)
            yield one.number, Issue("target", message, hint, target_mark=_mark(theirs), severity=Severity.INFO)


def _images(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    hint = "put the image where the source has it"
    for one in _compared(rows, frozenset((MarkupKind.IMAGE,)), _same_address):
        for ours in one.missing:
            theirs = one.added.pop(0) if one.added else None
            if theirs is None:
                message = Message("the image “{address}” is lost", address=ours.value)
                yield one.number, Issue("target", message, hint, _mark(ours))
                continue
            slip = ratio(ours.value, theirs.value) >= _TYPO
            yield (
                one.number,
                Issue(
                    "target",
                    Message("the image “{address}” is another, “{other}”", address=ours.value, other=theirs.value),
                    "see whether the image is there, and shows what the text says",
                    _mark(ours),
                    _mark(theirs),
                    severity=None if slip and not _is_localised(ours, theirs, one.row) else Severity.INFO,
                ),
            )


def _is_localised(ours: Markup, theirs: Markup, row: Row) -> bool:
    return likeness(ours.value, theirs.value, (row.source_lang, row.target_lang)) is Likeness.LOCALISED


def _codes(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    hint = "keep code as it is, character by character"
    for one in _compared(rows, frozenset((MarkupKind.CODE,)), _same_code):
        for ours in one.missing:
            theirs = max(one.added, key=lambda each: ratio(each.value, ours.value), default=None)
            if _is_translatable(ours.value, one.row.source_lang) or (
                theirs and _is_translatable(theirs.value, one.row.target_lang)
            ):
                continue
            if theirs is not None:
                one.added.remove(theirs)
                message = Message("the code “{code}” is changed to “{other}”", code=ours.value, other=theirs.value)
                yield one.number, Issue("target", message, hint, _mark(ours), _mark(theirs))
            elif ours.value in one.row.target:
                message = Message("“{code}” is no longer set as code", code=ours.value)
                yield one.number, Issue("target", message, hint, _mark(ours), severity=Severity.INFO)
            else:
                message = Message("the code “{code}” is lost", code=ours.value)
                yield one.number, Issue("target", message, hint, _mark(ours), severity=Severity.WARNING)


def _is_translatable(code: str, lang: str) -> bool:
    """Tell whether what is set as code is words of a language: a key of a menu, a name of a file in Vietnamese."""
    return any(is_vietnamese(word) for word in _LETTERS.findall(code))


def _emphasis(row: Row) -> Iterator[Issue]:
    if not row.source_markup or not _is_rendered(row):
        return
    ours, theirs = _of(row.source_markup, _EMPHASES), _of(row.target_markup, _EMPHASES)
    if len(theirs) < len(ours):
        lost = _mark(ours[0]) if not theirs else None
        message = Message("emphasis is lost")
        if lost:
            message = Message("emphasis of “{text}” is lost", text=row.source[slice(*lost)])
        yield Issue("target", message, "set in bold or italics what the source does", lost)


def _elements(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    for one in _compared(rows, _TAGS, _same_value):
        for ours in one.missing:
            severity = None if ours.value in _ESSENTIAL else Severity.INFO
            message = Message("the element <{name}> is lost", name=ours.value)
            yield one.number, Issue("target", message, "keep the element", _mark(ours), severity=severity)
    for number, row in _with_markup(rows):
        for key, other in _keys(row):
            texts = row.source[slice(*key)], row.target[slice(*other)]
            message = Message("the key “{key}” is changed to “{other}”", key=texts[0], other=texts[1])
            yield number, Issue("target", message, "name the same key", key, other)


def _keys(row: Row) -> Iterator[tuple[Mark, Mark]]:
    """Yield the keys of a keyboard that are others in the target."""
    held = [[(each.at.start, each.at.end) for each in _of(side, _TAGS) if each.value == "kbd"] for side in _markup(row)]
    if all(held) and _is_rendered(row):
        yield from other_keys(row.source, row.target, *held)


def _attributes(row: Row) -> Iterator[Issue]:
    attributes = frozenset((MarkupKind.ATTRIBUTE,))
    ours, theirs = _of(row.source_markup, attributes), _of(row.target_markup, attributes)
    if not (ours or theirs) or not _is_rendered(row):
        return
    given = [each.value.partition("=")[0] for each in theirs]
    for each in ours:
        name, _, text = each.value.partition("=")
        copy = next((other for other in theirs if other.value == each.value), None)
        if copy and not row.target_lang.startswith("vi") and any(map(is_vietnamese, _LETTERS.findall(text))):
            message = Message("{name} “{text}” is not rendered", name=name, text=text)
            yield Issue("target", message, "render what a reader sees", _mark(each), _mark(copy))
        elif name not in given:
            message = Message("{name} “{text}” is lost", name=name, text=text)
            severity = None if _LETTERS.search(text) else Severity.INFO
            yield Issue("target", message, "render what a reader sees", _mark(each), severity=severity)


def _codes_of_tools(row: Row) -> Iterator[Issue]:
    kind = frozenset((MarkupKind.PLACEHOLDER,))
    ours, theirs = _of(row.source_markup, kind), _of(row.target_markup, kind)
    if not (ours or theirs) or not _is_rendered(row):
        return
    counts = [Counter(each.value for each in held) for held in (ours, theirs)]
    for value in counts[0] - counts[1]:
        mark = _mark(next(each for each in ours if each.value == value))
        message = Message("the inline code {code} is missing", code=value)
        yield Issue("target", message, "keep every inline code of the source", mark)
    for value in counts[1] - counts[0]:
        place = _mark(next(each for each in theirs if each.value == value))
        message = Message("the inline code {code} is not in the source", code=value)
        yield Issue("target", message, "keep the inline codes of the source only", target_mark=place)


def _example(source: str, target: str, *, fires: bool) -> Example:
    return Example("in Markdown", source, target, fires, markdown=True)


RULES = (
    Rule(
        "TAG005", "link", Severity.WARNING,
        "A link of a document leads to the same page on both sides, or to that of the other language: /vi/ and /en/, "
        "guide.vi.md and guide.en.md, the place within a page and the way up to a folder do not count.",
        (
            _example("Đọc [hướng dẫn](/docs/cai-dat).", "Read the [guide](/docs/cai-da).", fires=True),
            _example("Đọc [hướng dẫn](/vi/docs/cai-dat).", "Read the [guide](/en/docs/cai-dat).", fires=False),
        ),
        silent, _links,
    ),
    Rule(
        "TAG006", "image", Severity.WARNING,
        "An image of a document stands on both sides. Another picture in its place is advice, as screenshots are often "
        "made anew, unless its address looks like a slip.",
        (
            _example("Bấm ![](luu.png) để lưu.", "Press to save.", fires=True),
            _example("Bấm ![](luu.vi.png) để lưu.", "Press ![](luu.en.png) to save.", fires=False),
        ),
        silent, _images,
    ),
    Rule(
        "TAG007", "inline code", Severity.ERROR,
        "Inline code of a document is the same on both sides, character by character; the names of metavariables and "
        "what is Vietnamese in it may be translated.",
        (
            _example("Chạy `make test`.", "Run `make tests`.", fires=True),
            _example("Chạy `cp <tệp>`.", "Run `cp <file>`.", fires=False),
        ),
        silent, _codes,
    ),
    Rule(
        "TAG008", "emphasis", Severity.INFO,
        "What the source sets in bold or italics is set so in the target; which of the two does not matter.",
        (
            _example("**Cảnh báo:** nóng.", "Warning: hot.", fires=True),
            _example("**Cảnh báo:** nóng.", "__Warning:__ hot.", fires=False),
        ),
        _emphasis, among=having(attrgetter("source_markup")),
    ),
    Rule(
        "TAG009", "element", Severity.WARNING,
        "Elements of HTML that a reader sees (sub, sup, kbd; others as advice) stand on both sides, and the keys of a "
        "keyboard that kbd names are the same.",
        (
            _example("H<sub>2</sub>O sôi.", "H2O boils.", fires=True),
            _example("H<sub>2</sub>O sôi.", "H<sub>2</sub>O boils.", fires=False),
        ),
        silent, _elements,
    ),
    Rule(
        "TAG010", "inline codes", Severity.ERROR,
        "The inline codes of TMX and XLIFF (g, x, ph, bpt, pc and their like) are the same on both sides, by their "
        "names and numbers, in any order.",
        (), _codes_of_tools, among=_MARKED,
    ),
    Rule(
        "TAG011", "attribute", Severity.WARNING,
        "Attributes that a reader sees (the title of a link or an image, labels) are rendered, not copied or left out.",
        (
            _example('[giá](/gia "Bảng giá")', '[prices](/gia "Bảng giá")', fires=True),
            _example('[giá](/gia "Bảng giá")', '[prices](/gia "Price list")', fires=False),
        ),
        _attributes, among=_MARKED,
    ),
)  # fmt: skip

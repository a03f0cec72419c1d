"""PUN: the marks of a target: its end, its pairs, its spaces. Not asked for unless configured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songngu.corpus.language.message import Message
from songngu.corpus.language.prose import code_spans, prose
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Fix, Severity
from songngu.glossary.rules.rule import Example, Issue, Mark, Row, Rule

_CLOSING = "\"'”’»)]*_"
_END = {".": "stop", "。": "stop", "?": "question", "？": "question", "!": "exclamation", "！": "exclamation",
        ":": "colon", "：": "colon", "…": "stop", ";": "colon", "；": "colon", "।": "stop", "॥": "stop", "۔": "stop",
        "።": "stop", "։": "stop", "؟": "question", "՞": "question", "؛": "colon"}  # fmt: skip
# Thai and its kin end a sentence with no mark.
_UNMARKED = frozenset(("km", "lo", "my", "th"))
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), *_QUOTES)
_CODE = re.compile(r"\S*(?:://|www\.|@)\S*|\{[^}]*\}|<[^>]*>")
_FACE = re.compile(r"[:;]-?[)(DP]")
_BEFORE = re.compile(r"(?<=[\w”\")\]])[ \u00a0\u202f]+(?=[,;!?](?!=)|[.:](?![\w./:\\]))")
_INSIDE = re.compile(r"(?<=[(\[“])[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+(?=[)\]”])")
_AFTER = re.compile(r"(?<=[^\W\d_][,;])(?=[^\W\d_])")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_FRENCH = ("fr",)


def _end(row: Row) -> Iterator[Issue]:
    """Yield an issue where one side ends a sentence with a mark of another kind than the other, or with none."""
    if not row.rendered or not _UNMARKED.isdisjoint(map(base_language, (row.source_lang, row.target_lang))):
        return
    (ours, _), (theirs, at) = _last(row.source), _last(row.target)
    if ours == theirs or (theirs and ours and "colon" in (ours, theirs)):
        return
    if not (ours or row.target.rstrip(_CLOSING + " ")[-1:].isalnum() or theirs):
        return
    side, wanted = (
        f"“{mark}”" if mark else Message("no end mark")
        for mark in (row.target[at - 1 : at] if theirs else "", _mark_of(row.source) if ours else "")
    )
    yield Issue(
        "target",
        Message("ends with {mark}, the source with {wanted}", mark=side, wanted=wanted),
        "end the sentence as the source does",
        target_mark=(max(0, at - 1), at),
    )


def _last(text: str) -> tuple[str, int]:
    """Return the kind of mark that ends the text, inside closing quotes and brackets, and where it ends."""
    bare = text.rstrip().rstrip(_CLOSING).rstrip()
    return _END.get(bare[-1:], ""), len(bare)


def _mark_of(text: str) -> str:
    return text.rstrip().rstrip(_CLOSING).rstrip()[-1:]


def _pairs(row: Row) -> Iterator[Issue]:
    """Yield an issue for each bracket or quotation mark of the target that has no partner, unless the source's has."""
    if not row.rendered:
        return
    for opening, closing in _BRACKETS:
        at = _unpaired(row.target, opening, closing)
        alike = _QUOTES if (opening, closing) in _QUOTES else ((opening, closing),)
        if at is not None and all(_unpaired(row.source, *pair) is None for pair in alike):
            yield Issue(
                "target",
                Message("“{mark}” has no partner", mark=row.target[at]),
                Message("write {opening}…{closing} in pairs", opening=opening, closing=closing),
                target_mark=(at, at + 1),
            )


def _unpaired(text: str, opening: str, closing: str) -> int | None:
    """Return the place of the first mark without a partner; ``a)`` at the start of an item needs none.

    Where „ opens, “ closes.
    """
    if (opening not in text and closing not in text) or (opening in "„“" and ("„" in text) != (opening == "„")):
        return None
    text = prose(text)
    if opening == "(":
        text = _FACE.sub(lambda face: " " * len(face[0]), re.sub(r"^\s*\w{1,3}\)", lambda m: " " * len(m[0]), text))
    open_at: list[int] = []
    for at, mark in enumerate(text):
        if mark == opening:
            open_at.append(at)
        elif mark == closing:
            if not open_at:
                return at
            open_at.pop()
    return open_at[0] if open_at else None


def _spacing(row: Row) -> Iterator[Issue]:
    """Yield an issue for each space before a mark, inside brackets, or missing after a comma."""
    if not row.target.strip() or row.target_lang.startswith(_FRENCH):
        return
    for pattern, message, new in (
        (_BEFORE, "space before a mark", ""),
        (_INSIDE, "space inside brackets or quotation marks", ""),
        (_AFTER, "no space after a mark", " "),
    ):
        for mark in _outside_code(pattern, row.target):
            yield _spaced(mark, message, new, row.target)


def _double(row: Row) -> Iterator[Issue]:
    """Yield an issue for each run of spaces between two words."""
    for mark in _outside_code(_DOUBLE, row.target):
        yield _spaced(mark, "double space", " ", row.target)


def _spaced(mark: Mark, message: str, new: str, text: str) -> Issue:
    start, end = mark
    if start == end:  # a place between two characters cannot be pointed at: the mark before it is
        return Issue(
            "target", message, "put a space there", target_mark=(start - 1, end), fix=Fix(text[start - 1] + new, True)
        )
    hint = "one space is enough" if new else "take the space away"
    return Issue("target", message, hint, target_mark=mark, fix=Fix(new, safe=True))


def _outside_code(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    code: list[Mark] | None = None
    for found in pattern.finditer(text):
        if code is None:
            code = [place.span() for place in _CODE.finditer(text)]
            code += [(span.start, span.end) for span in code_spans(text)]
        if not any(start < found.end() and found.start() < end for start, end in code):
            yield found.span()


def _examples(wrong: str, right: str, source: str = "Trời mưa, nhà dột (lại dột).") -> tuple[Example, ...]:
    return Example("", source, wrong, True), Example("", source, right, False)


RULES = (
    Rule(
        "PUN001",
        "end mark",
        Severity.WARNING,
        "One side ends with a full stop, a question mark or an exclamation mark, the other with another mark or none. "
        "A colon or semicolon may stand for any of them.",
        _examples("It rained, the roof leaked", "It rained, the roof leaked (again)."),
        _end,
    ),
    Rule(
        "PUN002",
        "brackets and quotation marks in pairs",
        Severity.WARNING,
        "A bracket or a quotation mark of the target has no partner, and in the source all have.",
        _examples("It rained, the roof leaked (again.", "It rained, the roof leaked (again)."),
        _pairs,
    ),
    Rule(
        "PUN003",
        "spacing around marks",
        Severity.WARNING,
        "A space stands before a comma, stop, colon, question or exclamation mark or inside brackets, or none after a "
        "comma. Code, addresses and placeholders are left alone, and so is French. `--fix` mends it.",
        _examples("It rained , the roof leaked (again).", "It rained, the roof leaked (again)."),
        _spacing,
    ),
    Rule(
        "PUN004",
        "double space",
        Severity.WARNING,
        "Two or more spaces stand between two words of the target. `--fix` leaves one.",
        _examples("It rained,  the roof leaked (again).", "It rained, the roof leaked (again)."),
        _double,
    ),
)

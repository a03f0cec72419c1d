"""JSX as MDX has it between Markdown (mdxjs.com): tags of components, their properties, expressions in braces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from songngu.corpus.document import Span

_NAME = re.compile(r"</?(?:[A-Z][\w.:-]*(?=[\s/>])|(?=>))")
_ATTRIBUTE = re.compile(r"[A-Za-z_][\w:.-]*")
_BLANK = re.compile(r"\s*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LITERAL = re.compile(r"\{\s*(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`([^`$\\]*)`)\s*\}")
_CODE = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`|/\*|[{}]")
_CLOSING = {"/*": "*/", "`": "`"}
_LONGEST = 8_000

_SHOWN = frozenset({
    "alt", "aria-label", "caption", "description", "heading", "header", "label", "placeholder", "subtitle", "summary",
    "tagline", "text", "tip", "title",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class JsxTag:
    """A tag of a component: where it ends, and where the values of its properties stand that a reader sees."""

    end: int
    shown: tuple[Span, ...] = ()


def braces_end(text: str, start: int, stop: int | None = None) -> int | None:
    """Return where the braces that open at ``start`` close before ``stop``, strings and comments passed over."""
    stop = min(len(text), start + _LONGEST) if stop is None else stop
    position, depth = start, 0
    while match := _CODE.search(text, position, stop):
        position = match.end()
        if match[0] in _CLOSING:
            closed = text.find(_CLOSING[match[0]], position, stop)
            if closed < 0:
                return None
            position = closed + len(_CLOSING[match[0]])
            continue
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return position
    return None


def literal(text: str, start: int) -> Span | None:
    """Return the inside of a string in braces, ``{"so"}``, that stands at ``start``, or None."""
    match = _LITERAL.match(text, start)
    return Span(*match.span(match.lastindex or 1)) if match else None


def jsx_tag(text: str, start: int) -> JsxTag | None:
    """Return the tag of a component (its name begins with a capital, or is empty) at ``start``, or None."""
    name = _NAME.match(text, start)
    if name is None:
        return None
    shown: list[Span] = []
    position = name.end()
    while position < min(len(text), start + _LONGEST):
        position = _blank_end(text, position)
        if text.startswith((">", "/>"), position):
            return JsxTag(text.index(">", position) + 1, tuple(shown))
        found = _attribute(text, position)
        if found is None:
            return None
        position, value = found
        if value and len(value) and not text[value.start : value.end].isspace():
            shown.append(value)
    return None


def _blank_end(text: str, position: int) -> int:
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position


def _attribute(text: str, position: int) -> tuple[int, Span | None] | None:
    """Return the end of the attribute at ``position`` and its value where a reader sees it."""
    if text.startswith("{", position):
        end = braces_end(text, position)
        return None if end is None else (end, None)
    name = _ATTRIBUTE.match(text, position)
    if name is None:
        return None
    position = _blank_end(text, name.end())
    if not text.startswith("=", position):
        return name.end(), None
    position = _blank_end(text, position + 1)
    is_shown = name[0].lower() in _SHOWN
    quoted = _QUOTED.match(text, position)
    if quoted:
        return quoted.end(), Span(quoted.start() + 1, quoted.end() - 1) if is_shown else None
    end = braces_end(text, position) if text.startswith("{", position) else None
    return None if end is None else (end, literal(text, position) if is_shown else None)

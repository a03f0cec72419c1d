"""Markup of Markdown that a bitext holds as it is written: inline code, links and images of a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songngu.corpus.document import Markup, MarkupKind, Span

_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)")
# `quoted' is how programs quoted words before Unicode, and no code.
_QUOTED = re.compile(r"`[^`']*'(?!\w)")
# Addresses of the web are compared wherever they stand.
_LINK = re.compile(r"(?P<image>!?)\[[^\[\]]*\]\((?P<address>(?!\w+://)[^()\s]+)(?:\s+\"[^\"]*\")?\)")


def written_markup(text: str) -> list[Markup]:
    """Return the inline code, links and images of a text, by its characters."""
    found: list[Markup] = []
    if "`" in text and not _QUOTED.search(text):
        found += _codes(text)
    if "](" in text:
        found += _links(text)
    return found


def _codes(text: str) -> Iterator[Markup]:
    for each in _CODE.finditer(text):
        yield Markup(MarkupKind.CODE, each["code"].strip(), Span(*each.span("code")))


def _links(text: str) -> Iterator[Markup]:
    for each in _LINK.finditer(text):
        kind = MarkupKind.IMAGE if each["image"] else MarkupKind.LINK
        yield Markup(kind, each["address"], Span(*each.span("address")))

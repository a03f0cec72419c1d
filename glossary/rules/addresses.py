"""The addresses of links and images, compared as pages in two languages have them."""

from __future__ import annotations

import re
from enum import IntEnum
from unicodedata import normalize
from urllib.parse import unquote

from songngu.corpus.language.tags import base_language

_UPWARDS = re.compile(r"^(?:\.{1,2}/)+")


class Likeness(IntEnum):
    """How much two addresses have in common."""

    NONE = 0
    LOCALISED = 1
    SAME = 2


def likeness(source: str, target: str, langs: tuple[str, str]) -> Likeness:
    """Tell whether two addresses are the same page: literally, or that of either language.

    What says the language (``/vi/``, ``.en.md``, ``vi.`` of a host), the way up to a folder, a last ``/`` and the place
    within a page do not count; where both sides say their language, other pages may well render each other.
    """
    ours, theirs = _plain(source), _plain(target)
    if ours == theirs:
        return Likeness.SAME
    (our_page, ours_told), (their_page, theirs_told) = (
        _without_language(address, lang) for address, lang in zip((ours, theirs), langs, strict=True)
    )
    if our_page == their_page:
        return Likeness.SAME
    within = source.startswith("#") and target.startswith("#")
    return Likeness.LOCALISED if within or (ours_told and theirs_told) else Likeness.NONE


def _plain(address: str) -> str:
    text = normalize("NFC", unquote(address.strip()))
    page, _, place = text.partition("#")
    return _UPWARDS.sub("", page).rstrip("/") or f"#{place}"


def _without_language(address: str, lang: str) -> tuple[str, bool]:
    """Return an address without what says its language, and whether anything does."""
    base = re.escape(base_language(lang))
    page, count = re.subn(rf"(?i)(^|[/._-]){base}(?:[-_][a-z]{{2,4}})?(?=[/._-]|$)", "", address)
    return page.lstrip("/._-"), count > 0

"""The header that a TMX file is written with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from lxml import etree

import songngu
from songngu.corpus.errors import UsageError
from songngu.corpus.formats.tmx.originals import parse_original
from songngu.corpus.formats.tmx.pairs import ALL, target_key
from songngu.corpus.language.tags import find_tag, normal_tag

_OWN = {"creationtool": "songngu", "creationtoolversion": songngu.__version__}
_DEFAULTS = {"segtype": "sentence", "o-tmf": "songngu", "adminlang": "en", "datatype": "plaintext"}


def common_source(pairs: Sequence[tuple[str, str]]) -> str | None:
    """Return the source language from which a reader finds both sides of each unit, None if each must name its own.

    ``pairs`` are the source and target languages of rows, in any order.
    """
    source = min((source for source, _ in pairs), default="")
    kinds = {(normal_tag(known), target_key(target, known)) for known, target in pairs}
    alike = any(find_tag(source, [target]) is not None for _, target in pairs)
    return source if len(kinds) == 1 and not alike and normal_tag(source) not in ("", ALL) else None


def header_xml(source_lang: str, originals: Sequence[str]) -> str:
    """Return the header, with the elements of the headers in ``originals`` and, of an only one, its attributes.

    Raises UsageError where SOURCE_DATE_EPOCH is no number.
    """
    headers = [root[0] for text in originals if (root := parse_original(text)) is not None and len(root)]
    attributes = _OWN | _DEFAULTS
    if len(headers) == 1:
        attributes |= {str(key): str(value) for key, value in headers[0].attrib.items() if key not in _OWN}
    attributes |= {"srclang": source_lang} | _creation_date()
    start = "<header" + "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if key[0] != "{")
    children = dict.fromkeys(
        etree.tostring(child, encoding="unicode", with_tail=False) for header in headers for child in header
    )
    return "\n".join((f"{start}>", *children, "</header>")) if children else f"{start}/>"


def _quoted(value: str) -> str:
    # A parser turns white space in an attribute into spaces.
    return quoteattr(value, {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;", '"': "&quot;"})


def _creation_date() -> dict[str, str]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return {}
    try:
        date = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970") from error
    return {"creationdate": f"{date:%Y%m%dT%H%M%SZ}"}

"""UTF-16 and UTF-32: told by a byte order mark or, without one, by the zeros that text of most scripts has in them."""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and the codecs they tell (Unicode 16, table 3-6); that of UTF-32 begins like one of UTF-16."""

_HEAD = 1024
_LAST_PLANE = 0x10
_LEAST_ZEROS = 10  # of so many bytes one: a fifth of the characters are of Latin-1
_ONE_SIDED = 3


def marked_codec(data: bytes) -> tuple[str, int]:
    """Return the codec that the byte order mark of a file tells, and how long the mark is; without one, no codec."""
    return next(((codec, len(mark)) for mark, codec in MARKS if data.startswith(mark)), ("", 0))


def text_codec(data: bytes, default: str = "utf-8") -> tuple[str, int]:
    """Return the codec that a file tells by its mark or its zeros, else the default, and how long the mark is."""
    codec, length = marked_codec(data)
    return codec or wide_codec(data) or default, length


def wide_codec(data: bytes) -> str:
    """Return the codec of a text in UTF-16 or UTF-32 by how it begins, an empty text for any other."""
    codec, _ = marked_codec(data)
    if codec:
        return codec if codec != "utf-8" else ""
    head = data[:_HEAD]
    return _of_four(head) or _of_two(head)


def _of_four(head: bytes) -> str:
    """Return the codec of UTF-32, of whose four bytes a character the highest is zero and the next names a plane."""
    for first, second, codec in ((3, 2, "utf-32-le"), (0, 1, "utf-32-be")):
        highest, planes = head[first::4], head[second::4]
        has_text = head.count(0) * 4 <= len(head) * 3 + 3
        if len(head) > 3 and not any(highest) and max(planes) <= _LAST_PLANE and has_text:
            return codec
    return ""


def _of_two(head: bytes) -> str:
    """Return the codec of UTF-16, in which every other byte of most letters of Europe is zero."""
    zeros = head[::2].count(0), head[1::2].count(0)
    if max(zeros) * _LEAST_ZEROS <= len(head) or max(zeros) < _ONE_SIDED * max(1, min(zeros)):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"

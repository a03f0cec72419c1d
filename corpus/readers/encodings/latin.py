"""Encodings of Latin letters other than those of Western Europe, from before Unicode: windows-1250, 1254, 1257 …

They give the same bytes other letters, so that a wrong one reads without an error: the language that the text is in
then tells which it is.
"""

from __future__ import annotations

import re

from songngu.corpus.language.identify import identify
from songngu.corpus.language.tags import base_language

WESTERN = "cp1252"

_SAMPLE = 4_000
_CENTRAL = frozenset({"pl", "cs", "sk", "hu", "hr", "bs", "sl", "ro", "sq"})
_CODECS = {
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": frozenset({"tr", "az"}),
    "cp1257": frozenset({"lt", "lv", "et"}),
}
_SIGN = r"[^\x00-\x7f\w\s’‘”“»«…–—\u00ad]"
_SIGN_AT_LETTER = re.compile(rf"(?<=[^\W\d_]){_SIGN}|{_SIGN}(?=[^\W\d_])")


def latin_codec(data: bytes, lang: str) -> str:
    """Return the codec that a text in Latin letters is written in, whose language may be ``lang``.

    It is windows-1252 unless the text plainly is in a language whose letters that lacks.
    """
    end = data.rfind(b"\n", 0, _SAMPLE) + 1 if len(data) > _SAMPLE else len(data)
    found = []
    for codec, langs in _CODECS.items():
        try:
            text = data.decode(codec)[: end or _SAMPLE]
        except UnicodeDecodeError:
            continue
        if {base_language(lang), identify(text, sorted(langs))} & langs:
            found.append((len(_SIGN_AT_LETTER.findall(text)), codec))
    return min(found, key=lambda item: item[0])[1] if found else WESTERN

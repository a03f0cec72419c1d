"""What of a sentence is prose, and what is code: inline code, formulas, addresses, paths, placeholders, identifiers.

Told from the text alone, by the marks that such stretches bear; a plain word set in code (its marks read away with the
markup of the document) is for the readers to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from songngu.corpus.document import Span

HIDDEN = "\ufffc"
"""The character (an object of no letters) that stands for each character of code in `prose`."""

# Cheap: most sentences bear none of the marks that any pattern below needs. One class of first characters, which is
# fast to search with; what more a mark needs stands behind it.
_SIGN = re.compile(
    r"[`_{}\\@=<&~$%/0.:(\-](?:(?<=[`_{}\\@=])|(?<=<)[/\w]|(?<=&)[\w#]|(?<=~)/|(?<=\$)[^\s\d]|(?<=\d\$)"
    r"|(?<=[A-Za-z][./:(])[\w)/\\]|(?<=\d[.:])[A-Za-z_]|(?<=%)[A-Za-z(\d@.#*+'-]|(?<=/)[A-Za-z_.]|(?<=-)-[a-z]"
    r"|(?<=0)x|(?<=\.)(?<![\w.]\.)[a-z])"
)

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
# f(x), map(), log(2, n); "file(s)", "nhanh(lazy)" and "Lan(2020)" are prose.
_CALL = (
    r"\((?:\w\w?(?<!\(s)(?<!\(es|\(ed)"
    r"|(?=[^()]*[,;\"'=*+/^\[(])(?:[^()\s]|\([^()\s]*\)|(?<=,)\s|(?<!,)\s[=+*/^-]\s)*)?\)"
)
_TOP_LEVEL = "com|org|net|edu|gov|mil|info|biz|io|ai|dev|app|vn|uk|us|eu|fr|de|jp|cn|kr|au|ca|sg|tv|me|example"
_SUFFIX = (
    "py|js|ts|tsx|jsx|c|h|cc|cpp|hpp|rs|go|rb|php|java|kt|sh|bat|ps1|json|jsonl|ya?ml|toml|ini|cfg|conf|xml|html?|css"
    "|md|rst|txt|csv|tsv|tmx|xliff?|po|pdf|docx?|xlsx?|pptx?|odt|epub|png|jpe?g|gif|svg|webp|mp3|mp4|wav|zip|gz|tar"
    "|log|lock|env|sql|ipynb|parquet|exe|dll|so|bin|tex|bib|srt|vtt"
)
_TEX = (
    r"(?:n(?:abla|atural|eg?|eq|ot|otin|u)|r(?:angle|brace|ceil|floor|ho|ight\w*|m)"
    r"|t(?:anh?|au|ext\w*|frac|heta|ilde|imes|op?|riangle))(?![A-Za-z])"
)
# Between two words, \n, \r and \t are line breaks and tabs as people escape them, if they begin no command of TeX.
_NO_BREAK = rf"(?!(?<=[^\W\d_])\\(?!{_TEX})[nrt][^\W\d_])"

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3"
    r"\uf900-\ufaff\uff00-\uffef"
)
"""A pattern, inside brackets, for letters and marks of scripts that put no space behind an address: they end one."""

_KINDS = (
    # Inline code of CommonMark: as many backticks behind as before.
    r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    # Formulas: TeX, with Pandoc's rule for dollars (no space inside, no digit behind), and never a sum of money.
    r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]",
    r"(?<![\w$\\])\$(?=[^\s$]*[A-Za-z\\^_={}][^$]*\$|\d+\$)(?![\d.,]+\s*(?:[A-Za-z]+\b)?[^$\\^_={}]*\$)"
    r"[^\s$](?:[^$]*[^\s$\\])?\$(?!\d)",
    r"(?<![\w$\\])\$\d+\$(?!\d)",
    rf"{_NO_BREAK}\\[A-Za-z]+(?:\s?(?:\{{[^{{}}]*\}}|\[[^\[\]]*\]))*",
    # Addresses.
    rf"(?:https?|ftps?|file|mailto|git|ssh)://[^\s<>\"“”«»{UNSPACED}]+|(?<![A-Za-z0-9_/.])www\.[^\s<>\"“”«»{UNSPACED}]+",
    rf"(?<![\w.+-])[\w.+-]+@(?:(?![{UNSPACED}])[\w-])+(?:\.(?:(?![{UNSPACED}])[\w-])+)+",
    rf"(?<![\w@.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_TOP_LEVEL})(?:/[^\s<>\"“”]*)?(?![\w-]|\.\w)",
    # Tags, entities, placeholders.
    r"</?[A-Za-z][^<>]*>|<\d+/?>|</\d+>|&(?:[A-Za-z]+|\#\d+|\#x[0-9A-Fa-f]+);",
    r"\{\{[^{}]+\}\}|\$\{[^{}]+\}|\$\([^()\s]+\)|\{[\w.:!-]*\}|(?<![\w$])\$(?:[A-Z]+_[A-Z_]+|[A-Z]{4,})\b",
    r"%(?:\([\w.]+\)|\d+\$)[-#0 +]*\d*(?:\.\d+)?[sdifxgcu]",
    r"(?<![\w%])%[-#0+']*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?:(?:hh?|l{0,2}|[jztL])[sdiouxXeEfFgGc]|@)(?!\w)",
    r"%[A-Z_]{2,}%",
    # Paths: from a root, by a drive, or with the ending of a file.
    r"(?<![\w./~])(?:~|\.{1,2})?/(?:[\w.@+-]+/)+[\w.@+-]*|(?<![\w./~])(?:~|\.{1,2})/[\w.@+-]+",
    r"(?<!\S)/[a-z]{3,}(?![\w/])",
    r"(?<!\w)[A-Za-z]:\\[^\s<>\"“”]*",
    rf"(?<![\w/.-])(?:[\w.+-]+/)*[A-Za-z0-9_][\w+-]*(?:\.[\w+-]+)*\.(?:{_SUFFIX})(?:::?[\w.]+)*(?![\w-]|\.\w)",
    # Files and folders whose names begin with a dot: .gitignore, .github.
    r"(?<![\w./)\]\"”’»…])\.[a-z][\w-]+(?:\.[a-z][\w-]*)*",
    # Options, assignments, numbers in base sixteen.
    r"(?<!\S)--[a-z][a-z0-9-]+(?![^\W\d_])(?:=\S*[^\s.,;:!?)])?|(?<![A-Za-z0-9_])0x[0-9A-Fa-f]+(?![A-Za-z0-9_])",
    rf"(?<![\w.]){_NAME}(?:\.{_NAME})*(?:\[[^\[\]\s]*\])?[+*/|-]?==?(?:\"[^\"]*\"|'[^']*'|[^\s=.,;:!?()]+(?:[.,:]\w+)*)",
    # Identifiers: joined by _, called, reached by dots or colons.
    rf"(?<![\w.])(?:{_NAME}(?:\.|::))*(?=_*[^\W_]+_+[^\W_])[^\W\d]\w*(?:\.{_NAME})*(?:{_CALL})?",
    rf"(?<![\w.])(?:{_NAME}(?:\.|::))*{_NAME}\(\)",
    rf"(?<![\w.])(?:{_NAME}(?:\.|::))*(?:[a-z_][A-Za-z0-9_]*|[A-Z]){_CALL}",
    rf"(?<![\w.])(?:{_NAME}::)+{_NAME}|(?<![\w.])[A-Za-z_]{_NAME}(?:\.[a-z_][A-Za-z0-9_]+)+(?![\w.])",
)
_CODE = re.compile("|".join(_KINDS))


def code_spans(text: str, marked: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Return the stretches of ``text`` that are not prose, in order; they never overlap.

    ``marked`` are those that the markup of the document says are code.
    """
    told = _told(text)
    return _merged([*told, *marked]) if marked else told


@lru_cache(maxsize=64)
def _told(text: str) -> tuple[Span, ...]:
    if not _SIGN.search(text):
        return ()
    return tuple(Span(*found.span()) for found in _CODE.finditer(text))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def prose(text: str, marked: Sequence[Span] = ()) -> str:
    """Return ``text``, as many characters long, with `HIDDEN` for each character that is code."""
    spans = code_spans(text, marked)
    if not spans:
        return text
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], HIDDEN * len(span)]
        end = span.end
    return "".join((*parts, text[end:]))


def in_code(text: str, start: int, end: int, marked: Sequence[Span] = ()) -> bool:
    """Tell whether any of the characters ``start`` to ``end`` are code."""
    return any(span.start < end and start < span.end for span in code_spans(text, marked))

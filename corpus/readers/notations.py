"""Notations of text files that are no prose: data, markup, subtitles, mail, told by how they begin."""

from __future__ import annotations

import json
import re

from songngu.corpus.readers.encodings.wide import marked_codec
from songngu.corpus.readers.kinds import FileKind

_TEXT_HINT = "give the text in it, as plain text, Markdown, HTML or an Office document"
_BITEXT_HINT = "it is a bitext or a data set, no document: `songngu convert` and `songngu export` read those"
_CUES_HINT = "convert it to .srt or .vtt"
_MAIL_HINT = "save the message as text or HTML"

HTML = FileKind("a web page (HTML)", "html")
SUBTITLES = FileKind("subtitles (SRT or WebVTT)", "subtitles")
FLAT = FileKind("a flat OpenDocument file (.fodt, .fods, .fodp)", "odt")
NOTEBOOK = FileKind("a Jupyter notebook", hint="convert it to Markdown: jupyter nbconvert --to markdown")

_ROOT = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*<(?P<name>[A-Za-z_][\w:.-]*)(?P<rest>[^<>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = frozenset({"html", "head", "body", "div", "p", *(f"h{n}" for n in range(1, 7)), "ul", "ol", "table", "main"})
_ROOTS = {
    "tmx": _BITEXT_HINT, "xliff": _BITEXT_HINT, "tt": _CUES_HINT, "sami": _CUES_HINT, "martif": _BITEXT_HINT,
    "tbx": _BITEXT_HINT,
}  # fmt: skip
_BEGINNINGS = (
    (re.compile(r"\s*WEBVTT(?:[ \t\r\n]|$)|\s*\d+[ \t]*\r*\n\d{1,2}:\d\d:\d\d[,.]\d{1,3} *--> *\d"), SUBTITLES),
    (re.compile(r"\s*\[Script Info\]", re.IGNORECASE), FileKind("subtitles (ASS)", hint=_CUES_HINT)),
    (re.compile(r"\s*\{\d+\}\{\d+\}"), FileKind("subtitles (MicroDVD)", hint=_CUES_HINT)),
    (
        re.compile(r"(?:\s*\[[A-Z ]+\][^\n]*)*\s*\d{1,2}:\d\d:\d\d\.\d{2,3},\d{1,2}:\d\d:\d\d\.\d{2,3}[ \t\r]*\n"),
        FileKind("subtitles (SBV or SubViewer)", hint=_CUES_HINT),
    ),
    (
        re.compile(r"(?:\s*(?://|\$)[^\n]*)*\s*\d\d(?::\d\d){3}[ \t]*,[ \t]*\d\d(?::\d\d){3}[ \t]*,"),
        FileKind("subtitles (STL)", hint=_CUES_HINT),
    ),
    (
        re.compile(r"\s*(?:\[[a-z]{2,6}:[^\]\n]*\]\s*)*\[\d\d:\d\d(?:[.:]\d\d\d?)?\]"),
        FileKind("timed lyrics (LRC)", hint=_CUES_HINT),
    ),
    (
        re.compile(
            r"(?:[A-Z][\w-]*: [^\n]*\n(?:[ \t]+\S[^\n]*\n)*)*"
            r"(?:Received|MIME-Version|Message-ID|Return-Path|Content-Type): [^\n]*\n",
            re.IGNORECASE,
        ),
        FileKind("a mail message", hint=_MAIL_HINT),
    ),
    (
        re.compile(r"(?:#[^\n]*\n|[ \t\r]*\n)*(?:msgctxt \"[^\n]*\n(?:\"[^\n]*\n)*)?msgid \""),
        FileKind("a catalogue of messages (PO)", hint=_BITEXT_HINT),
    ),
)
_CUE_TIMES = re.compile(r"[ \t]*(?:\d{1,2}:)?\d{1,2}:\d\d[,.]\d{1,3} *--> *(?:\d{1,2}:)?\d{1,2}:\d\d[,.]\d")
_LEAST_CUES, _LINES_OF_CUE = 2, 6
_MARKUP = {
    "LaTeX": ".tex .latex .ltx", "reStructuredText": ".rst .rest", "AsciiDoc": ".adoc .asciidoc", "Org": ".org",
    "Textile": ".textile", "wiki markup": ".wiki .mediawiki", "troff": ".man .roff", "a part of RTF": ".rtf",
    "Typst": ".typ", "POD": ".pod",
    "a template": ".erb .hbs .j2 .jinja .jinja2 .liquid .mustache .pug .svelte .tmpl .vue",
    "YAML": ".yaml .yml", "TOML": ".toml", "a list of settings": ".ini .properties .conf .cfg .env",
    "a list of strings": ".strings .arb .resx .ftl",
    "program text": ".c .cc .cpp .cs .go .h .java .js .jsx .kt .lua .php .pl .ps1 .py .rb .rs .sh .sql .swift .ts .tsx",
}  # fmt: skip
_BY_SUFFIX = {suffix: title for title, suffixes in _MARKUP.items() for suffix in suffixes.split()}
_SIGNS = {
    title: re.compile(sign, re.MULTILINE)
    for title, sign in (
        ("LaTeX", r"\\(?:documentclass|begin|(?:sub)*section\*?|chapter|emph|textbf|textit|footnote|cite|ref)[\[{]"),
        ("troff", r"^\.(?:TH|SH|Dd)[ \t]+\S"),
        ("reStructuredText", r"^\.\. (?:[\w-]+::|_[^:\n]+:)|(?<!\w):[a-z][\w:.-]*:`[^`\n]"),
        ("AsciiDoc", r"\A= \S[^\n]*\n(?:[^\n]+\n)?:[\w-]+:|^\[source\b[^\n]*\]|^(?:image|include)::\S+\["),
        ("wiki markup", r"\[\[[^\[\]|\n]+\|[^\[\]\n]+\]\]|^\{\{[^{}\n]+$|\'{3}[^'\n]+\'{3}"),
        ("Org", r"^#\+(?:TITLE|BEGIN_|OPTIONS|AUTHOR|title|begin_|options|author)"),
        ("Textile", r"^h[1-6]\. \S[^\n]*\n\s*\n"),
        ("Typst", r"^#(?:set|show|import|let) \S"),
        ("POD", r"^=(?:head[1-4]|over|cut|pod|encoding)\b"),
        ("a list of strings", r"^[ \t]*\"[^\"\n]+\"[ \t]*=[ \t]*\"[^\n]*\";[ \t]*$"),
        ("a list of settings", r"^\[[\w. -]+\][ \t]*\n(?:[#;][^\n]*\n)*[\w.-]+[ \t]*="),
        ("Markdown", r"\A---[ \t]*\n[\w-]+:[ \n]|^(```|~~~)[^`\n]*\n(?:[^\n]*\n)*?\1[ \t]*$|\[[^\[\]\n]+\]\(https?://"),
    )
}
"""What no plain text holds, by the name of the markup."""
_HEAD, _TAIL = 1 << 14, 200
_LARGEST_JSON = 1 << 26


def notation_of(data: bytes) -> FileKind | None:
    """Return the kind of a text file that is no plain text, by how it begins, or None."""
    head = _decoded(data[:_HEAD])
    for beginning, kind in _BEGINNINGS:
        if beginning.match(head):
            return kind
    return SUBTITLES if _has_cues(head) else _markup_of(head, data) or _json_of(head, data)


def _has_cues(head: str) -> bool:
    """Tell whether a text is mostly cues, though it does not begin with one: someone's name may stand first."""
    if "-->" not in head:
        return False
    lines = [line for line in head.splitlines() if line.strip()]
    times = sum(_CUE_TIMES.match(line) is not None for line in lines)
    return times >= _LEAST_CUES and times * _LINES_OF_CUE >= len(lines)


def markup_named(suffix: str, data: bytes) -> str | None:
    """Return what a text is marked up in that is read as plain text, by its suffix or by what it holds, or None."""
    if suffix in _BY_SUFFIX:
        return f"is {_BY_SUFFIX[suffix]}"
    head = _decoded(data[:_HEAD]).replace("\r\n", "\n").replace("\r", "\n")
    return next((f"looks like {title}" for title, sign in _SIGNS.items() if sign.search(head)), None)


def _decoded(data: bytes) -> str:
    codec, length = marked_codec(data)
    return data[length:].decode(codec or "utf-8", "replace")


def _markup_of(head: str, data: bytes) -> FileKind | None:
    """Return what a text is that begins with a tag and ends with one."""
    root = _ROOT.match(head)
    if root is None:
        return None
    name = root["name"].lower()
    tail = _decoded(data[-_TAIL:]).rstrip()
    if name == "html" or "<!doctype html" in head[: root.start("name")].lower():
        return HTML
    if not tail.endswith(">"):
        return None
    is_declared = head.lstrip().startswith("<?xml") or "xmlns" in root["rest"]
    is_nested = head[root.end() :].lstrip().startswith("<") and tail.endswith(f"</{root['name']}>")
    if name == "office:document":
        return FLAT
    if name in _PAGE and not is_declared:
        return HTML
    is_xml = is_declared or name in _ROOTS or is_nested
    return FileKind(f"XML ({root['name']})", hint=_ROOTS.get(name, _TEXT_HINT)) if is_xml else None


def _json_of(head: str, data: bytes) -> FileKind | None:
    """Return what a text in JSON is: a value, or one a line."""
    if not head.lstrip().startswith(("{", "[")) or len(data) > _LARGEST_JSON:
        return None
    first = head.lstrip().split("\n", 1)[0]
    if first.startswith("{") and _is_json(first):
        return FileKind("JSON Lines" if "\n" in head.strip() else "JSON", hint=_BITEXT_HINT)
    if not _is_json(_decoded(data)):
        return None
    return NOTEBOOK if '"nbformat"' in _decoded(data) else FileKind("JSON", hint=_TEXT_HINT)


def _is_json(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, str | dict) for item in value))

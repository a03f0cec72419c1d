"""Findings as one page of HTML that needs nothing else: by file, both sides, the place marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby

from songngu.corpus.formats.fields import FORBIDDEN
from songngu.corpus.language.message import told
from songngu.glossary.finding import Excerpt, Finding, Severity, counted
from songngu.glossary.reports.report import FindingsReport, Translated
from songngu.glossary.rules import RULES

_FORBIDDEN = re.compile(FORBIDDEN)
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --error: #c22; --warning: #a60; --info: #268; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
h2 { border-bottom: 1px solid var(--line); font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
article { border-left: 4px solid var(--line); margin: 1rem 0; padding: .1rem 1rem; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }
article.info { border-color: var(--info); }
article p { margin: .3rem 0; overflow-wrap: anywhere; } .hint { font-style: italic; }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left; }
mark { text-decoration: underline 2px; } .place { font-family: monospace; }
"""


def render(findings: Sequence[Finding], translated: Translated = str) -> str:
    """Return the page; characters that HTML forbids are shown as the replacement character."""
    number = told(counted(len(findings)), translated)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{translated("en")}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>songngu: {_text(number)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>songngu</h1>\n<p>{_summary(findings, translated)}</p>",
        _table(findings, translated),
    ]
    for file, group in groupby(findings, key=lambda found: found.file):
        parts.append(f"<section>\n<h2>{_text(file)}</h2>")
        parts += (_article(found, translated) for found in group)
        parts.append("</section>")
    return "\n".join([*parts, "</body>\n</html>"]) + "\n"


REPORT = FindingsReport(render, told=render)


def _summary(findings: Sequence[Finding], translated: Translated) -> str:
    if not findings:
        return _text(translated("No findings."))
    weights = Counter(found.severity for found in findings)
    return ", ".join(f"{weights[severity]} {_text(translated(severity.value))}" for severity in Severity)


def _table(findings: Sequence[Finding], translated: Translated) -> str:
    counts = Counter(found.rule for found in findings)
    rows = [f"<tr><td>{rule}</td><td>{_text(translated(RULES[rule].name))}</td><td>{counts[rule]}</td></tr>"
            for rule in RULES if counts[rule]]  # fmt: skip
    names = (translated("rule"), translated("name"), translated("findings"))
    head = f"<tr>{''.join(f'<th>{_text(name)}</th>' for name in names)}</tr>"
    return "<table>\n" + "\n".join([head, *rows]) + "\n</table>" if rows else ""


def _article(found: Finding, translated: Translated) -> str:
    place, severity = f"{found.line}:{found.column}", _text(translated(found.severity.value))
    lines = [
        f'<article class="{found.severity.value}" id="f{found.fingerprint}">',
        f'<p><span class="place">{place}</span> <b>{found.rule}</b> {severity}: {_text(found.message)}</p>',
        _side(found.source, translated("source")),
        _side(found.target, translated("target")),
        f'<p class="hint">{_text(found.hint)}</p>\n</article>',
    ]
    return "\n".join(line for line in lines if line)


def _side(excerpt: Excerpt, name: str) -> str:
    if not excerpt.text:
        return ""
    start, end = excerpt.mark or (0, 0)
    marked = f"<mark>{_text(excerpt.text[start:end])}</mark>" if excerpt.mark else ""
    text = _text(excerpt.text[:start]) + marked + _text(excerpt.text[end:])
    return f'<p title="{name}: {_text(excerpt.file)}:{excerpt.line}">{text}</p>'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))

"""Findings as one page of HTML that needs nothing else: by file, both sides, the place marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from songngu.corpus.language.message import told
from songngu.glossary.finding import Excerpt, Finding, counted
from songngu.glossary.reports.report import FindingsReport, Translated, summary
from songngu.glossary.rules import RULES


def render(findings: Sequence[Finding], translated: Translated = str) -> str:
    """Return the page; characters that HTML forbids are shown as the replacement character."""
    from songngu.corpus.formats.page import page_of

    counts = Counter(found.rule for found in findings)
    return page_of(
        "glossary",
        "findings.html",
        lang=translated("en"),
        number=told(counted(len(findings)), translated),
        summary=summary(findings, translated) if findings else translated("No findings."),
        columns=[translated("rule"), translated("name"), translated("findings")],
        rules=[(rule, translated(RULES[rule].name), counts[rule]) for rule in RULES if counts[rule]],
        files=[(file, list(group)) for file, group in groupby(findings, key=lambda found: found.file)],
        sides=lambda found: _sides(found, translated),
        translated=translated,
    )


def _sides(found: Finding, translated: Translated) -> Iterator[tuple[str, Excerpt, tuple[str, str, str]]]:
    """Yield the sides of a finding that hold a text: name, excerpt, and the text before, in and after its mark."""
    for name, excerpt in (("source", found.source), ("target", found.target)):
        if excerpt.text:
            start, end = excerpt.mark or (0, 0)
            parts = excerpt.text[:start], excerpt.text[start:end], excerpt.text[end:]
            yield translated(name), excerpt, parts


REPORT = FindingsReport(render, told=render)

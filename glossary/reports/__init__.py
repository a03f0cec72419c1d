"""Reports of findings, one module each, which holds its `FindingsReport` as ``REPORT``.

To add a report, add its module and its name in ``_OWN``; another package names its own as an entry point.
"""

from __future__ import annotations

from collections.abc import Sequence

from songngu.corpus.files.registry import Registry
from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import FindingsReport, Translated

FULL = "full"
"""The report that is printed where none is asked for."""

_OWN = (
    FULL, "concise", "json", "jsonl", "sarif", "github", "gitlab", "codeclimate", "junit", "checkstyle", "rdjson",
    "rdjsonl", "markdown", "html",
)  # fmt: skip

REPORTS: Registry[FindingsReport] = Registry(
    "report",
    {},
    "songngu.reports",
    lambda thing: isinstance(thing, FindingsReport),
    modules={name: f"{__name__}.{name}:REPORT" for name in _OWN},
)
"""The reports by the name that ``--format`` takes; those of other packages come last."""


def render_report(findings: Sequence[Finding], format: str, translated: Translated = str) -> str:
    """Return the findings in a format, one of ``REPORTS``; raises UsageError for another.

    ``translated`` puts the messages of a report for readers into their language.

    SARIF keeps suppressed findings and those of the baseline and says so, JSON those of the baseline; the others leave
    both out.
    """
    return REPORTS.find(format).of(findings, translated)

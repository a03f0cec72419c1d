"""SUP: what is wrong with suppressions themselves, found by `songngu.glossary.findings.suppress` as it applies them."""

from __future__ import annotations

from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import Rule, silent

RULES = (
    Rule(
        "SUP001",
        "unused suppression",
        Severity.WARNING,
        "A suppression keeps nothing quiet, or names a rule that does not exist: take it away, or mend it. Told for "
        "rules that the run has checked only.",
        (),
        silent,
    ),
    Rule(
        "SUP002",
        "suppression without a reason",
        Severity.ERROR,
        "A suppression does not say why, and so keeps nothing quiet: write "
        "`<!-- songngu-ignore TRM002: the reason -->`.",
        (),
        silent,
    ),
    Rule(
        "SUP003",
        "expired suppression",
        Severity.WARNING,
        "The day after *until* has come, and the suppression keeps nothing quiet any more: mend the text, or write a "
        "later day.",
        (),
        silent,
    ),
)

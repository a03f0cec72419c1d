"""The glossary: concepts and terms, matching, rules, findings, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import read_glossary
    from songngu.glossary.reports import render_report
    from songngu.glossary.rules.check import check_bitext

__all__ = [
    "Glossary",
    "check_bitext",
    "read_glossary",
    "render_report",
]

_MODULES = {
    "Glossary": "glossary.concept",
    "check_bitext": "glossary.rules.check",
    "read_glossary": "glossary.formats",
    "render_report": "glossary.reports",
}

__getattr__ = attributes_of(__name__, _MODULES)

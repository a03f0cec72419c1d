"""songngu: aligned, checked, de-duplicated Vietnamese-English parallel text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.align.alignment import Alignment, align_documents, align_sentences
    from songngu.align.bead import Bead
    from songngu.align.evaluate import evaluate
    from songngu.corpus.document import Document, Span
    from songngu.corpus.duplicates import find_duplicates
    from songngu.corpus.errors import InputError, SongnguError, UsageError
    from songngu.corpus.export.delivery import export
    from songngu.corpus.formats import read_bitext, write_bitext
    from songngu.corpus.formats.conversion import convert
    from songngu.corpus.readers import read_document, read_presplit
    from songngu.corpus.readers.segment import split_sentences
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import read_glossary
    from songngu.glossary.reports import render_report
    from songngu.glossary.rules.check import check_bitext
    from songngu.workspace.configuration import Workspace, open_workspace
    from songngu.workspace.evidence import Evidence

__version__ = "0.1.0"

__all__ = [
    "Alignment",
    "Bead",
    "Document",
    "Evidence",
    "Glossary",
    "InputError",
    "SongnguError",
    "Span",
    "UsageError",
    "Workspace",
    "align_documents",
    "align_sentences",
    "check_bitext",
    "convert",
    "evaluate",
    "export",
    "find_duplicates",
    "open_workspace",
    "read_bitext",
    "read_document",
    "read_glossary",
    "read_presplit",
    "render_report",
    "split_sentences",
    "write_bitext",
]

_MODULES = {
    "Alignment": "align.alignment",
    "Bead": "align.bead",
    "Document": "corpus.document",
    "Evidence": "workspace.evidence",
    "Glossary": "glossary.concept",
    "InputError": "corpus.errors",
    "SongnguError": "corpus.errors",
    "Span": "corpus.document",
    "UsageError": "corpus.errors",
    "Workspace": "workspace.configuration",
    "align_documents": "align.alignment",
    "align_sentences": "align.alignment",
    "check_bitext": "glossary.rules.check",
    "convert": "corpus.formats.conversion",
    "evaluate": "align.evaluate",
    "export": "corpus.export.delivery",
    "find_duplicates": "corpus.duplicates",
    "open_workspace": "workspace.configuration",
    "read_bitext": "corpus.formats",
    "read_document": "corpus.readers",
    "read_glossary": "glossary.formats",
    "read_presplit": "corpus.readers",
    "render_report": "glossary.reports",
    "split_sentences": "corpus.readers.segment",
    "write_bitext": "corpus.formats",
}

__getattr__ = attributes_of(__name__, _MODULES)

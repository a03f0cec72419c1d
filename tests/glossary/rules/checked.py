"""Pairs of texts and what the rules find in them."""

from typing import Any

from songngu.corpus.bitext import from_rows
from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Finding
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext


def check(*pairs: tuple[str, str], select: str = "ALL", glossary: Glossary | None = None, **more: Any) -> list[Finding]:
    base = {"document": "d", "source_lang": "vi", "target_lang": "en", "status": "auto"} | more
    rows = [base | {"id": str(i), "row": i, "source": s, "target": t} for i, (s, t) in enumerate(pairs)]
    return check_bitext(from_rows(rows), glossary or Glossary(), rules=selected([select]))


def rules(*pairs: tuple[str, str], select: str = "ALL", **more: Any) -> list[str]:
    return sorted(found.rule for found in check(*pairs, select=select, **more))


def marked(found: Finding) -> str:
    excerpt = found.target if found.side == "target" else found.source
    return excerpt.text[slice(*excerpt.mark)] if excerpt.mark else excerpt.text

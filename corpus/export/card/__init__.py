"""The data card: what a corpus holds, where it is from and what was done to it, counted once and told in two forms."""

from __future__ import annotations

from songngu.corpus.export.card.counting import facts
from songngu.corpus.export.card.facts import Facts, File, Origin, file_facts
from songngu.corpus.export.card.markdown import card_markdown
from songngu.corpus.export.card.page import card_html

__all__ = ["Facts", "File", "Origin", "card_html", "card_markdown", "facts", "file_facts"]

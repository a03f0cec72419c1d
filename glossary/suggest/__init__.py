"""Proposals for a glossary: terms and names that a bitext itself shows, with their renderings and places."""

from songngu.glossary.suggest.proposal import Proposal
from songngu.glossary.suggest.suggestion import LIKELY, Contradiction, Suggestions, suggest

__all__ = ["LIKELY", "Contradiction", "Proposal", "Suggestions", "suggest"]

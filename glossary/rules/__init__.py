"""The check rules, one small unit each, and their registry."""

from __future__ import annotations

from songngu.glossary.rules import terms
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

RULES: dict[str, Rule] = {rule.id: rule for rules in (terms.RULES,) for rule in rules}
"""All rules by id, in the order in which they are listed."""

__all__ = ["RULES", "Example", "Issue", "Row", "Rule"]

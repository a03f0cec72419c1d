"""Findings as one JSON object, ``{"version": 1, "findings": […]}``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from songngu.glossary.finding import Finding


def render(findings: Iterable[Finding]) -> str:
    """Return the object, keys in a fixed order."""
    return json.dumps({"version": 1, "findings": [f.as_json() for f in findings]}, ensure_ascii=False, indent=2) + "\n"

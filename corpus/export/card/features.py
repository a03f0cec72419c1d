"""What a card tells of the classifier behind the filter `quality`: its features, the weightiest first."""

from __future__ import annotations

from songngu.corpus.export.card.facts import Facts
from songngu.corpus.export.filters.quality import Curve

QUALITY_TOLD = "The score quality is a probability made of these; each changes the logarithm of its odds by at most:"


def classifier_features(facts: Facts) -> list[tuple[str, str]]:
    """Return each score that the classifier of a recipe reads, and by how much it changes the logarithm of the odds."""
    settings = facts.recipe.get("filters", {}).get("quality") or {}
    spans = [(name, Curve.read(curve).span) for name, curve in (settings.get("features") or {}).items()]
    return [(name, f"{span:.2f}") for name, span in sorted(spans, key=lambda feature: (-feature[1], feature[0]))]

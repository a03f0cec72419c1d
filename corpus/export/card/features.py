"""What a card tells of the classifier behind the filter `quality`: its features, the weightiest first."""

from __future__ import annotations

from songngu.corpus.export.card.facts import Facts
from songngu.corpus.export.filters.quality import quality_model

QUALITY_TOLD = (
    "The score quality is a probability made of these; each changes the logarithm of its odds by at most so much, "
    "most where it tells the noise named:"
)
FEATURE_COLUMNS = ("score", "tells", "changes by")


def classifier_features(facts: Facts) -> list[tuple[str, str, str]]:
    """Return each score that the classifier of a recipe reads, the noise it tells best, and by how much it changes the
    logarithm of the odds.
    """
    settings = dict(facts.recipe.get("filters", {}).get("quality") or {})
    model = {name: settings[name] for name in ("bias", "features", "kinds") if name in settings}
    spans = quality_model("quality", model).spans if model else {}
    ordered = sorted(spans.items(), key=lambda feature: (-feature[1][0], feature[0]))
    return [(name, kind, f"{span:.2f}") for name, (span, kind) in ordered]

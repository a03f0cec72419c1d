"""What a card tells of a classifier."""

import polars as pl

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.export.card import card_html, card_markdown, facts


def test_the_features_of_a_classifier_are_told():
    features = {"ratio": "1:0 3:-4 none:1", "length.source": "1:0.5 2:1"}
    recipe = {"filters": {"quality": {"least": 0.5, "bias": 1, "features": features}}}
    told = facts(pl.LazyFrame(schema=SCHEMA), name="x", recipe=recipe)
    assert "| ratio | noise | 5.00 |\n| length.source | noise | 1.00 |" in card_markdown(told)
    assert '<td class="number">5.00</td>' in card_html(told)
    kinds = {"kinds": {"half lost": {"features": features}, "digits": {"features": {"ratio": "1:0 2:9"}}}}
    told = facts(pl.LazyFrame(schema=SCHEMA), name="x", recipe={"filters": {"quality": kinds}})
    assert "| ratio | digits | 9.00 |\n| length.source | half lost | 1.00 |" in card_markdown(told)
    assert "## Quality" not in card_markdown(facts(pl.LazyFrame(schema=SCHEMA), name="x", recipe={}))

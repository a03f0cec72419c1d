"""What a writer leaves out of a bitext."""

import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats.losses import losses


def test_only_columns_that_hold_anything_are_told() -> None:
    rows = [{"source": "a", "target": "b", "note": note, "status": "auto"} for note in ("", "seen")]
    bitext = from_rows(rows).with_columns(pl.lit(0.5).alias("score.length"), pl.lit("x").alias("mine"))
    found = losses(bitext, ("source", "target", "id"))
    assert found.notes() == []
    for batch in bitext.iter_slices(1):
        found.see(batch)
    assert found.notes() == ["no place for note, score.length: left out"]


def test_what_is_kept_is_no_loss() -> None:
    bitext = from_rows([{"source": "a", "target": "b", "note": "seen", "status": "auto"}])
    found = losses(bitext, bitext.columns)
    found.see(bitext)
    assert found.notes() == []

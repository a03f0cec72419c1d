"""Rows changed by steps."""

import polars as pl

from songngu.corpus.export.steps import steps_of


def bitext(*rows, source_lang="vi", target_lang="en"):
    texts = {"source": [row[0] for row in rows], "target": [row[1] for row in rows]}
    schema = {"source": pl.Utf8, "target": pl.Utf8}
    return pl.LazyFrame(texts, schema=schema).with_columns(
        source_lang=pl.lit(source_lang), target_lang=pl.lit(target_lang)
    )


def applied(options, *rows, **langs):
    """Return both sides changed, the same one by one in memory and together in a stream."""
    changed = steps_of(options).apply(bitext(*rows, **langs))
    alone = [changed.select(side).collect(engine="in-memory") for side in ("source", "target")]
    together = changed.collect(engine="streaming").select("source", "target")
    assert pl.concat(alone, how="horizontal").equals(together)
    return together.rows()

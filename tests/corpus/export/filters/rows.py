"""Rows and the scores that filters give them."""

import polars as pl

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.export.filters import FILTERS, scored, threshold_of


def bitext(*rows, source_lang="vi", target_lang="en"):
    langs = {"source_lang": source_lang, "target_lang": target_lang}
    given = [langs | (row if isinstance(row, dict) else {"source": row[0], "target": row[1]}) for row in rows]
    return pl.DataFrame(given, schema={name: SCHEMA[name] for name in ("source", "target", *langs, "probability")})


def scores(*rows, name, **langs):
    """Return the score of each row by one filter, the same in a stream and in memory."""
    found = scored(bitext(*rows, **langs).lazy(), [threshold_of(name, True, FILTERS)]).select(f"score.{name}")
    whole = found.collect(engine="in-memory")
    assert found.collect(engine="streaming").equals(whole)
    return whole.to_series().to_list()

"""Beads: ``source ids TAB target ids TAB probability`` a line, sentence numbers from 0, an empty side for a deletion.

The form that alignments are scored in. It holds no text, so a bitext cannot be read from it.
"""

from __future__ import annotations

from typing import BinaryIO

import polars as pl

from songngu.corpus.bitext import Bitext, batches
from songngu.corpus.files.display import quantity
from songngu.corpus.formats.fields import ids_text, number_text


def write(bitext: Bitext, stream: BinaryIO) -> list[str]:
    """Write the beads of ``bitext``; rows without any sentence number are left out."""
    cells = [ids_text("source_ids"), ids_text("target_ids"), number_text("probability").fill_null("")]
    line = pl.concat_str(cells, separator="\t") + "\n"
    documents, left_out = set[str](), 0
    for batch in batches(bitext):
        numbered = batch.filter((ids_text("source_ids") != "") | (ids_text("target_ids") != ""))
        stream.write("".join(numbered.select(line=line)["line"].to_list()).encode())
        left_out += batch.height - numbered.height
        documents |= set(batch["document"].unique())
    notes = []
    if left_out:
        notes.append(f"{quantity(left_out, 'row')} without sentence numbers left out")
    if len(documents) > 1:
        notes.append(f"{len(documents)} documents stand one after the other, each numbering its sentences from 0")
    return notes

"""Beads: ``source ids TAB target ids TAB probability`` a line, sentence numbers from 0, an empty side for a deletion.

The form that alignments are scored in. It holds no text, so a bitext cannot be read from it.
"""

from __future__ import annotations

from typing import BinaryIO

import polars as pl

from songngu.corpus.formats.fields import BATCH, ids_text, number_text, quantity


def write(bitext: pl.DataFrame, stream: BinaryIO) -> list[str]:
    """Write the beads of ``bitext``; rows without any sentence number are left out."""
    sides = bitext.select("document", source=ids_text("source_ids"), target=ids_text("target_ids"))
    numbered = bitext.filter((sides["source"] != "") | (sides["target"] != ""))
    cells = [ids_text("source_ids"), ids_text("target_ids"), number_text("probability").fill_null("")]
    line = pl.concat_str(cells, separator="\t") + "\n"
    for batch in numbered.iter_slices(BATCH):
        stream.write("".join(batch.select(line=line)["line"].to_list()).encode())
    notes = []
    if left_out := bitext.height - numbered.height:
        notes.append(f"{quantity(left_out, 'row', 'rows')} without sentence numbers left out")
    if (documents := bitext["document"].n_unique()) > 1:
        notes.append(f"{documents} documents stand one after the other, each numbering its sentences from 0")
    return notes

"""Rows of a bitext as beads, and back; what is marked in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.review.originals import Originals
from songngu.workspace.review.rows import beads_of, bitext_of, restored, stored


def test_a_bitext_is_the_same_after_it_was_beads(bitext: Path) -> None:
    rows = read_bitext(bitext)
    beads = beads_of(rows)
    assert bitext_of(beads).equals(rows)
    assert [restored(stored(bead)) for bead in beads] == beads
    assert [sentence.text for sentence in beads[2].sides[0]] == ["Chợ vẫn đông.", "Lan mua 3 cân cam."]


def test_sentences_are_told_apart_by_their_document_where_markup_was_rendered(tmp_path: Path) -> None:
    (tmp_path / "a.vi.md").write_text("Trời **rất** xanh. Mây trắng.\n", encoding="utf-8")
    row = {
        "id": "x", "document": "a", "row": 0, "source": "Trời rất xanh. Mây trắng.", "target": "Blue sky.",
        "source_lang": "vi", "target_lang": "en", "source_file": "a.vi.md", "target_file": "gone.md",
        "source_spans": [{"start": 0, "end": 18}, {"start": 19, "end": 29}], "source_ids": [0, 1],
        "target_spans": [{"start": 0, "end": 5}, {"start": 6, "end": 13}], "target_ids": [0, 1], "status": "auto",
    }  # fmt: skip
    originals = Originals(tmp_path / "a.jsonl", tmp_path)
    (bead,) = beads_of(from_rows([row]), originals.find)
    assert [sentence.text for sentence in bead.sides[0]] == ["Trời rất xanh.", "Mây trắng."]
    assert [sentence.numbers for sentence in bead.sides[1]] == [(0, 1)]
    assert originals.halves("a.vi.md", "vi", bead.sides[0][0], 8) == [[0, 10], [13, 18]]
    assert originals.halves("a.vi.md", "vi", bead.sides[1][0], 3) is None
    assert originals.halves("gone.md", "vi", bead.sides[0][0], 8) is None


def test_an_edited_row_shows_what_stood_there(tmp_path: Path, make: Callable[..., Path]) -> None:
    path = make("a.jsonl", [(["Một."], ["One."], 0.9), (["Hai."], ["Two."], 0.9)])
    rows = read_bitext(path).to_dicts()
    rows[0] |= {"target": "One!", "status": "edited", "note": "needs review\nwhy?"}
    (first, _) = beads_of(from_rows(rows), Originals(path, tmp_path).find)
    assert (first.text(1), first.original(1), first.marked, first.note) == ("One!", "One.", True, "why?")
    (alone, _) = beads_of(from_rows(rows))
    assert (alone.text(1), alone.texts) == ("One!", (None, None))
    assert bitext_of([first, alone])["note"].to_list() == ["needs review\nwhy?"] * 2


def test_scores_and_originals_of_rows_stay(tmp_path: Path) -> None:
    import polars as pl

    rows = from_rows([{"id": "a", "document": "d", "row": 0, "source": "Một.", "target": "One.", "status": "auto"}])
    scored = rows.with_columns(pl.lit(0.5).alias("score.length"), pl.lit("train").alias("split"))
    write_bitext(scored, tmp_path / "a.parquet")
    again = bitext_of(beads_of(read_bitext(tmp_path / "a.parquet")))
    assert again["score.length"].to_list() == [0.5]
    assert again["split"].to_list() == ["train"]

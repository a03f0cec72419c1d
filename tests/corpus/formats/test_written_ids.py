"""The ids of rows of which a format drops characters."""

import polars as pl

from songngu.corpus.bitext import from_rows, row_id
from songngu.corpus.formats.fields import scrubbed
from songngu.corpus.formats.written_ids import WrittenIds


def _row(source: str, target: str, **more: str) -> dict[str, object]:
    return {"id": row_id("", "", (), (), source, target), "source": source, "target": target, **more}


def _ids(*rows: dict[str, object], ids: WrittenIds | None = None) -> list[tuple[str, str | None]]:
    bitext: pl.DataFrame = from_rows(rows)
    return (ids or WrittenIds()).of(bitext, scrubbed(bitext)[0]).select("id", "duplicate_of").rows()


def test_a_row_has_the_id_of_what_is_left_of_it() -> None:
    dirty, clean = _row("Đò\x01", "Ferry"), _row("Đò", "Ferry")
    assert _ids(dirty, _row("Ghe", "Boat")) == [(clean["id"], None), (_row("Ghe", "Boat")["id"], None)]


def test_rows_that_repeat_it_follow_also_in_a_later_batch() -> None:
    dirty, clean, ids = _row("Đò\x01", "Ferry"), _row("Đò", "Ferry")["id"], WrittenIds()
    assert _ids(dirty, ids=ids) == [(clean, None)]
    assert _ids(_row("Đò", "A ferry", duplicate_of=str(dirty["id"])), ids=ids)[0][1] == clean


def test_an_id_that_was_not_that_of_the_texts_stays() -> None:
    assert _ids(_row("Đò", "Ferry") | {"source": "Đò\x01 ngang"}) == [(_row("Đò", "Ferry")["id"], None)]


def test_rows_that_were_turned_are_known_too() -> None:
    turned = {"id": row_id("", "", (), (), "Ferry\x01", "Đò"), "source": "Đò", "target": "Ferry\x01"}
    assert _ids(turned)[0][0] == row_id("", "", (), (), "Ferry", "Đò")

"""Units that are written as they were read are those of which nothing has changed."""

from __future__ import annotations

import polars as pl
import pytest

from songngu.corpus.formats.tmx.unchanged import is_unchanged

UNIT = (
    '<tu tuid="a" creationid="me"><prop type="x">1</prop><note>seen</note><tuv xml:lang="vi"><seg>một '
    '<ph i="1">{0}</ph>hai &amp; ba</seg></tuv><tuv xml:lang="en"><seg>one two &amp; three</seg></tuv></tu>'
)
ROW = {
    "id": "a", "note": "seen", "source": "một hai & ba", "target": "one two & three", "source_lang": "vi",
    "target_lang": "en", "original": UNIT,
}  # fmt: skip


def told(*changes: dict[str, str | None], own: dict[str, str] | None = None, needed: str | None = "a") -> list[bool]:
    rows = pl.DataFrame([ROW | change for change in changes], schema=dict.fromkeys(ROW, pl.Utf8))
    props = pl.DataFrame([own or {"status": ""}] * len(changes))
    return is_unchanged(rows, pl.Series("id", [needed] * len(changes), dtype=pl.Utf8), props).to_list()


def test_a_unit_as_it_was() -> None:
    turned = {"source": ROW["target"], "target": ROW["source"], "source_lang": "en", "target_lang": "vi"}
    assert told({}, turned, {}) == [True, True, True]


@pytest.mark.parametrize("column", ["id", "note", "source", "target", "source_lang", "target_lang"])
def test_a_change_in_any_column(column: str) -> None:
    assert told({}, {column: "other"}, {}) == [True, False, True]


def test_properties_of_ours_are_to_be_written() -> None:
    assert told({}, own={"status": "edited"}) == [False]


@pytest.mark.parametrize(
    "original",
    [
        f'<tmx version="1.4"><header><note>n</note></header><body>{UNIT}</body></tmx>',
        f"text {UNIT}",
        UNIT + UNIT,
        UNIT.replace("<seg>one", "<seg>one]]>"),
        UNIT.replace('xml:lang="en"', 'lang="en"'),
        UNIT.replace('type="x"', 'type="x-songngu-status"'),
        UNIT.replace("<ph", "<hi>").replace("</ph>", "</hi>"),
        "no unit",
        "",
    ],
)
def test_what_is_no_plain_unit_is_left_to_be_restored(original: str) -> None:
    assert told({}, {"original": original}, {}) == [True, False, True]


def test_a_unit_without_an_id_stays_so_where_reading_gives_the_same() -> None:
    bare = {"original": UNIT.replace(' tuid="a"', "")}
    assert told(bare, needed=None) == [True]
    assert told(bare, needed="a") == [False]

"""Where the cells of tables stand, whatever they are written with."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.formats.placed_cells import placed_cells


def shown(format: str, raw: str, *rows: tuple[str, str]) -> list[list[str] | None]:
    """Return what of the file each text of each row is mapped to, from its first character to its last."""
    placed = placed_cells(format, raw)
    assert placed
    found = []
    for row in rows:
        contents = placed.find(row)
        hulls = [content.hull() for content in contents] if contents else []
        found.append([raw[hull.start : hull.end] for hull in hulls] if contents else None)
    return found


@pytest.mark.parametrize(
    ("format", "raw", "row", "places"),
    [
        ("tsv", "vi\ten\nba\tthree\n", ("ba", "three"), ["ba", "three"]),
        ("tsv", "id\tvi\ten\r\nthree\tba\tthree\r\n", ("ba", "three"), ["ba", "three"]),
        ("tsv", "vi\ten\nmột\\nhai\tone\n", ("một\\nhai", "one"), ["một\\nhai", "one"]),
        ("tsv", "\t".join(SCHEMA) + '\n"Ông ""Ba"""\t"a\\\\b"\n', ('Ông "Ba"', "a\\b"), ['Ông ""Ba""', "a\\\\b"]),
        ("csv", 'vi,en\n"Ông ""Ba"", 5","Mr, 6"\n', ('Ông "Ba", 5', "Mr, 6"), ['Ông ""Ba"", 5', "Mr, 6"]),
        ("csv", '\ufeffvi;en\n"một\nhai";two\n', ("một\nhai", "two"), ["một\nhai", "two"]),
        ("csv", 'vi,en\n"nói \\"ba\\"",three\n"bốn",four\n', ('nói "ba"', "three"), ['nói \\"ba\\"', "three"]),
        ("jsonl", '{"n":"three","vi":"n\\u0103m","en":"a \\"5\\""}\n', ("năm", 'a "5"'), ["n\\u0103m", 'a \\"5\\"']),
        ("jsonl", '{"translation":{"en":"x\\ud83d\\ude00","vi":"y"}}\n', ("y", "x😀"), ["y", "x\\ud83d\\ude00"]),
    ],
)  # fmt: skip
def test_texts_are_mapped_to_what_the_file_has(format: str, raw: str, row: tuple[str, str], places: list[str]) -> None:
    assert shown(format, raw, row) == [places]


def test_rows_are_found_in_the_order_of_the_file() -> None:
    raw = "vi\ten\nba\tthree\nba\tthree\nbốn\tfour\n"
    placed = placed_cells("tsv", raw)
    assert placed
    begins = [found[0].hull().start if (found := placed.find(("ba", "three"))) else None for _ in range(3)]
    assert begins == [6, 15, None]
    assert placed.find(("bốn", "four"))


def test_no_place_is_told_of_other_formats() -> None:
    assert placed_cells("tmx", "") is None
    assert shown("jsonl", '{"a": 1}\n', ("a", "b"), ("", "")) == [None, None]


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1).filter(
    lambda text: text.strip() != ""
)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4), st.booleans())
def test_every_character_is_led_back_to_its_own(rows: list[tuple[str, str]], escaped: bool) -> None:
    raw = "".join(json.dumps({"vi": vi, "en": en}, ensure_ascii=escaped) + "\n" for vi, en in rows)
    placed = placed_cells("jsonl", raw)
    assert placed
    for row in rows:
        contents = placed.find(row)
        assert contents and [content.text for content in contents] == list(row)
        assert [sum(len(piece.text) for piece in content.pieces) for content in contents] == list(map(len, row))

"""Linked rows for people and programs."""

import json

import pytest

from songngu.align.links import LinkedPair
from songngu.align.links.linker import Linker
from songngu.align.links.report import json_lines, page, pharaoh

ROWS = [("Con mèo ngủ.", "The cat sleeps."), ("<b>Mưa</b> to.", "<b>Rain</b> hard."), ("", "")]


@pytest.fixture(scope="module")
def linked() -> list[LinkedPair]:
    return list(Linker.shipped("vi", "en").link(ROWS))


def test_numbers_of_words_that_are_linked(linked: list[LinkedPair]) -> None:
    lines = list(pharaoh(linked))
    assert len(lines) == len(ROWS)
    assert lines[2] == "\n"
    for line, (source, target) in zip(lines[:1], ROWS, strict=False):
        for link in line.split():
            i, j = map(int, link.split("-"))
            assert 0 <= i < len(source)
            assert 0 <= j < len(target)
    assert lines[0].strip()


def test_words_stand_where_json_says(linked: list[LinkedPair]) -> None:
    rows = [json.loads(line) for line in json_lines(linked, ("vi", "en"))]
    assert len(rows) == len(ROWS)
    assert "Con mèo ngủ." in json.dumps(rows[0], ensure_ascii=False)


def test_texts_on_the_page_are_escaped(linked: list[LinkedPair]) -> None:
    text = "".join(page(linked, ("vi", "en")))
    assert "<b>Mưa</b>" not in text
    assert "&lt;b&gt;" in text
    assert "http://" not in text.replace("http://www.w3.org", "")

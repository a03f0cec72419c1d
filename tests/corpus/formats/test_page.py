"""Pages escape all they show, hold nothing that HTML forbids, and are made part by part."""

from itertools import count, islice

import pytest
from jinja2 import UndefinedError

from songngu.corpus.formats.page import page_of, parts_of_page

ROW = {"label": "a", "width": 10, "words": [], "links": []}


def test_text_is_escaped_and_permitted() -> None:
    text = page_of("align", "links.html", rows=[ROW | {"label": '<b>"\x0b&'}], height=9)
    assert "<p>&lt;b&gt;&#34;\ufffd&amp;</p>" in text
    assert text.startswith("<!DOCTYPE html>\n") and text.endswith("</html>\n")
    with pytest.raises(UndefinedError):
        page_of("align", "links.html", rows=[{}], height=9)


def test_parts_come_while_rows_are_read() -> None:
    parts = parts_of_page("align", "links.html", rows=(ROW for _ in count()), height=9)
    assert "<h2>3</h2>" in "".join(islice(parts, 100))

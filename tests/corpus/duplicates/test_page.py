"""The page of what stands twice."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates import page as pages
from songngu.corpus.duplicates.page import differences
from tests.corpus.duplicates.searched import BITEXT, BODY, TEXT, invoke, write


def test_a_page_with_what_differs_marked(here: Path) -> None:
    write(here / "a.txt", TEXT)
    write(here / "b.txt", "\n".join(BODY).replace("khoác", "<mặc>"))
    write(here / "b.tsv", BITEXT)
    assert invoke("a.txt", "b.txt", "b.tsv", "-o", "r.html") == (0, "", "")
    page = (here / "r.html").read_text(encoding="utf-8")
    assert "<mark>khoác</mark>" in page and "<mark>&lt;mặc&gt;</mark>" in page.replace("\n", "")
    assert "The same source, another target" in page and "<mark>Hi</mark>" in page
    assert "http" not in page.replace("http-equiv", "") and "<script" not in page
    assert invoke("a.txt", "--min-words", "99", "--format", "html")[1].count("Nothing stands more than once") == 1


def test_a_page_shows_only_so_much(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("_SHOWN", 30), ("_COPIES", 1), ("_ROWS", 1)):
        monkeypatch.setattr(pages, name, value)
    write(here / "a.txt", "\n".join([*BODY, "Một.", *BODY, "Hai.", *BODY]))
    write(here / "b.tsv", BITEXT + "Xin chào\tHello\n")
    page = invoke("a.txt", "b.tsv", "--format", "html")[1]
    assert "more characters" in page and "1 more</summary>" in page and "1 more rows" in page
    assert BODY[2] not in page


def test_differences_leave_spaces_alone() -> None:
    assert differences("a b  c d", "a  x y d") == [("a <mark>b  c</mark> d", "a  <mark>x y</mark> d")]
    assert differences("a & b\x01", "a & b") == [("a &amp; b<mark></mark>", "a &amp; b")]
    assert differences("", "một") == [("", "<mark>một</mark>")]


def test_lines_stand_beside_those_they_are_like() -> None:
    first = "một hai ba\nbốn năm\nsáu bảy tám\nhết"
    second = "một hai\nchín mười\nthêm\nsáu bảy chín\nhết\nvà nữa"
    assert differences(first, second) == [
        ("một hai <mark>ba</mark>", "một hai"),
        ("<mark>bốn năm</mark>", ""),
        ("", "<mark>chín mười</mark>"),
        ("", "<mark>thêm</mark>"),
        ("sáu bảy <mark>tám</mark>", "sáu bảy <mark>chín</mark>"),
        ("hết", "hết"),
        ("", "<mark>và nữa</mark>"),
    ]


@given(*[st.text(st.sampled_from("ab \n"), max_size=20)] * 2)
def test_differences_keep_every_line(first: str, second: str) -> None:
    rows = differences(first, second)
    for side, text in enumerate((first, second)):
        shown = [re.sub("</?mark>", "", row[side]) for row in rows]
        assert [line for line in shown if line] == [line for line in text.split("\n") if line]

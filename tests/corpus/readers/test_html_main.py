"""The main text of a page."""

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.readers import html_main
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.html import read_blocks


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


ARTICLE = """<html><head><title>Lũ về</title></head><body><nav><ul><li>Trang chủ</li><li>Liên hệ</li></ul></nav>
<article><h1>Mùa nước nổi</h1>{}</article>
<aside>Quảng cáo: mua ngay hôm nay!</aside><footer>© 2024 Báo Sông Nước</footer></body></html>"""


PARAGRAPHS = [
    f"Đoạn thứ {number} kể chuyện người dân vùng trũng sống chung với nước lũ, đi lại bằng xuồng và hái bông điên điển."
    for number in range(1, 7)
]


def test_the_main_text_of_a_page() -> None:
    raw = ARTICLE.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    everything = texts(raw)
    assert "Trang chủ" in everything and "© 2024 Báo Sông Nước" in everything
    pytest.importorskip("trafilatura")
    main = [block.content.text for block in read_blocks(raw, Extraction(main=True))]
    assert main[0] == "Lũ về"
    assert [text for text in main if text.startswith("Đoạn")] == PARAGRAPHS
    assert not {"Trang chủ", "Liên hệ", "© 2024 Báo Sông Nước"} & set(main)


def test_a_page_without_main_text_is_kept() -> None:
    pytest.importorskip("trafilatura")
    assert html_main.keep_main("", [], Extraction()) == []


def test_main_needs_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(UsageError, match="trafilatura"):
        read_blocks("<p>x</p>", Extraction(main=True))

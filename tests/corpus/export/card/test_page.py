from dataclasses import replace

from lxml import html

from songngu.corpus.export.card import Facts, card_html

from .conftest import facts_of, table


def test_the_page_needs_nothing_from_elsewhere(counted: Facts) -> None:
    page = card_html(counted)
    tree = html.fromstring(page)
    assert not tree.xpath("//script|//link|//img|//iframe")
    assert [str(link) for link in tree.xpath("//a/@href")] == ["https://example.org/?a=1&b=2"]
    assert "javascript" not in page
    assert "url(" not in page
    assert tree.findtext(".//title") == tree.findtext(".//h1") == "Thử <nghiệm> & *sao*"


def test_pictures_tell_their_title_and_what_is_in_them(counted: Facts) -> None:
    tree = html.fromstring(card_html(counted))
    pictures = tree.xpath("//svg[@role='img']")
    assert len(pictures) == 2
    for picture in pictures:
        ids = picture.get("aria-labelledby").split()
        assert [tree.get_element_by_id(name).tag for name in ids] == ["title", "desc"]
    assert "Vietnamese: 11 rows, most of them, 6, at 1–5" in pictures[0].findtext("desc")
    bars = [bar.findtext("title") for bar in pictures[0].xpath(".//rect")]
    assert bars == [
        "Vietnamese, 1–5: 6 rows",
        "Vietnamese, 11–15: 5 rows",
        "English, 1–5: 11 rows",
        "English, over 100: 1 rows",
    ]


def test_tables_hold_the_figures(counted: Facts) -> None:
    tree = html.fromstring(card_html(counted))
    cells = ["".join(row.itertext()).strip() for row in tree.xpath("//section[h2='Removed on the way']//tbody/tr")]
    assert cells == ["length525.0%", "duplicate315.0%", "leak00.0%"]
    assert tree.xpath("//section[h2='Split']//tbody/tr/th/text()") == ["train", "dev", "test"]
    assert "23" * 32 in card_html(counted)
    assert tree.xpath("//p[@class='remark']/text()") == ["dev has 2 rows instead of 1"]


def test_what_is_not_there_is_not_told() -> None:
    bare = html.fromstring(card_html(facts_of(table().clear())))
    assert bare.xpath("//h2/text()") == ["Recipe"]
    assert not bare.xpath("//svg")


def test_a_day_and_odd_characters(counted: Facts) -> None:
    odd = replace(counted, created="2026-11-23", samples=(("a\x00b", "<b>c</b>"),))
    page = card_html(odd)
    assert "on 2026-11-23." in page
    assert "a\ufffdb" in page
    assert "&lt;b&gt;c&lt;/b&gt;" in page

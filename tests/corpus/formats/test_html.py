import base64
import hashlib
import io
from html.parser import HTMLParser

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats.html import write


def _page(bitext: pl.DataFrame) -> str:
    stream = io.BytesIO()
    write(bitext, stream)
    return stream.getvalue().decode()


def _tree(bitext: pl.DataFrame) -> etree._Element:
    return parser.document_fromstring(_page(bitext))


def _texts(tree: etree._Element, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(path)]


def test_figures(bitext: pl.DataFrame) -> None:
    tree = _tree(bitext)
    assert _texts(tree, "//h1") == ["cho-noi"]
    assert _texts(tree, "//p[@class='files']") == ["cho-noi.vi.txt ↔ cho-noi.en.txt"]
    assert dict(zip(_texts(tree, "//dt"), _texts(tree, "//dd"), strict=True)) == {
        "Vietnamese sentences": "8",
        "English sentences": "4",
        "Rows": "7",
        "Sentences joined": "2 × 1-1, 1 × 0-1, 1 × 1-0 + 1 other",
        "Mean probability": "85.9%",
    }
    assert _texts(tree, "//button") == ["All7", "Worth a look2", "One-sided2", "Repeated2"]


def test_rows_are_marked_in_words_and_by_class(bitext: pl.DataFrame) -> None:
    tree = _tree(bitext)
    rows = {row.get("id"): row for row in tree.xpath("//tr[@id]")}
    assert list(rows) == bitext["id"].to_list()
    classes = [row.get("class") for row in rows.values()]
    assert classes == [None, "doubtful", "doubtful one-sided", "one-sided", None, "repeated", "repeated"]
    matches = _texts(tree, "//td[@class='bead']")
    assert matches[:3] == ["1-1 · 99%", "2-1 · 87%worth a look", "1-0 · 62%one-sidedworth a look"]
    assert matches[4] == "1-1accepted"
    assert _texts(tree, "//p[@class='note']") == ["Left out?", "Checked by two readers"]
    assert _texts(tree, "//td[@class='none']")[:2] == ["no counterpartLeft out?", "no counterpart"]
    assert [cell.get("lang") for cell in rows[bitext["id"][1]].findall("td")] == ["vi", "en", None]


def test_a_repeated_passage_is_folded_and_points_to_what_it_repeats(bitext: pl.DataFrame) -> None:
    tree = _tree(bitext)
    (details,) = tree.xpath("//details")
    assert details.get("open") is None
    assert details.findtext("summary") == "Set aside: 2 rows repeat rows 0 to 1"
    links = [link.get("href") for link in details.xpath(".//td[@class='bead']//a")]
    assert links == [f"#{identity}" for identity in bitext["id"][:2]]


def test_a_passage_that_repeats_one_row_or_another_bitext(bitext: pl.DataFrame) -> None:
    one = _tree(bitext.head(6))
    assert _texts(one, "//summary") == ["Set aside: 1 row repeats row 0"]
    elsewhere = _tree(bitext.tail(1))
    assert _texts(elsewhere, "//summary") == ["Set aside: 1 row repeats earlier text"]
    assert _texts(elsewhere, "//details//td[@class='bead']") == ["repeats other text"]


def test_several_documents_have_a_section_each(bitext: pl.DataFrame) -> None:
    other = bitext.with_columns(document=pl.lit("tàu"), source_lang=pl.lit("fr"), id="x" + pl.col("id"))
    tree = _tree(pl.concat([bitext, other]))
    assert _texts(tree, "//h1") == ["Bitext of 2 documents"]
    assert _texts(tree, "//section/h2") == ["cho-noi", "tàu"]
    assert _texts(tree, "//table[@class='sheet']/thead//th[2]") == ["Vietnamese", "fr"]
    assert _texts(tree, "//dt")[:2] == ["Source sentences", "English sentences"]


def test_nothing_comes_from_elsewhere_and_only_the_script_of_the_page_runs(bitext: pl.DataFrame) -> None:
    page = _page(bitext)
    tree = parser.document_fromstring(page)
    assert tree.xpath("//link | //img | //iframe | //*[@src] | //*[@style] | //*[@onclick]") == []
    assert "http:" not in page and "https:" not in page and "@import" not in page and "url(" not in page
    (script,) = tree.xpath("//script/text()")
    digest = base64.b64encode(hashlib.sha256(str(script).encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    assert f"script-src 'sha256-{digest}'" in str(policy) and "default-src 'none'" in str(policy)


class _Balance(HTMLParser):
    """Checks that every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_accessible(bitext: pl.DataFrame) -> None:
    page = _page(pl.concat([bitext, bitext.with_columns(id="x" + pl.col("id"), document=pl.lit("khác"))]))
    balance = _Balance()
    balance.feed(page)
    balance.close()
    assert balance.open == []
    tree = parser.document_fromstring(page)
    assert tree.get("lang") == "en"
    assert tree.xpath("//th[not(@scope)] | //button[not(@type)] | //nav[not(@aria-label)]") == []
    identities = tree.xpath("//@id")
    assert isinstance(identities, list) and len(identities) == len(set(identities)) == 2 * bitext.height
    assert {href.removeprefix("#") for href in tree.xpath("//@href")} <= set(identities)


def test_an_empty_page() -> None:
    tree = _tree(from_rows([]))
    assert _texts(tree, "//h1") == ["Bitext"]
    assert _texts(tree, "//p[@class='empty']") == ["No rows."]
    assert tree.xpath("//table") == []


def test_forbidden_characters_are_told() -> None:
    assert write(from_rows([{"source": "Đ\x00ò", "target": "\x1bFerry"}]), io.BytesIO()) == [
        "2 characters that HTML forbids dropped"
    ]


_nasty = st.text(st.sampled_from("<>&\"'/=!-$ {}ađ"), min_size=1, max_size=12)


@given(source=_nasty, target=_nasty, document=_nasty, note=_nasty, identity=_nasty)
@settings(max_examples=25, deadline=None)
def test_everything_is_escaped(source: str, target: str, document: str, note: str, identity: str) -> None:
    row = {"id": identity, "document": document, "source": source, "target": target, "note": note, "row": 0}
    row |= {"source_lang": target, "source_file": note, "target_file": source, "duplicate_of": None, "status": "auto"}
    tree = _tree(from_rows([row]))
    plain = _tree(from_rows([row | dict.fromkeys(("id", "document", "source", "target", "note"), "a")]))
    assert [element.tag for element in tree.iter()] == [element.tag for element in plain.iter()]
    cells = tree.xpath("//td[@lang]")
    assert [cell.text for cell in cells] == [source, target]
    (line,) = tree.xpath("//tr[@id]")
    assert line.get("id") == identity
    assert tree.findtext(".//title") == document

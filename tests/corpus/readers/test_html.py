"""HTML: what a browser shows, at its place in the source, whatever the page does."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from songngu.corpus import read_document
from songngu.corpus.errors import InputError
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.html import read_blocks

PAGE = """<!DOCTYPE html>
<html lang="vi"><head><title>Tr&agrave; &amp; b&#225;nh</title>
<meta name="description" content="M&ocirc; tả &quot;hay&quot;"><meta name=author content=An><style>p {}</style></head>
<body><nav><a href="/x">Trang chủ</a> <a>Giới thiệu</a></nav>
<h2>Một</h2><p>Câu  <b>m</b>ột.<br>Câu
hai.<p>Đoạn ba <img src=a alt='Ảnh "đẹp"'> cuối
<ul><li>mục<ul><li>con</ul><li><p>hai</ul>
<table><caption>Bảng</caption><tr><th>A<td><h3>B</h3><p>C</table>
<blockquote>Trích<blockquote>sâu</blockquote></blockquote>
<p lang=en>Hello<!-- no -->, <i hidden>no</i>you
</body></html>"""


def shown(raw: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in read_blocks(raw, Extraction())]


def texts(raw: str) -> list[str]:
    return [text for _, _, text in shown(raw)]


def test_blocks_and_their_kinds() -> None:
    assert shown(PAGE) == [
        ("metadata", 0, "Trà & bánh"),
        ("metadata", 0, 'Mô tả "hay"'),
        ("paragraph", 0, "Trang chủ Giới thiệu"),
        ("heading", 2, "Một"),
        ("paragraph", 0, "Câu một. Câu hai."),
        ("paragraph", 0, "Đoạn ba cuối"),
        ("caption", 0, 'Ảnh "đẹp"'),
        ("item", 1, "mục"),
        ("item", 2, "con"),
        ("item", 1, "hai"),
        ("caption", 0, "Bảng"),
        ("cell", 0, "A"),
        ("heading", 3, "B"),
        ("cell", 0, "C"),
        ("quote", 1, "Trích"),
        ("quote", 2, "sâu"),
        ("paragraph", 0, "Hello, you"),
    ]


def test_places_and_languages() -> None:
    blocks = read_blocks(PAGE, Extraction())
    assert [PAGE[s.start : s.end] for s in blocks[1].content.raw_spans()] == [
        "M&ocirc;",
        "tả",
        "&quot;hay&quot;",
    ]
    assert blocks[4].locator == "/html/body/p[1]"
    assert blocks[6].locator == "/html/body/p[2]/img[1]/@alt"
    assert blocks[8].locator == "/html/body/ul[1]/li[1]/ul[1]/li[1]"
    assert (blocks[4].lang, blocks[-1].lang) == ("vi", "en")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<br>b<br><br>c", ["a b", "c"]),
        ("a&nbsp;b &lt;c&gt; &foo; &amp &#xd800; x", ["a\u00a0b <c> &foo; & \ufffd x"]),
        ("<p>one<script>no <p> no</script> two</p><svg><text>no</text></svg>", ["one two"]),
        ("<p>ab<sup><a role='doc-noteref'>1</a></sup><sup><a epub:type=noteref>2</a></sup></p>", ["ab"]),
        ("<div style='color:red; display: none'>no</div>yes", ["yes"]),
        ("<pre><code>x = 1</code></pre><pre class=highlight>y</pre>z", ["z"]),
        ("<pre>thơ\ndòng <b>hai</b>\n\nkhổ hai</pre>", ["thơ", "dòng hai", "khổ hai"]),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>", ["漢"]),
        ("<dl><dt>t<dd>d</dl>", ["t", "d"]),
        ("<figure><img alt='Bến sông'><figcaption>Bến sông</figcaption></figure>", ["Bến sông"]),
        ("<p><a name='n1' href='#r1'>1</a> Lời chú.</p><p><a id=a href='#b'>[2]</a> Hai.</p>", ["Lời chú.", "Hai."]),
        ("<p>Một.<a name=r1 href='#n1'>1</a> <a href='#b'>12</a> <a id=a>3</a></p>", ["Một. 12 3"]),
        ("<a <b>text", ["text"]),
        ("1 < 2 và 3 > 2", ["1 < 2 và 3 > 2"]),
        ("<p title='a > b'>c</p>", ["c"]),
        ('<p title="a>c</p>', ["c"]),
        ("&nbsp;<img alt='&nbsp;'>", []),
        ("<pre>\n\na</pre>", ["a"]),
        ("<script>never closed", []),
        ("<![CDATA[dữ liệu]]>", ["dữ liệu"]),
        ("<!doctype html><!ENTITY a 'b'><p>c", ["c"]),
        ("<p>\ue0000\ue001</p>", ["\ue0000\ue001"]),
        ("<textarea>no</textarea><option>có</option>", ["có"]),
        ("a&Tab;b", ["a b"]),
        ("<p>một</body></html><p>hai</html> ba", ["một", "hai ba"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_what_is_text(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_what_the_parser_cannot_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise etree.XMLSyntaxError("no", 1, 1, 1)

    monkeypatch.setattr("songngu.corpus.readers.html.etree.fromstring", refuse)
    with pytest.raises(InputError, match="is no readable HTML"):
        read_blocks("<p>", Extraction())


def test_xhtml_closes_what_html_does_not() -> None:
    raw = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
    assert texts(raw + "<script src='x'/><a id='x'/><p>Một</p></body></html>") == ["Một"]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
def test_a_page_nested_too_deeply_is_refused(tag: str) -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        read_blocks(f"<{tag}>" * 1000 + "sâu" + f"</{tag}>" * 1000, Extraction())
    assert texts(f"<{tag}>" * 100 + "sâu" + f"</{tag}>" * 100) == ["sâu"]


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset=windows-1258>", "cp1258"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252"),
        ("<?xml version='1.0' encoding='utf-16'?>", "utf-16"),
        ("<meta charset=tcvn3>", "latin-1"),
        ("<meta charset=no-such>", "utf-8"),
        ("<meta charset=shift_jis>", "utf-8"),
    ],
)
def test_declared_encodings(tmp_path: Path, head: str, codec: str) -> None:
    path = tmp_path / "a.html"
    raw = f"{head}<p>" + {"latin-1": "Vi\u00d6t", "utf-8": "Việt", "cp1258": "Viê\u0323t"}.get(codec, "Vîet") + "</p>"
    path.write_bytes(raw.encode(codec))
    text = {"cp1252": "Vîet", "utf-16": "Vîet"}.get(codec, "Việt")
    document = read_document(path, "vi")
    assert (document.raw, document.blocks[0].content.text) == (raw, text)


def test_buttons_and_fields_show_text() -> None:
    page = "<form><input type=submit value='Gửi'><input value=x placeholder='Họ tên'></form>"
    assert [block.content.text for block in read_blocks(page, Extraction())] == ["Gửi", "Họ tên"]


def test_lines_of_preformatted_text_stand_alone() -> None:
    page = "<pre>một\r\n\r\nh<i>a</i>i<br>ba\n<b>bốn</b> năm\n</pre>sáu<pre class='terminal'>$ ls</pre>"
    assert [block.content.text for block in read_blocks(page, Extraction())] == ["một", "hai", "ba", "bốn năm", "sáu"]


TAGS = "<p>·</p>·<td>·<br>·<li>·<pre>·<b hidden>·<img alt='x y·<script>·</script>·<!--·-->·<![CDATA[·<title>·<table>"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"<>&/\"'= \n;a", *TAGS.split("·"), "&amp;", "&#0;", "\r\n", "&nbsp;", "</"]),
        max_size=40,
    ).map("".join)
)
def test_every_shown_character_leads_to_the_file(raw: str) -> None:
    for block in read_blocks(raw, Extraction()):
        text, end = block.content.text, 0
        assert text.strip()
        for piece in block.content.pieces:
            assert not text[end : piece.text.start].strip()
            assert 0 <= piece.raw.start < piece.raw.end <= len(raw)
            if len(piece.text) == len(piece.raw):
                assert raw[piece.raw.start : piece.raw.end] == text[piece.text.start : piece.text.end]
            end = piece.text.end
        assert end == len(text)


@pytest.mark.parametrize("unit", ['<a ="', "<", "<a ", "&", "<!--", "<p>", "<![CDATA[", "</p>", "<img alt='", "&#"])
def test_odd_sources_are_read_whole(unit: str) -> None:
    raw = unit * 3000
    assert isinstance(read_blocks(raw, Extraction()), list)

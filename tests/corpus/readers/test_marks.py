"""Markup that readers read away: what kind, its value, and the characters it stood on."""

from __future__ import annotations

import io
import zipfile

import pytest

from songngu.corpus.document import Document, MappedText, MarkupKind, Span
from songngu.corpus.readers import read_document
from songngu.corpus.readers.marks import Marks

MARKDOWN = """
**Chú ý:** đọc [bản *này*](a.md "Tên") rồi chạy `make test` và <kbd>Enter</kbd>. Câu hai ![](x.png) ở [đây][r] và <https://a.example>.

![Chợ quê](cho.png "nổi") có <b>chữ</b> <code>x y</code><br> <img src="y.png"> ~~cũ~~ <a href='/u'>u</a> </i> cuối

[r]: /r
"""
HTML = """<p>Xem <a href="/gia" title="Giá"><b>bảng</b> giá</a> mới <img src="a.png"> <code>x  y</code>.
<img src="b.png" alt="Ảnh">H<sub>2</sub>O</p><a href="u"><p>Một.</p><p>Hai</p></a>"""


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [
        (each.kind.value, each.value, sentence.text[each.at.start : each.at.end])
        for sentence in document.sentences
        for each in sentence.content.markup
    ]


def test_markdown() -> None:
    assert marks(read_document("a.md", "vi", data=MARKDOWN.encode())) == [
        ("strong", "", "Chú ý:"),
        ("attribute", "title=Tên", "bản này"),
        ("link", "a.md", "bản này"),
        ("emphasis", "", "này"),
        ("code", "make test", "make test"),
        ("tag", "kbd", "Enter"),
        ("image", "x.png", "i"),
        ("link", "/r", "đây"),
        ("strong", "", "chữ"),
        ("code", "x y", "x y"),
        ("image", "y.png", "y"),
        ("strike", "", "cũ"),
        ("link", "/u", "u"),
        ("attribute", "title=nổi", "Chợ quê"),
        ("image", "cho.png", "Chợ quê"),
    ]


def test_html() -> None:
    assert marks(read_document("a.html", "vi", data=HTML.encode())) == [
        ("strong", "", "bảng"),
        ("attribute", "title=Giá", "bảng giá"),
        ("link", "/gia", "bảng giá"),
        ("image", "a.png", "i"),
        ("code", "x y", "x y"),
        ("tag", "sub", "2"),
        ("image", "b.png", "Ảnh"),
        ("link", "u", "Một."),
        ("link", "u", "Hai"),
    ]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="urn:r" xmlns:a="urn:a"'
BODY = f"""<w:document {W}><w:body><w:p>
<w:r><w:rPr><w:b/></w:rPr><w:t>Chú </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ý:</w:t></w:r>
<w:r><w:t xml:space="preserve">  đọc </w:t></w:r>
<w:hyperlink r:id="r1" w:anchor="x"><w:r><w:rPr><w:i/></w:rPr><w:t>bản này</w:t></w:r></w:hyperlink>
<w:r><a:blip/><w:t> nhé.</w:t></w:r>
<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t> Hết.</w:t></w:r></w:p></w:body></w:document>"""
RELS = """<Relationships xmlns="urn:x">
<Relationship Id="r1" Type="x/hyperlink" TargetMode="External" Target="https://a.example"/>
</Relationships>"""


def test_docx() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", BODY)
        archive.writestr("word/_rels/document.xml.rels", RELS)
    assert marks(read_document("a.docx", "vi", data=stream.getvalue())) == [
        ("strong", "", "Chú ý:"),
        ("emphasis", "", "bản này"),
        ("link", "https://a.example#x", "bản này"),
        ("image", "", "y"),
    ]


@pytest.mark.parametrize(("at", "seated"), [((0, 0), (1, 2)), ((3, 3), (1, 2)), ((0, 3), (1, 2)), ((2, 2), (1, 2))])
def test_what_holds_no_text_stands_at_a_character(at: tuple[int, int], seated: tuple[int, int]) -> None:
    made = Marks()
    made.over(MarkupKind.IMAGE, "x", *at)
    assert [each.at for each in made.on(MappedText(" a ", ())).markup] == [Span(*seated)]
    assert made.on(MappedText("  ", ())).markup == ()


def test_what_is_never_closed_is_dropped() -> None:
    made = Marks()
    made.open("b", [(MarkupKind.STRONG, "")], 0)
    made.open("i", [(MarkupKind.EMPHASIS, "")], 0)
    made.close("b", 1)
    made.close("i", 1)
    assert [each.kind for each in made.on(MappedText("a", ())).markup] == [MarkupKind.STRONG]

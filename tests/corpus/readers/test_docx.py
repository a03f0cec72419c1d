"""DOCX: as it prints with all changes accepted, in document order."""

from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.errors import InputError
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction

Parts = dict[str, str | bytes]
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.fixture
def read(tmp_path: Path, docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]) -> Callable[..., Document]:
    """Read a document by its body."""

    def read(body: str, **more: str) -> Document:
        path = tmp_path / "a.docx"
        path.write_bytes(zip_of(docx_of(body, **more)))
        return read_document(path, "vi")

    return read


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in document.blocks]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_tracked_changes_are_accepted(read: Callable[..., Document]) -> None:
    body = f"<w:p>{r('Mưa ')}<w:ins>{r('rất ')}</w:ins><w:del><w:r><w:delText>hơi </w:delText></w:r></w:del>{r('to.')}"
    body += f"<w:moveFrom>{r('Gió.')}</w:moveFrom></w:p><w:p><w:moveTo>{r('Gió.')}</w:moveTo></w:p>"
    deleted_mark = "<w:rPr><w:del/></w:rPr>"
    body += p("Một câu ", deleted_mark) + p("liền nhau.")
    rows = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('bỏ')}</w:tc></w:tr><w:tr><w:tc>{p('giữ')}</w:tc></w:tr>"
    body += f"<w:tbl>{rows}</w:tbl>"
    assert [text for _, _, text in shown(read(body))] == ["Mưa rất to.", "Gió.", "Một câu liền nhau.", "giữ"]


def test_styles_lists_and_headings(read: Callable[..., Document]) -> None:
    styled = [
        ("H3", "Ba"),
        ("Deep", "Hai"),
        ("Outlined", "Bốn"),
        ("Bullet", "gạch"),
        ("Caption", "Hình"),
        ("none", "trơn"),
    ]
    body = "".join(p(text, f'<w:pStyle w:val="{style}"/>') for style, text in styled)
    body += p("x = 1", '<w:pStyle w:val="Code"/>') + p("năm", '<w:outlineLvl w:val="4"/>')
    body += p("không", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
    body += p("sâu", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr>')
    assert shown(read(body)) == [
        ("heading", 3, "Ba"), ("heading", 2, "Hai"), ("heading", 4, "Bốn"), ("item", 2, "gạch"), ("caption", 0, "Hình"),
        ("paragraph", 0, "trơn"), ("heading", 5, "năm"), ("paragraph", 0, "không"), ("item", 3, "sâu"),
    ]  # fmt: skip


def test_characters_fields_and_what_is_not_printed(read: Callable[..., Document]) -> None:
    body = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    body += "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    body += "<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("ẩn", "<w:vanish/>") + r(" hiện", '<w:vanish w:val="0"/>')
    body += "<w:sdt><w:sdtContent>" + r(" điền") + "</w:sdtContent></w:sdt></w:p>"
    body += "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    body += f"<w:sdtContent>{p('Mục lục')}</w:sdtContent></w:sdt><w:p/>"
    assert [text for _, _, text in shown(read(body))] == ["a b c\u2011d hiện điền"]


def test_tables_text_boxes_and_pictures(read: Callable[..., Document]) -> None:
    nested = f"<w:tbl><w:tr><w:tc>{p('trong')}</w:tc></w:tr></w:tbl>"
    body = p("Trước") + f"<w:tbl><w:tr><w:tc>{p('một')}</w:tc><w:tc>{nested}{p('hai')}{p('ba')}</w:tc></w:tr></w:tbl>"
    box = f"<mc:AlternateContent {MC}><mc:Choice><w:txbxContent>{p('Khung')}</w:txbxContent></mc:Choice>"
    box += f"<mc:Fallback>{p('Khung')}</mc:Fallback></mc:AlternateContent>"
    body += f"<w:p>{r('Quanh ')}<w:r>{box}<w:drawing><wp:docPr descr='Ảnh bến'/></w:drawing></w:r>{r('khung')}</w:p>"
    document = read(body)
    assert [(b.kind.value, b.locator, b.content.text) for b in document.blocks] == [
        ("paragraph", "paragraph 1", "Trước"),
        ("cell", "table 1, row 1, column 1", "một"),
        ("cell", "table 2, row 1, column 1", "trong"),
        ("cell", "table 1, row 1, column 2", "hai"),
        ("cell", "table 1, row 1, column 2", "ba"),
        ("paragraph", "paragraph 6", "Quanh khung"),
        ("paragraph", "paragraph 6", "Khung"),
        ("caption", "paragraph 6", "Ảnh bến"),
    ]
    assert document.raw.splitlines() == [block.content.text for block in document.blocks]


def test_notes_come_last_in_the_order_of_their_marks(read: Callable[..., Document]) -> None:
    body = f"<w:p>{r('Nước')}<w:r><w:footnoteReference w:id='3'/></w:r>{r(' lên')}"
    body += "<w:r><w:footnoteReference w:id='2'/></w:r>"
    body += "<w:r><w:endnoteReference w:id='1'/></w:r><w:r><w:footnoteReference w:id='9'/></w:r></w:p>"
    notes = "".join(
        f"<w:footnote w:id='{name}'>{p(text)}</w:footnote>" for name, text in [("1", "x"), ("2", "Hai"), ("3", "Ba")]
    )
    document = read(body, footnotes=notes, endnotes=f"<w:endnote w:id='1'>{p('Cuối')}</w:endnote>")
    assert [(b.locator, b.content.text) for b in document.blocks] == [
        ("paragraph 1", "Nước lên"), ("footnote 1", "Ba"), ("footnote 2", "Hai"), ("endnote 1", "Cuối")
    ]  # fmt: skip
    assert read(body).raw == "Nước lên\n"


def test_codes_of_legacy_fonts(read: Callable[..., Document]) -> None:
    text = "S¸ng sím, bµ cô chÌo ®ß ®­a kh¸ch sang s«ng. N­íc lín, giã m¹nh, thuyÒn l¾c l­ nh­ng ai còng yªn lßng."
    document = read(p(text))
    assert document.sentences[0].text == "Sáng sớm, bà cụ chèo đò đưa khách sang sông."
    assert document.raw == text + "\n"
    assert "TCVN3" in document.warnings[0]


def test_a_named_encoding(tmp_path: Path, docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zip_of(docx_of(p("Vie^.t Nam"))))
    assert read_document(path, "vi", encoding="viqr").sentences[0].text == "Việt Nam"
    assert read_document(path, "vi", encoding="utf-8").sentences[0].text == "Vie^.t Nam"


def test_a_style_that_is_based_on_itself(read: Callable[..., Document], docx_of: Callable[..., Parts]) -> None:
    assert shown(read(p("x", '<w:pStyle w:val="Ring"/>'))) == [("paragraph", 0, "x")]


def test_parts_may_be_named_otherwise(
    tmp_path: Path, docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    parts = docx_of(p("Chào"))
    moved = {
        "_rels/.rels": str(parts["_rels/.rels"]).replace("word/document.xml", "/w/main.xml"),
        "w/main.xml": str(parts["word/document.xml"]).replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    }
    path = tmp_path / "a.docx"
    path.write_bytes(zip_of(moved))
    assert read_document(path, "vi").raw == "Chào\n"
    path.write_bytes(zip_of({"word/document.xml": parts["word/document.xml"]}))
    assert read_document(path, "vi").raw == "Chào\n"
    path.write_bytes(zip_of({"x": "y"}))
    with pytest.raises(InputError, match=r"has no part word/document\.xml"):
        read_document(path, "vi")


VNTIME = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'


def test_fonts_say_how_a_run_is_encoded(read: Callable[..., Document]) -> None:
    codes, capitals, vni = "Tr\u00ad\u00eang lµng cã hai líp häc.", "tr\u00ad\u00eang", " Tröôøng laøng"
    body = "".join(
        f"<w:p>{runs}</w:p>"
        for runs in (
            r("Phần mới bằng Unicode."),
            r(codes, VNTIME),
            r(capitals, VNTIME.replace("Time", "TimeH")) + r(vni, VNTIME.replace(".VnTime", "VNI-Times")),
            r("Đã gõ lại, là Unicode.", VNTIME),
        )
    )
    document = read(body)
    assert [block.content.text for block in document.blocks] == [
        "Phần mới bằng Unicode.", "Trường làng có hai lớp học.", "TRƯỜNG Trường làng", "Đã gõ lại, là Unicode.",
    ]  # fmt: skip
    assert document.warnings == (
        "holds text in fonts such as .VnTime; read as TCVN3 (ABC)",
        "holds text in fonts such as .VnTimeH; read as TCVN3 (ABC)",
        "holds text in fonts such as VNI-Times; read as VNI-Windows",
    )


def test_the_font_of_a_style_says_it_too(docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]) -> None:
    old, new = (f'<w:pStyle w:val="{name}"/>' for name in ("Old", "New"))
    parts = docx_of(p("Tr\u00ad\u00eang lµng") + p("líp häc", old) + p("Mới", new))
    named = '<w:style w:type="paragraph" w:styleId="{}"{}><w:name w:val="{}"/>'
    named += '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr></w:style>'
    styles = named.format("Normal", ' w:default="1"', "Normal", ".VnTime") + named.format("Old", "", "Old", ".VnArial")
    styles += named.format("New", "", "New", "Arial") + "</w:styles>"
    parts["word/styles.xml"] = str(parts["word/styles.xml"]).replace("</w:styles>", styles)
    document = extract("a.docx", Extraction(), zip_of(parts))
    assert [block.content.text for block in document.blocks] == ["Trường làng", "lớp học", "Mới"]


def test_marks_of_notes_go_and_powers_stay(read: Callable[..., Document]) -> None:
    runs = (r("Lúa chín."), r("12", RAISED), r(" Đồng rộng 30 km"), r("2", RAISED), r(", mùa 5"), r("th", RAISED))
    body = f"<w:p>{''.join(runs)}</w:p>"
    assert [block.content.text for block in read(body).blocks] == ["Lúa chín. Đồng rộng 30 km², mùa 5th"]


def test_what_is_left_out_is_told(docx_of: Callable[..., Parts], zip_of: Callable[[Parts], bytes]) -> None:
    body = (
        f"<w:p>{r('Chữ')}{r('giấu', '<w:vanish/>')}<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:ruby><w:rt>{r('đọc')}</w:rt><w:rubyBase>{r('字')}</w:rubyBase></w:ruby></w:p>"
        + p("x = 1", '<w:pStyle w:val="Code"/>')
    )
    parts = docx_of(body, comments=p("ý kiến"), header=p("đầu trang"))
    extraction = Extraction()
    document = extract("a.docx", extraction, zip_of(parts))
    assert [block.content.text for block in document.blocks] == ["Chữ字"]
    assert [(omission.reason, omission.text) for omission in extraction.omissions] == [
        ("hidden text", "giấu"), ("deleted text", "bỏ"), ("ruby", "đọc"), ("program text or an index", "x = 1"),
        ("a comment", "ý kiến"), ("a page header or footer", "đầu trang"),
    ]  # fmt: skip

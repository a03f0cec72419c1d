"""ODT: as it prints with all changes accepted, in document order."""

from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.errors import InputError
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction

Parts = dict[str, str | bytes]


@pytest.fixture
def read(tmp_path: Path, odt_of: Callable[[str], Parts], zip_of: Callable[[Parts], bytes]) -> Callable[[str], Document]:
    """Read a document by its body."""

    def read(body: str) -> Document:
        path = tmp_path / "a.odt"
        path.write_bytes(zip_of(odt_of(body)))
        return read_document(path, "vi")

    return read


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.content.text) for block in document.blocks]


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_tracked_changes_are_accepted(read: Callable[[str], Document]) -> None:
    deleted = f"<text:deletion>{p('bỏ đi')}</text:deletion>"
    body = f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
    body += p("Mưa <text:change-start/>rất <text:change-end/><text:change/>to.")
    assert shown(read(body)) == [("paragraph", 0, "Mưa rất to.")]


def test_styles_lists_and_white_space(read: Callable[[str], Document]) -> None:
    body = p("Nhan đề", "Title") + p("Trích", "P1") + p("x = 1", "P2") + p("Hình 1", "Illustration")
    body += '<text:h text:outline-level="9">Sâu</text:h><text:h>Một</text:h>'
    inner = f"<text:list><text:list-item>{p('con')}</text:list-item></text:list>"
    body += f"<text:list><text:list-item>{p('mục')}{inner}</text:list-item></text:list>"
    body += p(
        "a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d   \n "
        "e<office:annotation><text:p>no</text:p></office:annotation>."
    )
    assert shown(read(body)) == [
        ("heading", 1, "Nhan đề"), ("quote", 1, "Trích"), ("caption", 0, "Hình 1"), ("heading", 6, "Sâu"),
        ("heading", 1, "Một"), ("item", 1, "mục"), ("item", 2, "con"), ("paragraph", 0, "a b c d e."),
    ]  # fmt: skip


def test_tables_frames_notes_and_indexes(read: Callable[[str], Document]) -> None:
    cell = f"<table:table-cell/><table:covered-table-cell>{p('che')}</table:covered-table-cell>"
    cell += f"<table:table-cell>{p('ba')}</table:table-cell>"
    body = f"<text:table-of-content>{p('Mục lục')}</text:table-of-content>"
    body += f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    note = f"<text:note-citation>1</text:note-citation><text:note-body>{p('Chú thích.')}</text:note-body>"
    note = f"<text:note>{note}</text:note>"
    body += p(f"Nước{note} lên.")
    frame = f"<draw:frame><draw:text-box>{p('Khung')}</draw:text-box><svg:title>Tên</svg:title></draw:frame>"
    body += p(f"Quanh{frame} khung") + "<draw:frame><svg:desc>Ảnh</svg:desc></draw:frame>"
    assert [(b.kind.value, b.locator, b.content.text) for b in read(body).blocks] == [
        ("cell", "table 1, row 1, column 3", "ba"),
        ("paragraph", "paragraph 2", "Nước lên."),
        ("paragraph", "paragraph 3", "Quanh khung"),
        ("paragraph", "paragraph 3", "Khung"),
        ("caption", "paragraph 3", "Tên"),
        ("caption", "paragraph 3", "Ảnh"),
        ("paragraph", "note 1", "Chú thích."),
    ]


def test_an_encrypted_file_is_refused(
    tmp_path: Path, odt_of: Callable[[str], Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    parts = odt_of("")
    manifest = str(parts["META-INF/manifest.xml"]).replace("/>", "><manifest:encryption-data/></manifest:manifest>")
    path = tmp_path / "a.odt"
    path.write_bytes(zip_of(parts | {"META-INF/manifest.xml": manifest}))
    with pytest.raises(InputError, match=r"a\.odt: is encrypted"):
        read_document(path, "vi")


def test_a_file_of_content_alone(
    tmp_path: Path, odt_of: Callable[[str], Parts], zip_of: Callable[[Parts], bytes]
) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(zip_of({"content.xml": odt_of(p("Chào"))["content.xml"]}))
    assert read_document(path, "vi").raw == "Chào\n"


def test_fonts_and_raised_text(odt_of: Callable[[str], Parts], zip_of: Callable[[Parts], bytes]) -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="T2"><style:text-properties style:font-name=".VnTime"/></style:style>'
        '<style:style style:name="T3" style:parent-style-name="T2"/></office:automatic-styles>'
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    body = p(f"Lúa chín.{span.format('T1', '3')} Rộng 30 km{span.format('T1', '2')}.") + p(span.format("T3", "líp häc"))
    body += "<text:p>Chữ<office:annotation><text:p>ý kiến</text:p></office:annotation></text:p>"
    parts = odt_of(body)
    parts["content.xml"] = str(parts["content.xml"]).replace("</office:automatic-styles>", styles)
    extraction = Extraction()
    document = extract("a.odt", extraction, zip_of(parts))
    assert [block.content.text for block in document.blocks] == ["Lúa chín. Rộng 30 km².", "lớp học", "Chữ"]
    assert [(omission.reason, omission.text) for omission in extraction.omissions] == [
        ("a note mark", "3"), ("a comment", "ý kiến"),
    ]  # fmt: skip


def test_emphasis_links_and_code_are_kept_as_markup(read: Callable[[str], Document]) -> None:
    strong, code = (
        f'<text:span text:style-name="{name}">{text}</text:span>'
        for name, text in (("Strong_20_Emphasis", "rất"), ("Source_20_Text", "make"))
    )
    body = p(f'Mưa {strong} to, <text:a xlink:href="https://vi-du.example/">xem</text:a> {code}.')
    body = body.replace("<text:a", '<text:a xmlns:xlink="http://www.w3.org/1999/xlink"')
    (block,) = read(body).blocks
    content = block.content
    assert [(each.kind.value, each.value, content.text[each.at.start : each.at.end]) for each in content.markup] == [
        ("strong", "", "rất"), ("link", "https://vi-du.example/", "xem"), ("code", "make", "make"),
    ]  # fmt: skip

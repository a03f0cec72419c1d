"""EPUB: the pages of a book in reading order."""

from collections.abc import Callable
from pathlib import Path

import pytest

from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.errors import InputError

Parts = dict[str, str | bytes]
PAGES = {"one.xhtml": "<h1>Một</h1><p>Đò sang sông.</p>", "two.xhtml": "<p>Hết.</p>", "note.xhtml": "<p>Chú thích.</p>"}


@pytest.fixture
def read(tmp_path: Path, zip_of: Callable[[Parts], bytes]) -> Callable[[Parts], Document]:
    """Read a book by its parts."""

    def read(parts: Parts) -> Document:
        path = tmp_path / "a.epub"
        path.write_bytes(zip_of(parts))
        return read_document(path, "vi")

    return read


def test_reading_order_and_places(read: Callable[[Parts], Document], epub_of: Callable[..., Parts]) -> None:
    spine = '<itemref idref="note.xhtml" linear="no"/><itemref idref="nav.xhtml"/><itemref idref="two.xhtml"/>'
    spine += '<itemref idref="one.xhtml"/><itemref idref="nowhere"/>'
    metadata = (
        "<dc:title>Bến cũ</dc:title><dc:description>&lt;p&gt;Chuyện &lt;i&gt;xưa&lt;/i&gt;.&lt;/p&gt;</dc:description>"
    )
    parts = epub_of(PAGES | {"nav.xhtml": "<p>Mục lục</p>"}, spine=spine)
    package = str(parts["OPS/book.opf"]).replace("<metadata></metadata>", f"<metadata>{metadata}</metadata>")
    document = read(parts | {"OPS/book.opf": package})
    assert [(b.kind.value, b.locator, b.content.text) for b in document.blocks] == [
        ("metadata", "OPS/book.opf title", "Bến cũ"),
        ("metadata", "OPS/book.opf description", "Chuyện xưa."),
        ("paragraph", "two.xhtml /html/body/p[1]", "Hết."),
        ("heading", "one.xhtml /html/body/h1[1]", "Một"),
        ("paragraph", "one.xhtml /html/body/p[1]", "Đò sang sông."),
        ("paragraph", "note.xhtml /html/body/p[1]", "Chú thích."),
    ]
    assert document.raw.splitlines()[-1] == "Chú thích."


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"META-INF/container.xml": "<container/>"}, "names no package"),
        ({"OPS/book.opf": "<package/>"}, "has no pages"),
        ({"META-INF/encryption.xml": '<e><CipherReference URI="OPS/one.xhtml"/></e>'}, "is encrypted"),
        ({"OPS/one.xhtml": b"\xff\xff\xff"}, "is not UTF-8"),
    ],
)
def test_what_is_no_book_for_us(
    read: Callable[[Parts], Document], epub_of: Callable[..., Parts], parts: Parts, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read(epub_of(PAGES) | parts)


def test_encrypted_fonts_do_not_matter(read: Callable[[Parts], Document], epub_of: Callable[..., Parts]) -> None:
    encryption = '<e><CipherReference URI="OPS/font.otf"/></e>'
    assert len(read(epub_of(PAGES) | {"META-INF/encryption.xml": encryption}).blocks) == 4


def test_a_page_that_is_missing(read: Callable[[Parts], Document], epub_of: Callable[..., Parts]) -> None:
    parts = epub_of(PAGES)
    del parts["OPS/two.xhtml"]
    document = read(parts)
    assert [block.content.text for block in document.blocks] == ["Một", "Đò sang sông.", "Chú thích."]
    assert document.warnings == ("its page OPS/two.xhtml is missing; the others are read",)
    for name in ("one", "note"):
        del parts[f"OPS/{name}.xhtml"]
    with pytest.raises(InputError, match="has none of its pages"):
        read(parts)

"""The same blocks written in every format that is read: what the readers' tests share."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape

import pytest

from benchmarks.pdf_pages import Set, pdf
from benchmarks.typeset import filled

Row = tuple[str, int, str]
"""Kind, level and text of a block."""
Write = Callable[[Sequence[Row]], bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{more}</w:style>'
    for name, shown, more in [
        *((f"H{level}", f"heading {level}", "") for level in range(1, 7)),
        ("Quote", "Quote", ""),
        ("Caption", "caption", ""),
        ("Code", "Source Code", ""),
        ("Deep", "Own", '<w:basedOn w:val="H2"/>'),
        ("Outlined", "Outlined", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'),
        ("Bullet", "List Bullet 2", ""),
    ]
)
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("manifest", "manifest"),
        ("svg", "svg-compatible"),
    ]
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def halves(text: str) -> tuple[str, str]:
    """Return a text in two, as the formats part it by markup."""
    return text[: len(text) // 2], text[len(text) // 2 :]


def plain(rows: Sequence[Row]) -> bytes:
    return "\n\n".join(text for _, _, text in rows).encode()


def html_body(rows: Sequence[Row]) -> str:
    parts = []
    for kind, level, text in rows:
        first, second = (escape(half) for half in halves(text))
        inner = f"{first}<b>{second}</b>"
        if kind == "heading":
            parts.append(f"<h{level}>{inner}</h{level}>")
        elif kind == "item":
            parts.append("<ul><li>" * level + inner + "</li></ul>" * level)
        elif kind == "quote":
            parts.append("<blockquote>" * level + inner + "</blockquote>" * level)
        elif kind == "cell":
            parts.append(f"<table><tr><td>{inner}</td></tr></table>")
        elif kind == "caption":
            parts.append(f'<p><img alt="{escape(text)}" src="x.png"/></p>')
        else:
            parts.append(f"<p>{inner}</p><pre><code>x = 1.</code></pre>")
    return "\n".join(parts)


def html(rows: Sequence[Row]) -> bytes:
    head = [text for kind, _, text in rows if kind == "metadata"]
    title = f"<title>{escape(head[0])}</title>" if head else ""
    more = "".join(f'<meta name="description" content="{escape(text)}">' for text in head[1:])
    body = html_body([row for row in rows if row[0] != "metadata"])
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{title}{more}</head><body>{body}</body></html>".encode()


def docx_body(rows: Sequence[Row]) -> str:
    parts = []
    for kind, level, text in rows:
        properties = {
            "heading": f'<w:pStyle w:val="H{level}"/>',
            "item": f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>',
            "quote": '<w:pStyle w:val="Quote"/>',
        }.get(kind, "")
        runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(half)}</w:t></w:r>' for half in halves(text))
        if kind == "caption":
            runs = f'<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{escape(text)}"/></wp:inline></w:drawing></w:r>'
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"
        table = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
        parts.append(table if kind == "cell" else paragraph)
    return "".join(parts)


def docx_parts(body: str, **more: str) -> dict[str, str | bytes]:
    """Return the parts of a DOCX file with the given body; more parts by name."""
    relations = {"styles": "styles.xml"} | {name: f"{name}.xml" for name in more}
    return {
        "_rels/.rels": f'<Relationships><Relationship Type="{RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": "<Relationships>"
        + "".join(f'<Relationship Type="{RELATIONS}/{kind}" Target="{name}"/>' for kind, name in relations.items())
        + '<Relationship Type="x/hyperlink" Target="http://x.y" TargetMode="External"/></Relationships>',
        "word/document.xml": f"<w:document {W} {WP}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{DOCX_STYLES}</w:styles>",
    } | {f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in more.items()}


def docx(rows: Sequence[Row]) -> bytes:
    return zipped(docx_parts(docx_body(rows)))


def odt_body(rows: Sequence[Row]) -> str:
    parts = []
    for kind, level, text in rows:
        first, second = (escape(half).replace("  ", " <text:s/>") for half in halves(text))
        inner = f"{first}<text:span>{second}</text:span>"
        style = ' text:style-name="P1"' if kind == "quote" else ""
        paragraph = f"<text:p{style}>{inner}</text:p>"
        if kind == "heading":
            paragraph = f'<text:h text:outline-level="{level}">{inner}</text:h>'
        elif kind == "item":
            paragraph = "<text:list><text:list-item>" * level + paragraph + "</text:list-item></text:list>" * level
        elif kind == "cell":
            cell = f"<table:table-cell>{paragraph}</table:table-cell>"
            paragraph = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
        elif kind == "caption":
            paragraph = f"<text:p><draw:frame><draw:image/><svg:desc>{escape(text)}</svg:desc></draw:frame></text:p>"
        parts.append(paragraph)
    return "".join(parts)


def odt_parts(body: str) -> dict[str, str | bytes]:
    """Return the parts of an ODT file with the given body."""
    automatic = '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    automatic += '<style:style style:name="P2" style:parent-style-name="Preformatted_20_Text"/>'
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f"<manifest:manifest {ODF}/>",
        "styles.xml": f"<office:document-styles {ODF}/>",
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    }


def odt(rows: Sequence[Row]) -> bytes:
    return zipped(odt_parts(odt_body(rows)))


def epub_parts(pages: Mapping[str, str], metadata: str = "", spine: str | None = None) -> dict[str, str | bytes]:
    """Return the parts of a book with the given pages, in order unless a spine is given."""
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages if name != "nav.xhtml"
    )
    items += '<item id="nav.xhtml" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    refs = "".join(f'<itemref idref="{name}"/>' for name in pages) if spine is None else spine
    return {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>",
    } | {
        f"OPS/{name}": f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/></head><body>{body}</body></html>"
        for name, body in pages.items()
    }


def epub(rows: Sequence[Row]) -> bytes:
    head = [text for kind, _, text in rows if kind == "metadata"]
    names = ["title", "description", *["description"] * len(head)]
    metadata = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in zip(names, head, strict=False))
    body = [row for row in rows if row[0] != "metadata"]
    middle = len(body) // 2
    pages = {"a b.xhtml": html_body(body[:middle]), "c.xhtml": html_body(body[middle:]), "nav.xhtml": "<p>Mục lục</p>"}
    parts = epub_parts(pages)
    package = str(parts["OPS/book.opf"]).replace("<metadata></metadata>", f"<metadata>{metadata}</metadata>")
    return zipped(parts | {"OPS/book.opf": package.replace('href="a b', 'href="a%20b')})


def subtitles(rows: Sequence[Row], *, is_vtt: bool) -> bytes:
    cues, mark = [], "." if is_vtt else ","
    for number, (_, _, text) in enumerate(rows):
        words = text.split(" ")
        first, second = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
        start, end = 20 * number, 20 * number + 4
        for at, line in ((start, first), (end, second)):
            if line:
                times = f"{clock(at, mark)} --> {clock(at + 4, mark)}"
                cues.append(f"{len(cues) + 1}\n{times}\n<i>{line}</i>\n")
    return (("WEBVTT\n\n" if is_vtt else "") + "\n".join(cues)).encode()


def clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


def markdown(rows: Sequence[Row]) -> bytes:
    marks = {"heading": "#", "item": "-", "quote": ">"}
    lines = [
        f"{marks.get(kind, '') * (level if kind == 'heading' else 1)} {text}".lstrip() for kind, level, text in rows
    ]
    return "\n\n".join(lines).encode()


def pdf_file(rows: Sequence[Row]) -> bytes:
    """Return a PDF with a row a page, lines broken after forty characters."""
    pages = []
    for kind, _, text in rows:
        size = 16 if kind == "heading" else 10
        lines = filled(text, 40, hyphenates=False)
        pages.append([Set(72, 700 - 1.3 * size * number, line, size) for number, line in enumerate(lines)])
    return pdf(pages or [[]])


WRITERS: dict[str, Write] = {
    ".txt": plain,
    ".md": markdown,
    ".html": html,
    ".docx": docx,
    ".odt": odt,
    ".epub": epub,
    ".srt": lambda rows: subtitles(rows, is_vtt=False),
    ".pdf": pdf_file,
    ".vtt": lambda rows: subtitles(rows, is_vtt=True),
}


@pytest.fixture(scope="session")
def writers() -> dict[str, Write]:
    """The writers of each suffix."""
    return WRITERS


@pytest.fixture(scope="session")
def zip_of() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """The writer of ZIP archives."""
    return zipped


@pytest.fixture(scope="session")
def docx_of() -> Callable[..., dict[str, str | bytes]]:
    """The parts of a DOCX file by its body."""
    return docx_parts


@pytest.fixture(scope="session")
def odt_of() -> Callable[[str], dict[str, str | bytes]]:
    """The parts of an ODT file by its body."""
    return odt_parts


@pytest.fixture(scope="session")
def epub_of() -> Callable[..., dict[str, str | bytes]]:
    """The parts of a book by its pages."""
    return epub_parts

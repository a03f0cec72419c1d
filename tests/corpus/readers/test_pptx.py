"""PPTX: slides in the order of the show, titles, lists, tables, pictures and notes."""

from collections.abc import Callable

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction

Parts = dict[str, str | bytes]
NAMES = 'xmlns:p="urn:p" xmlns:a="urn:a" xmlns:r="urn:r"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shape(text: str, role: str | None = None, level: int = 0) -> str:
    placeholder = "" if role is None else f'<p:nvPr><p:ph type="{role}"/></p:nvPr>'
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='1' name='x'/>{placeholder}</p:nvSpPr>"
        f"<p:txBody><a:p><a:pPr lvl='{level}'/>{text}</a:p></p:txBody></p:sp>"
    )


def run(text: str, properties: str = "") -> str:
    return f"<a:r><a:rPr {properties}/><a:t>{text}</a:t></a:r>"


def rels(*targets: tuple[str, str]) -> str:
    items = (f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets, 1))
    return f"<Relationships>{''.join(items)}</Relationships>"


def slide(body: str, more: str = "") -> str:
    return f"<p:sld {NAMES} {more}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"


@pytest.fixture
def parts() -> Parts:
    """A presentation of three slides, the second hidden, shown in another order than they are named."""
    table = "<a:tbl><a:tr>" + "".join(f"<a:tc><a:txBody><a:p>{run(t)}</a:p></a:txBody></a:tc>" for t in ("Giá", "5 đ"))
    first = (
        shape(run("Chợ quê"), "ctrTitle") + shape(run("gạo") + "<a:br/>" + run("nếp"), "body", 1)
        + f"<p:graphicFrame>{table}</a:tr></a:tbl></p:graphicFrame>"
        + "<p:pic><p:nvPicPr><p:cNvPr id='2' name='y' descr='Con đò'/></p:nvPicPr></p:pic>"
        + shape(run("7"), "sldNum")
    )  # fmt: skip
    last = shape(run("Hết.") + run("1", "baseline='30000'") + run(" Rộng 30 km") + run("2", "baseline='30000'"))
    slides = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in (2, 1, 3))
    return {
        "_rels/.rels": rels(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldIdLst>{slides}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(
            ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml"), ("slide", "slides/slide3.xml")
        ),
        "ppt/slides/slide2.xml": slide(first),
        "ppt/slides/_rels/slide2.xml.rels": rels(("notesSlide", "../notesSlides/n.xml"), ("comments", "../c.xml")),
        "ppt/notesSlides/n.xml": slide(shape(run("Nói chậm."), "body")),
        "ppt/c.xml": f"<a {NAMES}><a:p><a:t>ý kiến</a:t></a:p></a>",
        "ppt/slides/slide1.xml": slide(shape(run("giấu")), 'show="0"'),
        "ppt/slides/slide3.xml": slide(last),
    }


def test_slides_are_read_in_order(parts: Parts, zip_of: Callable[[Parts], bytes]) -> None:
    extraction = Extraction()
    document = extract("a.pptx", extraction, zip_of(parts))
    assert [(block.kind.value, block.level, block.locator, block.content.text) for block in document.blocks] == [
        ("heading", 1, "slide 1", "Chợ quê"),
        ("item", 2, "slide 1", "gạo nếp"),
        ("cell", 0, "slide 1", "Giá"),
        ("cell", 0, "slide 1", "5 đ"),
        ("caption", 0, "slide 1", "Con đò"),
        ("paragraph", 0, "slide 1 notes", "Nói chậm."),
        ("paragraph", 0, "slide 3", "Hết. Rộng 30 km²"),
    ]
    assert [(omission.reason, omission.text) for omission in extraction.omissions] == [
        ("a slide number, date or footer", "7"), ("a comment", "ý kiến"), ("a hidden slide", "giấu"),
        ("a note mark", "1"),
    ]  # fmt: skip


def test_missing_slides(parts: Parts, zip_of: Callable[[Parts], bytes]) -> None:
    del parts["ppt/slides/slide2.xml"]
    document = extract("a.pptx", Extraction(), zip_of(parts))
    assert document.warnings == ("its slide 1 is missing; the others are read",)
    del parts["ppt/slides/slide1.xml"], parts["ppt/slides/slide3.xml"]
    with pytest.raises(InputError, match="has none of its slides"):
        extract("a.pptx", Extraction(), zip_of(parts))

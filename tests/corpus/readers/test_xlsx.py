"""XLSX as a document: the texts of cells, without what is hidden and what are numbers."""

from collections.abc import Callable

from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction

Parts = dict[str, str | bytes]
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_cells_are_read_row_by_row(zip_of: Callable[[Parts], bytes]) -> None:
    sheet = """<worksheet><cols><col min="4" max="4" hidden="1"/></cols><sheetData>
    <row><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>ô hai</t></is></c><c r="C1"><v>5</v></c></row>
    <row hidden="1"><c r="A2" t="s"><v>1</v></c></row>
    <row><c r="A3" t="str"><v>công thức</v></c><c r="D3" t="s"><v>1</v></c><c r="E3" t="s"><v>9</v></c></row>
    </sheetData></worksheet>"""
    parts: Parts = {
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{REL}/worksheet" Target="a.xml"/>'
        f'<Relationship Id="r2" Type="{REL}/worksheet" Target="b.xml"/>'
        f'<Relationship Id="r3" Type="{REL}/sharedStrings" Target="s.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns:r="urn:r"><sheets><sheet name="Một" r:id="r1"/>'
        '<sheet name="Hai" r:id="r2" state="hidden"/><sheet name="Ba" r:id="r9"/></sheets></workbook>',
        "xl/a.xml": sheet,
        "xl/b.xml": '<worksheet><sheetData><row><c r="A1" t="s"><v>1</v></c></row></sheetData></worksheet>',
        "xl/s.xml": "<sst><si><r><t>ô </t></r><r><t>một</t></r><rPh><t>no</t></rPh></si><si><t>giấu</t></si></sst>",
    }
    extraction = Extraction()
    document = extract("a.xlsx", extraction, zip_of(parts))
    assert [(block.kind.value, block.locator, block.content.text) for block in document.blocks] == [
        ("cell", "Một!A1", "ô một"), ("cell", "Một!B1", "ô hai"), ("cell", "Một!A3", "công thức"),
    ]  # fmt: skip
    assert document.warnings == ()
    assert [(omission.reason, omission.text, omission.place) for omission in extraction.omissions] == [
        ("a number", "5", "Một!C1"), ("a hidden row or column", "giấu", "Một!A2"),
        ("a hidden row or column", "giấu", "Một!D3"), ("a hidden sheet", "giấu", "Hai!A1"),
    ]  # fmt: skip

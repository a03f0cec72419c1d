"""The order in which the lines of a page are read."""

from benchmarks.pdf_pages import Set, pdf
from songngu.corpus.document import BlockKind
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction
from tests.corpus.readers.pdf.set_pages import LEFT, read, stacked

RIGHT = ["Người già ngồi dưới gốc", "đa kể chuyện ngày xưa", "cho con cháu nghe, giọng", "kể trầm và chậm rãi lắm."]


def test_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    left, right = stacked(LEFT), stacked(RIGHT, 320)
    title, end = Set(72, 740, "Làng bên sông, nơi tôi lớn lên và xa dần theo năm tháng", 16), Set(72, 600, "Hết.")
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    for drawn in (rows, left + right, right + left):
        texts, _ = read([[title, *drawn, end]])
        assert texts == [title.text, " ".join(LEFT), " ".join(RIGHT), "Hết."]


def test_cells_are_read_row_by_row() -> None:
    cells = [Set(x, y, f"{name} {y}") for y in (700, 687, 674, 661) for x, name in ((72, "Ô"), (250, "Giá"))]
    extraction = Extraction()
    document = extract("a.pdf", extraction, pdf([cells]))
    assert [block.content.text for block in document.blocks] == [cell.text for cell in cells]
    assert {block.kind for block in document.blocks} == {BlockKind.CELL}


def test_columns_that_never_share_a_base_line_are_read_one_after_the_other() -> None:
    right, left = stacked(RIGHT, 320, 740), stacked(LEFT, top=720.5)
    assert read([[*left, *right]])[0] == [" ".join(LEFT), " ".join(RIGHT)]

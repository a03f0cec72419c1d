"""Paragraphs of a set text."""

from benchmarks.pdf_pages import Set, pdf
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction
from tests.corpus.readers.pdf.set_pages import read, stacked


def test_a_paragraph_goes_on_over_columns_and_pages_past_heads_and_footnotes() -> None:
    sentence = [
        "The keeper of the lighthouse", "climbed the stairs with a",
        "lamp that he had bought in", "the harbour town long before", "the cable came.",
    ]  # fmt: skip
    pages = []
    for number in range(2):
        head, foot = Set(72, 800, "The Lighthouse"), Set(290, 30, f"{number + 7}")
        pages.append([head, *stacked(sentence[2 * number : 2 * number + 2 + number]), foot])
    note = [Set(72, 90, "7", 5), Set(75, 87, "In the year 1884.", 8)]
    pages[0][3:3] = note
    texts, extraction = read(pages, "en")
    assert texts == [" ".join(sentence), "In the year 1884."]
    told = [(omission.reason, omission.text, omission.place) for omission in extraction.omissions]
    assert ("a note mark", "7", "page 1") in told
    assert [text for reason, text, _ in told if "running head" in reason] == [
        "The Lighthouse",
        "7",
        "The Lighthouse",
        "8",
    ]


def test_headings_items_and_contents() -> None:
    page = [
        Set(72, 760, "Sổ tay", 20), Set(72, 730, "Mở đầu ........ 3"), Set(72, 717, "Đất và nước ........ 12"),
        Set(72, 690, "Mở đầu", 14), Set(72, 670, "•"), Set(100, 670, "gạo nếp"), Set(72, 657, "•"),
        Set(100, 657, "đậu xanh"),
        Set(72, 630, "1.2"), Set(100, 630, "Cách làm"), Set(72, 610, "Ngâm gạo một đêm rồi vo thật sạch."),
    ]  # fmt: skip
    extraction = Extraction()
    document = extract("a.pdf", extraction, pdf([page]))
    assert [(block.kind.value, block.level, block.content.text) for block in document.blocks] == [
        ("heading", 1, "Sổ tay"),
        ("paragraph", 0, "Mở đầu"),
        ("paragraph", 0, "Đất và nước"),
        ("heading", 2, "Mở đầu"),
        ("item", 1, "gạo nếp"),
        ("item", 1, "đậu xanh"),
        ("paragraph", 0, "1.2 Cách làm"),
        ("paragraph", 0, "Ngâm gạo một đêm rồi vo thật sạch."),
    ]
    assert {block.locator for block in document.blocks} == {"page 1"}


def test_contents_without_dots_lose_their_pages() -> None:
    rows = [(700, "Mở đầu", "1"), (687, "Đất", "4"), (674, "Nước", "19")]
    texts, extraction = read(
        [[Set(x, y, text) for y, *cells in rows for x, text in zip((72, 400), cells, strict=True)]]
    )
    assert texts == ["Mở đầu", "Đất", "Nước"]
    assert [omission.text for omission in extraction.omissions] == ["1", "4", "19"]


def test_indents_gaps_and_short_lines_part_paragraphs() -> None:
    lines = [
        Set(86, 700, "Sáng hôm ấy trời mưa rất to"), Set(72, 687, "và nước tràn vào tận sân nhà."),
        Set(86, 674, "Bà cụ ngồi bên bếp lửa hồng"), Set(72, 661, "kể chuyện."),
        Set(72, 648, "Lũ trẻ im lặng lắng nghe bà."),
        Set(72, 620, "Rồi trời tạnh và cả nhà ra đồng."),
    ]  # fmt: skip
    texts, _ = read([lines])
    assert texts == [
        "Sáng hôm ấy trời mưa rất to và nước tràn vào tận sân nhà.",
        "Bà cụ ngồi bên bếp lửa hồng kể chuyện.",
        "Lũ trẻ im lặng lắng nghe bà.",
        "Rồi trời tạnh và cả nhà ra đồng.",
    ]


def test_a_number_that_begins_a_line_begins_no_item_inside_a_sentence() -> None:
    texts, _ = read([stacked(["Luật sẽ có hiệu lực từ ngày 1 tháng", "7. Công ty phải đổi cách làm ngay."])])
    assert texts[0] == "Luật sẽ có hiệu lực từ ngày 1 tháng 7. Công ty phải đổi cách làm ngay."
    texts, _ = read([stacked(["6. Đổi cách làm của công ty ngay", "7. Công ty phải đổi cách làm ngay"])])
    assert texts == ["6. Đổi cách làm của công ty ngay", "7. Công ty phải đổi cách làm ngay"]

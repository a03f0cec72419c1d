"""PDFs as printers make them: columns, heads, footnotes, hyphens, and files that are damaged or hold pictures only."""

import re
import sys

import pytest

from benchmarks.pdf_pages import Set, pdf
from songngu.corpus.document import BlockKind
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction

LEFT = ["Con sông chảy qua làng", "tôi từ bao đời nay, nước", "trong và mát. Mùa hè lũ", "trẻ ra bờ sông tắm mát."]
RIGHT = ["Người già ngồi dưới gốc", "đa kể chuyện ngày xưa", "cho con cháu nghe, giọng", "kể trầm và chậm rãi lắm."]


def read(pages: list[list[Set]], lang: str = "vi") -> tuple[list[str], Extraction]:
    extraction = Extraction(lang)
    document = extract("a.pdf", extraction, pdf(pages))
    return [block.content.text for block in document.blocks], extraction


def stacked(lines: list[str], x: float = 72, top: float = 700, size: float = 10) -> list[Set]:
    return [Set(x, top - 13 * number, line, size) for number, line in enumerate(lines)]


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


def test_marks_of_notes_go_and_powers_stay() -> None:
    raised = [Set(72, 700, "Nước dâng cao.", 10), Set(142, 704, "12", 6), Set(149, 700, " Đồng rộng 30 km", 10)]
    texts, extraction = read([[*raised, Set(229, 704, "2", 6), Set(234, 700, " mỗi làng.", 10)]])
    assert texts == ["Nước dâng cao. Đồng rộng 30 km² mỗi làng."]
    assert [omission.text for omission in extraction.omissions] == ["12"]


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


def test_broken_words_turned_text_and_ligatures() -> None:
    lines = [*stacked(["A ﬁne trans-", "lation of it."]), Set(30, 300, "DRAFT", 30, turn=True)]
    texts, extraction = read([lines], "en")
    assert texts == ["A fine translation of it."]
    assert [(omission.reason, omission.text) for omission in extraction.omissions] == [
        ("turned text", "DRAFT"),
        ("a hyphen that breaks a word", "-"),
    ]


def test_pages_without_text_are_told() -> None:
    texts, extraction = read([[Set(72, 700, "Một trang.")], [], [], [Set(72, 700, "Hết.")]])
    assert texts == ["Một trang.", "Hết."]
    assert extraction.warnings == ["pages 2-3: no text, pictures of it perhaps"]
    with pytest.raises(InputError, match="holds no text") as caught:
        read([[]])
    assert caught.value.hint and "OCR" in caught.value.hint


def test_damaged_files_and_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"a\.pdf: is a damaged PDF"):
        extract("a.pdf", Extraction(), b"%PDF-1.7\n" + b"\0" * 100)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UsageError, match="needs pypdfium2") as caught:
        read([[]])
    assert caught.value.hint == "pip install 'songngu[office]'"


def test_a_line_driven_apart_is_one_line() -> None:
    left = [
        *stacked(["The keeper of the lighthouse", "climbed up with a new lamp"]),
        *(Set(x, 674, word) for x, word in ((72, "that"), (114, "he"), (146, "had"), (182, "once"))),
        *stacked(["bought in the harbour town."], top=661),
    ]
    texts, _ = read([left], "en")
    assert texts == [
        "The keeper of the lighthouse climbed up with a new lamp that he had once bought in the harbour town."
    ]


def test_a_number_that_begins_a_line_begins_no_item_inside_a_sentence() -> None:
    texts, _ = read([stacked(["Luật sẽ có hiệu lực từ ngày 1 tháng", "7. Công ty phải đổi cách làm ngay."])])
    assert texts[0] == "Luật sẽ có hiệu lực từ ngày 1 tháng 7. Công ty phải đổi cách làm ngay."
    texts, _ = read([stacked(["6. Đổi cách làm của công ty ngay", "7. Công ty phải đổi cách làm ngay"])])
    assert texts == ["6. Đổi cách làm của công ty ngay", "7. Công ty phải đổi cách làm ngay"]


def test_letters_of_another_font_stand_where_they_are_drawn() -> None:
    lines, lacking, page = ["Là mùa gặt, bé Hà à ơi và ú", "òa suốt buổi trưa hè."], "àáéèòúù", []
    for number, line in enumerate(lines):
        drawn = [re.sub(letters, "\0", line) for letters in (f"[{lacking}]", f"[^{lacking}]")]
        page += [Set(72, 700 - 13 * number, text) for text in drawn]
    assert read([page])[0] == [" ".join(lines)]


def test_columns_that_never_share_a_base_line_are_read_one_after_the_other() -> None:
    right, left = stacked(RIGHT, 320, 740), stacked(LEFT, top=720.5)
    assert read([[*left, *right]])[0] == [" ".join(LEFT), " ".join(RIGHT)]


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    around = [
        Set(24, 820, "11/28/26, 9:01 PM", 7), Set(300, 820, "Nhật ký", 7),
        Set(24, 17, "https://lang.example/13.html", 7), Set(575, 17, "1/1", 7),
    ]  # fmt: skip
    assert read([[*around, *stacked(LEFT)]])[0] == [" ".join(LEFT)]

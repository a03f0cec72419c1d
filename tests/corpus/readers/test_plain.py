"""Plain text: a line is a paragraph, unless the lines are wrapped."""

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.extraction import Extraction, Wrap
from songngu.corpus.readers.plain import read_blocks

STORY = (
    "Sáng hôm ấy trời mưa rất to, nước tràn vào tận sân nhà và cả khu vườn phía sau. Bà cụ ngồi bên bếp lửa, "
    "vừa nhặt rau vừa kể chuyện ngày xưa cho lũ trẻ nghe. Chúng im lặng, chỉ có tiếng củi nổ lách tách trong bếp. "
    "Đến trưa thì mưa tạnh, và cả nhà cùng ra đồng xem lúa có bị ngập hay không."
)


def texts(raw: str) -> list[str]:
    return [block.content.text for block in read_blocks(raw, Extraction())]


def test_a_line_is_a_paragraph() -> None:
    assert texts("Tiêu đề\n  Câu một. Câu hai.\t\n\n\r\nCâu ba.\rCâu bốn.") == [
        "Tiêu đề",
        "Câu một. Câu hai.",
        "Câu ba.",
        "Câu bốn.",
    ]


def test_short_lines_are_not_wrapped() -> None:
    poem = "Trăng lên đầu núi\nsoi bóng xuống sông\n\ngió thổi trên đồng\nlúa vàng rung rinh"
    assert len(texts(poem)) == 4


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_are_one_paragraph(end: str) -> None:
    raw = (end * 2).join(["Chương một", end.join(textwrap.wrap(STORY, 64)), end.join(textwrap.wrap(STORY, 64))])
    blocks = read_blocks(raw, Extraction())
    assert [block.content.text for block in blocks] == ["Chương một", STORY, STORY]
    document = segment_blocks("x", "vi", raw, blocks)
    assert len(document.sentences) == 9
    for sentence in document.sentences:
        span = sentence.span
        assert raw[span.start : span.end].replace(end, " ") == sentence.text


def test_lists_and_last_lines_part_wrapped_paragraphs() -> None:
    wrapped = "\n".join(textwrap.wrap(STORY, 64))
    raw = f"{wrapped}\n- gạo nếp\n- đậu xanh\n\n{wrapped}\n\n{wrapped}\nXong.\nSau đó cả nhà đi ngủ."
    assert texts(raw) == [STORY, "- gạo nếp", "- đậu xanh", STORY, STORY, "Xong.", "Sau đó cả nhà đi ngủ."]


PARTS = ["word ", "Câu. ", "\n", "\r", "\n\n", "- ", "\f", "3", "docu-\n", "ment", " .... 7", "\n\n2\n\n", "x" * 50]


def visible(text: str) -> str:
    """Return a text without white space and what only says where a word may break: a block of those holds nothing."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]", "", text)


@given(st.text() | st.lists(st.sampled_from(PARTS), max_size=50).map("".join))
@example("\xad")
def test_every_character_is_in_one_sentence_where_it_stands(raw: str) -> None:
    extraction = Extraction()
    document = segment_blocks("x", "vi", raw, read_blocks(raw, extraction))
    end, seen = 0, []
    for sentence in document.sentences:
        span = sentence.span
        assert end <= span.start < span.end
        end = span.end
        seen.extend(sentence.content.raw_spans())
    seen.extend(omission.span for omission in extraction.omissions if omission.span)
    seen.sort()
    assert all(before.end <= after.start for before, after in pairwise(seen))
    assert visible("".join(raw[span.start : span.end] for span in seen)) == visible(raw)


def test_lines_broken_by_hand_are_joined_where_they_read_as_a_sentence() -> None:
    assert texts("Ông lão nói rằng\ncon thuyền này\nđã cũ lắm rồi.\nNó được đóng năm ấy.") == [
        "Ông lão nói rằng con thuyền này đã cũ lắm rồi.",
        "Nó được đóng năm ấy.",
    ]
    assert texts("Nhà văn của\nViệt Nam ra mắt sách mới.\nNgười đọc đến đông.") == [
        "Nhà văn của Việt Nam ra mắt sách mới.",
        "Người đọc đến đông.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["táo", "cam", "chuối"],
        ["đăng nhập", "đăng xuất", "mật khẩu không đúng."],
        ["Chương một", "Hôm ấy trời mưa."],
        ["Cần có:", "gạo nếp;", "đậu xanh;", "thịt lợn."],
        ["1. Đi chợ", "2. nấu cơm", "3. rửa bát."],
    ],
    ids=lambda lines: lines[0],
)
def test_lists_and_headings_keep_their_lines(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


def test_a_paragraph_broken_by_hand_may_break_before_a_name_and_inside_a_range() -> None:
    raw = "The library is closed\non Monday because the\nfloor is wet. Bring books back before\nFriday, the 20-\n"
    blocks = read_blocks(f"{raw}30 that you have. We open\nagain.", Extraction("en"))
    assert [block.content.text for block in blocks] == [
        "The library is closed on Monday because the floor is wet. Bring books back before Friday, the 20-30 that you "
        "have. We open again."
    ]
    letter = "Anna thân mến,\nChị đã nhận thư của\nem. Hẹn gặp ở\nga.\nThân,\nLan"
    assert texts(letter) == ["Anna thân mến,", "Chị đã nhận thư của em. Hẹn gặp ở ga.", "Thân,", "Lan"]


def test_a_short_text_is_wrapped_by_its_own_witness() -> None:
    raw = "Cuộc họp do ông Nguyễn Văn\nAn chủ trì và kết thúc vào\nlúc 5 giờ chiều thứ Hai."
    assert texts(raw) == [raw.replace("\n", " ")]


def test_every_line_is_kept_where_that_is_asked_for() -> None:
    raw = "Ông lão nói rằng\ncon thuyền đã cũ.\n\n1\n\nHết docu-\nment.\n\n2\n\nMở đầu ..... 7"
    blocks = read_blocks(raw, Extraction(wrap=Wrap.KEEP))
    assert [block.content.text for block in blocks] == [line for line in raw.split("\n") if line]


def test_a_number_that_begins_a_wrapped_line_begins_no_item_inside_a_sentence() -> None:
    story = " ".join([STORY, "Luật mới có hiệu lực từ ngày 1 tháng 7. Sau đó mọi người đi ngủ sớm."] * 2)
    for width in range(58, 70):
        raw = "\n".join(textwrap.wrap(story, width))
        assert texts(raw) == [story]


def test_contents_stand_each_for_itself_without_their_pages() -> None:
    extraction = Extraction()
    raw = "Mở đầu........1\nChương 1. Đất và nước . . . . . . 12\nPhụ lục … xem sau\nHết…… iv"
    assert [block.content.text for block in read_blocks(raw, extraction)] == [
        "Mở đầu", "Chương 1. Đất và nước", "Phụ lục … xem sau", "Hết",
    ]  # fmt: skip
    assert [omission.text for omission in extraction.omissions] == ["........1", " . . . . . . 12", "…… iv"]

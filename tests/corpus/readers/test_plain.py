"""Plain text: a line is a paragraph, unless the lines are wrapped."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.extraction import Extraction
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


@given(
    st.text()
    | st.lists(
        st.sampled_from(["word ", "Câu. ", "\n", "\r", "\n\n", "- ", "\x0c", "\u2028", "x" * 50]), max_size=50
    ).map("".join)
)
def test_every_character_is_in_one_sentence_where_it_stands(raw: str) -> None:
    document = segment_blocks("x", "vi", raw, read_blocks(raw, Extraction()))
    end, seen = 0, []
    for sentence in document.sentences:
        span = sentence.span
        assert end <= span.start < span.end
        assert raw[span.start : span.end].split() == sentence.text.split()
        end = span.end
        seen.append(sentence.text)
    assert "".join("".join(seen).split()) == "".join(raw.split())

import numpy as np
import pytest

from songngu.align import align_documents
from songngu.align.text.structure import STRUCTURE, Structure, agreement, structure_of, ties
from songngu.corpus.document import Block, BlockKind, Document, MappedText, Sentence, Span

KINDS = list(BlockKind)


def document(blocks: list[tuple[BlockKind, int, list[str]]], lang: str = "vi") -> Document:
    raw = "\n".join(" ".join(texts) for _, _, texts in blocks)
    found, sentences, start = [], list[Sentence](), 0
    for kind, level, texts in blocks:
        end = start + len(" ".join(texts))
        found.append(Block(kind, MappedText.verbatim(raw, Span(start, end)), level))
        for text in texts:
            content = MappedText.verbatim(raw, Span(start, start + len(text)))
            sentences.append(Sentence(len(sentences), len(found) - 1, content))
            start += len(text) + 1
    return Document("-", lang, raw, tuple(found), tuple(sentences))


ARTICLE = document(
    [
        (BlockKind.HEADING, 1, ["Đầu đề"]),
        (BlockKind.PARAGRAPH, 0, ["Một.", "Hai.", "Ba."]),
        (BlockKind.ITEM, 2, ["Bốn.", "Năm."]),
        (BlockKind.PARAGRAPH, 0, ["– Ai đó?", "Ông Ba: vào đi.", "Cửa mở."]),
    ]
)


def test_the_structure_of_a_document() -> None:
    found = structure_of(ARTICLE)
    assert found is not None
    assert found.edges.tolist() == [True, True, False, False, True, False, True, True, False, True]
    assert found.blocks.tolist() == [1, 2, 2, 2, 3, 3, 4, 5, 5]
    assert found.levels.tolist() == [1, 0, 0, 0, 2, 2, 0, 0, 0]
    turn = len(KINDS)
    assert found.kinds.tolist() == [0, 1, 1, 1, 2, 2, turn, turn, 1]
    assert found.density == pytest.approx(5 / 9)
    part = found.select(np.array([0, 2, 3, 8]))
    assert part.edges.tolist() == [True, True, False, True, True]


def test_one_block_or_as_many_blocks_as_sentences_are_no_structure() -> None:
    assert structure_of(Document.from_sentences(["– Một.", "– Hai."], "vi")) is None
    assert structure_of(document([(BlockKind.PARAGRAPH, 0, [f"Câu {k}."]) for k in range(9)])) is None
    assert structure_of(document([])) is None


def made(blocks: list[int], kinds: list[int] | None = None, levels: list[int] | None = None) -> Structure:
    n = len(blocks)
    return Structure(
        np.array(blocks, np.int32), np.array(kinds or [1] * n, np.int8), np.array(levels or [0] * n, np.int8)
    )


def test_blocks_of_another_size_say_less() -> None:
    half, third, all_one = made([0, 0, 1, 1, 2, 2]), made([0, 0, 0, 1, 1, 1]), made([0, 1, 2, 3, 4, 5])
    assert agreement(half, half) == 1
    assert 0 < agreement(half, third) < 1
    assert agreement(half, third) == pytest.approx(agreement(third, half))
    assert agreement(half, all_one) == 0
    assert agreement(half, None) == agreement(None, half) == 0
    weights = dict.fromkeys(STRUCTURE, 1.0)
    assert ties(half, None, weights) is None
    assert ties(half, all_one, weights) is None


def score(source: Structure, target: Structure, name: str, end: tuple[int, int], bead: tuple[int, int]) -> float:
    found = ties(source, target, dict.fromkeys(STRUCTURE, 0.0) | {name: 1.0})
    assert found is not None
    i, j = np.array([end[0]]), np.array([end[1]])
    return float((found.ends(i, j) + found.starts(i, j, *bead))[0])


def test_what_the_features_count() -> None:
    heading = made([0, 1, 1, 2, 3], [0, 1, 1, 2, 0], [1, 0, 0, 1, 2])
    other = made([0, 0, 1, 2, 3], [1, 1, 0, 2, 0], [0, 0, 2, 1, 1])
    assert score(heading, other, "block edges differ", (1, 1), (1, 1)) == 1
    assert score(heading, other, "block edges differ", (2, 2), (1, 1)) == 2
    assert score(heading, other, "block edges differ", (3, 3), (3, 3)) == 0
    assert score(heading, other, "blocks crossed", (2, 1), (2, 1)) == 1
    assert score(heading, other, "blocks crossed", (4, 4), (4, 4)) == 4
    assert score(heading, other, "heading differs", (1, 1), (1, 1)) == 1
    assert score(heading, other, "heading differs", (1, 3), (1, 1)) == 0
    assert score(heading, other, "level differs", (1, 3), (1, 1)) == 1
    assert score(heading, other, "level differs", (2, 2), (1, 1)) == 0
    assert score(heading, other, "kind differs", (4, 2), (1, 1)) == 1
    assert score(heading, other, "kind differs", (4, 4), (1, 1)) == 0


def test_what_one_side_does_not_mark_is_not_missed() -> None:
    marked = made([0, 1, 1, 2, 3], [0, 1, 1, 2, 0], [1, 0, 0, 1, 2])
    plain, deeper = made([0, 1, 1, 2, 3]), made([0, 1, 1, 2, 3], [0, 1, 1, 2, 0], [3, 0, 0, 2, 4])
    assert score(marked, plain, "heading differs", (1, 1), (1, 1)) == 0
    assert score(marked, plain, "kind differs", (4, 4), (1, 1)) == 0
    assert score(marked, deeper, "level differs", (1, 1), (1, 1)) == 0
    assert score(marked, deeper, "heading differs", (1, 2), (1, 1)) == 1


def test_exchanged_sides_are_told_the_same() -> None:
    rng = np.random.default_rng(5)
    weights = {name: -float(k + 1) for k, name in enumerate(STRUCTURE)}
    one, other = (
        made(np.cumsum(rng.random(30) < 0.4).tolist(), rng.integers(0, 4, 30).tolist(), rng.integers(0, 3, 30).tolist())
        for _ in range(2)
    )
    there, back = ties(one, other, weights), ties(other, one, weights)
    assert there is not None
    assert back is not None
    i, j = (side.ravel() for side in np.indices((31, 31)))
    np.testing.assert_array_equal(there.ends(i, j), back.ends(j, i))
    np.testing.assert_allclose(there.starts(i, j, 3, 2), back.starts(j, i, 2, 3), rtol=1e-5)


def test_a_heading_is_not_joined_with_the_next_line() -> None:
    """Two headings in a row, one of them without a rendering: words alone cannot tell which."""
    source = document(
        [
            (BlockKind.HEADING, 1, ["Lịch sử"]),
            (BlockKind.PARAGRAPH, 0, ["Nhà máy mở cửa năm 2015.", "Hiện có 3.500 kỹ sư làm việc ở đó."]),
            (BlockKind.HEADING, 1, ["Lịch sử nhà máy"]),
            (BlockKind.PARAGRAPH, 0, ["Không ai biết rõ chủ nhân của nó là ai.", "Cũng không ai dám hỏi."]),
        ]
    )
    target = document(
        [
            (BlockKind.HEADING, 1, ["History"]),
            (BlockKind.PARAGRAPH, 0, ["The factory opened in 2015.", "It now employs 3,500 engineers."]),
            (BlockKind.PARAGRAPH, 0, ["Nobody knows who its owner is.", "Nobody dares to ask."]),
        ],
        "en",
    )
    beads = [(bead.source, bead.target) for bead in align_documents(source, target).beads]
    assert beads == [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), ()), ((4,), (3,)), ((5,), (4,))]


def test_paragraphs_that_are_cut_elsewhere_are_still_joined() -> None:
    lines = [("Nhà máy mở cửa năm 2015.", "The factory opened in 2015, and it now employs 3,500 engineers.")]
    source = document(
        [
            (BlockKind.PARAGRAPH, 0, [lines[0][0]]),
            (BlockKind.PARAGRAPH, 0, ["Hiện có 3.500 kỹ sư làm việc ở đó.", "Không ai dám hỏi.", "Trời mưa."]),
        ]
    )
    target = document(
        [
            (BlockKind.PARAGRAPH, 0, [lines[0][1], "Nobody dares to ask."]),
            (BlockKind.PARAGRAPH, 0, ["It was raining."]),
        ],
        "en",
    )
    beads = [(bead.source, bead.target) for bead in align_documents(source, target).beads]
    assert beads == [((0, 1), (0,)), ((2,), (1,)), ((3,), (2,))]

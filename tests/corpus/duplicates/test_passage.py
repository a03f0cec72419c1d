import json
import random
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Piece, Span
from songngu.corpus.duplicates import Passage, PassageKind, find_duplicates, matches, search, seeds, words
from songngu.corpus.duplicates.scope import Reach
from songngu.corpus.duplicates.tandems import Tandem, find_long_tandems
from songngu.corpus.duplicates.words import read_words
from songngu.corpus.errors import UsageError

SEEDS = Path(__file__).parents[3] / ".." / "shared" / "data" / "seeds"

LINES = [
    "Sáng sớm, bà cụ bán xôi đầu ngõ đã nhóm bếp than và gọi với sang nhà bên cạnh.",
    "“Mưa thế này thì ai còn ra chợ nữa?” – ông thợ cắt tóc vừa hỏi vừa kéo tấm bạt che ghế.",
    "Con đường đất chạy dọc bờ kênh hôm nay lầy lội, xe đạp của lũ trẻ để lại những vệt dài ngoằn ngoèo.",
    "Đến trưa, nước rút dần; người ta lại thấy mấy chiếc thuyền nan úp mình phơi nắng trên bãi cỏ.",
    "Cô giáo mới chuyển về trường làng mang theo một hòm sách cũ (phần lớn là truyện cổ tích).",
    "Tối đến, cả xóm quây quần quanh chiếc đài nhỏ, nghe tin bão xa và đoán xem ngày mai gió đổi hướng nào.",
]


def document(text: str, path: str = "a.txt") -> Document:
    block = Block(BlockKind.PARAGRAPH, MappedText.verbatim(text, Span(0, len(text))))
    return Document(path, "vi", text, (block,), ())


def filler(start: int, count: int) -> str:
    """Words that stand nowhere else."""
    return " ".join(f"từ{number}" for number in range(start, start + count))


def texts(passage: Passage) -> tuple[str, str]:
    return passage.first.text, passage.second.text


def check(passages: list[Passage], documents: list[Document]) -> None:
    """Hold every report to what is promised of all."""
    keys = []
    places = {id(d): i for i, d in enumerate(documents)}
    for p in passages:
        for copy in (p.first, p.second):
            assert 0 <= copy.span.start < copy.span.end <= len(copy.document.raw)
            assert copy.text == copy.text.strip()
        first, second = places[id(p.first.document)], places[id(p.second.document)]
        assert (first, p.first.span.end) <= (second, p.second.span.start)
        assert 0 < p.similarity <= 1
        assert (p.similarity == 1) == (p.kind is not PassageKind.NEAR)
        keys.append((first, p.first.words, second, p.second.words))
    assert keys == sorted(keys)
    assert [p.cluster for p in passages] == sorted(p.cluster for p in passages)


# What is found


def test_a_body_that_stands_twice_is_one_passage() -> None:
    body = "\n".join(LINES)
    text = f"Tựa đề\n{body}\n{body}"
    (passage,) = find_duplicates([document(text)])
    assert texts(passage) == (body, body)
    assert (passage.first.lines, passage.second.lines) == ((2, 7), (8, 13))
    assert (passage.similarity, passage.kind, passage.cluster) == (1.0, PassageKind.EXACT, 0)
    assert passage.word_count == len(passage.first.words) == len(passage.second.words)


def test_across_files_with_brackets_and_quotes() -> None:
    quoted = f"“{LINES[0]} {LINES[2]}”"
    one = document(f"Ông kể: {quoted} rồi thôi.", "một.txt")
    two = document(f"Có người viết lại ({quoted}) vào sổ.", "hai.txt")
    (passage,) = find_duplicates([one, two])
    assert passage.first.text == quoted
    assert passage.second.text == f"({quoted})"
    assert passage.kind is PassageKind.NORMALISED
    assert (passage.first.document.path, passage.second.document.path) == ("một.txt", "hai.txt")


def test_case_diacritics_punctuation_and_composition_do_not_matter() -> None:
    body = " ".join(LINES)
    bare = "".join(c for c in unicodedata.normalize("NFD", body.upper()) if not unicodedata.combining(c))
    bare = bare.replace("Đ", "D").replace(",", "").replace(".", " -")
    for other in (bare, unicodedata.normalize("NFD", body)):
        (passage,) = find_duplicates([document(body), document(other)])
        assert (passage.kind, passage.similarity) == (PassageKind.NORMALISED, 1.0)
        assert passage.first.span == Span(0, len(body))
        assert passage.second.span == Span(0, len(other))


def test_changed_words_dropped_and_inserted_sentences_are_one_near_passage() -> None:
    copy = [LINES[0].replace("Sáng sớm", "Mờ sáng"), LINES[1], "Chẳng ai trả lời.", LINES[2], LINES[4], LINES[5]]
    text = "\n".join([filler(0, 40), *LINES, filler(50, 40), *copy, filler(100, 40)])
    (passage,) = find_duplicates([document(text)])
    assert texts(passage) == ("\n".join(LINES), "\n".join(copy))
    assert passage.kind is PassageKind.NEAR
    first, second = (side.split() for side in texts(passage))
    assert passage.similarity == pytest.approx(2 * common(first, second) / (len(first) + len(second)), abs=0.02)


def test_a_header_on_every_page_is_one_cluster() -> None:
    header = f"{LINES[0]}\n{LINES[4]}"
    pages = [f"{header}\n{filler(100 * i, 60)}" for i in range(40)]
    passages = find_duplicates([document("\n".join(pages))])
    assert len(passages) == 39
    assert {p.cluster for p in passages} == {0}
    assert {p.first.span for p in passages} == {Span(0, len(header))}
    assert {p.second.text for p in passages} == {header}


def test_edited_headers_share_their_canonical_copy() -> None:
    header = " ".join(LINES[:3])
    rng = random.Random(7)
    copies = [header]
    for i in range(12):
        edited = header.split()
        edited[rng.randrange(3, len(edited) - 3)] = f"khác{i}"
        copies.append(" ".join(edited))
    passages = find_duplicates([document(f"{copy}\n{filler(100 * i, 60)}") for i, copy in enumerate(copies)])
    assert len(passages) == 12
    assert {p.cluster for p in passages} == {0}
    assert {p.first.text for p in passages} == {header}


def test_a_paragraph_five_times_in_a_row_is_four_passages() -> None:
    body = "\n".join(LINES[:2])
    passages = find_duplicates([document("\n".join(["Mở đầu", *[body] * 5, "Kết"]))])
    assert [texts(p) for p in passages] == [(body, body)] * 4
    assert {p.first.lines for p in passages} == {(2, 3)}
    assert [p.second.lines for p in passages] == [(4, 5), (6, 7), (8, 9), (10, 11)]


def test_copies_of_a_copy_are_told_of_the_earliest() -> None:
    longer = [*LINES[:5]]
    documents = [
        document("\n".join(lines), f"{i}")
        for i, lines in enumerate(([filler(0, 30), *longer[:4]], [filler(40, 30), *longer], [filler(80, 30), *longer]))
    ]
    passages = find_duplicates(documents)
    check(passages, documents)
    assert {p.second.document.path for p in passages} == {"1", "2"}
    assert passages[0].first.document.path == "0"


def test_a_phrase_is_no_passage() -> None:
    phrase = "theo như lời người trong làng kể lại thì ngày ấy"
    text = "\n".join(f"{filler(50 * i, 20)} {phrase} {filler(50 * i + 20, 20)}" for i in range(30))
    assert find_duplicates([document(text)]) == []
    assert find_duplicates([document(text)], min_words=10) != []


def test_unlike_gaps_part_a_chain() -> None:
    """Two short repeats with much else between them are two passages, not one of low similarity."""
    one = f"{LINES[0]} {LINES[2]}\n{filler(0, 90)}\n{LINES[4]} {LINES[5]}"
    two = f"{LINES[0]} {LINES[2]}\n{filler(200, 90)}\n{LINES[4]} {LINES[5]}"
    passages = find_duplicates([document(one), document(two)])
    assert [p.first.text for p in passages] == [f"{LINES[0]} {LINES[2]}", f"{LINES[4]} {LINES[5]}"]
    assert [p.cluster for p in passages] == [0, 1]


def test_most_of_a_later_copy_is_explained_already() -> None:
    """What a longer copy covers is told once; what is left over comes from elsewhere."""
    long, tail = "\n".join(LINES[:4]), "\n".join(LINES[4:])
    documents = [
        document(f"{LINES[3]}\n{tail}", "đuôi"),
        document(f"{filler(0, 30)}\n{long}", "thân"),
        document(f"{filler(40, 30)}\n{long}\n{tail}", "cả hai"),
    ]
    passages = find_duplicates(documents)
    check(passages, documents)
    last = [p for p in passages if p.second.document.path == "cả hai"]
    assert {p.first.document.path for p in last} == {"đuôi", "thân"}


def test_markup_is_no_text() -> None:
    """Words are those a reader sees; spans those of the file."""
    marked = [("Tr", "Tr"), ("ờ", "&#7901;"), ("i vừa hửng, ", "i vừa hửng, "), ("", "<b>"), (LINES[0], LINES[0])]
    plain = [(f"Trời vừa hửng, {LINES[0]}", f"Trời vừa hửng, {LINES[0]}")]
    raw, blocks = "", []
    for parts in (marked, plain):
        text, pieces = "", []
        raw += "<p>"
        for rendered, written in parts:
            place = Span(len(raw), len(raw) + len(written))
            pieces.append(Piece(Span(len(text), len(text) + len(rendered)), place))
            text, raw = text + rendered, raw + written
        raw += "</p><hr>"
        blocks.append(Block(BlockKind.PARAGRAPH, MappedText(text, tuple(piece for piece in pieces if len(piece.text)))))
    (passage,) = find_duplicates([Document("a.html", "vi", raw, tuple(blocks), ())])
    assert passage.similarity == 1
    assert passage.first.text.removesuffix(".") == f"Tr&#7901;i vừa hửng, <b>{LINES[0]}".removesuffix(".")
    assert passage.second.text.removesuffix(".") == plain[0][1].removesuffix(".")


def test_copies_out_of_one_mark_are_one() -> None:
    text = f"{LINES[0]} {LINES[1]}"
    piece = Piece(Span(0, 2 * len(text) + 1), Span(0, 9))
    block = Block(BlockKind.PARAGRAPH, MappedText(f"{text} {text}", (piece,)))
    assert find_duplicates([Document("a.md", "vi", "{{ xôi }}", (block,), ())]) == []


def test_brackets_that_touch_a_word_on_the_other_side() -> None:
    body = f"{LINES[2]} {LINES[5]}".removesuffix(".")
    passages = find_duplicates([document(f"xem({body})thêm"), document(f"bản–{body}–khác")])
    assert [texts(p) for p in passages] == [(f"({body})", body)]


def test_unspaced_scripts_count_characters() -> None:
    sentence = "清晨卖糯米饭的老奶奶已经在巷口生起炭火招呼邻居。"
    (passage,) = find_duplicates([document(f"前言{sentence}中间的话不一样{sentence}")])
    assert texts(passage) == (sentence, sentence)


def test_words_of_a_document() -> None:
    text = "Đây là “Việt Nam”, NGHĨA_x 5,5 day la vie\u0323\u0302t\u00ad nam nghia 中文a ❤\ufe0f b"
    found = read_words([document(text), document("")])
    written = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    expected = "Đây là Việt Nam NGHĨA x 5 5 day la vie\u0323\u0302t\u00ad nam nghia 中 文 a b"
    assert written == expected.split(" ")
    assert len(set(found.keys[[2, 10]].tolist())) == 1
    assert found.bounds.tolist() == [0, 17, 17]
    assert found.heads.tolist() == [True] + [False] * 16


def test_long_texts_are_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(LINES * 3)
    whole = read_words([document(text)])
    monkeypatch.setattr(words, "_CHUNK", 50)
    parts = read_words([document(text)])
    for name in ("keys", "starts", "ends", "heads"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))


@given(st.text(st.sampled_from("ab\r\n\u2028"), max_size=30), st.integers(1, 9))
def test_line_starts_are_those_of_the_document(text: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_CHUNK", chunk)
        starts = words.line_starts(text).tolist()
    source = document(text)
    assert [source.position(start) for start in starts] == [(number, 1) for number in range(1, len(starts) + 1)]
    assert source.position(len(text))[0] == len(starts)


def test_only_copies_of_the_reach_asked_for() -> None:
    body = "\n".join(LINES[:3])
    one, two = document(f"{body}\n{filler(0, 30)}\n{body}", "a"), document(f"{filler(50, 30)}\n{body}", "b")
    places = {
        reach: [(p.first.document.path, p.second.document.path) for p in find_duplicates([one, two], reach=reach)]
        for reach in Reach
    }
    assert places == {
        Reach.ANY: [("a", "a"), ("a", "b")],
        Reach.WITHIN: [("a", "a")],
        Reach.ACROSS: [("a", "b")],
    }


def test_what_goes_against_others_is_told_of_them_alone() -> None:
    body = "\n".join(LINES)
    test = document(f"{filler(0, 30)}\n{LINES[1]} {LINES[2]}\n{filler(40, 30)}", "test")
    training = document(f"{body}\n{filler(80, 30)}\n{body}", "training")
    found = find_duplicates([training], against=[test])
    assert [p.first.document.path for p in found] == ["test", "test"]
    assert [p.second.lines for p in found] == [(2, 3), (9, 10)]
    assert find_duplicates([training], against=[document(filler(200, 90))]) == []
    assert [p.second.document.path for p in find_duplicates([training], against=[test], reach=Reach.ACROSS)] != []
    assert find_duplicates([training], against=[test], reach=Reach.WITHIN) == []


def test_a_copy_of_a_copy_stays_across_files() -> None:
    """A later copy is not moved to a canonical one in its own file, where only other files are asked for."""
    body = "\n".join(LINES)
    one = document(f"{body}\n{filler(0, 40)}\n{body}", "a")
    passages = find_duplicates([one, document(body, "b"), document(body, "c")], reach=Reach.ACROSS)
    assert all(p.first.document is not p.second.document for p in passages)
    assert [p.second.document.path for p in passages] == ["b", "c"]


def test_a_document_that_stands_whole_in_the_next_is_no_tandem() -> None:
    body = "\n".join(LINES)
    documents = [document(f"{body}\n{body}", name) for name in "ab"]
    passages = find_duplicates(documents)
    assert [(p.first.document.path, p.first.lines, p.second.lines) for p in passages] == [
        ("a", (1, 6), (7, 12)),
        ("a", (1, 12), (1, 12)),
    ]


@pytest.mark.parametrize("period", [1, 7, 1500])
def test_long_tandems_are_found_where_they_are(period: int) -> None:
    unit = [f"từ{i}" for i in range(period)]
    stretch = (unit * (30_000 // period + 1))[:30_000]
    for around in (0, 17, 5000):
        text = " ".join([*filler(40_000, around).split(), *stretch, *filler(50_000, around).split()])
        found = read_words([document(filler(20_000, 9)), document(text)])
        assert find_long_tandems(found) == [Tandem(9 + around, 9 + around + 30_000, period)]
        passages = find_duplicates([document(text)])
        assert {p.first.words.start for p in passages} == {around}
        assert max(p.second.words.end for p in passages) >= around + 30_000 - max(20, period)


def test_two_long_tandems_of_one_line_are_told_of_each_other() -> None:
    line = "bảy chữ này đứng trên mỗi dòng\n"
    documents = [document(line * 3000, "a"), document(filler(0, 30) + "\n" + line * 3000, "b")]
    passages = find_duplicates(documents)
    assert {(p.first.document.path, p.second.document.path) for p in passages} >= {("a", "a"), ("b", "b")}
    assert len(passages) < 40


# Small and odd documents


@pytest.mark.parametrize("text", ["", " \n\n", "một", "—…—", "a" * 1000, "một hai ba bốn năm sáu bảy"])
def test_nothing_repeats(text: str) -> None:
    assert find_duplicates([document(text)]) == []
    assert find_duplicates([document(text), document("")]) == []
    assert find_duplicates([Document("-", "vi", text, (), ())]) == []


def test_no_documents_and_no_sentences() -> None:
    assert find_duplicates([]) == []
    assert find_duplicates([Document.from_sentences([], "vi"), Document.from_sentences(["", ""], "vi")]) == []


def test_a_block_without_characters() -> None:
    empty = Block(BlockKind.PARAGRAPH, MappedText("", ()))
    assert find_duplicates([Document("-", "vi", "x", (empty, empty), ())]) == []


def test_five_sentences() -> None:
    rows = [LINES[0], LINES[1], LINES[2], LINES[0], LINES[1]]
    side = Document.from_sentences(rows, "vi")
    (passage,) = find_duplicates([side])
    assert passage.first.span == Span(side.sentences[0].span.start, side.sentences[1].span.end)
    assert passage.second.span == Span(side.sentences[3].span.start, side.sentences[4].span.end)


def test_options_out_of_range() -> None:
    with pytest.raises(UsageError, match="5 words"):
        find_duplicates([], min_words=5)
    for similarity in (0, -1, 1.1):
        with pytest.raises(UsageError, match="out of range"):
            find_duplicates([], similarity=similarity)


def test_similarity_one_wants_equal_words() -> None:
    other = [LINES[0].replace("than", "củi"), *LINES[1:4]]
    (passage,) = find_duplicates([document("\n".join(LINES[:4])), document("\n".join(other))], similarity=1)
    assert passage.similarity == 1
    assert passage.first.text.endswith(LINES[3])


def test_growth_over_an_edit_is_taken_back_where_similarity_forbids_it() -> None:
    one = f"{filler(0, 25)} này {filler(30, 5)}"
    documents = [document(one), document(one.replace("này", "kia"))]
    assert [p.word_count for p in find_duplicates(documents)] == [31]
    assert [p.word_count for p in find_duplicates(documents, similarity=1)] == [25]


# Repetitive texts end soon


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("a" * 200_000, 0),
        ("中" * 100_000, 16),
        ("một dòng ngắn lặp lại mãi\n" * 20_000, 16),
        ("\n".join(f"dòng {i} của sổ ghi chép ngày mưa nơi trạm đo gió cuối làng" for i in range(2_000)), 2_000),
        (f"{LINES[0]}\n{LINES[1]}\n" * 2_000, 16),
    ],
)
def test_repetitive_texts(text: str, most: int) -> None:
    source = document(text)
    start = time.perf_counter()
    passages = find_duplicates([source])
    assert time.perf_counter() - start < 5
    assert len(passages) <= most
    check(passages, [source])


def test_runs_of_equal_lines_leave_one_copy() -> None:
    """All but the first few of many equal lines are in a later copy."""
    source = document("bảy chữ này đứng trên mỗi dòng\n" * 1_000)
    covered = {row for p in find_duplicates([source]) for row in range(p.second.words.start, p.second.words.end)}
    told_once = set(range(7 * 1_000)) - covered
    assert set(range(21)) <= told_once <= {*range(21), *range(6_979, 7_000)}


def test_random_words_of_few() -> None:
    rng = random.Random(3)
    source = document(" ".join(rng.choice("ab") for _ in range(3_000)))
    check(find_duplicates([source]), [source])


def test_sampled_corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "\n".join(LINES)
    documents = [
        document(f"{filler(0, 70)}\n{body}\n{filler(90, 4)}"),
        document(f"{filler(100, 33)}\n{body}"),
        document("a"),
    ]
    whole = find_duplicates(documents)
    monkeypatch.setattr(seeds, "_SAMPLED_FROM", 16)
    assert find_duplicates(documents) == whole
    assert [texts(p) for p in whole] == [(body, body)]


def test_long_sides_are_not_aligned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    near = [line.replace("và", "cùng") for line in LINES]
    documents = [document("\n".join(lines)) for lines in (LINES, near, [*near, filler(0, 30)])]
    assert {id(p.first.document) for p in find_duplicates(documents)} == {id(documents[0])}
    monkeypatch.setattr(search, "_REALIGNED", 10)
    check(find_duplicates(documents), documents)


def test_growth_to_both_sides() -> None:
    keys = np.array([*range(40), *range(100, 140), *range(1, 40), 99], dtype=np.uint32)
    keys[[85, 113]] = 500, 600
    places = np.arange(len(keys), dtype=np.int32)
    heads = np.zeros(len(keys), dtype=np.bool_)
    heads[[0, 40, 80]] = True
    stream = words.Words(keys, places, places + np.int32(1), heads, np.array([0, 40, 80, 120]))
    seed = (matches.Run(15, 94, 6),)
    strict = matches.grow(stream, seed, 0)
    assert (strict.first, strict.second, strict.similarity) == (Span(7, 34), Span(86, 113), 1)
    near = matches.grow(stream, seed, 8)
    assert (near.first, near.second, near.common) == (Span(0, 40), Span(80, 120), 37)
    assert near.similarity == 2 * 37 / (len(near.first) + len(near.second))
    assert [matches.locate(near, word) for word in (80, 84, 100, 119)] == [1, 5, 21, 40]


# Properties


def common(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        above = 0
        for j, y in enumerate(b):
            above, row[j + 1] = row[j + 1], above + 1 if x == y else max(row[j], row[j + 1])
    return row[-1]


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_planted_copy_is_found(data: st.DataObject) -> None:
    size = data.draw(st.integers(60, 400))
    rows = [f"từ{i}" for i in range(size)]
    length = data.draw(st.integers(20, size))
    start = data.draw(st.integers(0, size - length))
    place = data.draw(st.sampled_from([*range(start + 1), *range(start + length, size + 1)]))
    every = data.draw(st.integers(2, 30))
    planted = [*rows[:place], *rows[start : start + length], *rows[place:]]
    text = "".join(word + ("\n" if i % every == 0 else " ") for i, word in enumerate(planted))
    source = document(text)
    passages = find_duplicates([source])
    check(passages, [source])
    (passage,) = passages
    shift = length if place <= start else 0
    assert sorted([passage.first.words.start, passage.second.words.start]) == sorted([place, start + shift])
    assert [side.split() for side in texts(passage)] == [rows[start : start + length]] * 2
    assert find_duplicates([document(text)])[0].second.span == passage.second.span


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_an_edited_copy_is_found_with_its_true_similarity(data: st.DataObject) -> None:
    length = data.draw(st.integers(60, 200))
    rows = [f"từ{i}" for i in range(length)]
    gaps = data.draw(st.lists(st.integers(8, 30), min_size=1, max_size=8))
    copy, at = list(rows), -1
    for number, gap in enumerate(gaps):
        at += gap
        if at >= len(copy):
            break
        edit = data.draw(st.sampled_from(["change", "drop", "insert"]))
        copy[at : at + (edit != "insert")] = [] if edit == "drop" else [f"khác{number}"]
    documents = [document(f"{filler(1000, 30)} {' '.join(rows)}"), document(f"{' '.join(copy)} {filler(2000, 30)}")]
    (passage,) = find_duplicates(documents)
    first, second = (side.split() for side in texts(passage))
    assert len(first) >= length - 9
    assert passage.similarity == pytest.approx(2 * common(first, second) / (len(first) + len(second)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from([*"abcABC.\n", "đá", "(x)"]), max_size=150), max_size=4))
def test_repetitive_documents_hold_what_is_promised(rows: list[list[str]]) -> None:
    documents = [document(" ".join(row), f"{i}") for i, row in enumerate(rows)]
    passages = find_duplicates(documents, min_words=8)
    check(passages, documents)
    assert passages == find_duplicates(documents, min_words=8)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_has_a_result(rows: list[str]) -> None:
    documents = [document(row * 3) for row in rows]
    passages = find_duplicates(documents, min_words=6)
    for p in passages:
        assert p.first.document is not p.second.document or p.first.span.end <= p.second.span.start


# Given texts and the command of the process


def test_the_article_whose_body_stands_twice() -> None:
    if not SEEDS.exists():
        pytest.skip("the given texts are not beside the project")
    raw = (SEEDS / "000.vi.txt").read_bytes().decode("utf-8")
    gold = json.loads((SEEDS / "duplicates.gold.json").read_text(encoding="utf-8"))["duplicates"][0]["copies"]
    (passage,) = find_duplicates([document(raw)])
    for copy, expected in zip((passage.first, passage.second), gold, strict=True):
        assert [copy.span.start, copy.span.end] == expected["chars"]
        assert list(copy.lines) == expected["lines"]
    assert passage.kind is PassageKind.EXACT


@pytest.mark.slow
def test_hash_seeds_do_not_matter() -> None:
    code = (
        "import random; from songngu.corpus.document import Document;"
        "from songngu.corpus.duplicates import find_duplicates;"
        "r = random.Random(1); t = ' '.join(r.choice('abcd') for _ in range(3000));"
        "print([(p.first.span, p.second.span, p.cluster) for p in find_duplicates([Document('a', 'vi', t, (), ())])])"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(results) == 1
    assert "Span" in results.pop()

import json
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Piece, Span
from songngu.corpus.duplicates import PassageKind, find_duplicates
from songngu.corpus.errors import UsageError
from tests.corpus.duplicates.passages import LINES, check, common, document, filler, texts

SEEDS = Path(__file__).parents[3] / ".." / "shared" / "data" / "seeds"


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
    passages = find_duplicates([source])
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

"""Where the texts of a row stand."""

from dataclasses import replace
from typing import Any

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.document import Block, BlockKind, Document, MappedText, Piece, Sentence, Span
from songngu.glossary.concept import Glossary
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext
from tests.glossary.rules.poems import DOCUMENTS, EN, GLOSSARY, VI, places, row


def test_a_match_across_two_sentences_spans_two_lines() -> None:
    target = Document.from_sentences(["We met Tao", "Hua there."], "en", "tho.en.txt")
    findings = check_bitext(
        from_rows([row(VI, target, [0], [0, 1])]), GLOSSARY, documents={"tho.en.txt": target, "tho.vi.txt": VI}
    )
    assert places(findings) == [("TRM002", "tho.en.txt", 1, 8, 2, 4)]


def test_markup_is_stepped_over() -> None:
    raw = "# A\n\nIt is **Tao** Hua!"
    pieces = (Piece(Span(0, 6), Span(5, 11)), Piece(Span(6, 9), Span(13, 16)), Piece(Span(9, 14), Span(18, 23)))
    content = MappedText("It is Tao Hua!", pieces)
    target = Document("a.md", "en", raw, (Block(BlockKind.PARAGRAPH, content),), (Sentence(0, 0, content),))
    findings = check_bitext(from_rows([row(VI, target, [0], [0])]), GLOSSARY, documents={"a.md": target})
    assert places(findings) == [("TRM002", "a.md", 3, 9, 3, 18)]


def test_without_documents_a_row_is_a_line() -> None:
    bitext = from_rows([row(VI, EN, [1], [2], row=6)])
    assert places(check_bitext(bitext, GLOSSARY)) == [("TRM002", "tho.en.txt", 7, 17, 7, 24)]
    bare = from_rows([row(VI, EN, [1], [2], row=6, target_file=None, source_file=None)])
    assert places(check_bitext(bare, GLOSSARY, documents=DOCUMENTS)) == [("TRM002", "tho", 7, 17, 7, 24)]


@pytest.mark.parametrize(
    "change",
    [{"target": "Edited: Tao Hua sang."}, {"target_ids": []}, {"target": "Edited: Tao Hua sang.", "target_ids": [99]}],
)
def test_a_text_that_is_no_longer_the_files_is_placed_by_its_row(change: dict[str, Any]) -> None:
    bitext = from_rows([row(VI, EN, [0], [2], **change)])
    assert places(check_bitext(bitext, GLOSSARY, documents=DOCUMENTS)) == [("TRM002", "tho.en.txt", 3, 1, 3, 30)]
    lost = from_rows([row(VI, EN, [0], [2], **change, target_spans=[{"start": 0, "end": 10_000}])])
    assert [found.line for found in check_bitext(lost, GLOSSARY, documents=DOCUMENTS)] == [1]


def test_a_text_as_it_stands_in_its_file_is_placed_without_its_sentences() -> None:
    bare = {name: replace(document, blocks=(), sentences=()) for name, document in DOCUMENTS.items()}
    bitext = from_rows([row(VI, EN, [1, 2], [1, 2])])
    assert check_bitext(bitext, GLOSSARY, documents=bare) == check_bitext(bitext, GLOSSARY, documents=DOCUMENTS)


def test_a_space_that_stands_in_no_file_is_no_slip_of_the_file() -> None:
    raw = "<p>It sang <video src='a.mp4'></video>, it did.</p>"
    pieces = (Piece(Span(0, 7), Span(3, 10)), Piece(Span(8, 17), Span(raw.index(","), raw.index("</p>"))))
    content = MappedText("It sang , it did.", pieces)
    target = Document("a.html", "en", raw, (Block(BlockKind.PARAGRAPH, content),), (Sentence(0, 0, content),))
    bitext = from_rows([row(VI, target, [0], [0])])
    found = check_bitext(bitext, Glossary(), documents={"a.html": target}, rules=selected(["PUN", "INT"]))
    assert [each.rule for each in found] == []
    kept = MappedText("It sang , it did.", (Piece(Span(0, 17), Span(3, 20)),))
    spaced = Document(
        "a.html", "en", "<p>It sang , it did.</p>", (Block(BlockKind.PARAGRAPH, kept),), (Sentence(0, 0, kept),)
    )
    bitext = from_rows([row(VI, spaced, [0], [0])])
    found = check_bitext(bitext, Glossary(), documents={"a.html": spaced}, rules=selected(["PUN003"]))
    assert places(found) == [("PUN003", "a.html", 1, 11, 1, 12)]

"""Where the texts of a row stand."""

from dataclasses import replace
from typing import Any

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.document import Block, BlockKind, Document, MappedText, Piece, Sentence, Span
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.finding import Finding
from songngu.glossary.rules.check import check_bitext

GLOSSARY = Glossary(
    (
        Concept(
            "dao",
            (
                Term("Trần Thị Đào", "vi", match=MatchMode.NAME),
                Term("Chen Taohua", "en", match=MatchMode.NAME),
                Term("Tao Hua", "en", Status.FORBIDDEN, match=MatchMode.NAME, scope=ForbiddenScope.ALWAYS),
            ),
            "person",
            ConceptKind.NAME,
        ),
        Concept("kite", (Term("diều sáo", "vi", case=Case.IGNORE), Term("whistling kite", "en", case=Case.IGNORE))),
    )
)


def row(source: Document, target: Document, ids: list[int], target_ids: list[int], /, **more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"id": "x", "document": "tho", "row": ids[0] if ids else 0, "status": "auto"}
    for side, document, numbers in (("source", source, ids), ("target", target, target_ids)):
        sentences = [document.sentences[i] for i in numbers]
        values[side] = " ".join(sentence.text for sentence in sentences)
        values[f"{side}_lang"], values[f"{side}_file"] = document.lang, document.path
        values[f"{side}_ids"] = numbers
        values[f"{side}_spans"] = [{"start": s.span.start, "end": s.span.end} for s in sentences]
    return values | more


VI = Document.from_sentences(
    ["Trời nổi gió.", "Trần Thị Đào thả diều sáo.", "Bà Trần Thị Đào vui."], "vi", "tho.vi.txt"
)


EN = Document.from_sentences(
    ["A wind rose.", "Tran Thi Dao flew a", "whistling kite; Tao Hua sang."], "en", "tho.en.txt"
)


DOCUMENTS = {"tho.vi.txt": VI, "tho.en.txt": EN}


def places(findings: list[Finding]) -> list[tuple[str, str, int, int, int, int]]:
    return [(f.rule, f.file, f.line, f.column, f.end_line, f.end_column) for f in findings]


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

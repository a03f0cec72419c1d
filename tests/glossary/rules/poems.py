"""Two documents, and rows of their sentences."""

from typing import Any

from songngu.corpus.document import Document
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.finding import Finding

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

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows
from songngu.corpus.document import Document, MappedText, Sentence, Span
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.finding import Finding, Severity
from songngu.glossary.formats import read_glossary
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext
from tests.glossary.rules.checked import check
from tests.glossary.rules.poems import DOCUMENTS, EN, GLOSSARY, VI, places, row

SHARED = Path(__file__).parents[3] / ".." / "shared"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")


def test_findings_stand_in_the_files() -> None:
    bitext = from_rows([row(VI, EN, [0], [0]), row(VI, EN, [1, 2], [1, 2])])
    findings = check_bitext(bitext, GLOSSARY, documents=DOCUMENTS)
    assert places(findings) == [("TRM002", "tho.en.txt", 2, 1, 2, 13), ("TRM002", "tho.en.txt", 3, 17, 3, 24)]
    first = findings[0]
    assert (first.source.file, first.source.line, first.source.column) == ("tho.vi.txt", 2, 1)
    assert first.source.text == "Trần Thị Đào thả diều sáo. Bà Trần Thị Đào vui."
    assert first.severity is Severity.ERROR


def test_a_missing_rendering_points_at_the_whole_segment() -> None:
    target = Document.from_sentences(["A wind rose.", "Someone flew a kite."], "en", "tho.en.txt")
    bitext = from_rows([row(VI, target, [1], [1])])
    findings = check_bitext(bitext, GLOSSARY, documents={"tho.en.txt": target, "tho.vi.txt": VI})
    assert places(findings) == [("TRM001", "tho.en.txt", 2, 1, 2, 21)] * 2
    assert [(f.concept, f.severity, f.source.column) for f in findings] == [
        ("dao", Severity.ERROR, 1),
        ("kite", Severity.WARNING, 18),
    ]


def test_a_concept_holds_in_its_own_files_only() -> None:
    term = [Term("Tô Châu", "vi", Status.PREFERRED), Term("Suzhou", "en", Status.PREFERRED)]
    concept = Concept("c", tuple(term), "place", ConceptKind.NAME)
    source = Document.from_sentences(["Nhà máy ở Tô Châu."], "vi", "news/a.vi.txt")
    target = Document.from_sentences(["The factory is there."], "en", "news/a.en.txt")
    bitext = from_rows([row(source, target, [0], [0])])
    for files, found in ((("news/*",), 1), (("legal/*",), 0), ((), 1)):
        glossary = Glossary((replace(concept, files=files),))
        assert len(check_bitext(bitext, glossary, rules=selected(["TRM001"]))) == found


def test_fingerprints_outlive_edits_elsewhere() -> None:
    def prints(bitext: pl.DataFrame) -> list[str]:
        return [found.fingerprint for found in check_bitext(bitext, GLOSSARY, rules=selected(["TRM"]))]

    here = prints(from_rows([row(VI, EN, [1], [2])]))
    assert here == prints(from_rows([row(VI, EN, [0], [0]), row(VI, EN, [1], [2], row=9, id="y")]))
    assert here != prints(from_rows([row(VI, EN, [2], [2])]))
    twice = row(VI, EN, [1], [2], target="A whistling kite, Tao Hua, Tao Hua")
    assert len(set(prints(from_rows([twice])))) == 2


def test_json_has_the_agreed_keys() -> None:
    found = check_bitext(from_rows([row(VI, EN, [1], [1])]), GLOSSARY, documents=DOCUMENTS)[-1]
    data = json.loads(json.dumps(found.as_json()))
    places = ["file", "line", "column", "end_line", "end_column", "side", "source", "target"]
    assert list(data) == ["rule", "severity", "message", "hint", *places, "concept", "fix", "fingerprint", "baseline"]
    assert data["fix"] == {"replacement": "Chen Taohua", "safe": True}
    assert data["target"] == {"file": "tho.en.txt", "line": 2, "column": 1, "text": "Tran Thi Dao flew a"}
    assert data["baseline"] == "new"


WORDS = st.sampled_from(["Trần Thị Đào", "Tran Thi Dao", "Tao Hua", "diều sáo", "kite", "Chen", "x", "漢", "a\u0300"])


SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)


@settings(deadline=None)
@given(SENTENCES, SENTENCES)
def test_findings_never_point_outside_the_file(source: list[str], target: list[str]) -> None:
    documents = [Document.from_sentences(source, "vi", "a"), Document.from_sentences(target, "en", "b")]
    texts = {"a": source, "b": target}
    bitext = from_rows(
        [
            row(*documents, list(range(len(source))), list(range(len(target)))),
            row(*documents, [0], [], row=999),
            row(*documents, [], [0], row=999),
        ]
    )
    rules = selected(["ALL"])
    for found in check_bitext(bitext, GLOSSARY, documents=dict(zip("ab", documents, strict=True)), rules=rules):
        lines = texts[found.file]
        assert (1, 1) <= (found.line, found.column) <= (found.end_line, found.end_column)
        assert found.end_column <= len(lines[found.end_line - 1]) + 1
        for excerpt in (found.source, found.target):
            assert 1 <= excerpt.line <= len(texts[excerpt.file])


def test_processes_share_the_rows_and_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(VI, EN, [k], [k], document=n, target_file=f"{n}.txt") for n in ("x", "y", "z") for k in (0, 1, 2)]
    apart = from_rows([each | {"source_file": each["document"]} for each in rows])
    whole, sizes = check_bitext(apart, GLOSSARY), []

    def spread(work: Any, tasks: list[tuple[pl.DataFrame, int, Any]]) -> list[Any]:
        sizes.append([part.height for part, *_ in tasks])
        return list(map(work, tasks))

    monkeypatch.setattr("songngu.glossary.rules.check._LEAST_PART", 2)
    assert check_bitext(apart, GLOSSARY, jobs=2, spread=spread) == whole != []
    check_bitext(from_rows(rows), GLOSSARY, jobs=2, spread=spread)  # they share a file
    assert check_bitext(apart[:0], GLOSSARY, jobs=2, spread=spread) == []
    assert sizes == [[3, 3, 3], [9], [0]]


def seed_document(name: str, lang: str) -> Document:
    path = SHARED / "data" / "seeds" / name
    return Document.from_sentences(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), lang, name)


def seed_file(number: str, lang: str) -> Document:
    """Return the text as given, its sentences where the span file says."""
    folder = SHARED / "data" / "seeds"
    raw = (folder / f"{number}.{lang}.txt").read_bytes().decode("utf-8")
    spans = [line.split("\t") for line in (folder / f"{number}.{lang}.spans.tsv").read_text().splitlines()]
    contents = [MappedText.verbatim(raw, Span(int(start), int(end))) for _, _, start, end in spans]
    sentences = tuple(Sentence(i, 0, content) for i, content in enumerate(contents))
    return Document(f"{number}.{lang}.txt", lang, raw, (), sentences)


def check_seed(number: str, version: str) -> list[Finding]:
    source = seed_document(f"{number}.vi.sents.txt", "vi")
    target = seed_document(f"{number}.{version}.sents.txt", "en")
    return check_pair(number, source, target)


def check_pair(number: str, source: Document, target: Document) -> list[Finding]:
    gold = (SHARED / "data" / "seeds" / f"{number}.gold.tsv").read_text(encoding="utf-8").splitlines()
    beads = [[[int(i) for i in side.split(",") if i] for side in line.split("\t")[:2]] for line in gold]
    glossary = read_glossary(SHARED / "data" / "glossary" / "seed_terms.csv")
    bitext = from_rows([row(source, target, *bead) for bead in beads])
    rules = selected(["TRM", "NUM"])
    return check_bitext(bitext, glossary, documents={source.path: source, target.path: target}, rules=rules)


@needs_shared
def test_all_planted_term_slips_are_errors_on_their_line() -> None:
    slips = (SHARED / "data" / "seeds" / "slips.tsv").read_text(encoding="utf-8").splitlines()[1:]
    planted = [line.split("\t") for line in slips if line.split("\t")[2] == "term"]
    assert len(planted) == 4
    for file, _, _, wrong, _, sentence, _ in planted:
        errors = [found for found in check_seed(file[:3], "en") if found.severity is Severity.ERROR]
        assert [f for f in errors if f.line == int(sentence) + 1 and wrong in f.target.text], wrong


@needs_shared
def test_slips_are_placed_in_the_file_as_given() -> None:
    findings = check_pair("000", seed_file("000", "vi"), seed_file("000", "en"))
    errors = {(found.rule, found.concept, found.line) for found in findings if found.severity is Severity.ERROR}
    assert errors >= {("TRM001", "c028", 13), ("TRM002", "c001", 46)}


@needs_shared
def test_the_clean_seeds_have_no_false_error() -> None:
    findings = [found for number in ("000", "004") for found in check_seed(number, "en.clean")]
    assert [found for found in findings if found.severity is Severity.ERROR] == []
    assert len(findings) <= 15


@needs_shared
@pytest.mark.parametrize(("file", "column"), [("000.vi.txt", "count_000"), ("004.vi.md", "count_004")])
def test_seed_terms_occur_as_often_as_counted(file: str, column: str) -> None:
    from songngu.glossary.matching.termbase import term_matcher

    glossary = read_glossary(SHARED / "data" / "glossary" / "seed_terms.csv")
    text = (SHARED / "data" / "seeds" / file).read_text(encoding="utf-8")
    hits = [hit.payload.concept.id for hit in term_matcher(glossary, "vi").find(text, overlapping=True)]
    counts = {concept.id: int(dict(concept.extra)[column]) for concept in glossary}
    assert {concept.id: hits.count(concept.id) for concept in glossary} == counts


def bitext_of(source: str, target: str, langs: tuple[str, str] = ("vi", "en")) -> pl.DataFrame:
    values = {"id": "1", "document": "d", "row": 0, "source": source, "target": target, "status": "auto"}
    empty = {f"{side}_{what}": [] for side in ("source", "target") for what in ("spans", "ids")}
    return from_rows([values | empty | {"source_lang": langs[0], "target_lang": langs[1]}])


def terms_found(glossary: Glossary, *bitext: Any) -> list[tuple[str, str | None]]:
    found = check_bitext(bitext_of(*bitext), glossary)
    return [(finding.rule, finding.concept) for finding in found if finding.rule.startswith("TRM")]


def test_terms_with_a_region_are_looked_for_in_texts_without_and_the_other_way_round() -> None:
    for tags, langs in ((("vi-VN", "en-US"), ("vi", "en")), (("vi", "en"), ("VI-VN", "en_us"))):
        glossary = Glossary((Concept("k", (Term("kỹ sư", tags[0]), Term("engineer", tags[1]))),))
        assert terms_found(glossary, "Kĩ sư đến.", "A doctor came.", langs) == [("TRM001", "k")]
        assert terms_found(glossary, "Kĩ sư đến.", "Two engineers came.", langs) == []


def test_code_is_no_use_of_a_term() -> None:
    glossary = Glossary(
        (
            Concept("set", (Term("tập dữ liệu", "vi"), Term("dataset", "en", case=Case.IGNORE))),
            Concept(
                "hub",
                (
                    Term("GitHub", "vi", case=Case.EXACT, match=MatchMode.NAME),
                    Term("GitHub", "en", case=Case.EXACT, match=MatchMode.NAME),
                    Term("github", "en", Status.FORBIDDEN, Case.EXACT, MatchMode.EXACT, ForbiddenScope.ALWAYS),
                ),
                kind=ConceptKind.DO_NOT_TRANSLATE,
            ),
        )
    )
    english = ("en", "vi")
    assert terms_found(glossary, "Call `Dataset.map()` or load_dataset().", "Gọi `Dataset.map()`.", english) == []
    assert terms_found(glossary, "The dataset is `small`.", "Nó rất `small`.", english) == [("TRM001", "set")]
    assert terms_found(glossary, "Một tập dữ liệu.", "A `dataset`.") == []
    assert terms_found(glossary, "Mở GitHub.", "Open `GitHub` in .github/x.md, see github.com.") == []
    assert terms_found(glossary, "Mở GitHub.", "Open GitHub, not github.") == [("TRM002", "hub")]


def test_a_forbidden_form_is_right_where_every_mention_has_the_preferred_one() -> None:
    terms = (
        Term("validation set", "en"),
        Term("tập kiểm định", "vi"),
        Term("tập kiểm thử", "vi", Status.FORBIDDEN),
    )
    glossary = Glossary((Concept("v", terms),))
    english = ("en", "vi")
    right = ("A validation set and a test set.", "Một tập kiểm định và một tập kiểm thử.")
    assert terms_found(glossary, *right, english) == []
    once = ("A validation set, another validation set.", "Một tập kiểm định, một tập kiểm thử.")
    assert terms_found(glossary, *once, english) == [("TRM002", "v")]


@pytest.mark.parametrize("wrong", ["Ha Noi", "HaNoi", "Ha-Noi"])
def test_a_forbidden_name_without_its_space_is_forbidden(wrong: str) -> None:
    terms = (
        Term("Hà Nội", "vi", match=MatchMode.NAME),
        Term("Hanoi", "en", match=MatchMode.NAME),
        Term("Ha Noi", "en", Status.FORBIDDEN, match=MatchMode.NAME, scope=ForbiddenScope.ALWAYS),
    )
    glossary = Glossary((Concept("hn", terms, kind=ConceptKind.NAME),))
    found = [rule for rule, _ in terms_found(glossary, "Tàu rời Hà Nội.", f"The train leaves {wrong}.")]
    assert "TRM002" in found
    assert terms_found(glossary, "Tàu rời Hà Nội.", "The train leaves Hanoi.") == []


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_marks_lie_in_the_texts(source: str, target: str) -> None:
    for found in check((source, target)):
        for excerpt in (found.source, found.target):
            start, end = excerpt.mark or (0, 0)
            assert 0 <= start <= end <= len(excerpt.text)
        assert (found.end_line, found.end_column) >= (found.line, found.column) >= (1, 1)


PO = SHARED / "data" / "glossary" / "planted_errors.po"


@needs_shared
def test_the_planted_errors_are_found() -> None:
    import re

    from songngu.glossary.formats import read_glossary

    units = re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', PO.read_text(encoding="utf-8"))
    assert len(units) == 8
    found = check(*units, glossary=read_glossary(SHARED / "data" / "glossary" / "seed_terms.csv"))
    at = {(f.rule, f.target.line) for f in found}
    wanted = [("TRM002", 1), ("TRM002", 2), ("NUM002", 3), ("NUM001", 4), ("NUM004", 5), ("PUN004", 5), ("PUN001", 5)]
    assert at >= {*wanted, ("NUM003", 6), ("TRM002", 6), ("SEG003", 8)}
    assert sum(f.rule == "TRM002" and f.target.line == 2 for f in found) == 2
    assert not any("048" in f.message for f in found)

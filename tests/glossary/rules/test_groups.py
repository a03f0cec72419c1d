"""The rules of numbers, punctuation, segments, markup and encoding, case by case."""

import csv
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows
from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.concept import Case, Concept, ConceptKind, Glossary, MatchMode, Status, Term
from songngu.glossary.finding import Finding
from songngu.glossary.rules import RULES, selected
from songngu.glossary.rules.check import check_bitext
from songngu.glossary.rules.rule import Row

SHARED = Path(__file__).parents[3] / ".." / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")


def check(*pairs: tuple[str, str], select: str = "ALL", glossary: Glossary | None = None, **more: Any) -> list[Finding]:
    base = {"document": "d", "source_lang": "vi", "target_lang": "en", "status": "auto"} | more
    rows = [base | {"id": str(i), "row": i, "source": s, "target": t} for i, (s, t) in enumerate(pairs)]
    return check_bitext(from_rows(rows), glossary or Glossary(), rules=selected([select]))


def rules(*pairs: tuple[str, str], select: str = "ALL", **more: Any) -> list[str]:
    return sorted(found.rule for found in check(*pairs, select=select, **more))


def marked(found: Finding) -> str:
    excerpt = found.target if found.side == "target" else found.source
    return excerpt.text[slice(*excerpt.mark)] if excerpt.mark else excerpt.text


@needs_shared
def test_all_verdicts_on_numbers() -> None:
    with (SHARED / "data" / "glossary" / "number_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 63
    for case in cases:
        if case["vi"] == case["en"]:  # as an excerpt it is judged; a whole segment that is left as it is, is not
            continue
        found = check((case["vi"], case["en"]), select="NUM")
        worst = min((f.severity.rank for f in found), default=2)
        assert ("error", "warn", "ok")[worst] == case["verdict"], case


def test_a_document_of_the_other_convention_is_recognised() -> None:
    pairs = [("Giá 1.25 triệu đồng.", "It costs 1.25 million dong."), ("Dài 3.75 km.", "It is 3.75 km long.")]
    assert rules(*pairs, select="NUM") == []
    assert rules(("Dài 12,5 km.", "It is 125 km long."), select="NUM") == ["NUM001"]


def test_numbers_in_decomposed_text_are_marked_where_they_stand() -> None:
    source = unicodedata.normalize("NFD", "Nhà có bảy mươi lăm ghế, 52 bàn.")
    (found,) = check((source, "The house has seventy-five chairs."), select="NUM")
    assert found.side == "source" and marked(found) == "52"


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Trời mưa.", "It rains", ["PUN001"]),
        ("Trời mưa?", "Does it rain.", ["PUN001"]),
        ("Trời mưa", "It rains.", ["PUN001"]),
        ("“Trời mưa.”", "“It rains.”", []),
        ("Trời mưa:", "It rains.", []),
        ("Trời mưa…", "It rains.", []),
        ("Trời mưa", "It rains", []),
        ("Mưa (to.", "It rains (a lot.", []),
        ("Mưa (to).", "It rains) a lot.", ["PUN002"]),
        ("Mưa to", "a) It rains :)", ["PUN001", "PUN003"]),
        ("Mưa, to.", "It rains , a lot.", ["PUN003"]),
        ("Mưa (to).", "It rains ( a lot ).", ["PUN003", "PUN003"]),
        ("Mưa, to.", "It rains,a lot.", ["PUN003"]),
        ("Mưa, to.", "It rains,  a lot.", ["PUN004"]),
        ("Gõ a , b.", "Type `a , b`.", []),
        ("Có 1,5 m.", "It has 1.5 m.", []),
    ],
)
def test_punctuation(source: str, target: str, found: list[str]) -> None:
    assert rules((source, target), select="PUN") == found


def test_spaces_are_fixed_in_their_place() -> None:
    found = check(("Mưa, to, lâu.", "It rains , a lot,long,  so long."), select="PUN")
    assert [(marked(f), f.fix.replacement if f.fix else None) for f in found] == [(" ", ""), (",", ", "), ("  ", " ")]
    assert rules(("Il pleut !", "Il pleut !"), select="PUN003", target_lang="fr") == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Trời mưa to.", "", ["SEG001"]),
        ("", "It rains a lot.", ["SEG002"]),
        ("Trời mưa to quá.", "Trời mưa to quá.", ["SEG003"]),
        ("Hôm nay trời mưa to quá.", "Hôm nay trời mưa to lắm.", ["SEG003"]),
        ("Lê Thị Mận", "Lê Thị Mận", []),
        ("Crane-2", "Crane-2", []),
        ("run all the tests", "run all the tests", ["SEG004"]),
        ("Trời mưa " * 12, "It rains.", ["SEG005"]),
        ("Mưa.", "It rains a lot, it rains and rains all day and all night long, and on.", ["SEG005", "SEG010"]),
        ("Mưa.", "It rains and rains.", []),
    ],
)
def test_segments(source: str, target: str, found: list[str]) -> None:
    assert rules((source, target), select="SEG") == found


def test_untranslated_in_other_languages() -> None:
    text = "the market opens early today"
    assert rules((text, text), select="SEG", source_lang="en", target_lang="de") == ["SEG003"]
    assert rules((text, text), select="SEG", source_lang="en", target_lang="en") == []


def test_deletions_are_told_once() -> None:
    assert rules(("Có 52 bàn ở https://a.example/.", "")) == ["SEG001"]
    assert rules(("Có 52 bàn ở đây.", "Có 52 bàn ở đây.")) == ["SEG003"]


def test_doubtful_rows_are_told_and_their_errors_weigh_less() -> None:
    found = check(("Có 52 bàn.", "There are 53 tables."), probability=0.3)
    assert [(f.rule, f.severity.value) for f in found] == [("SEG008", "info"), ("NUM010", "warning")]


def test_a_repeated_passage_is_told_once() -> None:
    pairs = [("Trời mưa.", ""), ("Gió to.", ""), ("", "It rains.")]
    assert rules(*pairs, select="SEG", duplicate_of="x") == ["SEG007", "SEG007"]


def test_the_same_source_is_rendered_alike() -> None:
    usual = ("Trời mưa to.", "It rains hard.")
    found = check(usual, usual, ("Trời mưa to.", "Heavy rain falls."), select="SEG006")
    assert [marked(f) for f in found] == ["Heavy rain falls."]
    assert "It rains hard." in found[0].message
    long = "It rains hard, " * 6
    assert "…" in check(("Trời mưa to.", long), ("Trời mưa to.", "Z"), select="SEG006")[0].message


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Bấm <b>Lưu</b> &amp; thoát.", "Press <b>Save</b> &amp; leave.", []),
        ("Bấm <b>Lưu</b>.", "Press <i>Save</i>.", ["TAG001", "TAG001"]),
        ("Lưu.", "<b>Save", ["TAG001"]),
        ("dùng: công cụ <tùy-chọn> <đường-dẫn>", "usage: tool <options> <path>", []),
        ("Đặt <none> nếu a<b và c>d.", "Put <nothing> if a<b and c>d.", []),
        ("Bấm <nut>Lưu</nut> rồi chờ.", "Press <nut>Save and wait.", ["TAG001"]),
        ("Bấm <0>Lưu</0> rồi chờ <1/>.", "Press <0>Save</0> and wait.", ["TAG001"]),
        ("Bấm <a href='x'>Lưu</a>.", 'Press <a href="y">Save</a>.', ["TAG001"]),
        ("Cơm &amp; cá &copy; quán.", "Rice & fish © the inn.", []),
        ("Cơm &copy; quán.", "Rice of the inn.", ["TAG001"]),
        ("Trong %s có %d thư.", "%d letters in %s.", ["TAG002"]),
        ("Trong %2$s có %1$d thư.", "%d letters in %s.", []),
        ("Không đọc được “%.255s”.", "Cannot read '%.250s'.", []),
        ("Chép %5d tệp, %.2f%%, %-10s.", "Copied %d files, %f%%, %s.", []),
        ("Chép %d tệp%s rồi.", "Copied %d file%s.", []),
        ("Chép %ld tệp.", "Copied %d files.", ["TAG002"]),
        ("Sai số %*d là %zu.", "The error %*d is %zu.", []),
        ("Giảm 50% so với năm ngoái, 20%s.", "Down 50% so far, 20%s.", []),
        ("Chỉ còn 5 % dầu.", "Only 5 % diesel left.", []),
        ("Hết %(count)d của %(name)s.", "%(name)s is out of %(count)d.", []),
        ("Hết %(count)d.", "Out of %(cout)d.", ["TAG002"]),
        ("%1$s và %2$s.", "%2$s, %1$s and %1$s.", []),
        ("Còn {0} và {1:.2f}.", "{1} and {0} left.", []),
        ("Còn {count, plural, other {# quả}}.", "{count, plural, one {# fruit} other {# fruits}} left.", []),
        ("Còn {count, plural, other {# quả}}.", "{sum, plural, one {# fruit} other {# fruits}} left.", ["TAG002"]),
        ("Chào { $name }.", "Hello {$name}.", []),
        ("Chào { $name }.", "Hello { $ten }.", ["TAG002"]),
        ("Chào {{ name }} và ${x}.", "Hello {{name}} and ${x}.", []),
        ("Chào %{name}.", "Hello.", ["TAG002"]),
        ("Hàm $e^{x}$ và \\(a_{n}\\) dương.", "$e^{ x }$ and \\(a_{ n }\\) are positive.", []),
        ("Chào {name}, %s, %(n)d.", "Hello {name}, %s, %(n)d.", []),
        ("Chào {name}.", "Hello.", ["TAG002"]),
        ("Giảm 50% so với trước.", "Down 50% on before.", []),
        ("Xem https://a.example/b.", "See (https://a.example/b).", []),
        ("Xem https://a.example/b.", "See https://a.example/c.", ["TAG003"]),
        ("Gửi a@b.example.", "Write to a@c.example.", ["TAG004"]),
    ],
)
def test_markup(source: str, target: str, found: list[str]) -> None:
    assert rules((source, target), select="TAG") == found


def test_encoding_is_told_once_a_file() -> None:
    loose = unicodedata.normalize("NFD", "Mưa rơi")
    assert rules(("Mưa rơi", "Rain"), (loose, "Rain"), (loose, "Rain"), select="ENC") == ["ENC001"]
    assert rules((loose, "Rain"), (loose, "Rain"), select="ENC") == []
    found = check(("Ðêm xuống.", "Night falls."), ("Ðường xa.", "А long way."), select="ENC002")
    assert [(f.side, marked(f)) for f in found] == [("source", "Ð")]
    assert "in 2 segments" in found[0].message
    assert rules(("Gió.", "Wi\u200bnd and Wоrld."), select="ENC") == ["ENC002"]
    assert rules(("\ufffd", "A \ufffd"), select="ENC") == ["ENC003", "ENC003"]


def term(text: str, lang: str, status: Status = Status.PREFERRED, case: Case = Case.PERMISSIVE) -> Term:
    return Term(text, lang, status, case, MatchMode.NAME)


NAME = ConceptKind.NAME
NAMES = Glossary(
    (
        Concept("hub", (term("GitHub", "vi"), term("GitHub", "en")), kind=ConceptKind.NAME),
        Concept("one", (term("Hạc-1", "vi"), term("Heron-One", "en"), term("H-One", "en", Status.ADMITTED)), kind=NAME),
        Concept("list", (term("List", "vi"), term("List", "en")), kind=ConceptKind.NAME),
        Concept("exact", (term("iKho", "vi"), term("iKho", "en", case=Case.EXACT)), kind=ConceptKind.NAME),
        Concept("old", (term("Sông Mã", "vi"), term("Ma River", "en", Status.DEPRECATED)), kind=ConceptKind.NAME),
        Concept("keep", (term("npm run", "vi", case=Case.IGNORE),), kind=ConceptKind.DO_NOT_TRANSLATE),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Trên GitHub.", "On Github.", ["TRM001", "TRM004"]),
        ("Trên GitHub.", "On GITHUB.", []),
        ("Trên GitHub.", "See GitHub at github.com/x and #github.", []),
        ("Hạc-1 bay.", "The Heron One flies.", ["TRM004"]),
        ("Hạc-1 bay.", "H-One flies.", []),
        ("Truyền cho List.", "A list goes to List.", []),
        ("iKho mở.", "IKho opens.", ["TRM001", "TRM004"]),
        ("Sông Mã dài.", "The Ma River is long.", ["TRM003"]),
        ("Chạy npm run.", "Execute it.", ["TRM008"]),
        ("Chạy npm run.", "Use npm run.", []),
    ],
)
def test_forms_of_names(source: str, target: str, found: list[str]) -> None:
    got = [rule for rule in rules((source, target), select="TRM", glossary=NAMES) if rule != "TRM009"]
    assert sorted(got) == found


def test_source_words_left() -> None:
    def left(target: str) -> list[tuple[str, str]]:
        source = "Chị Mận bán bánh khọt ở chợ cá."
        return [(marked(f), f.severity.value) for f in check((source, target), select="TRM007")]

    assert left("Man sells bánh khọt at the fish market.") == [("bánh khọt", "error")]
    assert left("Man sells “bánh khọt” at the fish market.") == [("bánh khọt", "info")]
    assert left("Man sells cakes at the chợ.") == [("chợ", "warning")]
    assert left("Mận sells cakes.") == []


def test_names_in_several_renderings() -> None:
    found = check(
        ("Trần Minh Viễn đến.", "Chen Mingyuan came."),
        ("Trần Minh Viễn đi.", "Chen Mingyuan went."),
        ("Trần Minh Viễn ở lại.", "Tran Minh Vien stayed."),
        select="TRM006",
    )
    assert [marked(f) for f in found] == ["Tran Minh Vien"]
    assert "“Chen Mingyuan” in 2 other segments for “Trần Minh Viễn”" in found[0].message


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


@pytest.mark.parametrize(
    ("flags", "source", "target", "fires"),
    [
        ("no-c-format", "Use %s as it is", "Dùng nguyên", False),
        ("", "Use %s as it is", "Dùng nguyên", True),
        ("c-format", "100%% done", "xong 100%", True),
        ("c-format", "100%% done", "xong 100%%", False),
        ("c-format", "{n} of %d", "{s} trong %d", False),
        ("c-format", "%d in %s", "%s có %d", True),
        ("c-format", "%d in %s", "%2$s có %1$d", False),
        ("python-brace-format", "Only 5% of {n}", "Chỉ 5% của {n}", False),
        ("python-brace-format", "{n} %d", "{m} %d", True),
        ("python-format", "Hi %(name)s", "Chào %(ten)s", True),
        ("no-python-brace-format", "Write {name}", "Viết {tên}", False),
    ],
)
def test_the_dialect_that_a_file_says(flags: str, source: str, target: str, fires: bool) -> None:
    markup = [
        [Markup(MarkupKind.DIALECT, flag, Span(0, len(text))) for flag in flags.split()] for text in (source, target)
    ]
    row = Row(source, target, "en", "vi", source_markup=markup[0], target_markup=markup[1])
    assert bool(list(RULES["TAG002"].check(row))) == fires

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.glossary.concept import Case, MatchMode
from songngu.glossary.matching.matcher import Match, Matcher, MatcherEntry, longest
from songngu.glossary.matching.tokens import one_line, tokenise


def found(
    text: str, *terms: str, lang: str = "vi", case: Case = Case.PERMISSIVE, match: MatchMode = MatchMode.NAME
) -> list[str]:
    """Return the stretches of the text in which the terms are found."""
    matcher = Matcher([MatcherEntry(term, term, case, match) for term in terms], lang)
    return [text[hit.start : hit.end] for hit in matcher.find(text)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("hòa nhạc", "Buổi hoà nhạc tối qua", ["hoà nhạc"]),
        ("kỹ sư", "một kĩ sư giỏi", ["kĩ sư"]),
        ("Đồng Tháp", "tỉnh Ðồng Tháp", ["Ðồng Tháp"]),
        ("sân bay", "ra sân\nbay sớm", ["sân\nbay"]),
        ("sân bay", "ra sân \r\n  bay sớm", ["sân \r\n  bay"]),
        ("sân bay", "ra sân-bay, sân\u00a0bay", ["sân-bay", "sân\u00a0bay"]),
        ("sân bay", "ngoài sân\n\nbay lên", []),
        ("sân bay", "ngoài sân, bay lên. Sân. bay", []),
        ("sân bay", "sân - bay", []),
        ("ng", "ngô nghê", []),
        ("ngô", "bắp ngô.", ["ngô"]),
        ("an", "bán Lan an, (an)", ["an", "an"]),
        ("Nhà in số 2, Huế", "ở Nhà in số 2, Huế", ["Nhà in số 2, Huế"]),
        ("Nhà in số 2, Huế", "ở Nhà in số 2 Huế", []),
    ],
)
def test_vietnamese(term: str, text: str, expected: list[str]) -> None:
    assert found(text, term) == expected


def test_a_name_is_not_the_words_it_is_made_of() -> None:
    assert found("ánh mai hồng, Ánh Mai, ÁNH MAI, ánh Mai", "Ánh Mai") == ["Ánh Mai", "ÁNH MAI"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case.IGNORE, ["sông Lam", "Sông Lam", "SÔNG LAM", "sông lam"]),
        (Case.PERMISSIVE, ["sông Lam", "Sông Lam", "SÔNG LAM"]),
        (Case.EXACT, ["sông Lam"]),
    ],
)
def test_capitals(case: Case, expected: list[str]) -> None:
    assert found("sông Lam, Sông Lam, SÔNG LAM, sông lam", "sông Lam", case=case) == expected


def test_exact_case_still_reads_spaces_and_unicode_forms() -> None:
    text = unicodedata.normalize("NFD", "chợ\nHôm, Chợ Hôm")
    assert [unicodedata.normalize("NFC", hit) for hit in found(text, "chợ Hôm", case=Case.EXACT)] == ["chợ\nHôm"]


def test_the_longest_covers_what_is_inside() -> None:
    matcher = Matcher(
        [MatcherEntry("Tạ Minh Tâm", "whole"), MatcherEntry("Minh Tâm", "given"), MatcherEntry("Tâm An", "next")], "vi"
    )
    assert [hit.payload for hit in matcher.find("Tạ Minh Tâm và Minh Tâm")] == ["whole", "given"]
    every = matcher.find("Tạ Minh Tâm", overlapping=True)
    assert [(hit.payload, hit.covered) for hit in every] == [("whole", False), ("given", True)]
    assert [hit.payload for hit in matcher.find("Tạ Minh Tâm An")] == ["whole", "next"]


def test_all_terms_of_one_span_are_found() -> None:
    matcher = Matcher([MatcherEntry("bút", 1), MatcherEntry("bút", 2), MatcherEntry("BÚT", 3, Case.EXACT)], "vi")
    assert [hit.payload for hit in matcher.find("bút BÚT")] == [1, 2, 1, 2, 3]


@pytest.mark.parametrize(
    ("term", "mode", "text", "expected"),
    [
        ("Redwing", MatchMode.NAME, "Redwing's, Redwing’s and Redwings", ["Redwing", "Redwing", "Redwings"]),
        ("Redwing", MatchMode.EXACT, "Redwings Redwing", ["Redwing"]),
        ("box", MatchMode.NAME, "two boxes", ["boxes"]),
        ("ferry", MatchMode.NAME, "two ferries", ["ferries"]),
        (
            "print shop",
            MatchMode.INFLECTED,
            "printing shops, print shops, print-shop, printshop",
            ["print shops", "print-shop", "printshop"],
        ),
        ("email", MatchMode.INFLECTED, "two e-mails", ["e-mails"]),
        ("point of sale", MatchMode.INFLECTED, "points of sale, point of selling", ["points of sale"]),
        ("log in", MatchMode.INFLECTED, "logged in, logging in", ["logged in", "logging in"]),
        ("buy", MatchMode.INFLECTED, "bought by a buyer", ["bought"]),
        ("leave", MatchMode.INFLECTED, "leaves and leaf", ["leaves"]),
        ("leaf", MatchMode.INFLECTED, "leaves and leave", ["leaves"]),
        ("author", MatchMode.INFLECTED, "the authority of authors’ and author's", ["authors", "author"]),
        ("author", MatchMode.INFLECTED, "authorʼs", ["author"]),
        ("Ha Noi", MatchMode.NAME, "HaNoi, Hanoi, Ha-Noi, HANOI", ["HaNoi", "Ha-Noi", "HANOI"]),
        ("bookbinding", MatchMode.INFLECTED, "book-binding", ["book-binding"]),
        ("bookbinding", MatchMode.NAME, "book-binding", []),
        ("print shop", MatchMode.NAME, "printing shops, print-shop", ["print-shop"]),
        ("New Year's Eve", MatchMode.NAME, "on New Year’s Eve", ["New Year’s Eve"]),
        ("Year's", MatchMode.NAME, "the Year's end", ["Year's"]),
        ("Q&A", MatchMode.NAME, "a Q&A session, Q & A", ["Q&A", "Q & A"]),
        ("U.S.", MatchMode.NAME, "the U.S. and US", ["U.S."]),
        ("US$", MatchMode.NAME, "US$5, $5", ["US$"]),
    ],
)
def test_english(term: str, mode: MatchMode, text: str, expected: list[str]) -> None:
    assert found(text, term, lang="en", match=mode) == expected


@pytest.mark.parametrize(
    ("term", "lang", "text", "expected"),
    [
        ("chaîne d'approvisionnement", "fr", "des chaînes d’approvisionnement", ["chaînes d’approvisionnement"]),
        ("approvisionnement", "fr-CA", "L’approvisionnement, l'APPROVISIONNEMENT", ["approvisionnement"] * 2),
        ("réseau neuronal", "fr", unicodedata.normalize("NFD", "deux réseaux neuronaux"), ["réseaux neuronaux"]),
        ("travail", "fr", "les travailleurs au travail", ["travail"]),
        ("nación", "es", "las naciones nacionales", ["naciones"]),
        ("homem", "pt", "os homens", ["homens"]),
        ("acqua", "it", "dell'acqua, le acque", ["acqua", "acque"]),
        ("Haus", "de", "Häuser, Häusern, Hausbau", ["Häuser", "Häusern"]),
        ("boek", "nl", "de boeken", ["boeken"]),
        ("kirja", "fi", "kirjat", []),
    ],
)
def test_other_languages(term: str, lang: str, text: str, expected: list[str]) -> None:
    found_ = found(text, term, lang=lang, match=MatchMode.INFLECTED, case=Case.IGNORE)
    assert [unicodedata.normalize("NFC", hit).casefold() for hit in found_] == [hit.casefold() for hit in expected]


def test_regular_expressions() -> None:
    terms = [
        MatcherEntry(r"No\. ?\d+", "number", match=MatchMode.REGEX),
        MatcherEntry("x*", "none", Case.IGNORE, MatchMode.REGEX),
    ]
    matcher = Matcher([*terms, MatcherEntry("No", "word")], "en")
    assert [hit.payload for hit in matcher.find("No. 12 XX", overlapping=True)] == ["number", "word", "none"]
    assert [len(hits) for hits in matcher.find_all(["No. 1", "", "No.2 No"])] == [1, 0, 2]


def test_what_cannot_be_matched_is_refused() -> None:
    with pytest.raises(UsageError, match="holds nothing"):
        Matcher([MatcherEntry(" - ".strip(" -"), 0)], "en")
    with pytest.raises(UsageError, match="does not compile"):
        Matcher([MatcherEntry("(", 0, match=MatchMode.REGEX)], "en")


def test_nothing_to_find() -> None:
    assert Matcher([], "vi").find("Trời trong xanh.") == []
    assert Matcher([MatcherEntry("trời", 0)], "vi").find("") == []
    assert Matcher([MatcherEntry("trời", 0)], "vi").find_all([]) == []


def test_payloads_may_be_tuples() -> None:
    assert Matcher([MatcherEntry("trời", (1, 2))], "vi").find("trời")[0].payload == (1, 2)


SYLLABLES = st.sampled_from(["hòa", "hoà", "bình", "kỹ", "kĩ", "an", "Lan", "đá", "ba", "bá", "x1", "ngô", "ng"])


GAPS = st.sampled_from([" ", " ", " ", "-", "\n", "\n\n", ", ", ".", "  ", " - ", "\u00a0", "\r\n"])


TEXTS = st.lists(st.tuples(SYLLABLES, GAPS), max_size=25).map(lambda pairs: "".join(map("".join, pairs)))


TERMS = st.lists(st.lists(SYLLABLES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=12)


@given(TERMS, TEXTS)
def test_the_hits_are_those_of_a_slow_matcher(terms: list[str], text: str) -> None:
    tokens = tokenise(one_line(text), "vi")
    keys = [token.key for token in tokens]
    wanted = [tuple(token.key for token in tokenise(term, "vi")) for term in terms]
    expected = sorted(
        (tokens[i].start, -tokens[i + len(path) - 1].end, number)
        for number, path in enumerate(wanted)
        for i in range(len(keys) - len(path) + 1)
        if tuple(keys[i : i + len(path)]) == path
    )
    matcher = Matcher([MatcherEntry(term, i, Case.IGNORE) for i, term in enumerate(terms)], "vi")
    every = matcher.find(text, overlapping=True)
    assert [(hit.start, -hit.end, hit.payload) for hit in every] == expected
    assert matcher.find(text) == [hit for hit in every if not hit.covered]
    assert [hit._replace(covered=False) for hit in longest(every)] == matcher.find(text)


@given(TERMS, st.lists(TEXTS, max_size=6))
def test_many_texts_are_found_as_each_alone(terms: list[str], texts: list[str]) -> None:
    matcher = Matcher([MatcherEntry(term, i) for i, term in enumerate(terms)], "vi")
    assert [list(matcher.scan(text)) for text in texts] == matcher.find_all(texts)
    assert matcher.find_all(texts) == [
        Matcher([MatcherEntry(t, i) for i, t in enumerate(terms)], "vi").find(x) for x in texts
    ]


@given(st.text(max_size=80), st.text(alphabet="ab 'é-.$", min_size=1, max_size=8))
def test_any_text_is_read(text: str, term: str) -> None:
    if not tokenise(term, "en"):
        return
    for mode in (MatchMode.NAME, MatchMode.INFLECTED):
        for hit in Matcher([MatcherEntry(term, 0, Case.IGNORE, mode)], "en").find(text + " " + term):
            assert 0 <= hit.start < hit.end <= len(text) + 1 + len(term)


def test_batches_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["gió và mưa", "", "mưa", "nắng", "mưa gió"]
    matcher = Matcher([MatcherEntry("mưa", 0), MatcherEntry("gió", 1)], "vi")
    expected = matcher.find_all(texts)
    monkeypatch.setattr("songngu.glossary.matching.matcher._BATCH", 5)
    assert matcher.find_all(texts) == expected
    assert [len(hits) for hits in expected] == [2, 0, 1, 0, 2]


def test_longest_keeps_equal_spans() -> None:
    matches = [Match(0, 5, "a", False), Match(0, 5, "b", False), Match(1, 3, "c", True), Match(4, 8, "d", False)]
    assert [match.payload for match in longest(matches)] == ["a", "b", "d"]


def test_exceptions_are_phrases_in_which_a_term_does_not_count() -> None:
    entries = [
        MatcherEntry("sáng lập", 1, exceptions=("đồng sáng lập", "sáng lập viên")),
        MatcherEntry("lập", 2, match=MatchMode.NAME),
        MatcherEntry("gió", 3, exceptions=("gió mùa",)),
    ]
    matcher = Matcher(entries, "vi")
    text = "Đồng sáng lập, sáng lập; sáng lập viên. Gió mùa, gió."
    assert [(hit.start, hit.payload) for hit in matcher.find(text)] == [(10, 2), (15, 1), (30, 2), (49, 3)]
    assert [hit.payload for hit in matcher.find("sáng lập", overlapping=True)] == [1, 2]

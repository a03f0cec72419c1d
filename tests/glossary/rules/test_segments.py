"""Whole segments."""

import pytest

from tests.glossary.rules.checked import check, marked, rules


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


def test_names_alone_may_stay_as_they_are() -> None:
    for text, severity in (("Old Boats, New Boats, Big Boats", "warning"), ("Why the old boats stay", "error")):
        found = check((text, text), select="SEG003", source_lang="en", target_lang="ja")
        assert [each.severity.value for each in found] == [severity]


def test_odd_length_by_what_a_sign_is_worth() -> None:
    text = (
        "The market on the river opens at dawn, and boats come to it from all the villages around, with fruit and fish."
    )
    assert (
        rules(
            (text, "河上的集市黎明时开张，周围村庄的船只都会带着水果和鱼赶来。"),
            select="SEG",
            source_lang="en",
            target_lang="zh",
        )
        == []
    )
    assert rules((text, "集市。"), select="SEG", source_lang="en", target_lang="zh") == ["SEG005"]


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

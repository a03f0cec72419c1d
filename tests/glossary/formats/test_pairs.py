"""Pairs of a term and its rendering, gathered into concepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.glossary.concept import Concept, Glossary, Status, Term
from songngu.glossary.formats.losses import Loss
from songngu.glossary.formats.pairs import (
    TermPair,
    every_pair,
    first_pairs,
    gathered,
    on_one_line,
    slug,
    together,
    unique,
)

LANGS = ("vi", "en")


def pair(line: int, source: str, target: str, **more: str) -> TermPair:
    return TermPair(line, source, target, LANGS, **more)  # type: ignore[arg-type]


def test_pairs_of_one_source_are_one_concept() -> None:
    reading = gathered([pair(1, "mực", "ink"), pair(2, "mực", "dye"), pair(3, "bút", "pen"), pair(4, "", "x")])
    ink = reading.glossary["muc"]
    assert [(term.text, term.status) for term in ink.in_lang("en")] == [
        ("ink", Status.PREFERRED),
        ("dye", Status.ADMITTED),
    ]
    assert len(reading.glossary) == 2
    assert [loss.concept for loss in reading.losses] == ["line 4"]


def test_pairs_of_one_id_are_one_concept() -> None:
    reading = gathered([pair(1, "mực", "ink", concept="c1"), pair(2, "mực in", "printing ink", concept="c1")])
    assert [concept.id for concept in reading.glossary] == ["c1"]
    assert len(reading.glossary["c1"].terms) == 4


def test_ids_that_stand_twice_are_numbered() -> None:
    readings = [gathered([pair(1, "mực", target)]) for target in ("ink", "squid")]
    assert [concept.id for concept in together(readings).glossary] == ["muc", "muc-2"]


@given(st.lists(st.sampled_from(["a", "a-2", "b"]), max_size=8))
def test_no_id_is_given_twice(wanted: list[str]) -> None:
    taken: set[str] = set()
    given_ids = [unique(each, taken) for each in wanted]
    assert len(set(given_ids)) == len(given_ids) == len(taken)


@pytest.mark.parametrize(("text", "expected"), [("Hà Nội!", "ha-noi"), ("墨", "墨"), ("Đà Nẵng 2", "da-nang-2")])
def test_ids_that_a_person_recognises(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_pairs_of_a_concept() -> None:
    terms = (
        Term("mực", "vi"), Term("mực in", "vi", Status.ADMITTED), Term("ink", "en"),
        Term("dye", "en", Status.ADMITTED), Term("stain", "en", Status.FORBIDDEN),
    )  # fmt: skip
    losses: list[Loss] = []
    glossary = Glossary((Concept("c", terms),))
    assert len([1 for _ in every_pair(glossary, LANGS, losses)]) == 4
    assert [(one.text, other.text) for _, one, other in first_pairs(glossary, LANGS, losses)] == [
        ("mực", "ink"),
        ("mực in", "ink"),
    ]


def test_tabs_and_line_ends_are_told() -> None:
    losses: list[Loss] = []
    assert on_one_line("a\tb\nc", Concept("c", ()), losses) == "a b c"
    assert [loss.concept for loss in losses] == ["c"]

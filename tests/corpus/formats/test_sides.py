"""Source and target among languages."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import files_of, write_bitext
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.sides import (
    called_sides,
    chosen_sides,
    exchanged,
    is_language,
    of_chosen_languages,
    oriented,
)


def _rows(*texts: tuple[str, str], langs: tuple[str, str] = ("vi", "en")) -> pl.DataFrame:
    names = ("source", "target", "id", "source_lang", "target_lang")
    return from_rows(dict(zip(names, (*pair, f"r{n}", *langs), strict=True)) for n, pair in enumerate(texts))


@pytest.mark.parametrize(
    ("bitext", "message", "hint"),
    [
        (_rows(("a", "b"), langs=("vi", "")), "do not name the language of the target", "name it with --target-lang"),
        (_rows(("a", "b"), langs=("../vi", "en")), "'../vi' is no language", "name it with --source-lang"),
        (_rows(("a", "b"), langs=("vi", "ids")), "'ids' is no language", "name it with --target-lang"),
        (_rows(("a", "b"), langs=("vi", "VI")), "both sides of the rows are of the language vi", None),
        (
            pl.concat([_rows(("a", "b")), _rows(("a", "b"), langs=("vi", "fr"))]),
            "have 2: vi-en, vi-fr",
            "choose one with --source-lang and --target-lang",
        ),
    ],
)
def test_one_pair_of_languages(bitext: pl.DataFrame, message: str, hint: str | None, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message) as error:
        write_bitext(bitext, tmp_path / "corpus.moses")
    assert error.value.hint == hint
    assert list(tmp_path.iterdir()) == []


def test_without_rows_the_usual_pair(tmp_path: Path) -> None:
    assert [path.name for path in files_of(from_rows([]), tmp_path / "c.moses")] == ["c.vi", "c.en", "c.ids"]


@pytest.mark.parametrize(
    ("langs", "names"),
    [
        ([("vi", "en"), ("vi-VN", "en")], ["vi", "en"]),
        ([("vi_VN", "en-GB"), ("VI-vn", "en-US")], ["vi-vn", "en"]),
        ([("zh-Hant", "en"), ("zh-Hant-TW", "en")], ["zh-hant", "en"]),
    ],
)
def test_regions_are_one_language(langs: list[tuple[str, str]], names: list[str], tmp_path: Path) -> None:
    rows = pl.concat([_rows(("a", "b"), langs=pair) for pair in langs])
    assert [path.suffix[1:] for path in files_of(rows, tmp_path / "c.moses")[:2]] == names


def test_scripts_are_two(tmp_path: Path) -> None:
    rows = pl.concat([_rows(("a", "b"), langs=pair) for pair in (("zh-Hant", "en"), ("zh-Hans", "en"))])
    with pytest.raises(UsageError, match="have 2: zh-Hans-en, zh-Hant-en"):
        files_of(rows, tmp_path / "c.moses")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("vi", True), ("en-GB", True), ("zh_Hans", True), ("id", False), ("src", False), ("source", False), ("", False)],
)
def test_tags_of_languages(name: str, expected: bool) -> None:
    assert is_language(name) is expected


def test_of_two_languages_vietnamese_is_the_source() -> None:
    assert chosen_sides(["en", "vi"], Reading("a")) == ("vi", "en")
    assert chosen_sides(["en", "fr"], Reading("a")) == ("en", "fr")
    assert chosen_sides(["en", "fr", "vi"], Reading("a")) is None
    assert chosen_sides(["en", "vi"], Reading("a", ("en", None))) == ("en", "vi")
    assert chosen_sides(["vi", "en-US", "en-GB"], Reading("a", (None, "en-GB"))) == ("vi", "en-GB")
    assert chosen_sides(["vi", "en-US", "en-GB"], Reading("a", ("vi", None))) is None
    assert chosen_sides(["zh-Hans", "zh-Hant"], Reading("a", ("zh-Hans", None))) == ("zh-Hans", "zh-Hant")
    with pytest.raises(InputError, match="no language de"):
        chosen_sides(["en", "vi"], Reading("a", ("de", None)))
    with pytest.raises(InputError, match="en is asked for on both sides"):
        chosen_sides(["en", "vi"], Reading("a", ("en", "EN")))


def test_rows_of_the_other_direction_are_turned() -> None:
    pairs = [("vi", "en"), ("en", "vi")]
    rows = [{"source": f"{a}!", "target": f"{b}!", "source_lang": a, "target_lang": b} for a, b in pairs]
    made = oriented(from_rows(rows), Reading("a", ("vi", "en")))
    assert made.select("source_lang", "source", "target").rows() == [("vi", "vi!", "en!")] * 2


PAIRS = [("en", "vi"), ("vi", "fr"), ("vi", "fr"), ("", "")]


def test_rows_of_other_languages_than_those_chosen_are_left_out_and_told() -> None:
    rows = [_rows((f"{a}!", f"{b}!"), langs=(a, b)) for a, b in PAIRS]
    reading = Reading("a", ("vi", "en"))
    made = pl.concat(of_chosen_languages(rows, reading))
    assert made["source"].to_list() == ["vi!", "!"]
    assert reading.notes == ["2 rows of other languages left out: vi-fr"]
    everything = Reading("a")
    assert pl.concat(of_chosen_languages(rows, everything)).height == 4 and everything.notes == []


@pytest.mark.parametrize(
    ("rows", "reading"),
    [
        (PAIRS[:3], Reading("a", ("de", None))),
        (PAIRS[1:3], Reading("a", ("vi", "en"))),
        (PAIRS[:1], Reading("a", ("en", "en"))),
        (PAIRS, Reading("a", ("vi", "en"), whole=True)),
    ],
)
def test_a_bitext_of_other_languages_than_those_chosen_is_an_error(
    rows: list[tuple[str, str]], reading: Reading
) -> None:
    with pytest.raises(InputError, match="not of the languages asked for"):
        list(of_chosen_languages([_rows((f"{a}!", f"{b}!"), langs=(a, b)) for a, b in rows], reading))


@given(st.sampled_from(["source", "target_lang", "score.length.source", "note", "score.target", "resource"]))
def test_exchanging_sides_twice_is_nothing(column: str) -> None:
    assert exchanged(exchanged(column)) == column
    assert (exchanged(column) == column) == (column in ("note", "resource"))


def test_names_that_say_which_side_they_are() -> None:
    assert called_sides(["SRC", "x", "Target"]) == {"SRC": "source", "Target": "target"}
    assert called_sides(["src", "source"]) is None

"""Which variants are source and target."""

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.formats.reading import Reading
from tests.corpus.formats.tmx.files import PAIR, read_units, unit_of

SIDES = ("source_lang", "source", "target_lang", "target")


@pytest.mark.parametrize(
    ("body", "srclang", "expected"),
    [
        (unit_of(("en", "Ferry"), ("vi", "Đò")), "vi", ("vi", "Đò", "en", "Ferry")),
        (unit_of(("EN-US", "Ferry"), ("VI_VN", "Đò")), "vi", ("VI_VN", "Đò", "EN-US", "Ferry")),
        (unit_of(("eng", "Ferry"), ("vie", "Đò")), "VI-VN", ("vie", "Đò", "eng", "Ferry")),
        (unit_of(("en-GB", "Lorry"), ("en-US", "Truck")), "en-US", ("en-US", "Truck", "en-GB", "Lorry")),
        (unit_of(("vi", "Đò"), ("en-GB", "Ferry")), "en-US", ("en-GB", "Ferry", "vi", "Đò")),
        (unit_of(("en", "Ferry"), ("vi", "Đò")), "*all*", ("en", "Ferry", "vi", "Đò")),
        (unit_of(("en", "Ferry"), ("vi", "Đò")), "", ("en", "Ferry", "vi", "Đò")),
        (unit_of(("en", "Ferry"), ("vi", "Đò")), "fr", ("en", "Ferry", "vi", "Đò")),
        (unit_of(("en", "Ferry"), ("vi", "Đò"), attributes='srclang="vi"'), "en", ("vi", "Đò", "en", "Ferry")),
        (unit_of(("en", "Ferry")), "vi", ("vi", "", "en", "Ferry")),
        (unit_of(("vi", "Đò")), "vi", ("vi", "Đò", "", "")),
        (unit_of(("vi", "Đò")), "*all*", ("vi", "Đò", "", "")),
        (unit_of(("", "Đò"), ("", "Ferry")), "*all*", ("", "Đò", "", "Ferry")),
        (unit_of(("vi", "Đò"), ("vi", "Phà"), ("en", "Ferry")), "vi", ("vi", "Đò", "en", "Ferry")),
        (unit_of(("vi", "Đò"), ("vi", "Phà")), "vi", ("vi", "Đò", "", "")),
        ("<tu/>", "vi", ("vi", "", "", "")),
        ("<tu/>", "*all*", ("", "", "", "")),
        ('<tu><tuv lang="vi"/><tuv lang="en"><seg/></tuv></tu>', "vi", ("vi", "", "en", "")),
    ],
)
def test_which_side_is_the_source(body: str, srclang: str, expected: tuple[str, ...]) -> None:
    assert read_units(body, srclang).select(SIDES).rows() == [expected]


THREE = unit_of(("vi-VN", "Đò"), ("en-US", "Ferry"), ("fr", "Bac"))


@pytest.mark.parametrize(
    ("langs", "expected"),
    [
        (("vi", "en"), ("vi-VN", "Đò", "en-US", "Ferry")),
        (("EN", "VI"), ("en-US", "Ferry", "vi-VN", "Đò")),
        (("fr-FR", "vie"), ("fr", "Bac", "vi-VN", "Đò")),
        ((None, "fr"), ("vi-VN", "Đò", "fr", "Bac")),
    ],
)
def test_languages_can_be_asked_for(langs: tuple[str | None, str | None], expected: tuple[str, ...]) -> None:
    assert read_units(THREE, "vi", reading=Reading("there", langs)).select(SIDES).rows() == [expected]


def test_where_source_and_target_are_asked_for_in_turn() -> None:
    assert read_units(PAIR, "vi", reading=Reading("there", (None, "vi"))).select(SIDES).rows() == [
        ("en", "Ferry", "vi", "Đò")
    ]
    reading = Reading("there", ("en", None))
    back = read_units(PAIR, "vi", reading=reading)
    assert back.select(SIDES).rows() == [("en", "Ferry", "vi", "Đò")]
    assert "original" not in back.columns


@pytest.mark.parametrize(
    "body",
    [THREE, PAIR + unit_of(("vi", "Đò"), ("fr", "Bac")), unit_of(("vi", "a"), ("en", "b"), ("en-GB", "c")) + THREE],
)
def test_more_languages_without_a_choice(body: str) -> None:
    with pytest.raises(InputError, match=r"more than two languages \(.*fr, .*vi.*\); a bitext has two") as error:
        read_units(body)
    assert error.value.hint == "choose two with --source-lang and --target-lang"


def test_regions_of_the_target_are_one_language() -> None:
    back = read_units(PAIR + unit_of(("vi", "Phà"), ("en-GB", "Boat")))
    assert back["target_lang"].to_list() == ["en", "en-GB"]


def test_a_language_that_no_unit_has() -> None:
    with pytest.raises(InputError, match="no unit has a variant in fr; there are vi, en"):
        read_units(PAIR, reading=Reading("there", ("vi", "fr")))


def test_units_that_lack_a_side_or_have_one_twice_are_told() -> None:
    reading = Reading("there", ("vi", "en"))
    body = PAIR + unit_of(("vi", "a")) + unit_of(("de", "b")) + unit_of(("vi", "c"), ("en", "d"), ("EN", "e"))
    back = read_units(body, reading=reading)
    assert back.select(SIDES).rows()[1:3] == [("vi", "a", "en", ""), ("vi", "", "en", "")]
    assert reading.notes == [
        "2 units without one of the two languages: a side is empty",
        "1 unit with a language twice: the first variant is taken",
    ]


def test_each_unit_may_name_its_own_source() -> None:
    body = unit_of(("de", "Fähre"), ("en", "Ferry"), attributes='srclang="de"')
    body += unit_of(("en", "Ferry"), ("fr", "Bac"), attributes='srclang="fr"')
    assert read_units(body, "*all*").select("source_lang", "target_lang").rows() == [("de", "en"), ("fr", "en")]

"""Which numerals of two texts go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import Kind, compare_numerals, read_numerals
from songngu.corpus.language.numerals.pairs import matched, parted, range_ends, with_shared_scale


@given(st.lists(st.integers(2, 99), max_size=8), st.randoms(use_true_random=False))
def test_equal_numbers_find_each_other_in_any_order(numbers: list[int], random: st.DataObject) -> None:
    other = list(numbers)
    random.shuffle(other)  # type: ignore[attr-defined]
    texts = [", then ".join(map(str, values)) for values in (numbers, other)]
    pairs, left, right = matched(*(read_numerals(text, "en") for text in texts))
    assert (left, right) == ([], [])
    assert sorted(one.value for one, _ in pairs) == sorted((number,) for number in numbers)  # type: ignore[type-var]
    assert all(one.value == another.value for one, another in pairs)


def test_what_has_no_counterpart_is_left() -> None:
    pairs, left, right = matched(read_numerals("3 cats and 5 dogs", "en"), read_numerals("5 dogs", "en"))
    assert [(one.text, other.text) for one, other in pairs] == [("5", "5")]
    assert ([each.text for each in left], right) == (["3"], [])


def test_a_scale_word_is_shared() -> None:
    text = "2 to 3 million"
    two, three = with_shared_scale(read_numerals(text, "en"), text)
    assert (two.readings, three.readings) == (((2,), (2_000_000,)), ((3_000_000,),))


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("sáu đến chín triệu", "vi", 6_000_000),
        ("Năm đến bảy triệu", "vi", 5_000_000),
        ("hai đến ba trăm nghìn", "vi", 200_000),
        ("hai trăm đến năm trăm nghìn", "vi", 200_000),
        ("hai đến ba mươi", "vi", 20),
        ("ba bốn triệu", "vi", 3_000_000),
        ("mười lăm, mười sáu triệu", "vi", 15_000_000),
        ("20 đến 30 nghìn", "vi", 20_000),
        ("twenty to thirty thousand", "en", 20_000),
        ("two or three dozen", "en", 24),
        ("two or three hundred thousand", "en", 200_000),
    ],
)
def test_scale_words_are_shared(text: str, lang: str, value: int) -> None:
    numerals = read_numerals(text, lang)
    assert (value,) in with_shared_scale(numerals, text)[0].readings


@pytest.mark.parametrize(("text", "lang"), [("ba, chín triệu", "vi"), ("two; three million", "en"), ("2 or 3", "en")])
def test_no_scale_is_shared_without_a_range(text: str, lang: str) -> None:
    numerals = read_numerals(text, lang)
    assert with_shared_scale(numerals, text) == numerals


@pytest.mark.parametrize(
    ("vi", "en", "slip"),
    [
        ("Sáu đến tám triệu người.", "6–8 million people.", "6–9 million people."),
        ("Hai đến ba trăm nghìn ca.", "200,000 to 300,000 cases.", "200,000 to 400,000 cases."),
        ("Mười hai đến mười lăm tỷ đô la.", "$12–15 billion.", "$12–16 billion."),
        ("Ba bốn trăm học sinh.", "300–400 pupils.", "300–500 pupils."),
    ],
)
def test_ranges_in_words_agree_with_digits(vi: str, en: str, slip: str) -> None:
    assert not compare_numerals(vi, en, "vi", "en")
    assert not compare_numerals(en, vi, "en", "vi")
    assert compare_numerals(vi, slip, "vi", "en")


def test_a_range_goes_with_the_number_that_is_its_end() -> None:
    (whole,) = read_numerals("10-15 km", "en")
    ends = range_ends([whole], read_numerals("10 to 15 km", "en"))
    assert [(one.kind, other.value) for one, other in ends] == [(Kind.RANGE, (15,))]


def test_members_in_brackets_are_parted_unless_the_other_side_has_one_number() -> None:
    text = "sets (3,4)"
    one = read_numerals(text, "en")
    assert [each.value for each in parted(one, text, read_numerals("3 and 4", "en"))] == [(3,), (4,)]

"""Which numerals of two texts go together."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.numerals import Kind, read_numerals
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


def test_a_range_goes_with_the_number_that_is_its_end() -> None:
    (whole,) = read_numerals("10-15 km", "en")
    ends = range_ends([whole], read_numerals("10 to 15 km", "en"))
    assert [(one.kind, other.value) for one, other in ends] == [(Kind.RANGE, (15,))]


def test_members_in_brackets_are_parted_unless_the_other_side_has_one_number() -> None:
    text = "sets (3,4)"
    one = read_numerals(text, "en")
    assert [each.value for each in parted(one, text, read_numerals("3 and 4", "en"))] == [(3,), (4,)]

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows
from songngu.corpus.export.filters import FILTERS, scored, threshold_of
from songngu.corpus.export.filters.overlap import longest_common


@given(st.text("abc", max_size=30), st.text("abc", max_size=30))
def test_the_longest_common_run_is_that_of_difflib(one, other):
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    assert longest_common(one, other) == match.size == longest_common(other, one)


def test_copied_letters_are_told():
    rows = [{"source": "abcdef", "target": "xxbcdyy"}, {"source": "", "target": "a"}, {"source": "ab", "target": "ab"}]
    asked = [threshold_of(name, True, FILTERS) for name in ("common-substring", "common-subsequence")]
    found = scored(from_rows(rows).lazy(), asked).collect()
    assert found["score.common-substring"].to_list() == [0.5, None, 1.0]
    assert found["score.common-subsequence"].to_list() == [0.461538, None, 1.0]


def test_numbers_and_marks_as_other_tools_count_them():
    rows = [
        {"source": "Năm 2015, 10 xe.", "target": "In 2015: 10 cars?!"},
        {"source": "Có 12 người", "target": "There are 13 people."},
        {"source": "Không", "target": "Zero"},
    ]
    names = ("non-zero-numerals", "terminal-punctuation", "average-word-length")
    found = scored(from_rows(rows).lazy(), [threshold_of(name, True, FILTERS) for name in names]).collect()
    assert found["score.non-zero-numerals"].to_list() == [1.0, 0.5, 1.0]
    assert found["score.terminal-punctuation"].to_list() == [-1.098612, -0.693147, 0.0]
    assert found["score.average-word-length.source"].to_list() == [3.25, 3.0, 5.0]

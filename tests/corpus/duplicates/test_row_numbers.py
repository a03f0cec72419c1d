"""Rows past 2^31: numbered, paired and ordered as those before, without there being any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates import row_numbers
from songngu.corpus.duplicates.row_numbers import MOST_ROWS, check_rows, codes, narrowed, packed, tallied, unpacked
from songngu.corpus.errors import UsageError

_ROWS = st.integers(0, MOST_ROWS - 1)


@given(st.lists(st.tuples(_ROWS, _ROWS)))
def test_pairs_are_ordered_by_the_later_row_and_come_back(pairs: list[tuple[int, int]]) -> None:
    later, earlier = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    ones, others = unpacked(np.sort(packed(later, earlier)))
    assert list(zip(others.tolist(), ones.tolist(), strict=True)) == sorted(pairs)


def test_numbers_take_64_bits_only_where_they_must() -> None:
    last = np.array([-1, (1 << 31) - 1, 1 << 31])
    assert narrowed(last[:2], 1 << 31).dtype == np.int32 and narrowed(last[:2], 1 << 31).tolist() == last[:2].tolist()
    assert narrowed(last, (1 << 31) + 1).dtype == np.int64 and narrowed(last, MOST_ROWS).tolist() == last.tolist()


def test_codes_take_the_bits_they_need_and_are_counted_by_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [codes(3, kinds).dtype for kinds in (1, 256, 257)] == [np.uint8, np.uint8, np.uint16]
    said = codes(7, 300)
    said[[1, 4, 6]] = 299, 2, 299
    monkeypatch.setattr(row_numbers, "_STRETCH", 3)
    assert {code: count for code, count in enumerate(tallied(said, 300).tolist()) if count} == {0: 4, 2: 1, 299: 2}
    assert tallied(codes(0, 2), 2).tolist() == [0, 0]


def test_no_table_has_more() -> None:
    check_rows(MOST_ROWS)
    with pytest.raises(UsageError, match="are more than"):
        check_rows(MOST_ROWS + 1)

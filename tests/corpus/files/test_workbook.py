from itertools import repeat

import pytest

from songngu.corpus.files import workbook


class _Endless:
    """A sheet of which one row says a number without bound."""

    def iter_rows(self, *, values_only: bool) -> object:
        assert values_only
        return repeat(())


def test_rows_end_where_those_of_excel_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LAST_ROW", 3)
    rows = workbook.rows(_Endless())
    assert [next(rows) for _ in range(3)] == [(), (), ()]
    with pytest.raises(ValueError, match="beyond 3"):
        next(rows)

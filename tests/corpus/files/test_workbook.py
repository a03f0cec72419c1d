import io
import zipfile
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


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="B3"><f>A3&amp;"."</f></c>', "B3 of sheet1"),
        ('<c r="B3" s="1"><f>A3</f><v></v></c>', "B3 of sheet1"),
        ('<x:c r="AC12"><x:f t="shared" si="0"/><x:v /></x:c>', "AC12 of sheet1"),
        ('<c r="B3"><f>A3</f><v>7</v></c>', None),
        ('<c r="B3" t="str"><f>IF(A3="","","x")</f><v></v></c>', None),
        ('<c r="B3" t="inlineStr"><is><t>=A3</t></is></c>', None),
        ('<c r="A3"/><c r="B3" t="s"><v>0</v></c>', None),
    ],
)
def test_a_formula_without_a_value_is_found(cell: str, found: str | None) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>")
    assert workbook.uncalculated(stream) == found


def test_a_formula_across_two_blocks_is_found() -> None:
    row = b'<row><c r="A1" t="s"><v>0</v></c></row>'
    asked = b'<row><c r="B9" s="2"><f>A1+A2</f><v></v></c></row>'
    for shift in (5, 20, 40):
        before = row * ((workbook._BLOCK - shift) // len(row))
        before += b" " * (workbook._BLOCK - shift - len(before))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", before + asked + before)
        assert workbook.uncalculated(stream) == "B9 of sheet1"

"""What a unit says of each of its segments."""

import pytest
from lxml import etree

from songngu.corpus.formats.xliff import trans_unit, unit
from songngu.corpus.formats.xliff.rows import SegmentPlace, XliffDialect, rows_of

PLACE = SegmentPlace(1, "a.txt", ("vi", "en"))


@pytest.mark.parametrize("dialect", [trans_unit, unit], ids=["1.2", "2.1"])
def test_what_is_put_into_a_unit_is_read_again(dialect: XliffDialect) -> None:
    made = dialect.fresh(
        7, {"id": "r7", "source": "Chào.", "target": "Hello.", "source_lang": "vi", "target_lang": "en"}
    )
    dialect.set_note(made, "seen")
    (segment,) = dialect.segments(made)
    dialect.set_status(made, segment, "accepted")
    dialect.set_columns(made, [{"probability": "0.5"}])
    assert dialect.is_unit(made)
    (row,) = rows_of(made, PLACE, dialect)
    assert (row["source"], row["target"], row["note"], row["probability"]) == ("Chào.", "Hello.", "seen", "0.5")
    assert (row["source_lang"], row["target_lang"], row["document"]) == ("vi", "en", "a.txt")
    assert row["status"] == "accepted"


@pytest.mark.parametrize("dialect", [trans_unit, unit], ids=["1.2", "2.1"])
def test_only_units_are_units(dialect: XliffDialect) -> None:
    assert not dialect.is_unit(etree.fromstring(f'<file xmlns="{dialect.NAMESPACE}"/>'))
    made = dialect.fresh(1, {"id": "a", "source": "a", "target": "b", "source_lang": "", "target_lang": ""})
    assert dialect.is_plain(made)
    (segment,) = dialect.segments(made)
    dialect.set_text(made, segment, "target", "c")
    assert rows_of(made, PLACE, dialect)[0]["target"] == "c"

"""The analysis of a job."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.workspace.memory.analysis import BANDS, as_csv, as_json, as_page, as_text, band_of, count


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (None, "new"),
        (49, "new"),
        (50, "50-74"),
        (74, "50-74"),
        (75, "75-84"),
        (95, "95-99"),
        (99, "95-99"),
        (100, "100"),
    ],
)
def test_bands_begin_at_their_floors(score: int | None, band: str) -> None:
    assert band_of(score) == band
    assert band_of(100, in_context=True) == "context"
    assert band_of(99, in_context=True) == "95-99"


SEGMENTS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(BANDS), st.text("xy z", max_size=12)), max_size=8)


@given(SEGMENTS)
def test_every_segment_is_in_its_band_and_in_the_total(segments: list[tuple[str, str, str]]) -> None:
    counted = [count(*segment) for segment in segments]
    whole = as_json(counted)
    total = whole["total"]
    assert total["total"]["segments"] == len(segments) == sum(total[band]["segments"] for band in BANDS)
    assert total["total"]["words"] == sum(len(text.split()) for _, _, text in segments)
    assert total["total"]["characters"] == sum(len("".join(text.split())) for _, _, text in segments)
    assert sum(each["bands"]["total"]["words"] for each in whole["files"]) == total["total"]["words"]


def test_all_forms_hold_the_figures() -> None:
    counted = [count("<a>.md", "new", "một hai"), count("b.md", "100", "ba")]
    rows = list(csv.DictReader(io.StringIO(as_csv(counted))))
    assert next(row for row in rows if row["file"] == "<a>.md" and row["match"] == "new")["words"] == "2"
    assert "all files" in as_text(counted)
    assert "<h2>&lt;a&gt;.md</h2>" in as_page(counted)

"""What the page shows of a sheet."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from songngu.workspace.review.pages import level_of, probability_bars
from tests.workspace.review.sheets import bead, sheet


def test_levels_fall_with_the_probability() -> None:
    levels = [level_of(bead("a", "x", "y", (0, 0), p / 100)) for p in range(101)]
    assert levels == sorted(levels, reverse=True)
    assert (levels[0], levels[100]) == (4, 1)
    assert level_of(replace(sheet().beads[0], status="accepted")) == 0
    assert level_of(bead("a", "x", "y", (0, 0), None)) == 0


@given(st.lists(st.none() | st.floats(0, 1), max_size=600))
def test_every_row_is_in_one_bar(probabilities: list[float | None]) -> None:
    beads = [bead(str(n), "x", "y", (n, n), p) for n, p in enumerate(probabilities)]
    bars = probability_bars(beads)
    assert [n for bar in bars for n in range(bar.first, bar.last + 1)] == list(range(1, len(beads) + 1))
    assert len(bars) <= 300
    for bar in bars:
        part = beads[bar.first - 1 : bar.last]
        assert bar.level == max(map(level_of, part))
        assert bar.at in {each.key for each in part}

import pytest

from songngu.align.gale_church import gale_church
from songngu.corpus.errors import UsageError


def test_beads_cover_every_sentence_once() -> None:
    source, target = ["aaa " * 5, "bb " * 9, "c " * 30], ["aaa " * 5, "bb " * 4, "bb " * 5, "c " * 30]
    beads = gale_church(source, target)
    assert sorted(i for bead in beads for i in bead[0]) == [0, 1, 2]
    assert sorted(j for bead in beads for j in bead[1]) == [0, 1, 2, 3]
    assert ((0,), (0,)) in beads


def test_an_empty_side_is_all_deletions() -> None:
    assert gale_church(["a", "b"], []) == [((0,), ()), ((1,), ())]
    assert gale_church([], ["a"]) == [((), (0,))]


def test_what_would_take_hours_is_refused() -> None:
    with pytest.raises(UsageError):
        gale_church(["a"] * 4_001, ["a"])

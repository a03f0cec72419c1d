"""Which places may be told as one passage."""

import numpy as np
import pytest

from songngu.corpus.duplicates import find_duplicates
from songngu.corpus.duplicates.scope import Reach, Scope, chosen_reach
from songngu.corpus.errors import UsageError
from tests.corpus.duplicates.passages import LINES, document, filler


def test_only_copies_of_the_reach_asked_for() -> None:
    body = "\n".join(LINES[:3])
    one, two = document(f"{body}\n{filler(0, 30)}\n{body}", "a"), document(f"{filler(50, 30)}\n{body}", "b")
    places = {
        reach: [(p.first.document.path, p.second.document.path) for p in find_duplicates([one, two], reach=reach)]
        for reach in Reach
    }
    assert places == {
        Reach.ANY: [("a", "a"), ("a", "b")],
        Reach.WITHIN: [("a", "a")],
        Reach.ACROSS: [("a", "b")],
    }


def test_what_goes_against_others_is_told_of_them_alone() -> None:
    body = "\n".join(LINES)
    test = document(f"{filler(0, 30)}\n{LINES[1]} {LINES[2]}\n{filler(40, 30)}", "test")
    training = document(f"{body}\n{filler(80, 30)}\n{body}", "training")
    found = find_duplicates([training], against=[test])
    assert [p.first.document.path for p in found] == ["test", "test"]
    assert [p.second.lines for p in found] == [(2, 3), (9, 10)]
    assert find_duplicates([training], against=[document(filler(200, 90))]) == []
    assert [p.second.document.path for p in find_duplicates([training], against=[test], reach=Reach.ACROSS)] != []
    assert find_duplicates([training], against=[test], reach=Reach.WITHIN) == []


def test_a_copy_of_a_copy_stays_across_files() -> None:
    """A later copy is not moved to a canonical one in its own file, where only other files are asked for."""
    body = "\n".join(LINES)
    one = document(f"{body}\n{filler(0, 40)}\n{body}", "a")
    passages = find_duplicates([one, document(body, "b"), document(body, "c")], reach=Reach.ACROSS)
    assert all(p.first.document is not p.second.document for p in passages)
    assert [p.second.document.path for p in passages] == ["b", "c"]


def test_both_switches_are_one_too_many() -> None:
    assert chosen_reach(within=False, across=False) is Reach.ANY
    assert chosen_reach(within=True, across=False) is Reach.WITHIN
    assert chosen_reach(within=False, across=True) is Reach.ACROSS
    with pytest.raises(UsageError):
        chosen_reach(within=True, across=True)


def test_words_are_told_by_their_documents() -> None:
    bounds = np.array([0, 10, 20, 30])
    first, second = np.array([1, 1, 11, 12]), np.array([5, 15, 25, 15])
    allowed = {reach: Scope(bounds, reach, 0).allows(first, second).tolist() for reach in Reach}
    assert allowed == {
        Reach.ANY: [True, True, True, True],
        Reach.WITHIN: [True, False, False, True],
        Reach.ACROSS: [False, True, True, False],
    }
    assert Scope(bounds, Reach.ANY, 1).allows(first, second).tolist() == [False, True, False, False]
    scope = Scope(bounds, Reach.ACROSS, 1)
    assert [scope.allows_one(int(a), int(b)) for a, b in zip(first, second, strict=True)] == (
        scope.allows(first, second).tolist()
    )

"""Contradictions of a merge as git writes them."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.glossary.formats.conflicts import with_markers

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n"]), max_size=8)


def test_only_what_differs_stands_between_markers() -> None:
    assert with_markers("a\nb\nd\n", "a\nc\nd\n") == "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\nd\n"
    assert with_markers("a\n", "a\n") == "a\n"


@given(LINES, LINES)
def test_either_side_can_be_taken(ours: list[str], theirs: list[str]) -> None:
    sides: tuple[list[str], list[str]] = ([], [])
    where = {0, 1}
    for line in with_markers("".join(ours), "".join(theirs)).splitlines(keepends=True):
        marker = {"<<<<<<< ours\n": {0}, "=======\n": {1}, ">>>>>>> theirs\n": {0, 1}}.get(line)
        if marker is not None:
            where = marker
            continue
        for side in where:
            sides[side].append(line)
    assert sides == (ours, theirs)

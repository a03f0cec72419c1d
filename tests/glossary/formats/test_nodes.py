"""YAML of any form with the places of its values."""

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.formats.nodes import Nodes


def test_values_are_texts_with_their_places() -> None:
    nodes = Nodes("a: no\nb:\n  - {c: 1_000}\n  - !!str 1:30\n", "g.yaml")
    assert nodes.read().value == {"a": "no", "b": [{"c": "1_000"}, "1:30"]}
    assert (nodes.places["a",], nodes.places["b", 0, "c"]) == ((1, 1), (3, 6))


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\na: 2\n", "2:1"), ("a: &x 1\nb: *x\n", "1:4"), ("a: [1\n", "2"), ("[a]: 1\n", "1"), ("a: b: c\n", "1:5")],
)
def test_what_is_refused_is_named_with_its_place(text: str, place: str) -> None:
    with pytest.raises(InputError, match=rf"g\.yaml:{place}"):
        Nodes(text, "g.yaml").read()


def test_comments_stand_outside_of_scalars() -> None:
    read = Nodes('# top\na: "x # y"  # beside\n', "g.yaml").read()
    assert [comment.strip() for _, _, comment in read.comments] == ["# top", "# beside"]

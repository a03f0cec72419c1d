"""Tags of components and expressions in braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.readers.jsx import braces_end, jsx_tag, literal


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("{a}", 3),
        ("{a {b} c} d", 9),
        ('{"}"}', 5),
        ("{`}`}", 5),
        ("{/* } */}", 9),
        ("{a", None),
        ("{/* }", None),
    ],
)
def test_where_braces_close(text: str, end: int | None) -> None:
    assert braces_end(text, 0) == end


@pytest.mark.parametrize(("text", "inside"), [('{"so"}', "so"), ("{ 'lá' }", "lá"), ("{`a`}", "a"), ("{so}", None)])
def test_strings_in_braces(text: str, inside: str | None) -> None:
    found = literal(text, 0)
    assert (None if found is None else text[found.start : found.end]) == inside


@pytest.mark.parametrize(
    ("text", "end", "shown"),
    [
        ('<Frame caption="Bến đò">', 24, ["Bến đò"]),
        ("<Card title={'Lá'} icon={x}/>", 29, ["Lá"]),
        ("</Frame> và", 8, []),
        ("<>", 2, []),
        ('<Card href="/la" title=" ">', 27, []),
    ],
)
def test_tags_and_what_they_show(text: str, end: int, shown: list[str]) -> None:
    tag = jsx_tag(text, 0)
    assert tag
    assert (tag.end, [text[each.start : each.end] for each in tag.shown]) == (end, shown)


@pytest.mark.parametrize("text", ["<div>", "<Frame caption=", "a < B", "<Frame {"])
def test_what_is_no_tag_of_a_component(text: str) -> None:
    assert jsx_tag(text, 0) is None


@given(st.text("<>/{}\"'`*Aa= ", max_size=20))
def test_any_text_ends_inside_itself(text: str) -> None:
    tag = jsx_tag(text, 0)
    assert tag is None or (0 < tag.end <= len(text) and all(text[s.start : s.end].strip() for s in tag.shown))
    end = braces_end(text, 0)
    assert end is None or 0 < end <= len(text)

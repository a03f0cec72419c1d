"""The content of XLIFF's segments."""

import pytest
from lxml import etree

from songngu.corpus.formats.xliff.text import is_bare, local, note_text, plain_text, put_text

SPANS, BREAKS = ("g", "mrk"), ("lb",)


def text(inner: str) -> str:
    return plain_text(etree.fromstring(f"<source>{inner}</source>"), SPANS, "ctype", BREAKS)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("Bấm <g id='1'>Lưu</g> rồi chờ.", "Bấm Lưu rồi chờ."),
        ("Bấm <ph id='1'>&lt;b&gt;</ph>Lưu", "Bấm Lưu"),
        ("một<x id='1' ctype='lb'/>hai", "một\nhai"),
        ("a<!-- lời --><?pi?>b", "ab"),
        ("<g id='1'>a<x id='2'/>b</g>", "ab"),
    ],
)
def test_codes_hold_no_text_but_breaks(inner: str, expected: str) -> None:
    assert text(inner) == expected
    assert plain_text(None, SPANS, "ctype", BREAKS) == ""


def test_an_entity_is_never_guessed() -> None:
    parser = etree.XMLParser(resolve_entities=False)
    element = etree.fromstring("<!DOCTYPE s [<!ENTITY e 'x'>]><s>a &e; b</s>", parser)
    with pytest.raises(ValueError, match="which is not resolved"):
        plain_text(element, SPANS, "ctype", BREAKS)


def test_a_text_takes_the_place_of_all_that_was_there() -> None:
    element = etree.fromstring("<target state='new'>a<x/>b</target>")
    assert not is_bare(element, ("state",))
    put_text(element, "c < d")
    assert etree.tostring(element) == b'<target state="new">c &lt; d</target>'
    assert is_bare(element, ("state",)) and not is_bare(element, ())
    assert is_bare(None, ())


def test_names_have_no_namespace_and_notes_are_lines() -> None:
    root = etree.fromstring("<a xmlns='urn:x'><note>one <b>two</b></note><note>three</note><!-- c --></a>")
    assert [local(child) for child in root] == ["note", "note", ""]
    assert note_text(root[:2]) == "one two\nthree"

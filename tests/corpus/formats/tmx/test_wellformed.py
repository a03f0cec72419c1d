"""Tags and references, told of a column at a time."""

from __future__ import annotations

import polars as pl
import pytest

from songngu.corpus.formats.tmx.wellformed import has_odd_references, malformed

SOUND = {
    "attributes": ["", ' a="1" b="&lt;2"', ' xml:lang="vi"'],
    "meta": ["", "<note>a</note>", '<prop type="x">1</prop>\n<note></note>'],
    "text": ["a", 'a <ph i="1"/> b', '<bpt i="1" x="2">{</bpt>a<ept i="1">}</ept>'],
}
ODD = {
    "attributes": [' a="1" a="2"', " a='1'", ' x:a="1"', ' a="<"', ' a="&"', ' a="1"b="2"'],
    "meta": ["<note>a</prop>", '<prop type="x" type="y">1</prop>', "<note x>a</note>"],
    "text": ['<ph i="1" i="2"/>', '<bpt i="1" i="2">{</bpt>', "<bpt>{</ept>", "<ph i=1/>"],
}


@pytest.mark.parametrize("kind", SOUND)
def test_what_is_malformed_of_a_column(kind: str) -> None:
    assert malformed(pl.Series([*SOUND[kind], *ODD[kind]]), kind).to_list() == ODD[kind]


def test_references_that_xml_has_not_itself() -> None:
    sound = ["a", "&amp;&lt;&gt;&quot;&apos;", "[[a]]"]
    odd = ["&", "&amp;&nbsp;", "&#9;", "a ]]> b", "&amp"]
    assert has_odd_references(pl.Series([*sound, *odd])).to_list() == [False] * len(sound) + [True] * len(odd)
    assert has_odd_references(pl.Series(["a", "]]>"])).to_list() == [False, True]

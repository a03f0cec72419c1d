"""The pattern of the most frequent units."""

from __future__ import annotations

import pytest

from songngu.corpus.formats.tmx.alike import alike
from songngu.corpus.formats.tmx.pattern import find_units, units_in_turn

PLAIN = '<tu><tuv xml:lang="vi"><seg>một</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>'


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- {PLAIN} -->{PLAIN}",
        f"<tu><tu>{PLAIN}</tu></tu>",
        f"<tu><note><![CDATA[{PLAIN}]]></note></tu>",
        f"{PLAIN} text {PLAIN}",
        f"<?old {PLAIN}?>{PLAIN}",
    ],
)
def test_what_looks_like_a_unit_and_is_none_is_left_to_a_parser(text: str) -> None:
    found = find_units(text.encode())
    assert found is None or any(b"<!" in unit or b"<?" in unit for unit in found.others.values())


@pytest.mark.parametrize(
    "unit",
    [
        PLAIN.replace("<tu>", '<tu tuid="a" tuid="b">'),
        PLAIN.replace("<tu>", "<tu tuid='a'>"),
        PLAIN.replace("<tu>", "<tuv>").replace("</tu>", "</tuv>"),
        PLAIN.replace("một", "&unknown;"),
        PLAIN.replace("một", "a & b"),
        PLAIN.replace("một", "]]>"),
        PLAIN.replace("một", "<bpt i=1>x</bpt>"),
        PLAIN.replace("một", '<bpt i="1">x</ept>'),
        PLAIN.replace("một", '<bpt i="1" i="2">x</bpt>'),
        PLAIN.replace("một", '<ph i="1" i="2"/>'),
        PLAIN.replace("<seg>one</seg>", "<seg>one</seg><seg>two</seg>"),
    ],
)
def test_a_unit_that_is_not_well_formed_is_never_alike(unit: str) -> None:
    table = alike(units_in_turn([unit.encode(), PLAIN.encode()]), named=False)
    assert table["first_lang"].to_list() == [None, "vi"]

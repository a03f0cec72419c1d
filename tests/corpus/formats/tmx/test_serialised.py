"""Units as a parser writes them again."""

from __future__ import annotations

import polars as pl
import pytest
from lxml import etree

from songngu.corpus.formats.tmx.serialised import serialised


@pytest.mark.parametrize(
    "inside",
    [
        "a > b",
        ">>>>>",
        "<x>></x>>",
        "<x></x>",
        '<x i="1"></x>',
        "&quot;a&apos; &gt; >&lt;>",
        "a &amp; b",
        "<x></x><x>></x>",
    ],
)
def test_units_are_written_as_a_parser_does(inside: str) -> None:
    unit = f"<tu><seg>{inside}</seg></tu>"
    assert serialised(pl.Series([unit, "<tu/>"])).to_list() == [
        etree.tostring(etree.fromstring(unit)).decode(),
        "<tu/>",
    ]

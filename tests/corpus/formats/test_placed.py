"""Where the units of bitext files stand: by what they are, in every form a character is written in."""

from __future__ import annotations

import pytest

from songngu.corpus.formats.placed import placed_units
from songngu.corpus.formats.placed_unit import PlacedUnit


def units(format: str, raw: str) -> list[PlacedUnit]:
    found = placed_units(format, raw)
    assert found is not None
    return list(found)


@pytest.mark.parametrize("raw", ["", "<", "<tmx><tu>", 'msgid "a', 'msgstr "x"\n"y"'])
def test_what_is_broken_is_as_far_as_it_goes(raw: str) -> None:
    assert all(units(format, raw) == [] for format in ("po", "tmx", "xliff"))
    assert placed_units("tsv", raw) is None

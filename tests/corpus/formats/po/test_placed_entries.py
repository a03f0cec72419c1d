"""Where the strings of PO entries stand."""

from __future__ import annotations

from songngu.corpus.formats.placed import placed_units
from songngu.corpus.formats.placed_unit import PlacedUnit

PO = r"""
msgid ""
msgstr "Language: vi\n"

#, c-format
msgid "One \"file\""
msgid_plural ""
"%d files,\n"
"all of them"
msgstr[0] "%d tệp,"
" tất cả"

#~ msgid "Old"
#~ msgstr "Cũ"
"""


def units(format: str, raw: str) -> list[PlacedUnit]:
    found = placed_units(format, raw)
    assert found is not None
    return list(found)


def test_strings_of_several_lines() -> None:
    (unit, old) = units("po", PO)
    text = "%d files,\nall of them"
    content = unit.source.mapped(text)
    assert unit.source.key == "%dfiles,allofthem" and content.text == text
    at = text.index("all")
    assert PO[content.hull(at, at + 3).start :].startswith("all of them")
    assert [PO[span.start : span.end] for span in unit.target.mapped("%d tệp, tất cả").raw_spans()] == [
        "%d tệp,",
        "tất cả",
    ]
    assert (old.source.key, old.target.key) == ("Old", "Cũ")


def test_flags_of_po_entries_are_dialects() -> None:
    entries = ('#, fuzzy, c-format\nmsgid "%d a"\nmsgstr "%d b"\n', 'msgid "c"\nmsgstr "d"\n')
    raw = "\n".join((*entries, '#, no-c-format\nmsgid "%"\nmsgstr "%"\n'))
    units = placed_units("po", raw)
    assert units and [unit.source.dialects for unit in units] == [("c-format",), (), ("no-c-format",)]
    assert [each.value for each in units[0].target.mapped("%d b").markup] == ["c-format"]

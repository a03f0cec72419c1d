"""Where the segments of TMX and XLIFF stand."""

from __future__ import annotations

from songngu.corpus.formats.placed import placed_units
from songngu.corpus.formats.placed_unit import PlacedUnit

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="vi"/><body>
<tu><tuv xml:lang="vi"><seg>Cơm &amp; <bpt i="1" x="1">&lt;b></bpt>cá<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="en"><seg>Rice &#38; <![CDATA[fish]]></seg></tuv></tu></body></tmx>"""


XLIFF = """<xliff version="1.2"><file translate="no"><body><trans-unit id="1"><source>Kho</source></trans-unit>
<trans-unit id="2" translate="yes"><source>Bấm <g id="1">Lưu</g><x id="2"/></source>
<target>Press Save<x id="2"/></target></trans-unit>
<trans-unit id="3"><source>A. B.</source>
<seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg"
mid="1">B.</mrk></seg-source><target><mrk mtype="seg" mid="0">X.</mrk></target></trans-unit></body></file></xliff>"""


XLIFF2 = """<xliff version="2.0"><file><unit><segment><source>Một</source><target>One</target></segment>
<segment><source>Hai<ph id="p"/></source><target>Two</target></segment></unit></file></xliff>"""


def units(format: str, raw: str) -> list[PlacedUnit]:
    found = placed_units(format, raw)
    assert found is not None
    return list(found)


def test_references_and_codes() -> None:
    (unit,) = units("tmx", TMX)
    content = unit.source.mapped("Cơm & cá")
    spans = [TMX[span.start : span.end] for span in (content.hull(0, 3), content.hull(4, 5), content.hull(6, 8))]
    assert spans == ["Cơm", "&amp;", "cá"]
    assert [each.value for each in content.markup] == ["<bpt x=1>", "<ept>"]
    target = unit.target.mapped("Rice & fish")
    assert [TMX[span.start : span.end] for span in target.raw_spans()] == ["Rice", "&#38;", "fish"]


def test_what_is_not_to_be_translated_and_segments() -> None:
    found = units("xliff", XLIFF)
    assert [(each.source.key, each.target.key, each.is_translated) for each in found] == [
        ("Kho", "", False), ("BấmLưu", "PressSave", True), ("A.B.", "", False), ("A.", "X.", False),
        ("B.", "", False),
    ]  # fmt: skip
    assert [value for _, value in found[1].source.codes] == ["<g id=1>", "<x id=2>"]
    assert [(each.source.key, each.target.key) for each in units("xliff2", XLIFF2)] == [("Một", "One"), ("Hai", "Two")]

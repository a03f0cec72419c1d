"""The units of XLIFF 2."""

import polars as pl
from lxml import etree

from tests.corpus.formats.xliff.files import file2_of, scanned, written


def test_an_id_that_is_no_name_token_is_carried(bitext: pl.DataFrame) -> None:
    odd = bitext.with_columns(id=pl.col("id") + " x")
    data, _ = written(odd, "xliff2")
    assert [unit.get("id") for unit in etree.fromstring(data)[0]][:2] == ["u1", "u2"]
    assert scanned(data)[0]["id"].to_list() == odd["id"].to_list()


def test_inline_elements_of_2_1() -> None:
    source = (
        'a<pc id="1">b</pc><ph id="2"/><sc id="3"/>c<ec startRef="3"/><mrk id="m" type="term">d</mrk>'
        '<ph id="4" type="fmt" subType="xlf:lb"/>e<cp hex="0001"/>'
    )
    unit = f'<unit id="u"><segment><source>{source}</source><target>f</target></segment></unit>'
    back, _ = scanned(file2_of(unit))
    assert back.select("source", "target", "id").row(0) == ("abcd\ne", "f", "u")
    assert back["original"][0].startswith("<unit xmlns=")


def test_segments_of_a_unit_of_2_1() -> None:
    unit = (
        '<unit id="u"><notes><note>n</note></notes><segment id="s" state="reviewed"><source>A. </source>'
        "<target>B. </target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>C.</source></segment></unit>"
    )
    back, _ = scanned(file2_of(f"<group id='g'>{unit}</group>"))
    assert back.select("id", "source", "target", "status", "note").rows() == [
        ("u#s", "A. ", "B. ", "accepted", "n"),
        ("u#2", "C.", "", "auto", "n"),
    ]


def test_metadata_of_others_stays() -> None:
    meta = '<mda:metaGroup category="x"><mda:meta type="t">v</mda:meta></mda:metaGroup>'
    meta = f'<mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">{meta}</mda:metadata>'
    unit = f'<unit id="u">{meta}<segment><source>a</source><target>b</target></segment></unit>'
    back = scanned(file2_of(unit))[0]
    again, _ = written(back.with_columns(probability=pl.lit(0.5)), "xliff2")
    assert again.count(b"<mda:metaGroup") == 2
    third = scanned(again)[0]
    assert third["probability"].to_list() == [0.5] and third["original"].equals(back["original"])

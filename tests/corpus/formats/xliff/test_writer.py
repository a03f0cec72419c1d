"""XLIFF that is written."""

import polars as pl
import pytest
from lxml import etree

from songngu.corpus.bitext import from_rows
from tests.corpus.formats.xliff.files import BOTH, NS, NS2, TRADOS, file2_of, file_of, scanned, unit_of, written


@BOTH
def test_namespaces_are_declared_once(bitext: pl.DataFrame, name: str) -> None:
    declared = ' xmlns="urn:oasis'
    odd = bitext.with_columns(source=pl.lit(f'x>{declared}:names:tc:xliff:document:1.2">'))
    data = written(odd, name)[0].decode()
    assert data.count(declared) == 1 + odd.height


@BOTH
def test_what_is_lost_is_told(name: str) -> None:
    rows = [{"source": "", "target": ""}, {"source": "a\x01", "target": "b", "original": "<tu/>"}]
    bitext = from_rows([]).with_columns(original=pl.lit(None, pl.Utf8))
    bitext = pl.concat([bitext, pl.DataFrame(rows)], how="diagonal_relaxed")
    bitext = bitext.with_columns(source_lang=pl.lit("vi"), target_lang=pl.lit("en"))
    bitext = pl.concat(
        [bitext, bitext[1:].with_columns(original=pl.lit("<<")), bitext[1:].with_columns(original=pl.lit("x"))]
    )
    assert written(bitext, name)[1] == [
        "1 row without any text left out",
        "3 rows from a unit that cannot be written here: what only the unit holds is left out",
        "3 characters that XML forbids dropped",
    ]


ROUND_TRIPS = {
    "xliff": [
        TRADOS,
        file_of(
            unit_of(
                '<source>a<g id="1">b</g></source><target state="translated" xml:lang="en">c<g id="1">d</g></target>'
                '<note from="x">n</note><alt-trans match-quality="80"><target>e</target></alt-trans>'
            )
        ),
    ],
    "xliff2": [
        file2_of(
            '<unit id="u" name="k"><notes><note category="c">n</note></notes>'
            '<originalData><data id="d">&lt;b&gt;</data></originalData>'
            '<segment id="s"><source>A<ph id="1" dataRef="d"/></source><target>B<ph id="1" dataRef="d"/>'
            "</target></segment><ignorable><source> </source></ignorable><segment><source>C</source></segment></unit>"
        )
    ],
}


def _units(data: str | bytes) -> list[str]:
    root = etree.fromstring(data.encode() if isinstance(data, str) else data)
    found = [unit for unit in root.iter(f"{NS}trans-unit", f"{NS2}unit") if unit.get("translate") != "no"]
    return [etree.canonicalize(etree.tostring(unit, encoding="unicode", with_tail=False)) for unit in found]


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, files in ROUND_TRIPS.items() for data in files])
def test_a_unit_comes_back_as_it_was(name: str, data: str) -> None:
    again, notes = written(scanned(data)[0], name)
    assert _units(again) == _units(data)
    assert notes == []


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, files in ROUND_TRIPS.items() for data in files])
def test_what_has_changed_changes_the_unit(name: str, data: str) -> None:
    edited = scanned(data)[0].with_columns(
        target=pl.lit("mới & <mới>"), status=pl.lit("edited", pl.Enum(["auto", "accepted", "edited", "rejected"]))
    )
    edited = edited.with_columns(note=pl.lit("đã sửa"), probability=pl.lit(0.25)).with_columns(
        pl.lit(0.5).alias("score.x")
    )
    again, _ = written(edited, name)
    back = scanned(again)[0]
    kept = ["id", "source", "target", "status", "note", "probability", "score.x", "document"]
    assert back.select(kept).equals(edited.select(kept))
    assert len(_units(again)) == len(_units(data))
    assert (b'state="signed-off"' in again) == (name == "xliff" and data is not TRADOS)
    assert _units(written(back, name)[0]) == _units(again)


def test_a_target_is_made_where_there_is_none() -> None:
    marks = '<seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>'
    marks = f"<source>A. B.</source>{marks}"
    for unit in (marks, '<source>A<x id="1"/></source><note>n</note>'):
        data = file_of(unit_of(unit))
        edited = scanned(data)[0].with_columns(target=pl.lit("mới"))
        again, _ = written(edited, "xliff")
        assert scanned(again)[0].select("source", "target", "id").equals(edited.select("source", "target", "id"))
        (unit_again,) = etree.fromstring(again).iter(f"{NS}trans-unit")
        order = ["source", "seg-source", "target", "note"]
        places = [order.index(child.tag.removeprefix(NS)) for child in unit_again]
        assert places == sorted(places)
    two = file2_of('<unit id="u" name="n"><segment><source>A</source></segment></unit>')
    edited = scanned(two)[0].with_columns(target=pl.lit("mới"))
    assert scanned(written(edited, "xliff2")[0])[0]["target"].to_list() == ["mới"]


@pytest.mark.parametrize(("name", "data"), [("xliff", TRADOS), ("xliff2", ROUND_TRIPS["xliff2"][0])])
def test_a_unit_of_which_a_row_is_missing_is_written_anew(name: str, data: str) -> None:
    again, notes = written(scanned(data)[0].head(1), name)
    assert notes == ["1 row from a unit that cannot be written here: what only the unit holds is left out"]
    assert scanned(again)[0]["id"].to_list() == scanned(data)[0]["id"].head(1).to_list()

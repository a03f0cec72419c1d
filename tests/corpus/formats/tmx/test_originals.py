import io
from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from songngu.corpus.formats import read_bitext, write_bitext
from songngu.corpus.formats.tmx import write
from tests.corpus.formats.tmx.units_written import CODED, HEADER, file, read, written

SAMPLES = Path(__file__).parents[4] / ".." / "shared" / "data" / "samples"


shared = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared")


LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _parts(root: etree._Element) -> list[object]:
    """Return what a round trip has to keep."""
    header = root.find("header")
    assert header is not None
    kept: list[object] = [[_canonical(child) for child in header]]
    for unit in root.iter("tu"):
        variants = [(dict(variant.attrib), [_canonical(part) for part in variant]) for variant in unit.findall("tuv")]
        kept.append((dict(unit.attrib), [_canonical(part) for part in unit if part.tag in ("note", "prop")], variants))
    return kept


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


@shared
@pytest.mark.parametrize("path", sorted((SAMPLES / "tmx").rglob("*.tmx")), ids=lambda path: str(path.name))
@pytest.mark.parametrize("between", ["jsonl", "tsv", "parquet"])
def test_samples_come_back_as_they_were(path: Path, between: str, tmp_path: Path) -> None:
    write_bitext(read_bitext(path), tmp_path / f"a.{between}")
    root, notes = written(read_bitext(tmp_path / f"a.{between}"))
    expected = _parts(etree.parse(str(path)).getroot())
    if path.stem == "ImportTest1J_many":
        # Its header speaks for one unit of three, which then has to speak for itself.
        expected[3][0]["srclang"] = "es-es"  # type: ignore[index]
    assert _parts(root) == expected
    assert notes == []


@pytest.mark.parametrize(
    "text",
    [
        file(CODED),
        file(CODED, CODED, header=HEADER),
        file('<tu><tuv xml:lang="vi"><seg>Đò</seg></tuv></tu>'),
        file('<tu><tuv xml:lang="en"><seg>Ferry</seg></tuv><tuv xml:lang="vi"><seg>Đò</seg></tuv></tu>'),
        file('<tu srclang="vi"><tuv xml:lang="vi"><seg>Đò</seg></tuv><tuv xml:lang="en"><seg>Ferry</seg></tuv></tu>'),
        file('<tu><note>a</note><note>b</note><tuv xml:lang="vi"/><tuv xml:lang="vi"><seg>b</seg></tuv></tu>'),
        file("<tu/>"),
    ],
)
def test_units_come_back_as_they_were(text: str) -> None:
    assert _parts(written(read(text))[0]) == _parts(etree.fromstring(text))


def test_all_variants_come_back_after_a_choice() -> None:
    three = CODED.replace("</tu>", '<tuv xml:lang="fr"><seg>Le <ph/>bac</seg></tuv></tu>')
    back = written(read(file(three), ("fr", "vi")))[0]
    assert _parts(back)[1:] == _parts(etree.fromstring(file(three)))[1:]


def test_a_changed_text_loses_its_codes_and_nothing_else() -> None:
    bitext = read(file(CODED, CODED)).with_columns(source=pl.Series(["Bến phà", "Bến đò <&"]))
    root, notes = written(bitext)
    first, second = root.iter("tu")
    assert _canonical(first) == _canonical(etree.fromstring(CODED))
    assert notes == ["1 unit with changed text lost inline codes"]
    assert second.findtext("tuv/seg") == "Bến đò <&"
    assert _canonical(second.findall("tuv")[1]) == _canonical(etree.fromstring(CODED).findall("tuv")[1])
    assert dict(second.attrib) == {"tuid": "7", "changedate": "20240101T000000Z"}


def test_what_songngu_adds_stands_in_properties() -> None:
    bitext = read(file(CODED)).with_columns(
        pl.lit("accepted").alias("status"), pl.lit(0.5).alias("score.length"), pl.lit("new").alias("note")
    )
    stream = io.BytesIO()
    write(bitext, stream)
    unit = next(etree.fromstring(stream.getvalue()).iter("tu"))
    assert [(child.tag, child.get("type"), child.text) for child in unit if child.tag != "tuv"] == [
        ("note", None, "new"),
        ("prop", "client", "c"),
        ("prop", "x-songngu-status", "accepted"),
        ("prop", "x-songngu-score.length", "0.5"),
    ]
    again = read(stream.getvalue())
    assert again.drop("original").equals(bitext.select(again.columns).drop("original"))
    plain = written(
        again.with_columns(pl.lit("auto").alias("status"), pl.lit(None, pl.Utf8).alias("note")).drop("score.length")
    )
    assert [child.tag for child in next(plain[0].iter("tu"))] == ["prop", "tuv", "tuv"]


def test_an_id_that_was_given_is_kept() -> None:
    unit = '<tu><tuv xml:lang="vi" x="1"><seg>Đò</seg></tuv><tuv xml:lang="en"><seg>Ferry</seg></tuv></tu>'
    bitext = read(file(unit))
    assert next(written(bitext)[0].iter("tu")).get("tuid") is None
    assert next(written(bitext.with_columns(id=pl.lit("a")))[0].iter("tu")).get("tuid") == "a"
    edited = bitext.with_columns(target=pl.lit("Boat"))
    assert next(written(edited)[0].iter("tu")).get("tuid") == bitext["id"].item()


def test_a_side_that_was_missing() -> None:
    unit = '<tu tuid="1"><tuv xml:lang="vi"><seg>Đò</seg></tuv></tu>'
    other = '<tu tuid="2"><tuv xml:lang="vi"/><tuv xml:lang="en"><seg>Boat</seg></tuv></tu>'
    bitext = read(file(other, unit)).with_columns(
        source=pl.Series(["Ghe", "Đò"]), target=pl.Series(["Boat", "Ferry"]), target_lang=pl.lit("en")
    )
    first, second = written(bitext)[0].iter("tu")
    assert [seg.text for seg in first.iter("seg")] == ["Ghe", "Boat"]
    assert [(variant.get(LANG), variant.findtext("seg")) for variant in second] == [("vi", "Đò"), ("en", "Ferry")]


@pytest.mark.parametrize(
    "original", ["<trans-unit/>", "no XML", "<tu>", '<!DOCTYPE tu [<!ENTITY e "f">]><tu>&e;</tu>', "<tmx><body/></tmx>"]
)
def test_the_unit_of_another_format_is_no_original(original: str) -> None:
    bitext = read(file(CODED)).with_columns(original=pl.lit(original))
    root, notes = written(bitext)
    assert [seg.text for seg in root.iter("seg")] == ["Bến phà", "The ferry"]
    assert root.find("header/*") is None
    assert notes == []


def test_the_lang_of_older_files_becomes_xml_lang() -> None:
    bitext = read(file('<tu><tuv lang="vi"><seg>Đò<ut>x</ut></seg></tuv><tuv lang="en"><seg>Ferry</seg></tuv></tu>'))
    assert [dict(variant.attrib) for variant in written(bitext)[0].iter("tuv")] == [{LANG: "vi"}, {LANG: "en"}]

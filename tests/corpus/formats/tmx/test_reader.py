from pathlib import Path

import pytest
from lxml import etree

from songngu.corpus.errors import InputError
from songngu.corpus.formats import read_bitext
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import blocks, source
from tests.corpus.formats.tmx.files import PAIR, read_units, unit_of

SAMPLES = Path(__file__).parents[4] / ".." / "shared" / "data" / "samples"


shared = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<tu><prop type="x-songngu-source-spans">0-x</prop></tu>', "property source_spans: 'x' is not a whole number"),
        ('<tu><prop type="x-songngu-score.length">inf</prop></tu>', "property score.length: 'inf' is not a finite"),
        ('<tu><prop type="x-songngu-status">fine</prop></tu>', "unknown status 'fine'"),
        ('<tu><prop type="x-songngu-source-ids">4294967296</prop></tu>', "source_ids holds a number that is too large"),
        ("<tu>", "7: not well-formed XML: mismatched tag, after 0 whole units"),
        (f"{PAIR}<tu/><tu>", "not well-formed XML: mismatched tag, after 2 whole units"),
        ("<tu>&nbsp;</tu>", "5: not well-formed XML: undefined entity, after 0 whole units"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(body: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_units(f"\n{body}")
    assert str(error.value).startswith("memory.tmx:2:")
    assert message in str(error.value)


def test_undeclared_entities_are_kept_where_a_doctype_may_declare_them() -> None:
    reading = Reading("there")
    back = read_units(
        unit_of(("vi", "a&nbsp;b"), ("en", "b")), head='<!DOCTYPE tmx SYSTEM "no/such.dtd">', reading=reading
    )
    assert back["source"].to_list() == ["a&nbsp;b"]
    assert reading.notes == ["1 reference to undeclared entities, kept as they stand"]


def test_what_comes_before_a_fault_is_read_with_keep_going() -> None:
    reading = Reading("there", keep_going=True)
    assert read_units(f"{PAIR}{PAIR}\n</tu>", reading=reading).height == 2
    assert reading.notes == ["line 2, column 3: not well-formed XML: mismatched tag, after 2 whole units"]


@pytest.mark.parametrize("size", [1, 10_000])
def test_what_libxml_is_stricter_on_is_read(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    monkeypatch.setattr(source, "CHUNK", 200)
    back = read_units(PAIR + unit_of(("vi", "a<mq:ch val='1'/>b"), ("en", "c")) + PAIR)
    assert back["source"].to_list() == ["Đò", "ab", "Đò"]
    assert "<mq:ch" in back["original"][1]


@shared
@pytest.mark.parametrize("path", sorted((SAMPLES / "tmx").rglob("*.tmx")), ids=lambda path: str(path.name))
def test_files_of_others_give_a_row_for_each_unit(path: Path) -> None:
    assert read_bitext(path).height == sum(1 for _ in etree.parse(str(path)).iter("{*}tu"))

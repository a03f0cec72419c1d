from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.corpus.formats.buffered import HELD
from songngu.corpus.formats.conversion import convert
from songngu.corpus.formats.reading import Reading


def _convert(source: Path, output: Path, **options: str | bool) -> list[str]:
    return convert(str(source), str(output), Reading(str(source)), **options)  # type: ignore[arg-type]


def test_one_format_to_another(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "a.tsv")
    assert _convert(tmp_path / "a.tsv", tmp_path / "b.parquet") == []
    assert_frame_equal(read_bitext(tmp_path / "b.parquet"), bitext)
    assert _convert(tmp_path / "b.parquet", tmp_path / "c.tmx") == [
        "4 rows with an empty side left out: no translation unit"
    ]
    assert _convert(tmp_path / "a.tsv", tmp_path / "d", from_format="tsv", to_format="jsonl") == []
    assert_frame_equal(read_bitext(tmp_path / "d", "jsonl"), bitext)


def test_a_bitext_of_many_batches(bitext: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.corpus.formats.fields.BATCH", 2)
    long = pl.concat([bitext] * HELD)
    write_bitext(long, tmp_path / "a.tsv")
    _convert(tmp_path / "a.tsv", tmp_path / "b.tsv")
    assert (tmp_path / "b.tsv").read_bytes() == (tmp_path / "a.tsv").read_bytes()


def test_what_is_there_is_not_written_over_unless_forced(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "a.tsv")
    (tmp_path / "b.jsonl").write_text("old", encoding="utf-8")
    with pytest.raises(UsageError, match=r"b.jsonl is there already") as error:
        _convert(tmp_path / "a.tsv", tmp_path / "b.jsonl")
    assert error.value.hint == "--force writes over it"
    assert (tmp_path / "b.jsonl").read_text(encoding="utf-8") == "old"
    _convert(tmp_path / "a.tsv", tmp_path / "b.jsonl", force=True)
    with pytest.raises(UsageError, match="one of the files read"):
        _convert(tmp_path / "a.tsv", tmp_path / "a.tsv", force=True)
    assert_frame_equal(read_bitext(tmp_path / "b.jsonl"), read_bitext(tmp_path / "a.tsv"))


def test_rows_without_languages_get_those_that_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\tsource_lang\na\tb\t\nc\td\tfr\n", encoding="utf-8")
    notes = convert(str(tmp_path / "a.tsv"), str(tmp_path / "b.tsv"), Reading("a.tsv", ("vi", "en")))
    assert notes == ["1 row of other languages left out: fr-none"]
    back = read_bitext(tmp_path / "b.tsv")
    assert back.select("source_lang", "target_lang").rows() == [("vi", "en")]


def test_nothing_is_written_where_the_input_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\na\tb\nc\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a.tsv:3"):
        _convert(tmp_path / "a.tsv", tmp_path / "b.jsonl")
    assert not (tmp_path / "b.jsonl").exists()


PO = """\
msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: src/app.c:12
#, c-format
msgctxt "menu"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"
msgstr[1] "%d các tệp"

# chú thích
msgid "Open"
msgstr "Mở"
"""


XLIFF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:songngu="urn:songngu:bitext">
<file original="a.txt" source-language="vi" target-language="en" datatype="plaintext">
<body>
<trans-unit id="1" resname="k"><source>Mở <g id="1">tệp</g></source><target>Open <g id="1">it</g></target></trans-unit>
<trans-unit id="2" xml:space="preserve"><source>Đò</source></trans-unit>
</body>
</file>
</xliff>
"""


@pytest.mark.parametrize("way", ["tsv", "jsonl.gz", "parquet", "xlsx"])
@pytest.mark.parametrize(("name", "text"), [("m.po", PO), ("m.xlf", XLIFF)])
def test_units_come_back_through_another_format(name: str, text: str, way: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert _convert(tmp_path / name, tmp_path / f"between.{way}") == []
    assert _convert(tmp_path / f"between.{way}", tmp_path / f"again.{name}") == []
    assert (tmp_path / f"again.{name}").read_text(encoding="utf-8") == text


def test_units_have_no_place_in_another_format(tmp_path: Path) -> None:
    (tmp_path / "m.xlf").write_text(XLIFF, encoding="utf-8")
    notes = _convert(tmp_path / "m.xlf", tmp_path / "m.po")
    assert notes == ["1 row from a unit that cannot be written here: what only the unit holds is left out"]

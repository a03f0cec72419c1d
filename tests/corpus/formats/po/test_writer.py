"""PO files that are written."""

import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import STATUSES, from_rows
from tests.corpus.formats.po.messages import HEAD, MESSAGES, scanned, written


def test_a_file_comes_back_as_it_was() -> None:
    again, notes = written(scanned(MESSAGES)[0])
    assert again == MESSAGES
    assert notes == []
    plain = HEAD + '\nmsgid "a"\nmsgstr "b"\n\n# n\nmsgid "c"\nmsgstr "d"\n'
    back = scanned(plain)[0]
    assert back["original"].null_count() == 1
    assert written(back)[0] == plain


def test_what_has_changed_changes_the_entry() -> None:
    status = pl.Series(["edited", "edited", "edited", "auto", "rejected"], dtype=pl.Enum(STATUSES))
    edited = scanned(MESSAGES)[0].with_columns(target=pl.col("target") + "!", status=status, note=pl.lit("a\n\n b\r"))
    edited = edited.with_columns(pl.lit(0.5).alias("score.x"), probability=pl.lit(0.25))
    again, _ = written(edited)
    kept = ["id", "source", "target", "status", "note", "probability", "score.x", "document"]
    assert scanned(again)[0].select(kept).equals(edited.select(kept))
    assert "#, c-format\n" in again and again.count("fuzzy") == 1
    assert 'msgstr[1] "%d các tệp!"' in again and '#~ msgstr "Đã bỏ!"' in again and 'msgctxt "menu"' in again
    assert "# a\n#\n#  b\n" in again


def test_what_is_written(bitext: pl.DataFrame) -> None:
    text, notes = written(bitext)
    head, first, *_ = text.split("\n\n")
    assert '"Language: en\\n"' in head and '"X-Source-Language: vi\\n"' in head and "nplurals=2" in head
    assert first.split("\n")[:2] == ["#. songngu " + first.split("\n")[0].removeprefix("#. songngu "), "#: cho-noi"]
    assert "#, fuzzy" in first
    assert text.count("msgctxt") == 2, "the two rows whose source stands before"
    assert notes == ["1 row without a source left out"]
    assert '"probability": "0.9991"' in first
    assert "# Checked\n# by two readers\n" in text


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_gettext_takes_what_is_written(bitext: pl.DataFrame, tmp_path: Path) -> None:
    odd = bitext.with_columns(source=pl.col("source") + '\t"\\\n\r\x01\x85x', note=pl.lit("\u2028#,\n~ y"))
    for number, table in enumerate((bitext, odd, scanned(MESSAGES)[0].with_columns(score=0.5), bitext.head(0))):
        path = tmp_path / f"{number}.po"
        path.write_bytes(written(table)[0].encode())
        done = subprocess.run(["msgfmt", "-o", "-", str(path)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


def test_what_is_lost_is_told() -> None:
    rows = [{"source": "a\x00", "target": "b\x00"}, {"source": "", "target": "c"}]
    bitext = from_rows(rows).with_columns(original=pl.Series(["<tu/>", None]))
    assert written(bitext)[1] == [
        "1 row without a source left out",
        "1 row from a unit that cannot be written here: what only the unit holds is left out",
        "2 NUL characters dropped",
    ]

import gzip
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.corpus.formats.reading import Reading


def _rows(*texts: tuple[str, str], langs: tuple[str, str] = ("vi", "en")) -> pl.DataFrame:
    names = ("source", "target", "id", "source_lang", "target_lang")
    return from_rows(dict(zip(names, (*pair, f"r{n}", *langs), strict=True)) for n, pair in enumerate(texts))


def _files(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"corpus.{name}").write_bytes(text.encode())


def test_three_files(tmp_path: Path) -> None:
    bitext = _rows(("Đò", "Ferry"), ("Ghe", "Boat"))
    assert write_bitext(bitext, tmp_path / "corpus.moses") == []
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "corpus.vi": "Đò\nGhe\n",
        "corpus.en": "Ferry\nBoat\n",
        "corpus.ids": "r0\nr1\n",
    }
    kept = ["id", "source", "target", "source_lang", "target_lang"]
    assert_frame_equal(read_bitext(tmp_path / "corpus.moses").select(kept), bitext.select(kept))
    assert read_bitext(tmp_path / "corpus.en", "moses")["source"].to_list() == ["Đò", "Ghe"]


def test_the_prefix_may_have_dots(tmp_path: Path) -> None:
    write_bitext(_rows(("Đò", "Ferry")), tmp_path / "web.en-vi", "moses")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["web.en-vi.en", "web.en-vi.ids", "web.en-vi.vi"]
    assert read_bitext(tmp_path / "web.en-vi", "moses").height == 1


def test_nothing_becomes_two_lines(tmp_path: Path) -> None:
    notes = write_bitext(_rows(("a\nb", "c\u2028d\x85e"), ("tab\there", ""), ("x", "y")), tmp_path / "corpus.moses")
    assert (tmp_path / "corpus.vi").read_text(encoding="utf-8") == "a b\ntab\there\nx\n"
    assert (tmp_path / "corpus.en").read_text(encoding="utf-8") == "c d e\n\ny\n"
    assert notes == ["line ends inside 1 row are spaces", "1 row with an empty side: empty lines there"]


def test_columns_without_a_place_are_told(bitext: pl.DataFrame, tmp_path: Path) -> None:
    notes = write_bitext(bitext.with_columns(pl.lit(0.5).alias("score.x")), tmp_path / "corpus.moses")
    assert (
        notes[-1].startswith("no place for document, source_file, target_file, source_spans") and "score.x" in notes[-1]
    )


def test_only_languages_beside_it_are_read(tmp_path: Path) -> None:
    _files(tmp_path, fr="Bac\n", en="Ferry\r\n", log="x", tmx="x", md="x")
    back = read_bitext(tmp_path / "corpus.moses")
    assert back.select("source", "target", "source_lang", "target_lang").rows() == [("Ferry", "Bac", "en", "fr")]


def test_a_folder_beside_it_is_no_file_of_a_language(bitext: pl.DataFrame, tmp_path: Path) -> None:
    write_bitext(bitext, tmp_path / "corpus.moses")
    (tmp_path / "corpus.hf").mkdir()
    assert read_bitext(tmp_path / "corpus.moses")["source"].to_list() == bitext["source"].to_list()


def test_a_choice_of_languages(tmp_path: Path) -> None:
    _files(tmp_path, fr="Bac\n", en="Ferry\n", vi="Đò\n")
    with pytest.raises(InputError, match="not two languages: its files are of en, fr, vi") as error:
        read_bitext(tmp_path / "corpus.moses")
    assert error.value.hint == "choose with --source-lang and --target-lang"
    reading = Reading("corpus.moses", ("fr", "vi"))
    assert read_bitext(tmp_path / "corpus.moses", reading=reading)["source"].to_list() == ["Bac"]
    with pytest.raises(InputError, match="no language de"):
        read_bitext(tmp_path / "corpus.moses", reading=Reading("corpus.moses", ("de", None)))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"not two languages: no file corpus.vi or the like"):
        read_bitext(tmp_path / "corpus.moses")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"vi": "a\nb\n", "en": "x\n"}, "not parallel: corpus.en ends before line 2 of corpus.vi"),
        ({"vi": "a\n", "en": "x\n", "ids": ""}, "not parallel: corpus.ids ends before line 1 of corpus.vi"),
    ],
)
def test_files_that_are_not_parallel(files: dict[str, str], message: str, tmp_path: Path) -> None:
    _files(tmp_path, **files)
    with pytest.raises(InputError, match=message):
        read_bitext(tmp_path / "corpus.moses")


def test_what_is_not_utf8_is_said_with_its_file(tmp_path: Path) -> None:
    _files(tmp_path, vi="a\nb\n")
    (tmp_path / "corpus.en").write_bytes(b"x\n\xff\n")
    with pytest.raises(InputError, match=r"corpus.en:2:1: not UTF-8"):
        read_bitext(tmp_path / "corpus.moses")


def test_neither_compressed_nor_on_a_stream(tmp_path: Path) -> None:
    for path in (tmp_path / "corpus.moses.gz", tmp_path / "corpus.moses.zip"):
        with pytest.raises(UsageError, match="moses is several files, which are not compressed together"):
            write_bitext(_rows(("a", "b")), path)
        path.write_bytes(b"PK")
        with pytest.raises(InputError, match=r"not two languages|not a zip archive"):
            read_bitext(path)
    with pytest.raises(UsageError, match="moses is several files, which standard output cannot hold"):
        write_bitext(_rows(("a", "b")), "-", "moses")


def opus(folder: Path, *more: str) -> Path:
    """Make an archive as OPUS has them, whose languages stand in alphabetical order."""
    files = {
        "README": "A made-up corpus\n",
        "Ben.en-vi.en": "A ferry\nThe quay\n",
        "Ben.en-vi.vi": "Đò\nBến\n",
        "Ben.en-vi.ids": "en/1.xml.gz\tvi/1.xml.gz\t1\t1 2\nen/2.xml.gz\tvi/2.xml.gz\ts3\t4\n",
    } | {f"{name}.{lang}": "x\n" for name in more for lang in ("en", "vi")}
    with ZipFile(folder / "en-vi.txt.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return folder / "en-vi.txt.zip"


def test_an_archive_of_opus(tmp_path: Path) -> None:
    back = read_bitext(opus(tmp_path))
    columns = ("source", "target", "source_lang", "document", "target_file", "source_ids", "target_ids")
    assert back.select(columns).rows() == [
        ("Đò", "A ferry", "vi", "vi/1.xml.gz", "en/1.xml.gz", [1, 2], [1]),
        ("Bến", "The quay", "vi", "vi/2.xml.gz", "en/2.xml.gz", [4], []),
    ]
    turned = read_bitext(tmp_path / "en-vi.txt.zip", reading=Reading("a.zip", ("en", "vi")))
    assert turned.select("source", "source_ids").rows()[0] == ("A ferry", [1])
    with pytest.raises(InputError, match=r"the archive holds 2 pairs of files: Ben.en-vi, other"):
        read_bitext(opus(tmp_path, "other"))


def test_the_files_of_opus_beside_each_other(tmp_path: Path) -> None:
    with ZipFile(opus(tmp_path)) as archive:
        archive.extractall(tmp_path)
    for name in ("Ben.en-vi.en", "Ben.en-vi.vi", "Ben.en-vi.moses"):
        assert read_bitext(tmp_path / name)["source"].to_list() == ["Đò", "Bến"]


def test_each_side_may_be_compressed(tmp_path: Path) -> None:
    for lang, text in {"vi": "Đò\n", "en": "A ferry\n"}.items():
        (tmp_path / f"corpus.{lang}.gz").write_bytes(gzip.compress(text.encode()))
    for name in ("corpus.vi.gz", "corpus.moses"):
        assert read_bitext(tmp_path / name).select("source", "target").rows() == [("Đò", "A ferry")]


def test_a_return_ends_lines_where_there_is_no_line_feed(tmp_path: Path) -> None:
    _files(tmp_path, vi="Đò\rGhe\r", en="Ferry\nBoat\n", ids="1\r2")
    assert read_bitext(tmp_path / "corpus.moses").select("id", "source", "target").rows() == [
        ("1", "Đò", "Ferry"),
        ("2", "Ghe", "Boat"),
    ]

import io
import shutil
import subprocess
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import STATUSES, from_rows, joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import po, read_bitext
from songngu.corpus.formats.reading import Reading

PLANTED = Path(__file__).parents[3] / ".." / "shared" / "data" / "glossary" / "planted_errors.po"
HEAD = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
MESSAGES = (
    HEAD
    + """
# người dịch
#. extracted
#: src/app.c:12 src/b.c:3
#, fuzzy, c-format
#| msgid "Old %d"
msgctxt "menu"
msgid "New %d"
msgstr "Mới %d"

#: src/app.c:20
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"
msgstr[1] "%d các tệp"

msgid ""
"Two\\n"
"lines\\t\\"quoted\\"\\n"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Đã bỏ"
"""
)


def _scan(data: str | bytes, *langs: str | None, keep_going: bool = False) -> tuple[pl.DataFrame, list[str]]:
    reading = Reading("m.po", langs or (None, None), keep_going)  # type: ignore[arg-type]
    raw = data.encode() if isinstance(data, str) else data
    return joined(list(po.scan(io.BytesIO(raw), reading))), reading.notes


def _written(bitext: pl.DataFrame) -> tuple[str, list[str]]:
    stream = io.BytesIO()
    notes = po.write(bitext, stream)
    return stream.getvalue().decode(), notes


def test_a_file_of_gettext() -> None:
    back, notes = _scan(MESSAGES)
    assert back.select("source", "target", "status", "document", "note").rows() == [
        ("New %d", "Mới %d", "auto", "src/app.c", "người dịch"),
        ("%d file", "%d tệp", "accepted", "src/app.c", None),
        ("%d files", "%d các tệp", "accepted", "src/app.c", None),
        ('Two\nlines\t"quoted"\n', "", "auto", "", None),
        ("Gone", "Đã bỏ", "rejected", "", None),
    ]
    assert back.select("source_lang", "target_lang").unique().rows() == [("en", "vi")]
    assert notes == []


def test_a_file_comes_back_as_it_was() -> None:
    again, notes = _written(_scan(MESSAGES)[0])
    assert again == MESSAGES
    assert notes == []
    plain = HEAD + '\nmsgid "a"\nmsgstr "b"\n\n# n\nmsgid "c"\nmsgstr "d"\n'
    back = _scan(plain)[0]
    assert back["original"].null_count() == 1
    assert _written(back)[0] == plain


def test_what_has_changed_changes_the_entry() -> None:
    status = pl.Series(["edited", "edited", "edited", "auto", "rejected"], dtype=pl.Enum(STATUSES))
    edited = _scan(MESSAGES)[0].with_columns(target=pl.col("target") + "!", status=status, note=pl.lit("a\n\n b\r"))
    edited = edited.with_columns(pl.lit(0.5).alias("score.x"), probability=pl.lit(0.25))
    again, _ = _written(edited)
    kept = ["id", "source", "target", "status", "note", "probability", "score.x", "document"]
    assert _scan(again)[0].select(kept).equals(edited.select(kept))
    assert "#, c-format\n" in again and again.count("fuzzy") == 1
    assert 'msgstr[1] "%d các tệp!"' in again and '#~ msgstr "Đã bỏ!"' in again and 'msgctxt "menu"' in again
    assert "# a\n#\n#  b\n" in again


def test_what_is_written(bitext: pl.DataFrame) -> None:
    text, notes = _written(bitext)
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
    for number, table in enumerate((bitext, odd, _scan(MESSAGES)[0].with_columns(score=0.5), bitext.head(0))):
        path = tmp_path / f"{number}.po"
        path.write_bytes(_written(table)[0].encode())
        done = subprocess.run(["msgfmt", "-o", "-", str(path)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


def test_documents_as_references() -> None:
    names = ["a.txt", "a b.txt", "a:12", "", "a:b", "tab\there"]
    bitext = from_rows({"source": f"s{n}", "target": "t", "document": name} for n, name in enumerate(names))
    text, _ = _written(bitext)
    assert _scan(text)[0]["document"].to_list() == names
    assert "#: a.txt\n" in text and "#: a:b\n" in text and text.count("#:") == 2
    isolated = _scan(f'{HEAD}\n#: \u2068a b.txt:4\u2069 c.txt:1\nmsgid "x"\nmsgstr ""\n')[0]
    assert isolated["document"].to_list() == ["a b.txt"]


def test_the_source_language_is_english_where_the_file_does_not_say() -> None:
    entry = '\nmsgid "a"\nmsgstr "b"\n'
    for head, langs in (
        ("Language: vi_VN", ("en", "vi_VN")),
        ("Language: en", ("", "en")),
        ("Language: en\\nX-Source-Language: vi", ("vi", "en")),
        ("Project-Id-Version: x", ("en", "")),
    ):
        back, _ = _scan(f'msgid ""\nmsgstr "{head}\\n"\n{entry}')
        assert back.select("source_lang", "target_lang").row(0) == langs
    langs = ("source", "target", "source_lang")
    assert _scan(entry)[0].select(langs).row(0) == ("a", "b", "en")
    assert _scan(entry, "en", "vi")[0].select(langs).row(0) == ("a", "b", "en")
    assert _scan(entry, "vi", None)[0].select(langs).row(0) == ("b", "a", "")
    assert _scan(entry, "fr", "vi")[0].select(langs).row(0) == ("a", "b", "")


def test_the_pair_asked_for() -> None:
    turned, _ = _scan(MESSAGES, "vi", "en")
    assert turned.select("source", "target", "source_lang").row(0) == ("Mới %d", "New %d", "vi")
    assert "original" not in turned.columns
    assert _scan(MESSAGES, None, "vi")[0].height == 5
    with pytest.raises(InputError, match="not of the languages asked for, but of en and vi"):
        _scan(MESSAGES, "fr", "vi")


def test_other_charsets() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "caf\xe9"\nmsgstr "b"\n'
    back, _ = _scan(text.encode("latin-1"))
    assert back["source"].to_list() == ["café"]
    assert "charset=UTF-8" in _written(back)[0]
    assert _scan(text.replace("ISO-8859-1", "CHARSET").encode())[0]["source"].to_list() == ["café"]
    assert _scan(b"\xef\xbb\xbf" + MESSAGES.encode())[0].height == 5
    for charset in ("utf-16", "klingon"):
        with pytest.raises(InputError, match=f"unknown charset '{charset}'"):
            _scan(text.replace("ISO-8859-1", charset).encode())
    with pytest.raises(InputError, match=r"m.po:4:11: not UTF-8"):
        _scan(text.replace("ISO-8859-1", "utf-8").encode("latin-1"))


def test_a_byte_that_is_no_text_after_the_mark_of_utf8(tmp_path: Path) -> None:
    path = tmp_path / "m.po"
    path.write_bytes(b"\xef\xbb\xbfm\x84")
    with pytest.raises(InputError, match=r"m.po:1:2: not UTF-8"):
        read_bitext(path)


def test_strings_and_layout_of_others() -> None:
    text = 'msgid"a\\303\\x41\\q\\012"\r\n"b"\r\n\r\nmsgstr "c"\r\n#comment\r\nmsgid "d"\nmsgstr "e"\n# the end\n'
    back, _ = _scan(text)
    assert back.select("source", "target").rows() == [("a\xc3A\\q\nb", "c"), ("d", "e")]


def test_obsolete_entries_keep_their_previous_source() -> None:
    text = HEAD + '\n#, fuzzy\n#~| msgid ""\n#~| "old\\n"\n#~ msgid "new"\n#~ msgstr "mới"\n'
    back, _ = _scan(text)
    assert back["status"].to_list() == ["rejected"]
    assert _written(back)[0] == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not a message\n", "m.po:1: not a line of a PO file: not a message"),
        ('msgid "a"\nmsgid "b"\nmsgstr ""\n', "m.po:2: a second msgid"),
        ('\n"a"\n', "m.po:2: a string that continues nothing"),
        ('msgid "a"\n', "m.po:1: an entry without msgstr"),
        ('msgid "a"\nmsgid_plural "b"\n', "m.po:1: an entry without msgstr[0]"),
        ('msgstr "a"\n', "m.po:1: an entry without msgid"),
        ('msgid "a"b"\nmsgstr ""\n', 'm.po:1: not a line of a PO file: msgid "a"b"'),
        ('#. songngu {"id": 3}\nmsgid "a"\nmsgstr ""\n', "m.po:1: a comment of songngu that is not an object"),
        ('#. songngu {"row\nmsgid "a"\nmsgstr ""\n', "m.po:1: a comment of songngu that is not an object"),
        ('\n#. songngu {"probability": "x"}\nmsgid "a"\nmsgstr ""\n', "m.po:2: property probability: could not"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        _scan(text)
    assert str(error.value).startswith(message)


def test_broken_entries_can_be_passed_over() -> None:
    back, notes = _scan('msgid "a"\nmsgstr "b"\n\nmsgid "c\nmsgstr "d"\n\nmsgid "e"\nmsgstr "f"\n', keep_going=True)
    assert back["source"].to_list() == ["a", "e"]
    assert notes == ['m.po:4: not a line of a PO file: msgid "c: passed over']


def test_what_is_lost_is_told() -> None:
    rows = [{"source": "a\x00", "target": "b\x00"}, {"source": "", "target": "c"}]
    bitext = from_rows(rows).with_columns(original=pl.Series(["<tu/>", None]))
    assert _written(bitext)[1] == [
        "1 row without a source left out",
        "1 row from a unit that cannot be written here: what only the unit holds is left out",
        "2 NUL characters dropped",
    ]


def test_rows_of_several_languages_keep_them() -> None:
    rows = [{"source": s, "target": "x", "source_lang": s, "target_lang": "en\n"} for s in ("vi", "fr")]
    text, _ = _written(from_rows(rows))
    assert _scan(text)[0].select("source_lang", "target_lang").rows() == [("vi", "en\n"), ("fr", "en\n")]


@pytest.mark.skipif(not PLANTED.is_file(), reason="needs ../shared")
def test_the_file_with_planted_errors() -> None:
    back = read_bitext(PLANTED)
    assert back.height == 8
    assert back.select("source_lang", "target_lang").unique().rows() == [("vi", "en")]
    assert _scan(_written(back)[0])[0].equals(back)

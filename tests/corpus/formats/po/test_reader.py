from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.formats import read_bitext
from tests.corpus.formats.po.messages import MESSAGES, scanned, written

PLANTED = Path(__file__).parents[4] / ".." / "shared" / "data" / "glossary" / "planted_errors.po"


def test_a_file_of_gettext() -> None:
    back, notes = scanned(MESSAGES)
    assert back.select("source", "target", "status", "document", "note").rows() == [
        ("New %d", "Mới %d", "auto", "src/app.c", "người dịch"),
        ("%d file", "%d tệp", "accepted", "src/app.c", None),
        ("%d files", "%d các tệp", "accepted", "src/app.c", None),
        ('Two\nlines\t"quoted"\n', "", "auto", "", None),
        ("Gone", "Đã bỏ", "rejected", "", None),
    ]
    assert back.select("source_lang", "target_lang").unique().rows() == [("en", "vi")]
    assert notes == []


def test_the_pair_asked_for() -> None:
    turned, _ = scanned(MESSAGES, "vi", "en")
    assert turned.select("source", "target", "source_lang").row(0) == ("Mới %d", "New %d", "vi")
    assert "original" not in turned.columns
    assert scanned(MESSAGES, None, "vi")[0].height == 5
    with pytest.raises(InputError, match="not of the languages asked for, but of en and vi"):
        scanned(MESSAGES, "fr", "vi")


def test_other_charsets() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "caf\xe9"\nmsgstr "b"\n'
    back, _ = scanned(text.encode("latin-1"))
    assert back["source"].to_list() == ["café"]
    assert "charset=UTF-8" in written(back)[0]
    assert scanned(text.replace("ISO-8859-1", "CHARSET").encode())[0]["source"].to_list() == ["café"]
    assert scanned(b"\xef\xbb\xbf" + MESSAGES.encode())[0].height == 5
    for charset in ("utf-16", "klingon"):
        with pytest.raises(InputError, match=f"unknown charset '{charset}'"):
            scanned(text.replace("ISO-8859-1", charset).encode())
    with pytest.raises(InputError, match=r"m.po:4:11: not UTF-8"):
        scanned(text.replace("ISO-8859-1", "utf-8").encode("latin-1"))


def test_a_byte_that_is_no_text_after_the_mark_of_utf8(tmp_path: Path) -> None:
    path = tmp_path / "m.po"
    path.write_bytes(b"\xef\xbb\xbfm\x84")
    with pytest.raises(InputError, match=r"m.po:1:2: not UTF-8"):
        read_bitext(path)


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
        scanned(text)
    assert str(error.value).startswith(message)


def test_broken_entries_can_be_passed_over() -> None:
    back, notes = scanned('msgid "a"\nmsgstr "b"\n\nmsgid "c\nmsgstr "d"\n\nmsgid "e"\nmsgstr "f"\n', keep_going=True)
    assert back["source"].to_list() == ["a", "e"]
    assert notes == ['m.po:4: not a line of a PO file: msgid "c: passed over']


@pytest.mark.skipif(not PLANTED.is_file(), reason="needs ../shared")
def test_the_file_with_planted_errors() -> None:
    back = read_bitext(PLANTED)
    assert back.height == 8
    assert back.select("source_lang", "target_lang").unique().rows() == [("vi", "en")]
    assert scanned(written(back)[0])[0].equals(back)

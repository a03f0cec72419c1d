import io

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import source
from songngu.corpus.formats.tmx.source import UnitPlace, clean_chunks

TEXT = "<a>Đò dọc, phà ngang 🚢</a>"


def clean(data: bytes, reading: Reading | None = None) -> str:
    return b"".join(clean_chunks(io.BytesIO(data), reading or Reading("there"))).decode()


def _declared(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>{TEXT}'


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_bytes(codec: str) -> None:
    reading = Reading("there")
    assert clean(TEXT.encode(codec), reading) == TEXT
    assert reading.notes == []


def test_a_declared_encoding_is_believed() -> None:
    text = '<?xml version="1.0" encoding="windows-1258"?><a>Đá ở đâu</a>'
    assert clean(text.replace("ở", "ơ").encode("cp1258", "ignore"))[-12:] == "Đá ơ đâu</a>"[-12:]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (_declared("utf-16").encode(), "declared as utf-16, but UTF-8 by its bytes: read as that"),
        (_declared("iso-8859-1").encode(), "declared as iso-8859-1, but UTF-8 by its bytes: read as that"),
        (
            _declared("windows-1252").encode("utf-8-sig"),
            "declared as windows-1252, but UTF-8 by its bytes: read as that",
        ),
        (_declared("UTF-8").encode("utf-16"), "declared as utf-8, but UTF-16-LE by its bytes: read as that"),
    ],
)
def test_a_wrong_declaration_is_told(data: bytes, note: str) -> None:
    reading = Reading("there")
    assert TEXT in clean(data, reading)
    assert reading.notes == [note]


def test_the_declared_encoding_of_ascii_does_not_matter() -> None:
    reading = Reading("there")
    assert clean(b'<?xml version="1.0" encoding="iso-8859-1"?><a>ferry</a>', reading).endswith("<a>ferry</a>")
    assert reading.notes == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "there:1: unknown encoding 'klingon'"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "there:1: unknown encoding 'rot13'"),
        (
            b'<?xml version="1.0" encoding="windows-1252"?>\n<a>\x81</a>',
            "there:1:1: not windows-1252, after this place",
        ),
        ("<a>".encode("utf-16") + b"\x00\xd8\x00", "there:1:4: not utf-16-le, after this place"),
    ],
)
def test_what_cannot_be_decoded(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        clean(data)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "left", "told"),
    [
        ("<a>\n1\x01 2</a>", "<a>\n1 2</a>", "1 character that XML forbids left out: U+0001 at 2:2"),
        ("<a>Đ&#x1;ò&#8;</a>", "<a>Đò</a>", "2 characters that XML forbids left out: U+0001 at 1:5, U+0008 at 1:11"),
        ("<a>\ufffe\uffff\x00</a>", "<a></a>", "3 characters that XML forbids left out: U+FFFE at 1:4, U+FFFF at 1:5,"),
        ("<a>&#xD83D;&#xFFFE;&#1114112;</a>", "<a></a>", "3 characters that XML forbids left out: U+D83D at 1:4"),
        (
            "<a><![CDATA[ > &#1; ]]>&#1;</a>",
            "<a><![CDATA[ > &#1; ]]></a>",
            "1 character that XML forbids left out: U+0001",
        ),
    ],
)
def test_forbidden_characters_are_left_out_and_told(text: str, left: str, told: str) -> None:
    reading = Reading("there")
    assert clean(text.encode(), reading) == left
    assert [note.startswith(told) for note in reading.notes] == [True]


@pytest.mark.parametrize(
    "text", ["<a>&#13;&#xa;&#9;&#8217;&#x1F6A2;</a>", "<a>&#;&#x;&#xg;# &#1f; &#99999999999999999;</a>"]
)
def test_what_is_no_forbidden_character_stays(text: str) -> None:
    reading = Reading("there")
    assert clean(text.encode(), reading) == text
    assert reading.notes == []


def test_only_the_first_places_are_told() -> None:
    reading = Reading("there")
    clean(b"<a>" + b"\x02" * 30 + b"</a>", reading)
    assert reading.notes[0].endswith("U+0002 at 1:23 and 10 more")


@pytest.mark.parametrize("size", [1, 3, 7])
def test_pieces_of_any_size_give_the_same(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<a>\n<![CDATA[ > &#1; ]]> &#1; \x01 \ufffe </a>" * 3
    whole = Reading("there")
    expected = clean(text.encode(), whole)
    monkeypatch.setattr(source, "CHUNK", size)
    parts = Reading("there")
    assert clean(text.encode(), parts) == expected
    assert parts.notes == whole.notes


def test_a_place_counts_characters() -> None:
    assert UnitPlace().after("Đò\nphà".encode()) == UnitPlace(2, 4)
    assert UnitPlace(2, 4).after(b"ngang") == UnitPlace(2, 9)

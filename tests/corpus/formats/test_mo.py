import io
import struct
from pathlib import Path

import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import mo, read_bitext, write_bitext
from songngu.corpus.formats.conversion import convert
from songngu.corpus.formats.reading import Reading

HEAD = "Language: vi\nContent-Type: text/plain; charset=UTF-8\n"


def catalogue(messages: dict[str, str], order: str = "<", charset: str = "utf-8") -> bytes:
    """Return messages as msgfmt compiles them, without a hash table."""
    keys = [key.encode(charset) for key in sorted(messages)]
    texts = [messages[key].encode(charset) for key in sorted(messages)]
    head, table = 28, 8 * len(keys)
    data, places = b"", []
    for item in (*keys, *texts):
        places.append((len(item), head + 2 * table + len(data)))
        data += item + b"\0"
    numbers = (0x950412DE, 0, len(keys), head, head + table, 0, head + 2 * table)
    return struct.pack(f"{order}7I", *numbers) + b"".join(struct.pack(f"{order}2I", *each) for each in places) + data


MESSAGES = {
    "": HEAD,
    "Good evening": "Chào buổi tối",
    "menu\x04Open": "Mở",
    "%d boat\0%d boats": "%d con đò\0%d những con đò",
}


@pytest.mark.parametrize("order", ["<", ">"])
def test_messages_are_rows(order: str) -> None:
    rows = joined(list(mo.scan(io.BytesIO(catalogue(MESSAGES, order)), Reading("a.mo"))))
    assert rows.select("source", "target", "source_lang", "target_lang", "status").rows() == [
        ("%d boat", "%d con đò", "en", "vi", "accepted"),
        ("%d boats", "%d những con đò", "en", "vi", "accepted"),
        ("Good evening", "Chào buổi tối", "en", "vi", "accepted"),
        ("Open", "Mở", "en", "vi", "accepted"),
    ]


def test_a_catalogue_becomes_a_po_file(tmp_path: Path) -> None:
    (tmp_path / "a.mo").write_bytes(catalogue(MESSAGES))
    assert convert(str(tmp_path / "a.mo"), str(tmp_path / "a.po")) == []
    text = (tmp_path / "a.po").read_text(encoding="utf-8")
    assert 'msgctxt "menu"\nmsgid "Open"\nmsgstr "Mở"' in text
    assert 'msgid_plural "%d boats"\nmsgstr[0] "%d con đò"' in text
    with pytest.raises(UsageError, match="can be read from mo, not written"):
        write_bitext(read_bitext(tmp_path / "a.po"), tmp_path / "b.mo")


def test_another_encoding_and_no_header() -> None:
    latin = catalogue({"": "Content-Type: text/plain; charset=ISO-8859-1\n", "café": "quán"}, charset="iso-8859-1")
    assert joined(list(mo.scan(io.BytesIO(latin), Reading("a.mo"))))["source"].to_list() == ["café"]
    rows = joined(list(mo.scan(io.BytesIO(catalogue({"Tea": "Trà"})), Reading("a.mo", (None, "vi")))))
    assert rows.select("source", "target", "source_lang").rows() == [("Tea", "Trà", "en")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a message catalogue"),
        (b"msgid", "not a message catalogue"),
        (catalogue(MESSAGES)[:40], "cut off"),
        (catalogue(MESSAGES)[:-30], "cut off"),
        (catalogue({"": "Content-Type: text/plain; charset=KLINGON\n"}), "unknown charset 'klingon'"),
        (catalogue({"a": "\xff"}, charset="latin-1"), "a message that is not UTF-8"),
    ],
)
def test_what_is_no_catalogue(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(mo.scan(io.BytesIO(data), Reading("a.mo")))

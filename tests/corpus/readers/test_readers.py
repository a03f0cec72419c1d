"""Reading by suffix, pre-split files, and files that are no text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import songngu.corpus
from songngu.corpus import read_document, read_presplit, split_sentences
from songngu.corpus.document import BlockKind
from songngu.corpus.errors import InputError, SongnguError, UsageError


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_the_suffix_names_the_reader(tmp_path: Path) -> None:
    source = "# Một\n\nHai *ba*. Bốn."
    assert [s.text for s in read_document(write(tmp_path, "a.MD", source), "vi").sentences] == [
        "Một",
        "Hai ba.",
        "Bốn.",
    ]
    assert [s.text for s in read_document(write(tmp_path, "a.log", source), "vi").sentences] == [
        "# Một",
        "Hai *ba*.",
        "Bốn.",
    ]


def test_sentences_are_numbered_and_know_their_block(tmp_path: Path) -> None:
    document = read_document(str(write(tmp_path, "a.txt", "Một. Hai.\nBa.")), "vi")
    assert [(s.index, s.block, s.text) for s in document.sentences] == [(0, 0, "Một."), (1, 0, "Hai."), (2, 1, "Ba.")]
    assert document.path == str(tmp_path / "a.txt")
    assert document.lang == "vi"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("read", [read_document, read_presplit])
def test_an_empty_file_has_no_sentence(tmp_path: Path, data: bytes, read: object) -> None:
    assert callable(read)
    document = read(write(tmp_path, "a.txt", data), "en")
    assert document.sentences == document.blocks == ()


def test_presplit_lines_are_sentences(tmp_path: Path) -> None:
    raw = "Một. Hai.\n  Ba \r\n\n \nBốn\rNăm\u2028sáu"
    document = read_presplit(write(tmp_path, "a.md", raw), "vi")
    assert [(s.index, s.block, s.text) for s in document.sentences] == [
        (0, 0, "Một. Hai."), (1, 0, "Ba"), (2, 1, "Bốn"), (3, 1, "Năm\u2028sáu")
    ]  # fmt: skip
    assert [document.raw[s.span.start : s.span.end] for s in document.sentences] == [s.text for s in document.sentences]
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2


def test_a_missing_file_cannot_be_read_and_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    for path, error, code in ((tmp_path / "none.txt", InputError, 3), (tmp_path, UsageError, 2)):
        with pytest.raises(error) as caught:
            read_document(path, "vi")
        assert str(path) in str(caught.value)
        assert caught.value.exit_code == code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text().map(str.encode), st.sampled_from([".txt", ".md"]))
def test_any_bytes_give_a_document_or_an_error(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = write(tmp_path, "any" + suffix, data)
    try:
        document = read_document(path, "vi")
    except SongnguError:
        return
    assert [s.index for s in document.sentences] == list(range(len(document.sentences)))
    assert all(s.text.strip() and s.text in document.blocks[s.block].content.text for s in document.sentences)


def test_public_names_are_imported_when_asked_for() -> None:
    assert split_sentences is songngu.corpus.split_sentences
    with pytest.raises(AttributeError, match="nothing_such"):
        songngu.corpus.nothing_such  # noqa: B018


@pytest.mark.parametrize("read", [read_document, read_presplit])
def test_bytes_that_are_read_already_need_no_file(tmp_path: Path, read: object) -> None:
    assert callable(read)
    data = "Một.\n\nHai ba.\n".encode()
    path = write(tmp_path, "a.txt", data)
    assert read("not there.txt", "vi", data=data).sentences == read(path, "vi").sentences
    assert read("not there.txt", "vi", data=b"").sentences == ()
    with pytest.raises(InputError, match=r"^gone\.txt: "):
        read("gone.txt", "vi", data=b"a\0b")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "\u200b\n\nXin chào. \u200b\n\n\u200b\u2060 \u00ad\n"),
        ("a.md", "\u200b\n\nXin chào.\n\n\u200d\n"),
        ("a.html", "<p>&#8203;</p><p>Xin chào. &#8203;</p><p>&shy;&zwj;</p>"),
    ],
)
def test_what_cannot_be_seen_is_no_sentence(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path, "vi")
    assert [sentence.content.text for sentence in document.sentences] == ["Xin chào."]
    assert len(document.blocks) == 1

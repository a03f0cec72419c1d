"""Test sets: what is one, what it is called, what is in it."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export.library import named_apart, passed_over, read_test_set, read_test_sets
from songngu.corpus.export.library import test_sets as sets_of

TEXTS = {"a/x.vi": "một hai\nba\n", "a/x.en": "one two\n", "a/y.txt": "three\n", "b/x.vi": "bốn\n", "b/x.en": "four\n"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_sides_of_a_pair_are_one_set(folder: Path) -> None:
    assert [(each.name, each.paths) for each in sets_of(["a", "b/x.vi"])] == [
        ("x", ("a/x.en", "a/x.vi")),
        ("y.txt", ("a/y.txt",)),
        ("x.vi", ("b/x.vi",)),
    ]


def test_sides_of_other_lengths_are_read_whole(folder: Path) -> None:
    with read_test_set(sets_of(["a/x.vi", "a/x.en"])[0]) as held:
        assert held.texts.collect().rows() == [("một hai", "one two"), ("ba", None)]


def test_sets_of_one_name_are_told_apart(folder: Path) -> None:
    held = []
    for one in sets_of(["a/x.vi", "a/x.en", "b/x.vi", "b/x.en"]):
        with read_test_set(one) as read:
            held.append(read)
    assert [one.name for one in named_apart(held)] == ["x", "x (2)"]


def test_where_there_is_no_text(folder: Path) -> None:
    (folder / "none").mkdir()
    (folder / "empty.txt").touch()
    with pytest.raises(UsageError, match="no texts in this folder"):
        sets_of(["none"])
    with pytest.raises(InputError, match=r"empty\.txt: holds no text"), read_test_sets(["empty.txt"]):
        pass
    with read_test_sets(["empty.txt", "b/x.vi"]) as (held, empty):
        assert ([one.name for one in held], empty) == (["x.vi"], ["empty.txt"])


def test_what_folders_hold_beside_texts_is_told(folder: Path) -> None:
    (folder / "a" / "deep").mkdir()
    (folder / "a" / "deep" / "z.pdf").touch()
    (folder / "a" / "deep" / "z.md").touch()
    (folder / "a" / ".git").touch()
    assert passed_over(["a", "b/x.vi", "b"]) == ["deep/z.pdf"]


@pytest.mark.parametrize(
    "text",
    [
        '<srcset setid="a" srclang="any">\n<doc docid="b">\n<seg id="1">Một hai.</seg>\n</doc>\n</srcset>\n',
        '<?xml version="1.0"?>\n<dataset id="a"><src><p><seg id="1">Một.</seg></p></src></dataset>\n',
        '[{"vi": "Một", "en": "One"}]',
    ],
)
def test_markup_is_no_test_set(folder: Path, text: str) -> None:
    (folder / "set.sgm").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no lines of text"), read_test_set(sets_of(["set.sgm"])[0]):
        pass


@pytest.mark.parametrize(
    ("name", "text", "texts"),
    [
        ("set.html", "<!doctype html><p>Hi <b>there</b>. And on.</p><p>Bye.</p>", ["Hi there. And on.", "Bye."]),
        ("set.txt", "<!doctype html><p>Hi <b>there</b>. And on.</p><p>Bye.</p>", ["Hi there. And on.", "Bye."]),
        (
            "set.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nSo they\n\n2\n00:00:03,000 --> 00:00:04,000\nwent.\n",
            ["So they went."],
        ),
        ("set.md", "# Hi\n\nThey *all*\nwent on\n", ["Hi", "They all", "went on", "They all went on"]),
        (
            "set.text",
            "They were all\nin the boat. It sank.\n",
            ["They were all", "in the boat. It sank.", "They were all in the boat."],
        ),
    ],
)
def test_the_texts_of_a_document(folder: Path, name: str, text: str, texts: list[str]) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with read_test_set(sets_of([name])[0]) as held:
        assert held.texts.collect()["source"].to_list() == texts


def test_what_the_reader_of_a_document_says(folder: Path) -> None:
    (folder / "page.txt").write_text("<!doctype html><p>Hi there.</p>", encoding="utf-8")
    with read_test_set(sets_of(["page.txt"])[0]) as held:
        (note,) = held.named_notes()
    assert note.startswith("page.txt: ") and "whatever its name says" in note


def test_a_broken_document_cannot_be_read(folder: Path) -> None:
    (folder / "set.docx").write_bytes(b"%PDF-1.7\n\xff\0")
    with pytest.raises(InputError), read_test_set(sets_of(["set.docx"])[0]):
        pass


def test_lines_in_utf_16_are_read(folder: Path) -> None:
    (folder / "set.txt").write_text("một hai\n", encoding="utf-16")
    with read_test_set(sets_of(["set.txt"])[0]) as held:
        assert held.texts.collect().rows() == [("một hai",)]


@pytest.mark.parametrize("name", ["made.fairseq", "made.marian", "made.opennmt"])
def test_a_folder_for_a_toolkit_is_a_folder_of_texts(folder: Path, name: str) -> None:
    """Nothing reads it as one bitext."""
    (folder / "b").rename(folder / name)
    assert [each.name for each in sets_of([name])] == ["x"]

"""What the paths of a search hold."""

from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.duplicates.collection import decode, encoding_of, read_collection
from songngu.corpus.errors import InputError
from songngu.corpus.files.remote import Store
from songngu.corpus.formats.parts import MANIFEST, PartsManifest
from tests.corpus.duplicates.searched import BODY, TEXT, invoke, write


def test_a_file_in_an_old_encoding_keeps_it(here: Path) -> None:
    text = "\n".join(["Caf\xe9 cr\xe8me", *(" ".join(f"word{i}" for i in range(n, n + 40)) for n in (0, 0))]) + "\n"
    data = text.encode("latin-1")
    raw = data.decode("latin-1")
    assert encoding_of(raw, data) == ("latin-1", b"")
    assert encoding_of("\u1ea1" + raw, data) is None
    assert encoding_of(TEXT, TEXT.encode()) == ("utf-8", b"")


def test_a_bitext_in_parts_is_the_parts_that_its_manifest_names(here: Path) -> None:
    store = Store(str(here / "run"))
    rows = pl.DataFrame({"source": [TEXT, "khác"], "target": ["one", "two"]})
    for name in ("run-1/a.parquet", "run-1/left.parquet", "failed.parquet"):
        (here / "run" / name).parent.mkdir(parents=True, exist_ok=True)
        (rows if name != "failed.parquet" else rows.rename({"source": "id", "target": "reason"})).write_parquet(
            here / "run" / name
        )
    store.write(MANIFEST, PartsManifest("1", (("run-1/a.parquet", 2),), {}).as_bytes())
    assert read_collection(["run"], None).tables == ["run/run-1/a.parquet"]
    (here / "run" / "run-1" / "a.parquet").unlink()
    with pytest.raises(InputError, match="missing"):
        read_collection(["run"], None)


def test_binary_files_of_a_folder_are_skipped_and_unreadable_ones_told_at_the_end(here: Path) -> None:
    write(here / "d" / "a.txt", TEXT)
    (here / "d" / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (here / "d" / "bad.txt").write_bytes(b"\xff\xfea")
    write(here / "d" / "glossary.tsv", "term\trendering\n")
    write(here / "d" / "rows.tsv", "source\ttarget\nmột\n")
    write(here / "d" / "table.parquet", "none")
    write(here / "d" / ".git" / "a.txt", TEXT)
    (here / "d" / "gone.txt").symlink_to("nowhere")
    code, out, err = invoke("d", "--fail")
    assert code == 3
    assert out.count("repeats") == 1
    lines = [line.replace("\\", "/") for line in err.splitlines()]
    assert lines[0] == "skipped: d/image.png is a binary file"
    assert [line.split(": ")[1].split(":")[0] for line in lines[1:]] == [
        "d/bad.txt",
        "d/gone.txt",
        "d/rows.tsv",
        "d/table.parquet",
    ]
    assert all(line.startswith("error: ") for line in lines[1:])
    code, _, err = invoke("d/image.png")
    assert (code, err.replace("\\", "/").splitlines()[0][:19]) == (3, "error: d/image.png:")


def test_an_old_encoding_is_read_with_a_warning(here: Path) -> None:
    from songngu.corpus.readers import read_document

    body = "\n".join(f"Caf\xe9 {n}: " + " ".join(f"mot{i}" for i in range(40)) for n in (1, 1))
    (here / "a.txt").write_bytes(body.encode("latin-1"))
    try:
        warnings = read_document("a.txt", "fr").warnings
    except InputError:
        assert invoke("a.txt", "--lang", "fr")[0] == 3
        return
    code, out, err = invoke("a.txt", "--lang", "fr")
    assert (code, out.count("repeats")) == (0, 1)
    assert err.count("warning: a.txt: ") == len(warnings)


def test_a_file_named_twice_is_read_once(here: Path) -> None:
    write(here / "a.txt", "\n".join(BODY))
    assert invoke("a.txt", ".", "./a.txt", "--fail") == (0, "", "")


def test_the_text_of_a_file_gives_its_bytes_again() -> None:
    for data in (b"a\r\nb", b"\xef\xbb\xbfa", "a\U0001f6a2".encode("utf-16"), b""):
        text, codec, mark = decode(data, "a")
        assert mark + text.encode(codec) == data
    with pytest.raises(InputError, match="a: is not UTF-16-LE: byte 2"):
        decode(b"\xff\xfea", "a")

import os
import threading
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.files import streams
from songngu.corpus.formats import read_bitext
from songngu.corpus.readers import read_document
from songngu.glossary.formats import read_glossary

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")


@posix
def test_a_pipe_is_read_once_and_within_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"text"))
    writer.start()
    assert streams.file_bytes(pipe) == streams.file_bytes(pipe) == b"text"
    writer.join()
    monkeypatch.setattr(streams, "LARGEST", 3)
    (tmp_path / "file").write_bytes(b"text")
    with pytest.raises(InputError, match="larger"):
        streams.file_bytes(tmp_path / "file")


@posix
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".tsv", ".jsonl", ".tmx", ".parquet", ".xlsx", ".tbx", ".csv"])
def test_a_device_is_refused_by_every_reader(tmp_path: Path, suffix: str) -> None:
    link = tmp_path / f"endless{suffix}"
    link.symlink_to("/dev/zero")
    for read in (lambda path: read_document(path, "en"), read_bitext, read_glossary):
        if suffix not in (".txt", ".docx", ".tbx") or read is not read_bitext:
            with pytest.raises(InputError, match="device"):
                read(link)


def test_nothing_is_an_empty_document() -> None:
    assert not read_document(os.devnull, "en").sentences

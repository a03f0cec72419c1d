"""What is to be translated."""

from pathlib import Path

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.formats import write_bitext
from songngu.workspace.memory.segments import files_in, language_of, read_job

PAIRS = [("vi", "en")]


def test_files_of_folders_in_order_but_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.txt", ".git/c.txt", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert files_in([tmp_path, tmp_path / "b.txt"]) == [tmp_path / "b.txt", tmp_path / "sub" / "a.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no file there"):
        files_in([tmp_path / "empty"])


def test_segments_of_a_document_in_either_language(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It rained this morning. The market was crowded.\n", encoding="utf-8")
    job = read_job(path, PAIRS, (None, None))
    assert job.langs == ("en", "vi")
    assert [segment.text for segment in job.segments] == ["It rained this morning.", "The market was crowded."]
    assert len({segment.id for segment in job.segments}) == 2


def test_rows_of_a_bilingual_file_keep_what_they_have(tmp_path: Path) -> None:
    rows = [
        {"source": "Chào.", "target": target, "source_lang": "vi", "target_lang": "en"} for target in ("Hello.", "")
    ]
    write_bitext(from_rows(rows), tmp_path / "a.tsv")
    job = read_job(tmp_path / "a.tsv", PAIRS, (None, None))
    assert (job.langs, [segment.target for segment in job.segments]) == (("vi", "en"), ["Hello.", ""])


def test_a_language_the_memory_does_not_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Bonjour.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="holds nothing in fr"):
        read_job(path, PAIRS, ("fr", None))
    with pytest.raises(UsageError, match="no telling which language"):
        language_of("…", PAIRS)
    assert language_of("Trời mưa to quá.", PAIRS) == "vi"

"""The sentences of a document as JSON."""

from pathlib import Path

from songngu.corpus.readers import read_document
from songngu.corpus.readers.sentence_report import sentence_json


def test_rows_say_where_sentences_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# Bến\n\nLá rụng. Gió lên.\n".encode())
    rows = sentence_json(read_document(path, "vi"))
    assert [(row["id"], row["text"], row["kind"], row["line"], row["column"]) for row in rows] == [
        (0, "Bến", "heading", 1, 3),
        (1, "Lá rụng.", "paragraph", 3, 1),
        (2, "Gió lên.", "paragraph", 3, 10),
    ]
    assert all("time" not in row for row in rows)


def test_sentences_of_subtitles_have_times(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes("1\n00:00:01,000 --> 00:00:02,500\nLá rụng.\n".encode())
    (row,) = sentence_json(read_document(path, "vi"))
    assert row["time"] == [1000, 2500]

"""Adding bitexts and writing a memory out."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.formats.reading import Reading
from songngu.workspace.memory.adding import add_bitexts
from tests.commands.memories import ROWS, bitext, found, row, run, stats


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    run("add", path, bitext(tmp_path / "news.jsonl", [row(*pair, document="news") for pair in ROWS]))
    return path


def test_one_id_for_several_rows(tmp_path: Path) -> None:
    path = bitext(tmp_path / "d.jsonl", [
        row(*pair, id="1") for pair in [("Có.", "Yes."), ("Không.", "No.")] * 2
    ])  # fmt: skip
    for _ in range(2):
        run("add", tmp_path / "m.db", path)
        assert stats(tmp_path / "m.db")["rows"] == 2


@pytest.mark.parametrize("suffix", [".tmx", ".jsonl", ".csv", ".xlsx", ".po", ".xliff", ".parquet", ".tsv"])
def test_export_to_every_format_and_back(memory: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    assert run("export", memory, "-o", out).exit_code == 0
    run("add", tmp_path / "back.db", out, "--source-lang", "vi", "--target-lang", "en")
    assert stats(tmp_path / "back.db")["rows"] == 5
    assert found(tmp_path / "back.db", "mô hình")["total"] == 2


def test_export_is_the_same_in_any_order(tmp_path: Path) -> None:
    one = bitext(tmp_path / "one.jsonl", [row("Một.", "One.", document="one")])
    two = bitext(tmp_path / "two.jsonl", [row("Hai.", "Two.", document="two", note="n", probability=0.5)])
    written = []
    for number, order in enumerate(([one, two], [two, one])):
        for path in order:
            run("add", tmp_path / f"{number}.db", path)
        written.append(run("export", tmp_path / f"{number}.db", "-o", "-", "--format", "jsonl").stdout)
    assert written[0] == written[1]
    assert '"note": "n"' in written[0]


def test_languages_told_from_the_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("source\ttarget\n" + "".join(f"{a}\t{b}\n" for a, b in ROWS), encoding="utf-8")
    run("add", tmp_path / "m.db", path)
    assert stats(tmp_path / "m.db")["pairs"] == [{"source_lang": "vi", "target_lang": "en", "rows": 5}]
    path.write_text("source\ttarget\n1\t2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="name no language"):
        run("add", tmp_path / "m.db", path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gone.tsv", None),
        ("a.tmx", b"<tmx><body><tu>"),
        ("a.parquet", b"PAR1"),
        ("a.tsv", b"vi\ten\n" + "Một.\tOne.\n".encode() * 5000 + b"no tab\n"),
        ("a.tsv", b"source\ttarget\n1\t2\n"),
    ],
)
def test_no_memory_is_made_for_a_bitext_that_cannot_be_read(tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SongnguError):
        list(add_bitexts(tmp_path / "m.db", [str(tmp_path / name)], Reading, print))
    assert [path.name for path in tmp_path.iterdir()] == ([] if data is None else [name])


def test_a_failing_bitext_changes_nothing(memory: Path, tmp_path: Path) -> None:
    before = stats(memory)
    path = bitext(tmp_path / "d.jsonl", [row("Một.", "One.", document="news")])
    path.write_text(path.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    with pytest.raises(InputError):
        run("add", memory, path)
    assert stats(memory) == before
    assert run("add", memory, path, "--keep-going").exit_code == 0

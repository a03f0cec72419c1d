"""`songngu memory`: adding, counting, searching, removing and writing out."""

import sqlite3
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.memory.fts_index import FtsIndex
from songngu.corpus.memory.schema import connect
from tests.commands.memories import ROWS, bitext, found, row, run, stats


@pytest.fixture(params=["tantivy", "fts5"], autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The index in both engines."""
    name: str = request.param
    if name == "tantivy":
        pytest.importorskip("tantivy")
    else:
        monkeypatch.setattr("songngu.corpus.memory.store.index_of", lambda path: FtsIndex())
    return name


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    run("add", path, bitext(tmp_path / "news.jsonl", [row(*pair, document="news") for pair in ROWS]))
    return path


def test_no_memory_is_made_of_nothing(tmp_path: Path, memory: Path) -> None:
    fresh, empty = tmp_path / "fresh.db", tmp_path / "none.tsv"
    empty.write_text("source\ttarget\n", encoding="utf-8")
    with pytest.raises(InputError, match="no rows"):
        run("add", fresh, empty)
    assert not fresh.exists()
    assert "no rows" in run("add", memory, empty).stderr
    news = tmp_path / "news.jsonl"
    for order in ([empty, news], [news, empty]):
        assert run("add", fresh, *order).stderr.count("no rows") == 1
        assert stats(fresh)["rows"] == 5
        fresh.unlink()


def test_adding_twice_changes_nothing(memory: Path) -> None:
    first = stats(memory)
    assert (first["version"], first["rows"], first["documents"]) == (1, 5, 1)
    again = run("add", memory, memory.with_name("news.jsonl"))
    assert "nothing new" in again.stderr
    assert stats(memory) == first
    assert run("verify", memory).exit_code == 0


def test_a_document_is_replaced_and_decisions_stay(tmp_path: Path) -> None:
    memory, path = tmp_path / "m.db", tmp_path / "d.jsonl"
    run("add", memory, bitext(path, [
        row("Một con mèo.", "A cat.", document="a", id="1"),
        row("Hai con mèo.", "Two cats.", document="a", id="2", status="accepted"),
        row("Một con chó.", "A dog.", document="b", id="3"),
        row("Bỏ.", "Rejected.", document="b", id="4", status="rejected"),
        row("Chưa dịch.", "", document="b", id="5"),
    ]))  # fmt: skip
    assert stats(memory)["rows"] == 3
    run("add", memory, bitext(path, [row("Ba con mèo.", "Three cats.", document="a", id="6")]))
    told = stats(memory)
    assert (told["rows"], told["detached"]) == (3, 1)
    assert found(memory, "mèo")["total"] == 2
    assert found(memory, "chó")["total"] == 1
    run("remove", memory, "b")
    assert found(memory, "chó")["total"] == 0
    assert "1 reviewed stay" in run("remove", memory, "a").stderr
    assert stats(memory)["rows"] == 1
    run("add", memory, bitext(path, [row("Hai con mèo.", "Two cats.", document="a", id="2")]))
    told = stats(memory)
    assert (told["rows"], told["detached"], told["statuses"]["accepted"]) == (1, 0, 1)
    run("remove", memory, "a", "--reviewed")
    assert stats(memory)["rows"] == 0
    assert run("verify", memory).exit_code == 0


def test_an_edited_row_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    memory, path = tmp_path / "m.db", tmp_path / "d.jsonl"
    run("add", memory, bitext(path, [row("Con mèo.", "A dog.", id="1")]))
    run("add", memory, bitext(path, [row("Con mèo.", "A cat.", id="1", status="edited")]))
    assert (found(memory, "dog")["total"], found(memory, "cat")["total"]) == (0, 1)
    run("add", memory, bitext(path, [row("Con mèo.", "A dog.", id="1")]))
    assert found(memory, "cat")["hits"][0]["status"] == "edited"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("mô hình", [0, 4]), ("mo hinh", [0, 4]), ("MÔ HÌNH", [0, 4]), ("mo\u0302 hi\u0300nh", [0, 4]),
        ("model", [0, 4]),
        ("models", [0, 4]), ("hòa vốn", [2]), ("hoà vốn", [2]), ("kĩ tính", [3]), ("founding", [1]),
        ("mô hinh", [0, 4]),
        ("Lương Văn Phong", [1]), ("Liang Wenfeng", [1]), ("Hàng Châu", [1]), ("Hangzhou", [1]), ("2023", [1]),
        ("công ty Hàng Châu", [1]), ("chưa từng có", []), ("break even", [2]),
    ],
)  # fmt: skip
def test_search(memory: Path, text: str, rows: list[int]) -> None:
    value = found(memory, text)
    assert value["version"] == 1
    assert value["total"] == len(rows)
    assert [hit["row"] for hit in value["hits"]] == rows


def test_a_name_of_many_readings_does_not_take_for_ever(tmp_path: Path) -> None:
    memory = tmp_path / "m.db"
    readings = "chi chí chỉ chì trị trí trì kỷ kí kì kị cơ thì thi thị thí sư sử sự sĩ nghị ý nhất dị dịch"
    run("add", memory, bitext(tmp_path / "d.jsonl", [row(readings, "x", id="1"), row("Một.", "One.", id="2")]))
    assert found(memory, "Chi Ji Shi Yi")["total"] == 0


def test_filters_and_patterns(tmp_path: Path) -> None:
    memory = tmp_path / "m.db"
    rows = [
        row("Một con mèo.", "A cat.", document="a", probability=0.9),
        row("Hai con mèo.", "Two cats.", document="b", probability=0.4),
        row("Ba con mèo.", "Three cats.", document="b", probability=0.3, status="accepted"),
    ]
    run("add", memory, bitext(tmp_path / "d.jsonl", rows))
    assert found(memory, "mèo", "--document", "b")["total"] == 2
    assert found(memory, "mèo", "--status", "accepted")["total"] == 1
    assert found(memory, "mèo", "--min-probability", "0.5")["total"] == 2
    assert found(memory, "mèo", "--since", "2000-01-01")["total"] == 3
    assert found(memory, "mèo", "--since", "2999-01-01")["total"] == 0
    assert found(memory, r"^(một|ba)\b", "--regex")["total"] == 2
    assert len(found(memory, "cats?", "--regex", "--limit", 1)["hits"]) == 1
    for wrong in (
        ["(", "--regex"],
        ["x", "--status", "good"],
        ["x", "--since", "today"],
        ["x", "--min-probability", "2"],
    ):
        with pytest.raises(UsageError):
            run("search", memory, *wrong)
    with pytest.raises(UsageError):
        run("search", memory, "…")


def test_what_is_no_memory(tmp_path: Path, memory: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run("stats", tmp_path / "none.db")
    text = tmp_path / "text.db"
    text.write_text("plain text, long enough to be read as a header of some file or other\n" * 9, encoding="utf-8")
    for command in (["stats", text], ["add", text, memory.with_name("news.jsonl")]):
        with pytest.raises(InputError, match="not a translation memory"):
            run(*command)
    assert text.read_text(encoding="utf-8").startswith("plain text")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(InputError, match="not a translation memory"):
        run("add", other, memory.with_name("news.jsonl"))
    connection = sqlite3.connect(memory)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(InputError, match="schema 99"):
        run("stats", memory)
    with pytest.raises(UsageError, match="directory"):
        run("add", tmp_path, memory.with_name("news.jsonl"))
    with pytest.raises(UsageError, match="does not exist"):
        run("add", tmp_path / "no" / "m.db", memory.with_name("news.jsonl"))


def test_a_corrupt_memory(memory: Path) -> None:
    data = bytearray(memory.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    memory.write_bytes(data)
    with pytest.raises(InputError, match="corrupt"):
        run("stats", memory)


def test_a_locked_memory(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.corpus.memory.schema.WAITS", 0.05)
    holder = sqlite3.connect(memory, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(SongnguError, match="locked"):
        run("add", memory, memory.with_name("news.jsonl"))
    holder.execute("ROLLBACK")
    holder.close()
    run("add", memory, memory.with_name("news.jsonl"))


def test_a_full_disk(memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stats(memory)

    def full(path: Path, *, create: bool = False) -> sqlite3.Connection:
        connection = connect(path, create=create)
        connection.execute("PRAGMA max_page_count = 1")  # no more than there are
        return connection

    many = bitext(tmp_path / "many.jsonl", [row(f"Câu thứ {n}.", f"Sentence {n}.", id=str(n)) for n in range(3000)])
    with monkeypatch.context() as patched:
        patched.setattr("songngu.corpus.memory.store.connect", full)
        with pytest.raises(SongnguError, match="the disk is full"):
            run("add", memory, many)
    assert stats(memory) == before
    assert run("verify", memory).exit_code == 0


def test_a_missing_index_is_made_again(memory: Path) -> None:
    connection = sqlite3.connect(memory)
    connection.execute("UPDATE settings SET value = 'other rows' WHERE name = 'generation'")
    connection.commit()
    connection.close()
    assert run("verify", memory).exit_code == 1
    result = run("search", memory, "mô hình")
    assert "made again" in result.stderr
    assert result.stdout.startswith("2 found")
    assert run("verify", memory).exit_code == 0


def test_unknown_documents_and_the_memory_itself(memory: Path) -> None:
    with pytest.raises(UsageError, match="no document 'new'"):
        run("remove", memory, "new")
    with pytest.raises(UsageError, match="no document"):
        run("export", memory, "-o", "-", "--format", "tsv", "--document", "zzz")
    with pytest.raises(UsageError):
        run("export", memory, "-o", memory)
    with pytest.raises(UsageError, match="both the memory"):
        run("add", memory, memory)


def test_stats_for_a_person(memory: Path) -> None:
    shown = run("stats", memory).stdout
    assert "5 rows in 1 document\n" in shown
    assert "vi-en: 5" in shown

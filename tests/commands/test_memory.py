"""`songngu memory`: adding, counting, searching, removing and writing out."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from songngu.cli import app
from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.memory.fts_index import FtsIndex
from songngu.corpus.memory.schema import connect

ROWS = [
    ("Mô hình ngôn ngữ lớn đang thay đổi cách chúng ta làm việc.", "Large language models are changing our work."),
    ("Lương Văn Phong thành lập công ty ở Hàng Châu năm 2023.",
     "Liang Wenfeng founded the company in Hangzhou in 2023."),
    ("Công ty hoà vốn sau 3 năm.", "The company broke even after 3 years."),
    ("Bà ấy kỹ tính.", "She is meticulous."),
    ("Mô hình này nhỏ hơn mô hình kia.", "This model is smaller than the other one."),
]  # fmt: skip


def row(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "source_lang": "vi", "target_lang": "en", **more}


def bitext(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["memory", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def found(memory: Path, text: str, *options: object) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run("search", memory, text, "--format", "json", *options).stdout)
    return value


def stats(memory: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run("stats", memory, "--format", "json").stdout)
    return value


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


def test_one_id_for_several_rows(tmp_path: Path) -> None:
    path = bitext(tmp_path / "d.jsonl", [
        row(*pair, id="1") for pair in [("Có.", "Yes."), ("Không.", "No.")] * 2
    ])  # fmt: skip
    for _ in range(2):
        run("add", tmp_path / "m.db", path)
        assert stats(tmp_path / "m.db")["rows"] == 2


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


def test_marks_of_a_hit(memory: Path) -> None:
    hit = found(memory, "mô hình")["hits"][1]
    assert hit["source"][slice(*hit["source_match"])] == "Mô hình"
    assert hit["target"][slice(*hit["target_match"])] == "model"
    hit = found(memory, "Liang Wenfeng")["hits"][0]
    assert hit["side"] == "target"
    assert hit["source"][slice(*hit["source_match"])] == "Lương Văn Phong"
    assert hit["target"][slice(*hit["target_match"])] == "Liang Wenfeng"


def test_marks_stand_in_a_decomposed_text(tmp_path: Path) -> None:
    run("add", tmp_path / "m.db", bitext(tmp_path / "d.jsonl", [row("Một mo\u0302 hi\u0300nh hay.", "A good model.")]))
    hit = found(tmp_path / "m.db", "mô hình")["hits"][0]
    assert hit["source"][slice(*hit["source_match"])] == "mo\u0302 hi\u0300nh"


def test_search_for_a_person(memory: Path) -> None:
    shown = run("search", memory, "mô hình").stdout
    assert shown.startswith("2 found")
    assert "[Mô hình] này" in shown
    assert "with other marks" in run("search", memory, "mô hinh").stdout
    assert "apart" in run("search", memory, "công ty Hàng Châu").stdout
    assert "2 found, 1 shown" in run("search", memory, "mô hình", "--limit", 1).stdout


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


def test_memories_together_and_in_either_direction(memory: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    turned = {"source": "A small model.", "target": "Một mô hình nhỏ.", "source_lang": "en", "target_lang": "vi"}
    run("add", other, bitext(tmp_path / "en.jsonl", [turned, row("Mô hình tốt.", "A good model.")]))
    assert found(other, "model")["total"] == found(other, "mô hình")["total"] == 2
    value = found(memory, "mô hình", "--also", other)
    assert (value["total"], len(value["hits"])) == (4, 4)
    assert {hit["memory"] for hit in value["hits"]} == {"m.db", "other.db"}


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


def test_what_is_no_memory(tmp_path: Path, memory: Path) -> None:
    with pytest.raises(UsageError, match="no such memory"):
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


def test_a_failing_bitext_changes_nothing(memory: Path, tmp_path: Path) -> None:
    before = stats(memory)
    path = bitext(tmp_path / "d.jsonl", [row("Một.", "One.", document="news")])
    path.write_text(path.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    with pytest.raises(InputError):
        run("add", memory, path)
    assert stats(memory) == before
    assert run("add", memory, path, "--keep-going").exit_code == 0


def test_stats_for_a_person(memory: Path) -> None:
    shown = run("stats", memory).stdout
    assert "5 rows in 1 documents" in shown
    assert "vi-en: 5" in shown

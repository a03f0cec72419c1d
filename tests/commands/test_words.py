"""The command `songngu words`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

ROWS = [
    ("Máy chủ sẽ khởi động lại.", "The server will restart."),
    ("Tôi ngủ <b>.", "I sleep <b>."),
]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rows.tsv").write_text("vi\ten\n" + "".join("\t".join(row) + "\n" for row in ROWS), encoding="utf-8")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["words", *arguments])
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, str(result.exception)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_pharaoh_has_a_line_a_row() -> None:
    code, out, _ = run("rows.tsv")
    lines = out.splitlines()
    assert (code, len(lines)) == (0, 2)
    assert {"0-1", "1-1", "2-2", "3-3"} <= set(lines[0].split())


def test_json_lines() -> None:
    first = json.loads(run("rows.tsv", "--format", "jsonl")[1].splitlines()[0])
    server = first["target_words"][1]
    assert first["target"][server["start"] : server["end"]] == server["text"] == "server"
    assert [0, 1] in first["source_units"]
    assert all(0 <= link["probability"] <= 1 for link in first["links"])


@pytest.mark.parametrize("symmetry", ["intersection", "union", "grow-diag-final-and"])
def test_symmetries_and_a_bound(symmetry: str) -> None:
    every = set(run("rows.tsv", "--symmetry", symmetry)[1].split())
    assert set(run("rows.tsv", "--symmetry", symmetry, "--min-probability", "0.9")[1].split()) <= every


def test_a_page_with_the_links_drawn() -> None:
    assert run("rows.tsv", "-o", "words.html", "--no-learning")[0] == 0
    text = Path("words.html").read_text(encoding="utf-8")
    assert "server" in text
    assert "<line" in text
    assert "&lt;b&gt;" in text


def test_the_other_way_round() -> None:
    turned = run("rows.tsv", "--source-lang", "en", "--target-lang", "vi")[1].splitlines()
    forward = run("rows.tsv")[1].splitlines()
    assert [sorted(line.split()) for line in turned] == [
        sorted("-".join(reversed(link.split("-"))) for link in line.split()) for line in forward
    ]


def test_rows_of_several_languages_are_refused() -> None:
    rows = [{"source": "a", "target": "b", "source_lang": "vi", "target_lang": lang} for lang in ("en", "fr")]
    Path("rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("rows.jsonl")[0] in (2, 3)


def test_an_empty_bitext_says_why() -> None:
    Path("empty.tsv").write_text("vi\ten\n", encoding="utf-8")
    code, out, err = run("empty.tsv")
    assert (code, out) == (0, "")
    assert "no row" in err


def test_nothing_is_written_over_what_is_read() -> None:
    assert run("rows.tsv", "-o", "rows.tsv")[0] == 2


@pytest.mark.slow
def test_the_same_links_from_several_processes(tmp_path: Path) -> None:
    rows = "".join(f"{number} máy chủ sẽ khởi động lại\t{number} servers will restart\n" for number in range(4_200))
    Path("many.tsv").write_text("vi\ten\n" + rows, encoding="utf-8")
    outputs = [run("many.tsv", "--no-learning", "--jobs", str(jobs))[1] for jobs in (1, 2)]
    assert outputs[0] == outputs[1] and len(outputs[0].splitlines()) == 4_200

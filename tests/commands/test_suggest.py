"""The command `songngu glossary suggest`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

ROWS = [
    ("Lương Văn Phong sinh ra ở Trạm Giang.", "Liang Wenfeng was born in Zhanjiang."),
    ("Công ty của Lương Văn Phong bán khung cửi điện.", "The company of Liang Wenfeng sells electric looms."),
    ("Khung cửi điện dệt nhanh hơn.", "Electric looms weave faster."),
    ("Ở Trạm Giang, DeepSeek thử khung cửi điện.", "In Zhanjiang, DeepSeek tested electric looms."),
    ("Người ta nói DeepSeek mua nhà máy.", "People say that DeepSeek bought a factory."),
]
YAML = "version: 1\nconcepts:\n  - id: ink  # of pens\n    terms:\n      en:\n        - ink\n      vi:\n        - mực\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ["vi\ten", *("\t".join(row) for row in ROWS)]
    Path("rows.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path("ours.yaml").write_text(YAML, encoding="utf-8")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["glossary", "suggest", *arguments])
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, str(result.exception)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_json() -> None:
    code, out, _ = run("rows.tsv", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert found["version"] == 1
    names = {each["vi"][0]: each for each in found["proposals"]}
    assert names["Trạm Giang"]["en"] == ["Zhanjiang"]
    assert names["Trạm Giang"]["type"] == "name"
    assert names["Trạm Giang"]["places"][0]["line"] == 1
    order = [(each["vi"] == each["en"], -each["probability"]) for each in found["proposals"]]
    assert order == sorted(order), "the best first, what both sides write alike last"


@pytest.mark.parametrize("name", ["out.csv", "out.html", "out.json", "out.txt"])
def test_reports(name: str) -> None:
    assert run("rows.tsv", "-o", name)[0] == 0
    assert "Zhanjiang" in Path(name).read_text(encoding="utf-8")
    assert Path("ours.yaml").read_text(encoding="utf-8") == YAML


def test_proposals_as_a_glossary_are_proposed() -> None:
    assert run("rows.tsv", "-o", "proposals.yaml")[0] == 0
    text = Path("proposals.yaml").read_text(encoding="utf-8")
    assert "status: proposed" in text
    assert "preferred" not in text


def test_what_is_accepted_is_added_and_the_rest_kept() -> None:
    code, out, err = run("rows.tsv", "-g", "ours.yaml", "--accept", "1", "--accept", "2-3")
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert (code, out) == (0, "")
    assert "3 concepts added" in err
    assert "# of pens" in text
    assert text.count("- id:") == 4
    _, out, err = run("rows.tsv", "-g", "ours.yaml", "--format", "json")
    assert "left out that the glossary holds" in err
    assert ["DeepSeek"] not in [each["vi"] for each in json.loads(out)["proposals"]]


def test_a_glossary_that_is_not_there_yet_is_made() -> None:
    assert run("rows.tsv", "-g", "new.yaml", "--accept", "1")[0] == 0
    assert Path("new.yaml").is_file()


@pytest.mark.parametrize("numbers", ["0", "999", "x", "3-1", "1-999"])
def test_numbers_of_no_proposal_are_refused(numbers: str) -> None:
    assert run("rows.tsv", "-g", "ours.yaml", "--accept", numbers)[0] == 2
    assert Path("ours.yaml").read_text(encoding="utf-8") == YAML


def test_accepting_needs_a_glossary_of_ours() -> None:
    Path("ours.csv").write_text("vi,en\nmực,ink\n", encoding="utf-8")
    assert run("rows.tsv", "--accept", "1")[0] == 2
    assert run("rows.tsv", "-g", "ours.csv", "--accept", "1")[0] == 2


def test_nothing_is_written_over_what_is_read() -> None:
    assert run("rows.tsv", "-o", "rows.tsv")[0] == 2
    assert run("rows.tsv", "-g", "ours.yaml", "-o", "ours.yaml")[0] == 2


def test_an_empty_bitext_says_why() -> None:
    Path("empty.tsv").write_text("vi\ten\n", encoding="utf-8")
    code, out, err = run("empty.tsv", "--format", "json")
    assert (code, json.loads(out)["proposals"]) == (0, [])
    assert "no row" in err


def test_a_missing_bitext() -> None:
    assert run("nowhere.tsv")[0] in (2, 3)

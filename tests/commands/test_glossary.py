"""The commands under `songngu glossary`."""

import json
from pathlib import Path

import pytest

from tests.commands.glossaries import run

pytestmark = pytest.mark.usefixtures("glossary_folder")


@pytest.mark.parametrize("command", ["lint", "fmt", "lookup", "stats", "diff", "merge", "import", "export"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    code, out, _ = run(command, "-h")
    assert code == 0
    assert f"Example: songngu glossary {command}" in out


def test_import_fmt_lint_and_stats() -> None:
    assert run("import", "glossary.csv", "-o", "glossary.yaml") == (0, "", "")
    assert run("fmt", "--check") == (0, "", "")
    code, out, err = run("lint", "--text", "founder.vi.txt", "--exit-zero")
    assert code == 0
    assert "GLO003 info: f012" in out and "findings" in err
    assert json.loads(run("lint", "--format", "json", "--exit-zero")[1])["version"] == 1
    assert run("stats")[1].startswith("25 concepts")
    assert json.loads(run("stats", "--format", "json")[1])["concepts"] == 25


def test_lint_exits_with_one_for_more_than_remarks() -> None:
    Path("bad.yaml").write_text("- id: a\n  terms: {en: {text: x, status: forbidden}}\n", encoding="utf-8")
    code, out, _ = run("lint", "bad.yaml")
    assert code == 1
    assert "bad.yaml:1:1: GLO006 warning: a: no preferred en term" in out
    assert run("lint", "bad.yaml", "--ignore", "GLO006") == (0, "", "")
    assert run("lint", "ours.yaml", "--ignore", "glo6")[0] == 2
    assert (
        "GLO001" in run("lint", "ours.yaml", "--ignore", "TRM")[2]
        or run("lint", "ours.yaml", "--ignore", "TRM")[0] == 2
    )


def test_fmt_changes_the_file_and_keeps_comments() -> None:
    path = Path("loose.yaml")
    path.write_text("# kept\n- {id: b}\n- id: a # kept too\n", encoding="utf-8")
    code, _, err = run("fmt", "loose.yaml", "--check")
    assert (code, err) == (1, "loose.yaml is not in canonical form\n")
    assert run("fmt", "loose.yaml")[0] == 0
    assert path.read_text(encoding="utf-8") == "version: 1\nconcepts:\n  - id: a  # kept too\n\n  # kept\n  - id: b\n"
    assert run("fmt", "loose.yaml")[0] == 0
    assert run("fmt", "glossary.csv")[0] == 2
    assert run("fmt")[0] == 2


def test_lookup_of_terms_and_texts() -> None:
    code, out, _ = run("lookup", "trí tuệ nhân tạo", "-g", "glossary.csv")
    assert code == 0
    assert out.startswith("f010 (term, ai)\n  en  artificial intelligence\n")
    report = json.loads(run("lookup", "Thâm Quyến", "-g", "glossary.csv", "--format", "json")[1])
    assert [concept["id"] for concept in report["concepts"]] == ["f007"]
    code, _, err = run("lookup", "Thâm Quyển", "-g", "glossary.csv", "--lang", "vi")
    assert code == 1
    assert "did you mean 'Thâm Quyến'" in err
    code, out, _ = run("lookup", "founder.vi.txt", "-g", "glossary.csv")
    assert code == 0
    assert "founder.vi.txt:1:58: Trần Minh Viễn → en Chen Mingyuan | Chen; zh 陈明远 (f001, preferred)" in out
    assert json.loads(run("lookup", "founder.vi.txt", "-g", "glossary.csv", "--format", "json")[1])["hits"]
    Path("nothing.txt").write_text("…\n", encoding="utf-8")
    assert run("lookup", "nothing.txt", "-g", "glossary.csv")[0] == 1


def test_the_part_of_speech_of_a_concept_holds_for_its_terms() -> None:
    text = "version: 1\nconcepts:\n  - id: ink\n    pos: noun\n"
    text += "    terms:\n      en:\n        - ink\n      vi:\n        - mực\n"
    Path("pos.yaml").write_text(text, encoding="utf-8")
    assert run("import", "pos.yaml")[1] == text
    assert "noun" in run("export", "pos.yaml", "--format", "utx")[1]


def test_lookup_tells_what_the_reader_says() -> None:
    Path("page.txt").write_text("<!doctype html><p>Trí tuệ nhân tạo ở Thâm Quyến.</p>", encoding="utf-8")
    code, out, err = run("lookup", "page.txt", "-g", "glossary.csv")
    assert code == 0 and out and "whatever its name says" in err

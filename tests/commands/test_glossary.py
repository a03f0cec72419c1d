"""The commands under `songngu glossary`."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError

NEWS = Path(__file__).parents[2] / "examples" / "news"
YAML = """\
# ours
version: 1
concepts:
  - id: ink  # of pens
    terms:
      en:
        - ink
      vi:
        - mực
"""


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(NEWS / "glossary.csv", "glossary.csv")
    shutil.copy(NEWS / "founder.vi.txt", "founder.vi.txt")
    Path("ours.yaml").write_text(YAML, encoding="utf-8", newline="")
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["glossary", *arguments])
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, f"{result.stderr}error: {result.exception}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


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


def test_export_tells_and_strict_refuses() -> None:
    code, _, err = run("export", "glossary.csv", "-o", "client.tbx")
    assert code == 0
    assert "lost: the status forbidden of a term: 62 not kept (f001, f002, f003, …)" in err
    code, _, err = run("export", "glossary.csv", "-o", "strict.tbx", "--strict")
    assert code == 1
    assert "would be lost" in err
    assert not Path("strict.tbx").exists()
    code, out, err = run("export", "ours.yaml", "--format", "utx")
    assert (code, out.splitlines()[0]) == (0, "#UTX 1.20; vi/en;")
    assert "lost: comment: 1 not kept (version)" in err
    assert run("export", "ours.yaml", "--columns", "3")[0] == 2
    assert run("export", "ours.yaml")[1] == YAML
    assert run("import", "ours.yaml")[1] == YAML
    assert run("import", "ours.yaml", "-o", "x.csv")[0] == 2


def test_diff_and_merge() -> None:
    theirs = (
        YAML.replace("# ours", "# theirs").replace("mực", "mực in").replace("ink  # of pens", "ink") + "  - id: pen\n"
    )
    Path("theirs.yaml").write_text(theirs, encoding="utf-8")
    code, out, _ = run("diff", "ours.yaml", "theirs.yaml")
    assert (code, out) == (0, "- ink: vi term 'mực': preferred\n+ ink: vi term 'mực in': preferred\n+ pen: \n")
    assert run("diff", "ours.yaml", "theirs.yaml", "--exit-code", "--format", "json")[0] == 1
    assert run("merge", "ours.yaml", "theirs.yaml", "-o", "both.yaml") == (0, "", "")
    both = Path("both.yaml").read_text(encoding="utf-8")
    assert "# ours\n# theirs\n" in both and "# of pens" in both and "id: pen" in both and "mực in" in both
    based = run("merge", "ours.yaml", "theirs.yaml", "--base", "ours.yaml")
    assert based[0] == 0 and "- mực\n" not in based[1]


def test_merge_keeps_ours_where_they_contradict() -> None:
    Path("theirs.yaml").write_text(
        "- id: ink\n  note: b\n  terms: {en: {text: ink, status: admitted}}\n", encoding="utf-8"
    )
    code, out, err = run("merge", "ours.yaml", "theirs.yaml")
    assert code == 1
    assert "~ ink: en term 'ink': preferred → admitted" in err
    assert "status" not in out
    code, out, err = run("merge", "ours.yaml", "theirs.yaml", "--strict")
    assert (code, out) == (1, "")
    assert "1 conflicts" in err

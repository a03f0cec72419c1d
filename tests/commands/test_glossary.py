"""The commands under `songngu glossary`."""

import json
import shutil
import subprocess
import sys
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


def git(*args: str) -> subprocess.CompletedProcess[str]:
    settings = ("-c", "user.name=An", "-c", "user.email=an@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *settings, *args], capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
@pytest.mark.slow
def test_a_merge_driver_of_git() -> None:
    program = f'"{Path(sys.executable).as_posix()}" -m songngu'
    git("init", "-q", "-b", "main")
    git("config", "merge.songngu.driver", f"{program} glossary merge %A %B --base %O --driver %P -o %A")
    Path(".gitattributes").write_text("glossary.yaml merge=songngu\n", encoding="utf-8")
    entry = "version: 1\nconcepts:\n  - id: {}\n    terms:\n      en:\n        - {}\n      vi:\n        - mực\n"
    file = Path("glossary.yaml")

    def commit(text: str, name: str) -> None:
        file.write_text(text, encoding="utf-8", newline="")
        git("add", ".gitattributes", "glossary.yaml")
        git("commit", "-qm", name)

    commit(entry.format("ink", "ink"), "base")
    git("checkout", "-qb", "theirs")
    commit(entry.format("ink", "tinte"), "theirs")
    git("checkout", "-q", "main")
    commit(entry.format("ink", "ink") + "\n  - id: pen\n    terms:\n      vi:\n        - bút\n", "ours")
    assert git("merge", "theirs", "-m", "both").returncode == 0
    assert "- tinte" in file.read_text(encoding="utf-8") and "- bút" in file.read_text(encoding="utf-8")
    git("checkout", "-qb", "one")
    commit(file.read_text(encoding="utf-8").replace("tinte", "fluid"), "one")
    git("checkout", "-q", "main")
    commit(file.read_text(encoding="utf-8").replace("tinte", "liquid"), "other")
    assert git("merge", "one", "-m", "conflict").returncode == 1
    text = file.read_text(encoding="utf-8")
    assert "<<<<<<< ours\n        - liquid\n=======\n        - fluid\n>>>>>>> theirs\n" in text
    code, _, err = run("lint", "glossary.yaml")
    assert (code, "a conflict of a merge" in err) == (3, True)


def test_a_driver_without_a_common_ancestor() -> None:
    Path(".merge_file_a").write_text(YAML, encoding="utf-8")
    Path(".merge_file_b").write_text("- id: pen\n  terms: {vi: bút}\n", encoding="utf-8")
    Path(".merge_file_o").write_bytes(b"")
    named = ("--base", ".merge_file_o", "--driver", "terms/glossary.yaml", "-o", ".merge_file_a")
    assert run("merge", ".merge_file_a", ".merge_file_b", *named)[0] == 0
    assert "id: pen" in Path(".merge_file_a").read_text(encoding="utf-8")


def test_a_driver_leaves_contradictions_in_csv_as_conflicts() -> None:
    head = "id,type,vi,en_preferred\na,name,Sao Mai,{}\nb,term,mực,ink\n"
    for name, text in (("o", "Morning Star"), ("a", "Sao Mai Group"), ("b", "Saomai")):
        Path(f".merge_{name}").write_text(head.format(text), encoding="utf-8")
    named = ("--base", ".merge_o", "--driver", "terms.csv", "-o", ".merge_a")
    code, _, err = run("merge", ".merge_a", ".merge_b", *named)
    lines = Path(".merge_a").read_text(encoding="utf-8").splitlines()
    assert (code, "Sao Mai Group → Saomai" in err) == (1, True)
    marks = [line[:7] for line in lines if line[:7] in {"<<<<<<<", "=======", ">>>>>>>"}]
    assert marks == ["<<<<<<<", "=======", ">>>>>>>"]
    assert "conflict of a merge" in run("lint", "--format", "json", ".merge_a")[2] or run("stats", ".merge_a")[0] == 2


def test_nothing_is_imported_from_a_file_without_terms() -> None:
    Path("empty.tbx").write_text(
        '<?xml version="1.0"?>\n<martif type="TBX"><text><body/></text></martif>\n', encoding="utf-8"
    )
    code, _, err = run("import", "empty.tbx", "-o", "out.yaml")
    assert (code, "no term is in it" in err, Path("out.yaml").exists()) == (3, True, False)


def test_the_part_of_speech_of_a_concept_holds_for_its_terms() -> None:
    text = "version: 1\nconcepts:\n  - id: ink\n    pos: noun\n"
    text += "    terms:\n      en:\n        - ink\n      vi:\n        - mực\n"
    Path("pos.yaml").write_text(text, encoding="utf-8")
    assert run("import", "pos.yaml")[1] == text
    assert "noun" in run("export", "pos.yaml", "--format", "utx")[1]


def test_a_glossary_of_other_languages_is_told() -> None:
    Path("a.tsv").write_text("source\ttarget\nMột lọ mực.\tA pot of ink.\n", encoding="utf-8")
    Path("fr.csv").write_text("fr,en\nencre,ink\n", encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(app, ["check", "a.tsv", "--glossary", "fr.csv"])
        assert (result.exit_code, "warning: fr.csv: no concept has terms" in result.stderr) == (0, True)
    Path("turned.csv").write_text("vi,en\nink,mực\nboat,đò\nwell,giếng\n", encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(app, ["check", "a.tsv", "--glossary", "turned.csv"])
        assert "turned.csv: the en terms are Vietnamese" in result.stderr
    Path("us.csv").write_text("vi-VN,en-US\nmực,ink\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", "a.tsv", "--glossary", "us.csv"]).stderr.count("warning") == 0

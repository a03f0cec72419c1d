"""The command `songngu glossary merge`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.glossaries import YAML, run

pytestmark = pytest.mark.usefixtures("glossary_folder")


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

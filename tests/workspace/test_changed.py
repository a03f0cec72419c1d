"""What changed since a commit."""

import shutil
import subprocess
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.changed import changed_since, repository_of
from tests.workspace.configured import GLOSSARY, invoke, write

GIT = shutil.which("git")


@pytest.mark.skipif(GIT is None, reason="git is not installed")
def test_since(workspace: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *arguments], cwd=workspace, check=True, capture_output=True)

    assert invoke("check", "--since", "main")[0] == 2
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    assert invoke("check", "--since", "HEAD") == (0, "", "")
    write(workspace, {"texts/b.en.md": "It rains on 3 days.\n"})
    code, out, _ = invoke("check", "--since", "HEAD", "--format", "concise")
    assert code == 1 and "a.en.md" not in out
    write(workspace, {"glossary.csv": GLOSSARY + "\n"})
    assert "a.en.md" in invoke("check", "--since", "HEAD")[1]
    assert "nowhere" in invoke("check", "--since", "nowhere")[2]
    assert "not a reference" in invoke("check", "--since=-x")[2]


def test_a_repository_is_found_upwards(tmp_path: Path) -> None:
    assert repository_of(tmp_path) is None or repository_of(tmp_path) not in (tmp_path, tmp_path / "sub")
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert repository_of(tmp_path / "sub" / "deep") == tmp_path.resolve()


@pytest.mark.parametrize("reference", ["--output=x", "-n"])
def test_an_option_is_no_reference(reference: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a reference"):
        changed_since(tmp_path, reference)

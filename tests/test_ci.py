"""The recipes of docs/ci.md, the action and the pre-commit hooks run as they stand there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.invoked import invoke

ROOT = Path(__file__).parents[1]
RECIPE = re.compile(r"<!-- recipe -->\n```sh\n(.*?)```", re.DOTALL)
BIN = Path(sys.executable).parent
HEADER = "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note\n"
FILES = {
    "songngu.toml": """\
[[documents]]
source = "texts/*.vi.md"
target = "texts/*.en.md"
[glossary]
files = ["glossary.csv"]
""",
    "glossary.csv": HEADER + "x,place,name,Tô Châu,Suzhou,,To Chau,always,yes,,\n",
    "texts/a.vi.md": "Nhà máy ở Tô Châu.\n",
    "texts/a.en.md": "The factory is in To Chau.\n",
    "texts/b.vi.md": "Trời mưa to.\n",
    "texts/b.en.md": "It rains hard.\n",
}
git = shutil.which("git")
needs_git = pytest.mark.skipif(git is None, reason="git is not installed")


def run(*command: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | who | {"PATH": path, "PYTHONUTF8": "1"} | more
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    run("git", "init", "-b", "main", cwd=tmp_path)
    run("git", "add", ".", cwd=tmp_path)
    run("git", "commit", "-m", "first", cwd=tmp_path)
    return tmp_path


@needs_git
def test_every_recipe_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    recipes = RECIPE.findall((ROOT / "docs" / "ci.md").read_text(encoding="utf-8"))
    commands = [line for recipe in recipes for line in recipe.splitlines() if line]
    assert len(recipes) == 5 and len(commands) == 10
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "songngu", "a recipe is of plain commands"
        status, out, err = invoke(*arguments)
        quiet = any(word in command for word in ("--exit-zero", "baseline", "--since"))
        assert status == (0 if quiet else 1), f"{command}\n{out}{err}"
    assert (repository / "songngu.sarif").is_file() and (repository / "songngu.json").is_file()


@needs_git
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="the action runs in bash")
def test_the_action_runs_its_command(repository: Path) -> None:
    import yaml

    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    defaults = {name: value.get("default", "") for name, value in action["inputs"].items()}
    names = {key: re.findall(r"inputs\.([\w-]+)", value)[0] for key, value in step["env"].items()}

    def act(**inputs: str) -> subprocess.CompletedProcess[str]:
        values = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
        more = {"GITHUB_STEP_SUMMARY": inputs.get("GITHUB_STEP_SUMMARY", "")}
        return run("bash", "-e", "-c", step["run"], cwd=repository, **{k: values[n] for k, n in names.items()}, **more)

    page = repository / "page.md"
    done = act(GITHUB_STEP_SUMMARY=str(page))
    assert done.returncode == 1 and done.stdout.startswith("::error file=texts/a.en.md,line=1,"), done.stderr
    assert "TRM002" in page.read_text(encoding="utf-8")
    assert act(paths="texts/b.en.md").returncode == 0
    assert act(since="HEAD", fail_on="error").returncode == 0
    done = act(paths="texts/a.en.md\ntexts/b.vi.md", output="build/reports/out.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "TRM002" in (repository / "build" / "reports" / "out.txt").read_text(encoding="utf-8")
    assert act(paths="texts/b.en.md\n\ntexts/b.vi.md\n").returncode == 0
    page.unlink()
    assert act(GITHUB_STEP_SUMMARY=str(page), summary="false").returncode == 1 and not page.exists()


def test_the_action_names_others_by_digest() -> None:
    uses = re.findall(r"uses: (\S+)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert uses and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", use) for use in uses)


@needs_git
@pytest.mark.slow
def test_pre_commit_runs_the_hooks(repository: Path) -> None:
    pytest.importorskip("pre_commit")
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    # The hooks as they stand, from a repository of their own; only what would install songngu anew is left out.
    source = repository / "hooks"
    source.mkdir()
    local = [hook | {"language": "system"} for hook in hooks]
    (source / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump(local), encoding="utf-8")
    run("git", "init", "-b", "main", cwd=source)
    run("git", "add", ".", cwd=source)
    run("git", "commit", "-m", "hooks", cwd=source)
    commit = run("git", "rev-parse", "HEAD", cwd=source).stdout.strip()
    chosen = [{"id": "songngu-check", "files": "^texts/"}, {"id": "songngu-check-all"}]
    config = {"repos": [{"repo": str(source), "rev": commit, "hooks": chosen}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shutil.rmtree(repository / ".songngu", ignore_errors=True)
    home = {"PRE_COMMIT_HOME": str(repository / ".home")}

    def hook(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "pre_commit", "run", name, *arguments, cwd=repository, **home)

    done = hook("songngu-check", "--files", "texts/a.en.md")
    assert done.returncode == 1 and "TRM002" in done.stdout, done.stdout + done.stderr
    assert hook("songngu-check", "--files", "texts/b.en.md").returncode == 0
    assert "TRM002" in hook("songngu-check-all", "--files", "texts/b.en.md").stdout


def test_the_hooks_call_commands_there_are() -> None:
    yaml = pytest.importorskip("yaml")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["songngu-check", "songngu-check-all", "songngu-glossary-lint"]
    assert all(hook["entry"].startswith("songngu ") and hook["language"] == "python" for hook in hooks)

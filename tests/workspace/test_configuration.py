"""The workspace: its configuration, its pairs, its cache, and the commands that work on it."""

import json
import shutil
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.configuration import Pair, find_workspace, pairs
from tests.workspace.configured import invoke, write

ROOT = Path(__file__).parents[2]


NEWS = ROOT / "examples" / "news"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[chek]\n", "songngu.toml:1: unknown key 'chek' | did you mean 'check'?"),
        ("\n[check]\nselct = []\n", "songngu.toml:3: unknown key 'check.selct' | did you mean 'select'?"),
        (
            '[languages]\n\nsource = "vn"\n',
            "songngu.toml:3: 'languages.source' is wrong: 'vn' is no language; Vietnamese is vi",
        ),
        ("[languages]\nqqqqqqq = 1\n", "songngu.toml:2: unknown key 'languages.qqqqqqq' | known are source, target"),
        ("[[documents]]\nsource = 'a'\ntarget = 'b'\n[[documents]]\nsource = 'a'\n", "'documents.target' is missing"),
        ("[check]\nselect = 3\n", "songngu.toml:2: 'check.select' is wrong: input should be a valid list"),
        ("[check]\nfail-on = 'never'\n", "songngu.toml:2: 'check.fail-on' is wrong"),
        ("[check\n", "not TOML"),
        ('required-version = ">=99"\nnew = 1', "wants songngu >=99, this is"),
        ('required-version = "new"', "required-version 'new' is none"),
    ],
)
def test_a_broken_configuration_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, {"songngu.toml": text})
    with pytest.raises(UsageError) as caught:
        find_workspace(tmp_path)
    assert message in f"{caught.value} | {caught.value.hint}"


@pytest.mark.parametrize("wanted", [">=0.1", "==0.1.0", "~=0.1", "!=0.2,<1,>0.0.9,<=0.1"])
def test_required_version_is_honoured(tmp_path: Path, wanted: str) -> None:
    write(tmp_path, {"songngu.toml": f'required-version = "{wanted}"'})
    assert find_workspace(tmp_path).path == tmp_path / "songngu.toml"


def test_pyproject_holds_a_workspace_too(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": '[tool.songngu.languages]\nsource = "en"\ntarget = "vi"\n', "a/b/c.txt": ""})
    assert find_workspace(tmp_path / "a" / "b").configuration.languages.source == "en"
    write(tmp_path, {"a/pyproject.toml": "[tool.x]\n", "a/b/pyproject.toml": "[["})
    assert find_workspace(tmp_path / "a" / "b").root == tmp_path


def found(folder: Path, source: str, target: str, bitext: str = "") -> list[Pair]:
    kept = f'bitext = "{bitext}"' if bitext else ""
    write(folder, {"songngu.toml": f'[[documents]]\nsource = "{source}"\ntarget = "{target}"\n{kept}\n'})
    return pairs(find_workspace(folder))[0]


def test_pairs_share_what_the_stars_stand_for(tmp_path: Path) -> None:
    write(
        tmp_path,
        {f"t/{name}": "" for name in ("a.vi.md", "a.en.md", "x.y.vi.txt", "x.y.en.txt", "s/b.vi.md", "s/b.en.md")},
    )
    assert found(tmp_path, "t/*.vi.*", "t/*.en.*", "bi/*.jsonl") == [
        Pair("t/a.vi.md", "t/a.en.md", "bi/a.jsonl"),
        Pair("t/x.y.vi.txt", "t/x.y.en.txt", "bi/x.y.jsonl"),
    ]
    assert [pair.source for pair in found(tmp_path, "t/**/*.vi.md", "t/**/*.en.md")] == ["t/a.vi.md", "t/s/b.vi.md"]
    assert found(tmp_path, "t/a.vi.md", "t/x.y.en.txt") == [Pair("t/a.vi.md", "t/x.y.en.txt")]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("t/*.vi.md", "t/en.md", "has 1 \\*"),
        ("n/*.vi.md", "n/*.en.md", "nothing matches"),
        ("t/[z-a].vi.md", "t/*.en.md", "holds no range"),
        ("t/*{a.vi.md", "t/*.en.md", "has no partner"),
        ("../*.vi.md", "t/*.en.md", "leads out of the workspace"),
    ],
)
def test_globs_that_do_not_fit(tmp_path: Path, source: str, target: str, message: str) -> None:
    write(tmp_path, {"t/a.vi.md": ""})
    with pytest.raises(UsageError, match=message):
        found(tmp_path, source, target)


def test_the_example_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(NEWS, tmp_path / "news", ignore=shutil.ignore_patterns(".songngu", "build"))
    monkeypatch.chdir(tmp_path / "news")
    for command in ("check", "build"):
        code, out, _ = invoke(command)
        assert code == 1
        assert "NUM002" in out and "TRM002" in out
    assert (tmp_path / "news" / "build" / "founder.tmx").is_file()


def test_rules_are_listed_and_explained() -> None:
    code, out, _ = invoke("rule")
    assert code == 0 and len(out.splitlines()) > 40
    assert "PUN001  warning  end mark  (off unless selected)" in out
    assert "INT001  error    fault inside songngu  (always on)" in out
    code, out, _ = invoke("rule", "trm006")
    assert out.startswith("TRM006 one term, several renderings (warning)\n")
    assert "wrong (both are preferred):\n  Kho tàu cũ.\n  An old boat shed.\n" in out
    listed = json.loads(invoke("rule", "--format", "json")[1])["rules"]
    assert listed[0]["id"] == "TRM001" and listed[0]["examples"][0]["fires"] is True
    assert "did you mean TRM002?" in invoke("rule", "TRM0O2")[2]


@pytest.mark.parametrize("suffix", ["html", "moses", "beads", "mo", "opennmt", "zip"])
def test_bitexts_are_kept_in_formats_that_keep_decisions(tmp_path: Path, suffix: str) -> None:
    write(tmp_path, {"songngu.toml": f'[[documents]]\nsource = "a"\ntarget = "b"\nbitext = "c.{suffix}"\n'})
    with pytest.raises(UsageError, match="keeps decisions"):
        find_workspace(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        '[[documents]]\nsource = "s3://b/*.vi.txt"\ntarget = "*.en.txt"\n',
        '[[documents]]\nsource = "*.vi.txt"\ntarget = "s3://b/*.en.txt"\n',
        '[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\nbitext = "s3://b/*.jsonl"\n',
        '[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\nexclude = ["s3://b/*.txt"]\n',
        '[glossary]\nfiles = ["s3://b/glossary.csv"]\n',
        '[check]\nbaseline = "file:///baseline.json"\n',
        '[export]\noutputs = ["s3://b/out.tsv"]\n',
        '[export.leaks]\nagainst = ["https://example.org/test.tsv"]\n',
    ],
)
@pytest.mark.parametrize("allowed", ["", 'allow-outside = ["../shared/"]\n', 'allow-outside = ["s3://b/"]\n'])
def test_a_url_is_no_path_of_a_configuration(tmp_path: Path, text: str, allowed: str) -> None:
    """What is written to a path that looks like one would lie in a folder of that name."""
    write(tmp_path, {"songngu.toml": allowed + text})
    with pytest.raises(UsageError, match="is an URL"):
        find_workspace(tmp_path)

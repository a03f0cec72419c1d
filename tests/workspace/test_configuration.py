"""The workspace: its configuration, its pairs, its cache, and the commands that work on it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.cache import Cache, content_key
from songngu.workspace.configuration import Pair, find_workspace, pairs

ROOT = Path(__file__).parents[2]
NEWS = ROOT / "examples" / "news"
SHARED = ROOT / ".." / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
HEADER = "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note\n"
GLOSSARY = HEADER + "x,place,name,Tô Châu,Suzhou,,To Chau,always,yes,,\n"
CONFIG = """
[[documents]]
source = "texts/*.vi.md"
target = "texts/*.en.md"

[glossary]
files = ["glossary.csv"]

[export]
outputs = ["build/all.tsv"]
"""
SOURCE = "# Nhà máy\n\nNhà máy ở Tô Châu. Trời mưa to. Có 52 bàn.\n"
TARGET = "# The factory\n\nThe factory is in To Chau. It rains hard. There are 52 tables.\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {"songngu.toml": CONFIG, "glossary.csv": GLOSSARY, "texts/a.vi.md": SOURCE, "texts/a.en.md": TARGET}
    write(tmp_path, {**files, "texts/b.vi.md": "Trời mưa to.\n", "texts/b.en.md": "It rains hard.\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, SongnguError):
        hint = f" | {result.exception.hint}" if result.exception.hint else ""
        return result.exception.exit_code, result.stdout, f"error: {result.exception}{hint}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_init_writes_what_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke("init", tmp_path / "new")[0] == 0
    assert invoke("init", tmp_path / "new")[0] == 2
    assert invoke("init", tmp_path / "new", "--force")[0] == 0
    assert find_workspace(tmp_path / "new" / "texts").configuration.glossary.files == ("glossary.csv",)
    monkeypatch.chdir(tmp_path / "new")
    code, _, err = invoke("check")
    assert code == 2 and "nothing to check" in err
    text = (tmp_path / "new" / "songngu.toml").read_text(encoding="utf-8")
    commented = "\n".join(
        line.removeprefix("# ") if "=" in line or "[" in line[:5] else line for line in text.split("\n")
    )
    write(tmp_path / "all", {"songngu.toml": commented})
    assert find_workspace(tmp_path / "all").configuration.export.outputs == ("build/corpus.tmx", "build/corpus.jsonl")
    (tmp_path / "file").write_text("")
    assert invoke("init", tmp_path / "file" / "x")[0] == 2


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


def test_check_and_build_and_the_cache(workspace: Path) -> None:
    code, out, err = invoke("check")
    assert code == 1 and "texts/a.en.md:3:19: TRM002" in out and "1 finding, 1 fixable" in err
    assert (workspace / ".songngu" / ".gitignore").read_text() == "*\n"
    assert invoke("check") == (code, out, err)
    assert invoke("check", "--no-cache") == (code, out, err)
    code, built, err = invoke("build")
    assert (code, built) == (1, out)
    assert "wrote build/all.tsv: 5 rows" in err
    assert read_bitext(workspace / "build" / "all.tsv").height == 5
    before = (workspace / "build" / "all.tsv").read_bytes()
    shutil.rmtree(workspace / ".songngu")
    assert invoke("build", "--exit-zero", "--quiet")[0] == 0
    assert (workspace / "build" / "all.tsv").read_bytes() == before


def test_a_corrupt_cache_is_made_again_and_said(workspace: Path) -> None:
    whole = invoke("check")
    for path in (workspace / ".songngu" / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    code, out, err = invoke("check")
    assert (code, out) == whole[:2] and "corrupt" in err
    assert invoke("check") == whole


def test_the_cache_keeps_what_it_is_given(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c" / "cache")
    key = content_key(["a", b"b"])
    assert key != content_key(["ab"]) and cache.get("x", key) is None
    cache.put("x", key, b"data")
    assert cache.get("x", key) == b"data" and cache.notes == []
    (tmp_path / "file").write_text("")
    Cache(tmp_path / "file").put("x", key, b"data")


def test_a_subfolder_and_single_files(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace / "texts")
    assert invoke("check")[0] == 1
    assert invoke("check", "b.en.md")[0] == 0
    assert invoke("check", "a.vi.md", "a.en.md")[0] == 1
    assert invoke("check", "b.en.md", "../glossary.csv")[0] == 1
    code, _, err = invoke("check", "b.en.md", "../songngu.toml", "x.md")
    assert code == 2 and "x.md: cannot be read" in err


def test_files_that_are_not_there(workspace: Path) -> None:
    assert invoke("check", "no.vi.md", "no.en.md")[2].startswith("error: no.vi.md: cannot be read")
    assert invoke("check", "no.tmx")[2].startswith("error: no.tmx: cannot be read")
    assert invoke("check", "--select", "TRM0O2")[2].endswith("did you mean TRM002?")
    write(workspace, {"songngu.toml": CONFIG + '\n[check]\nper-file-ignores = { "*" = ["XXX"] }\n'})
    assert "unknown rule 'XXX'" in invoke("check")[2]
    write(workspace, {"songngu.toml": CONFIG + '\n[check]\nformat = "pdf"\n'})
    assert "unknown format 'pdf'" in invoke("check")[2]


def test_the_configuration_is_followed_and_options_win(workspace: Path) -> None:
    check = '\n[check]\nselect = ["NUM", "TRM"]\nignore = ["NUM009"]\nfail-on = "error"\nformat = "concise"\n'
    write(workspace, {"songngu.toml": CONFIG + check})
    assert invoke("check")[1] == "texts/a.en.md:3:19: TRM002 [*] “To Chau” is a forbidden rendering of “Tô Châu”\n"
    assert invoke("check", "--ignore", "TRM")[0] == 0
    assert invoke("check", "--select", "NUM")[0] == 0
    assert json.loads(invoke("check", "--format", "json")[1])["findings"][0]["rule"] == "TRM002"
    assert invoke("check", "--statistics")[1] == "     1  TRM002  forbidden rendering\n"
    assert invoke("check", "-o", "r.txt", "-q") == (1, "", "")
    assert "TRM002" in (workspace / "r.txt").read_text(encoding="utf-8")
    ignores = check + 'per-file-ignores = { "texts/a.*" = ["trm"] }\n'
    write(workspace, {"songngu.toml": CONFIG + ignores})
    assert invoke("check")[0] == 0


def test_fail_on(workspace: Path) -> None:
    write(workspace, {"texts/a.en.md": "# The factory\n\nThe factory is in Suzhou. There are 52 tables.\n"})
    assert "SEG001" in invoke("check")[1] and invoke("check")[0] == 1
    assert invoke("check", "--fail-on", "error")[0] == 0
    assert invoke("check", "--fail-on", "info")[0] == 1


def test_suppressions_and_the_sidecar(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    comment = "<!-- songngu-ignore TRM002 until 2027-12-31: a quoted brand -->\n"
    write(workspace, {"texts/a.en.md": TARGET.replace("The factory is", comment + "The factory is")})
    assert invoke("check")[0] == 0
    sarif = json.loads(invoke("check", "--format", "sarif")[1])
    assert sarif["runs"][0]["results"][0]["suppressions"] == [{"kind": "inSource", "justification": "a quoted brand"}]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert {"SUP003", "TRM002"} <= set(invoke("check", "--format", "concise")[1].split())
    write(workspace, {"texts/a.en.md": TARGET})
    write(workspace, {"texts/a.en.md.ignore.toml": '[[ignore]]\nrules = ["TRM002"]\nreason = "agreed"\n'})
    assert invoke("check")[0] == 0
    (workspace / "texts/a.en.md.ignore.toml").write_bytes(b"\xff")
    assert invoke("check")[0] == 3


def test_the_baseline(workspace: Path) -> None:
    assert "no baseline is named" in invoke("check", "--update-baseline")[2]
    assert invoke("check", "--baseline", "b.json", "--update-baseline")[0] == 0
    assert invoke("check", "--baseline", "b.json")[:2] == (0, "")
    known = json.loads(invoke("check", "--baseline", "b.json", "--format", "json")[1])["findings"]
    assert [found["baseline"] for found in known] == ["unchanged"]
    write(workspace, {"texts/a.en.md": "New.\n\n" + TARGET + "\nAgain To Chau.\n"})
    code, out, _ = invoke("check", "--baseline", "b.json", "--select", "TRM")
    assert code == 1 and out.count("TRM002") == 1
    write(workspace, {"songngu.toml": CONFIG + '\n[check]\nbaseline = "b.json"\n'})
    assert invoke("check", "--update-baseline")[0] == 0
    assert invoke("check")[0] == 0


def test_fix_and_diff(workspace: Path) -> None:
    code, out, _ = invoke("check", "--diff")
    assert code == 1 and "-The factory is in To Chau." in out and "+The factory is in Suzhou." in out
    assert (workspace / "texts/a.en.md").read_text(encoding="utf-8") == TARGET
    code, out, err = invoke("check", "--fix")
    assert (code, out) == (0, "") and "texts/a.en.md: 1 fixed" in err
    assert (workspace / "texts/a.en.md").read_text(encoding="utf-8") == TARGET.replace("To Chau", "Suzhou")
    assert invoke("check", "--diff") == (0, "", "")


def test_a_fix_that_brings_a_new_finding_is_refused(workspace: Path) -> None:
    more = "y,place,name,Hải Dương,Ocean Town,,in Suzhou,always,yes,,\n"
    write(workspace, {"glossary.csv": GLOSSARY + more})
    code, _, err = invoke("check", "--fix", "--select", "TRM002")
    assert code == 1 and "not fixed, it would bring a new finding: TRM002" in err
    assert (workspace / "texts/a.en.md").read_text(encoding="utf-8") == TARGET


def test_a_file_changed_meanwhile_is_refused(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import songngu.workspace.fixes

    whole = songngu.workspace.fixes.fixed_files

    def late(*arguments):  # type: ignore[no-untyped-def]
        for outcome in whole(*arguments):
            write(workspace, {"texts/a.en.md": TARGET + "\nMore.\n"})
            yield outcome

    monkeypatch.setattr(songngu.workspace.fixes, "fixed_files", late)
    code, _, err = invoke("check", "--fix")
    assert code == 2 and "changed while it was being fixed" in err
    assert (workspace / "texts/a.en.md").read_text(encoding="utf-8").endswith("More.\n")


@pytest.mark.parametrize("name", ["all.tsv", "all.tmx", "all.jsonl"])
def test_bitexts_are_checked_in_their_documents(workspace: Path, name: str) -> None:
    invoke("build")
    bitext = read_bitext(workspace / "build" / "all.tsv")
    write_bitext(bitext, workspace / name)
    code, out, _ = invoke("check", name, "--format", "concise")
    assert code == 1 and out.startswith("texts/a.en.md:3:19: TRM002")
    bare = bitext.with_columns(source_file=pl.lit(""), target_file=pl.lit(""))
    write_bitext(bare, workspace / name)
    code, out, _ = invoke("check", name, "--format", "json")
    finding = json.loads(out)["findings"][0]
    lines = (workspace / name).read_text(encoding="utf-8").split("\n")
    assert finding["file"] == name
    assert lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1] == "To Chau"
    assert invoke("check", name, "--fix")[0] == 0
    assert read_bitext(workspace / name)["target"].to_list()[1] == "The factory is in Suzhou."


def test_a_bitext_without_languages_takes_those_of_the_options(workspace: Path) -> None:
    write(workspace, {"x.tsv": "source\ttarget\nNhà ở Tô Châu &amp; xa.\tA house in To Chau &amp; far.\n\tThere.\n"})
    _, out, _ = invoke("check", "x.tsv", "--format", "concise")
    assert [line.split()[:2] for line in out.splitlines()] == [["x.tsv:2:36:", "TRM002"], ["x.tsv:3:2:", "SEG002"]]
    assert invoke("check", "x.tsv", "--source-lang", "fr", "--select", "TRM001")[0] == 0


def test_reviewed_rows_are_never_aligned_anew(workspace: Path) -> None:
    write(workspace, {"songngu.toml": CONFIG.replace('en.md"', 'en.md"\nbitext = "bi/*.jsonl"')})
    assert "wrote bi/a.jsonl" in invoke("build", "--exit-zero")[2]
    path = workspace / "bi" / "a.jsonl"
    rows = read_bitext(path)
    assert rows.height == 4
    status = pl.Series(["auto", "edited", "accepted", "rejected"], dtype=rows.schema["status"])
    edited = rows.with_columns(
        status=status, target=pl.when(pl.col("row") == 1).then(pl.lit("In Suzhou.")).otherwise("target")
    )
    write_bitext(edited, path)
    assert invoke("build", "--exit-zero", "-q")[0] == 0
    again = read_bitext(path)
    assert again["status"].to_list() == status.to_list() and again["target"][1] == "In Suzhou."
    write(
        workspace,
        {
            "texts/a.en.md": TARGET.replace("# The factory\n", "# The plant\n\nNew here.\n").replace(
                "There are", "Here are"
            )
        },
    )
    write(workspace, {"texts/a.vi.md": SOURCE.replace("# Nhà máy\n", "# Nhà máy\n\nMới.\n")})
    invoke("build", "--exit-zero", "-q")
    third = read_bitext(path)
    assert third["status"].to_list().count("accepted") == 1 and "rejected" not in third["status"].to_list()
    assert sorted(i for ids in third["source_ids"].to_list() for i in ids) == list(range(5))
    assert sorted(i for ids in third["target_ids"].to_list() for i in ids) == list(range(5))


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


@needs_shared
@pytest.mark.slow
def test_all_planted_slips_are_errors_from_the_raw_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHARED / "data" / "seeds")
    slips = [line.split("\t") for line in Path("slips.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    kinds = {"term": {"TRM001", "TRM002"}, "untranslated": {"SEG003"}, "number": {f"NUM{k:03}" for k in range(1, 12)}}
    assert len(slips) == 10
    clean = []
    for number, suffix in (("000", "txt"), ("004", "md")):
        for version in ("en", "en.clean"):
            name = f"{number}.{version}.{suffix}"
            pair = f"{number}.vi.{suffix}", name, "--glossary", "../glossary/seed_terms.csv"
            findings = json.loads(invoke("check", *pair, "--format", "json")[1])["findings"]
            errors = [found for found in findings if found["severity"] == "error" and found["file"] == name]
            if version == "en.clean":
                clean += findings
                continue
            for file, line, kind, wrong, *_ in slips:
                if file == name:
                    assert any(f["line"] == int(line) and f["rule"] in kinds[kind] for f in errors), wrong
    assert sum(found["severity"] == "error" for found in clean) <= 2
    assert len(clean) <= 30


def test_many_pairs_are_aligned_by_several_processes(workspace: Path) -> None:
    for k in range(4):
        write(workspace, {f"texts/c{k}.vi.md": f"Có {k} bàn.\n", f"texts/c{k}.en.md": f"There are {k} tables.\n"})
    code, out, _ = invoke("check", "--format", "concise")
    assert code == 1 and out.count("\n") == 1


def test_the_example_workspace(tmp_path: Path) -> None:
    shutil.copytree(NEWS, tmp_path / "news", ignore=shutil.ignore_patterns(".songngu", "build"))
    environment = {**os.environ, "PYTHONUTF8": "1"}
    for command in ("check", "build"):
        done = subprocess.run(
            [sys.executable, "-m", "songngu", command],
            cwd=tmp_path / "news",
            capture_output=True,
            env=environment,
            check=False,
        )
        assert done.returncode == 1
        assert b"NUM002" in done.stdout and b"TRM002" in done.stdout
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


def test_files_that_cannot_be_written_back_are_left(workspace: Path) -> None:
    from dataclasses import replace

    from songngu.workspace.check import run_check
    from songngu.workspace.fixes import fixed_files
    from songngu.workspace.plan import Request, plan

    run = plan(find_workspace(workspace), Request())
    findings = run_check(run)
    unit = replace(run.units[0], data=(b"", b"\xff\x00\xc3"))
    assert list(fixed_files(replace(run, units=[unit]), findings)) == [
        "texts/a.en.md: neither UTF-8 nor UTF-16, so it is not fixed"
    ]
    assert list(fixed_files(replace(run, units=[]), findings)) == []
    quoted = replace(run.units[0], data=(b"", b"nothing of it"))
    assert list(fixed_files(replace(run, units=[quoted]), findings)) == []

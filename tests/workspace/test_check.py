"""One run of the check."""

import json
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.configuration import Pair, find_workspace, pairs
from tests.workspace.configured import CONFIG, invoke, write

ROOT = Path(__file__).parents[2]


SHARED = ROOT / ".." / "shared"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")


def found(folder: Path, source: str, target: str, bitext: str = "") -> list[Pair]:
    kept = f'bitext = "{bitext}"' if bitext else ""
    write(folder, {"songngu.toml": f'[[documents]]\nsource = "{source}"\ntarget = "{target}"\n{kept}\n'})
    return pairs(find_workspace(folder))[0]


def test_a_subfolder_and_single_files(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace / "texts")
    assert invoke("check")[0] == 1
    assert invoke("check", "b.en.md")[0] == 0
    assert invoke("check", "a.vi.md", "a.en.md")[0] == 1
    assert invoke("check", "b.en.md", "../glossary.csv")[0] == 1
    code, _, err = invoke("check", "b.en.md", "../songngu.toml", "x.md")
    assert code == 3 and "x.md: cannot be read" in err


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


@pytest.mark.slow
def test_many_pairs_are_aligned_by_several_processes(workspace: Path) -> None:
    for k in range(4):
        write(workspace, {f"texts/c{k}.vi.md": f"Có {k} bàn.\n", f"texts/c{k}.en.md": f"There are {k} tables.\n"})
    code, out, _ = invoke("check", "--format", "concise")
    assert code == 1 and out.count("\n") == 1

"""Plans: what paths stand for in a workspace, presets and severities, documents without counterpart."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workspace.configured import write
from tests.workspace.half import PAIRS, found, invoke


def test_a_document_without_counterpart_stops_nothing(half: Path) -> None:
    assert found() == [("t/cho.en.md", "NUM010", "error"), ("t/nui.vi.md", "SEG011", "info")]
    assert found("t/nui.vi.md") == [("t/nui.vi.md", "SEG011", "info")]
    assert invoke("check", "t/nui.vi.md")[0] == 0
    write(half, {"songngu.toml": PAIRS + 'missing = "error"\n'})
    assert ("t/nui.vi.md", "SEG011", "error") in found()
    write(half, {"songngu.toml": PAIRS + 'missing = "ignore"\n'})
    assert [rule for _, rule, _ in found()] == ["NUM010"]
    write(half, {"songngu.toml": PAIRS + 'exclude = ["t/n*"]\n'})
    assert [rule for _, rule, _ in found()] == ["NUM010"]
    assert invoke("build", "-q", "--exit-zero")[0] == 0


def test_what_belongs_to_no_pair_is_passed_over_by_name(half: Path) -> None:
    write(half, {"package.json": "{}\n", "CHANGES.md": "# What is new\n\nAll of this is new for you.\n"})
    assert found("t/cho.en.md", "README.md") == [("t/cho.en.md", "NUM010", "error")]
    for names in (["README.md"], ["README.md", "package.json"], ["README.md", "CHANGES.md"]):
        code, out, err = invoke("check", *names)
        assert (code, out) == (0, "") and all(name in err for name in names)
    assert invoke("check", "gone.md")[0] == 3
    assert found("t") == found()
    write(half, {"rows.tsv": "source\ttarget\tsource_lang\ttarget_lang\nCó 3 bàn.\tThere are 4 tables.\tvi\ten\n"})
    assert {file for file, _, _ in found("rows.tsv", "t/cho.en.md", "README.md")} == {"t/cho.en.md", "rows.tsv"}


def test_two_strange_files_in_two_languages_are_a_pair(half: Path) -> None:
    vi = "Bảng này có 7 cột và được in ra mỗi ngày cho khách.\n"
    en = "This table has 8 columns and it is printed for all of the guests every day.\n"
    write(half, {"x.vi.txt": vi, "x.en.txt": en})
    assert found("x.vi.txt", "x.en.txt") == [("x.en.txt", "NUM010", "error")]
    write(half, {"y.txt": vi[:20], "z.txt": en[:20]})
    assert found("y.txt", "z.txt") == []
    assert found("y.txt", "z.txt", "--source-lang", "vi") != []
    write(half, {"x.vi.txt": "Có 7 bàn.\n", "x.en.txt": "There are 8 tables.\n"})
    assert "NUM010" in {rule for _, rule, _ in found("x.vi.txt", "x.en.txt")}


def test_rules_are_named_with_commas(half: Path) -> None:
    assert [rule for _, rule, _ in found("--select", "num,TAG")] == ["NUM010"]
    assert found("--ignore", "NUM, SEG") == []
    assert invoke("check", "--select", "")[0] == 2


def test_nothing_is_written_outside_of_the_workspace(half: Path) -> None:
    for line in ('[export]\noutputs = ["/x.tsv"]', f"{PAIRS}bitext = '../*.tsv'"):
        write(half, {"songngu.toml": line + "\n"})
        code, _, err = invoke("check")
        assert code == 2 and "leads out" in err
    write(half, {"songngu.toml": '[check]\nbaseline = "../b.json"\n' + PAIRS})
    code, _, err = invoke("check", "--update-baseline")
    assert code == 2 and "leads out" in err and not (half.parent / "b.json").exists()
    write(half, {"songngu.toml": 'allow-outside = ["../"]\n[check]\nbaseline = "../b.json"\n' + PAIRS})
    assert invoke("check", "--update-baseline")[0] == 0 and (half.parent / "b.json").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_forges_are_told_paths_from_the_root_of_the_repository(half: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q"], cwd=half, check=True, capture_output=True)
    shutil.move(half / "songngu.toml", half / "t" / "songngu.toml")
    write(half, {"t/songngu.toml": PAIRS.replace("t/", "")})
    monkeypatch.chdir(half / "t")
    gitlab = json.loads(invoke("check", "--format", "gitlab", "--select", "NUM")[1])
    assert [issue["location"]["path"] for issue in gitlab] == ["t/cho.en.md"]
    assert "file=t/cho.en.md," in invoke("check", "--format", "github")[1]
    assert found("--select", "NUM") == [("cho.en.md", "NUM010", "error")]


def test_units_of_exchange_files(half: Path) -> None:
    head = '<xliff version="1.2"><file source-language="vi" target-language="en" original="f"><body>\n'
    units = (
        '<trans-unit id="1" translate="no"><source>KHO</source></trans-unit>\n'
        '<trans-unit id="2"><source>Bấm <x id="1"/>Lưu 5 tệp.</source>\n'
        "<target>Press &#83;ave 6 files.</target></trans-unit>\n"
    )
    write(half, {"a.xlf": f"{head}{units}</body></file></xliff>\n"})
    code, out, err = invoke("check", "a.xlf", "--format", "json")
    told = {f["rule"]: (f["line"], f["column"], f["end_column"]) for f in json.loads(out)["findings"]}
    assert code == 1 and set(told) == {"NUM010", "TAG010"}, err
    line = (half / "a.xlf").read_text(encoding="utf-8").splitlines()[told["NUM010"][0] - 1]
    assert line[told["NUM010"][1] - 1 : told["NUM010"][2] - 1] == "6"


def test_a_finding_names_its_file_as_it_is_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p" / "q").mkdir(parents=True)
    (tmp_path / "far" / "from" / "all" / "texts").mkdir(parents=True)
    for place, number in (("p", 8), ("p/q", 9)):
        write(tmp_path / place, {"n.vi.txt": "Có 7 bàn.\n", "n.en.txt": f"There are {number} tables.\n"})
    monkeypatch.chdir(tmp_path / "p" / "q")
    for source in ("../n.vi.txt", "n.vi.txt", str(tmp_path / "p" / "n.vi.txt")):
        assert {file for file, _, _ in found(source, str(tmp_path / "p" / "n.en.txt"))} == {"../n.en.txt"}
    monkeypatch.chdir(tmp_path / "far" / "from" / "all" / "texts")
    names = [str(tmp_path / "p" / f"n.{lang}.txt") for lang in ("vi", "en")]
    assert {file for file, _, _ in found(*names)} == {"n.en.txt"}


def test_two_pairs_are_not_kept_in_one_bitext(half: Path) -> None:
    write(half, {"songngu.toml": PAIRS + 'bitext = "kept.jsonl"\n'})
    assert invoke("build", "-q", "--exit-zero")[0] == 0
    write(half, {"t/ben.vi.md": "Bến có 3 đò.\n", "t/ben.en.md": "The pier has 3 boats.\n"})
    for command in ("build", "check"):
        code, _, err = invoke(command, "--exit-zero")
        assert code == 2 and "t/ben.vi.md and t/cho.vi.md" in err
    write(half, {"songngu.toml": PAIRS + 'bitext = "kept/*.jsonl"\n'})
    assert invoke("build", "-q", "--exit-zero")[0] == 0


def test_what_the_readers_have_to_say_is_told_in_every_run(half: Path) -> None:
    write(half, {"songngu.toml": PAIRS + 'encoding = "latin-1"\n'})
    for command in (["check"], ["check"], ["check", "--no-cache"], ["check", "t/cho.vi.md"], ["build"]):
        _, _, err = invoke(*command, "--exit-zero")
        assert err.count("t/cho.vi.md: is UTF-8, read as latin-1") == 1, command

"""What checks end with."""

import json
from pathlib import Path

import pytest
import typer

from songngu.commands.verdict import FAULT_STATUS, format_asked, leave_on_fault
from songngu.corpus.errors import UsageError
from songngu.glossary.rules.faults import FAULT
from songngu.workspace.configuration import find_workspace
from tests.commands.invoked import NEWS, PAIR, invoke, write
from tests.glossary.reports.findings import finding


def test_check_finds_the_planted_name_and_exits_with_one() -> None:
    glossary = ["--glossary", NEWS / "glossary.csv"]
    code, out, err = invoke("check", *PAIR, *glossary)
    assert code == 1
    assert "founder.en.txt:10:" in out
    assert "TRM002" in out
    assert "^^^^" in out
    assert "finding" in err
    code, out, _ = invoke("check", *PAIR, *glossary, "--format", "json", "--exit-zero")
    report = json.loads(out)
    assert code == 0
    assert report["version"] == 1
    finding = next(f for f in report["findings"] if f["rule"] == "TRM002")
    line = Path(PAIR[1]).read_text(encoding="utf-8").split("\n")[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "Tran Minh Vien"


def test_check_is_silent_where_nothing_is_wrong(tmp_path: Path) -> None:
    glossary = write(
        tmp_path,
        "g.csv",
        "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note\n"
        "x,place,name,Tô Châu,Suzhou,,,always,yes,,\n",
    )
    pair = [write(tmp_path, "a.txt", "Nhà máy ở Tô Châu."), write(tmp_path, "b.txt", "The factory is in Suzhou.")]
    assert invoke("check", *pair, "--glossary", glossary) == (0, "", "")


def test_a_fault_of_our_own_leaves_with_its_status() -> None:
    leave_on_fault([finding("TRM001")])
    with pytest.raises(typer.Exit) as left:
        leave_on_fault([finding("TRM001"), finding(FAULT)])
    assert left.value.exit_code == FAULT_STATUS


def test_the_format_is_that_of_the_option_or_of_the_workspace(tmp_path: Path) -> None:
    path = write(tmp_path, "songngu.toml", '[check]\nformat = "sarif"\n')
    workspace = find_workspace(path.parent)
    assert (format_asked(workspace, None), format_asked(workspace, "json")) == ("sarif", "json")
    with pytest.raises(UsageError, match="unknown format 'jsn'"):
        format_asked(workspace, "jsn")

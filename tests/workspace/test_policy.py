"""What a workspace wants to hear."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from songngu.glossary.finding import Finding, Severity
from songngu.workspace.configuration import Pair, find_workspace, pairs
from songngu.workspace.policy import CheckPolicy, today
from tests.glossary.reports.findings import finding
from tests.workspace.configured import CONFIG, TARGET, invoke, write


def found(folder: Path, source: str, target: str, bitext: str = "") -> list[Pair]:
    kept = f'bitext = "{bitext}"' if bitext else ""
    write(folder, {"songngu.toml": f'[[documents]]\nsource = "{source}"\ntarget = "{target}"\n{kept}\n'})
    return pairs(find_workspace(folder))[0]


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


def heard(policy: CheckPolicy, *found: Finding) -> list[tuple[str, str]]:
    return [(each.rule, each.severity.value) for each in policy.heard(found)]


def test_the_longest_name_of_a_rule_weighs_it_and_files_come_before() -> None:
    policy = CheckPolicy(
        severity={"ALL": Severity.INFO, "TRM": Severity.WARNING},
        per_file_severity={"bài/*": {"TRM002": Severity.ERROR}},
    )
    assert heard(policy, finding("TRM001"), finding("TRM002"), finding("NUM001")) == [
        ("TRM001", "warning"),
        ("TRM002", "error"),
        ("NUM001", "info"),
    ]
    elsewhere = replace(finding("TRM002"), file="a.txt", target=replace(finding().target, file="a.txt"))
    assert heard(policy, elsewhere) == [("TRM002", "warning")]


def test_ignored_rules_are_silent_in_their_files_only() -> None:
    policy = CheckPolicy(per_file_ignores={"*.en.txt": ["TRM"]})
    assert heard(policy, finding("TRM001"), finding("NUM001")) == [("NUM001", "error")]


def test_the_day_is_that_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert today().isoformat() == "1970-01-01"

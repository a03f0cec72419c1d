"""The report of a run: the same in JSON and as a page, written even where an error ends the run."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from songngu.corpus.errors import UsageError
from songngu.workspace.run_report import RunFacts, check_report, reported
from songngu.workspace.runners.account import Account
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Done, Spent


def account() -> Account:
    made = Account("export")
    made.begin("scores", kept=2, tasks=5, rows=1000)
    made.ended(Done(0, 1, spent=Spent(1.0, 2.0, 300_000_000)), LocalRunner(2))
    made.ended(Done(1, None, "its process died 3 times", deaths=3), LocalRunner(2))
    made.notes.append("the worker <a> has no room")
    return made


def written(folder: Path, suffix: str, facts: RunFacts) -> str:
    path = folder / f"run.{suffix}"
    with reported(path, account(), facts):
        pass
    return path.read_text(encoding="utf-8")


def facts() -> RunFacts:
    return RunFacts("export", "local:2", 500_000, 4, [("văn bản", "hỏng <hẳn>")])


def test_json(tmp_path: Path) -> None:
    told: dict[str, Any] = json.loads(written(tmp_path, "json", facts()))
    assert (told["version"], told["command"], told["where"], told["workers"]) == (1, "export", "local:2", 2)
    assert (told["pairs"], told["parts"], told["deaths"], told["error"]) == (500_000, 4, 3, None)
    assert told["processor"]["workers"] == 2.0 and told["memory"]["worker"] == 300_000_000
    core_hours = (told["processor"]["workers"] + told["processor"]["here"]) * 2 / 3600
    assert told["per_million_pairs"]["core_hours"] == pytest.approx(core_hours, abs=1e-3)
    (stage,) = told["stages"]
    counts = {name: stage[name] for name in ("name", "tasks", "kept", "done", "failed", "deaths", "rows")}
    assert list(counts.values()) == ["scores", 5, 2, 1, 1, 3, 1000]
    assert told["failed"] == [{"id": "văn bản", "reason": "hỏng <hẳn>"}]


def test_a_page(tmp_path: Path) -> None:
    text = written(tmp_path, "html", facts())
    assert "<hẳn>" not in text and "worker <a>" not in text
    tree = html.document_fromstring(text)
    cells = [cell.text_content() for cell in tree.xpath("//table[2]//tbody//td")]
    assert cells[:6] == ["5", "2", "1", "1", "3", "1,000"] and "300 MB" in cells
    assert "văn bản" in tree.text_content() and "has no room" in tree.text_content()


def test_what_no_pair_came_of(tmp_path: Path) -> None:
    nothing = RunFacts("build", "this machine")
    assert json.loads(written(tmp_path, "json", nothing))["per_million_pairs"] is None
    assert "a million pairs" not in written(tmp_path, "html", nothing)


def test_a_run_that_fails_has_a_report(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    with pytest.raises(UsageError, match="gone"), reported(path, account(), facts()):
        raise UsageError("all workers are gone")
    assert json.loads(path.read_text(encoding="utf-8"))["error"] == "all workers are gone"


def test_another_kind_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="JSON or a page"):
        check_report(tmp_path / "run.pdf")
    with pytest.raises(UsageError, match="does not exist"), reported(tmp_path / "no" / "run.json", account(), facts()):
        pytest.fail("the work was begun")
    with reported(None, account(), facts()):
        pass

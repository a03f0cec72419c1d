"""Progress is shown on a terminal, after a second, and nowhere else."""

import io
import sys
import time

import pytest

from songngu.commands import console
from songngu.commands.progress import figures_of, progress
from songngu.workspace.runners.account import Account
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Done


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make stderr a terminal for the rest of a test; not in a fixture, as pytest changes stderr after those."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_nothing_is_shown_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("aligning", 3) as bar:
        bar.advance()
        bar.stage("writing")
    assert capsys.readouterr() == ("", "")


def test_a_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with progress("aligning", 3) as bar:
        bar.advance()
    assert "aligning" not in terminal.getvalue()


@pytest.mark.parametrize("total", [None, 3])
def test_long_work_is_shown(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    terminal = terminal_of(monkeypatch)
    with progress("aligning", total, delay=0) as bar:
        bar.stage("writing")
        bar.advance()
        end = time.monotonic() + 300
        while "writing" not in terminal.getvalue() and time.monotonic() < end:
            time.sleep(0.02)
    assert "writing" in terminal.getvalue() and ("1/3" in terminal.getvalue()) == (total == 3)


@pytest.mark.parametrize("switch", ["quiet", "no-progress"])
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    terminal = terminal_of(monkeypatch)
    console.switch(progress=switch != "no-progress")
    try:
        with progress("aligning", quiet=switch == "quiet", delay=0):
            pass
    finally:
        console.switch(progress=True)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("total", [None, 90])
def test_a_run_is_followed(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    terminal = terminal_of(monkeypatch)
    monkeypatch.setenv("COLUMNS", "150")
    account = Account("export")
    with progress("exporting", total, delay=0, account=account):
        account.begin("scores", kept=1, tasks=40, rows=4000)
        account.ended(Done(0, None, "died", deaths=3), LocalRunner(2))
        end = time.monotonic() + 300
        while "1 failed" not in terminal.getvalue() and time.monotonic() < end:
            time.sleep(0.02)
    shown = terminal.getvalue()
    assert "export: scores" in shown and "2 workers, 3 died, 1 failed" in shown
    assert ("2/40" in shown) == (total is None)


def test_pace_and_time_left() -> None:
    account = Account("export")
    account.begin("scores", tasks=4, rows=4000)
    account.ended(Done(0, 1), LocalRunner())
    account.stages[0].seconds = 10.0
    assert figures_of(account) == "100 rows/s, 0:00:30 left"

"""Safe fixes."""

from pathlib import Path

import pytest

from songngu.workspace.configuration import find_workspace
from tests.workspace.configured import GLOSSARY, TARGET, invoke, write


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

"""`songngu rule`: rules explained, in the language of the reader."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from songngu.cli import app


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["rule", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_a_rule_is_explained_in_vietnamese() -> None:
    told = run("NUM002", "--ui-lang", "vi")
    assert told.startswith("NUM002 từ chỉ bậc lớn (lỗi)\n")
    assert "So giá trị, không so từ." in " ".join(told.split())
    assert "\nsai:\n" in told and "\nđúng:\n" in told
    assert "wrong" not in told and "wrong:" in run("NUM002")


def test_the_list_of_rules_is_told_in_vietnamese() -> None:
    lines = run("--ui-lang", "vi").splitlines()
    assert len(lines) == len(run().splitlines())
    assert "TRM002  lỗi        cách dịch bị cấm" in lines
    assert any(line.endswith("(chỉ kiểm khi được chọn)") for line in lines)


def test_json_is_for_programs_and_stays_as_it_is() -> None:
    assert json.loads(run("--format", "json", "--ui-lang", "vi")) == json.loads(run("--format", "json"))


def test_a_language_without_an_interface_is_refused() -> None:
    done = CliRunner().invoke(app, ["rule", "NUM002", "--ui-lang", "fr"])
    assert done.exit_code != 0 and not done.stdout

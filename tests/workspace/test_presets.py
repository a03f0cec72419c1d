"""Presets of rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError
from songngu.glossary.rules import RULES, covers
from songngu.workspace.configuration import Check
from songngu.workspace.presets import PRESETS, Preset, preset_of

SLIP = {
    "t/cho.vi.md": "Chợ có 25 quán ăn mở suốt đêm.\n",
    "t/cho.en.md": "The market has 52 food stalls open all night.\n",
}


PAIRS = '[[documents]]\nsource = "t/*.vi.md"\ntarget = "t/*.en.md"\n'


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def invoke(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    if isinstance(done.exception, SongnguError):
        return done.exception.exit_code, done.stdout, f"{done.exception} {done.exception.hint}"
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def found(*arguments: str) -> list[tuple[str, str, str]]:
    code, out, err = invoke("check", *arguments, "--format", "json")
    assert code in (0, 1), err
    return [(f["file"], f["rule"], f["severity"]) for f in json.loads(out)["findings"]]


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        {**SLIP, "songngu.toml": PAIRS, "t/nui.vi.md": "Núi rất cao.\n", "README.md": "# Read this\n\nIt is.\n"},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_severities_and_presets(half: Path) -> None:
    write(half, {"songngu.toml": PAIRS + '[check]\nseverity = { NUM = "warning", SEG011 = "error" }\n'})
    assert found() == [("t/cho.en.md", "NUM010", "warning"), ("t/nui.vi.md", "SEG011", "error")]
    table = '[check]\nseverity = { ALL = "info" }\nper-file-severity = { "t/cho.*" = { NUM010 = "error" } }\n'
    write(half, {"songngu.toml": PAIRS + table})
    assert found() == [("t/cho.en.md", "NUM010", "error"), ("t/nui.vi.md", "SEG011", "info")]
    for preset in ("strict", "prose", "software", "legal"):
        write(half, {"songngu.toml": PAIRS + f'[check]\npreset = "{preset}"\nseverity = {{ NUM = "info" }}\n'})
        assert invoke("check")[0] == (1 if preset == "strict" else 0)
    write(half, {"songngu.toml": PAIRS + '[check]\nseverity = { NUMM = "info" }\n'})
    assert "did you mean NUM" in invoke("check")[2]


def test_a_check_that_names_none_has_the_usual_rules() -> None:
    assert preset_of(Check()) == Preset()
    assert preset_of(Check(preset="strict")) is PRESETS["strict"]
    assert all(
        known(name) for preset in PRESETS.values() for name in (*preset.select, *preset.ignore, *preset.severity)
    )


def known(name: str) -> bool:
    return any(covers(name, rule) for rule in RULES)

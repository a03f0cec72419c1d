"""Presets of rules."""

from __future__ import annotations

from pathlib import Path

from songngu.glossary.rules import RULES, covers
from songngu.workspace.configuration import Check
from songngu.workspace.presets import PRESETS, Preset, preset_of
from tests.workspace.configured import write
from tests.workspace.half import PAIRS, found, invoke


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

"""`songngu check --against-memory`: what was rendered otherwise before."""

import json
from pathlib import Path

from typer.testing import CliRunner

from songngu.cli import app
from tests.commands.memories import bitext, row, run


def found(path: Path, *options: object) -> list[dict[str, str]]:
    arguments = ["check", str(path), "--format", "json", "--exit-zero", *map(str, options)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return [each for each in json.loads(result.stdout)["findings"] if each["rule"] == "SEG012"]


def test_what_was_rendered_otherwise(tmp_path: Path) -> None:
    memory = tmp_path / "m.db"
    rows = [
        row("Chợ nổi họp từ tinh mơ.", "The floating market opens at dawn.", document="a", id="1"),
        row("Ghe xuồng tản ra.", "The boats scatter.", document="a", id="2"),
    ]
    run("add", memory, bitext(tmp_path / "old.jsonl", rows))
    new = bitext(tmp_path / "new.jsonl", [
        row("Chợ nổi họp từ tinh mơ.", "The floating market starts very early.", document="b"),
        row("Ghe xuồng tản ra.", "The  boats scatter.", document="b"),
        row("Trời đã sáng hẳn.", "It is broad daylight now.", document="b"),
    ])  # fmt: skip
    assert found(new) == []
    (one,) = found(new, "--against-memory", memory)
    assert one["severity"] == "info"
    assert "The floating market opens at dawn." in one["message"]
    assert found(new, "--against-memory", memory, "--ignore", "SEG012") == []
    run("add", memory, new)
    assert found(new, "--against-memory", memory) == []

"""The inline markup of rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app


def test_the_cache_keeps_the_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "songngu.toml").write_text('[[documents]]\nsource = "*.vi.md"\ntarget = "*.en.md"\n', encoding="utf-8")
    (tmp_path / "a.vi.md").write_text("Chạy `make a` rồi chờ kết quả.", encoding="utf-8")
    (tmp_path / "a.en.md").write_text("Run `make b` and wait for the result.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for select in ("TAG", "TAG,NUM"):
        assert "TAG007" in CliRunner().invoke(app, ["check", "--select", select]).stdout

"""The page counts the findings that `check` counts, as severe as `check` has them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from songngu.cli import app

Open = Callable[..., TestClient]

VI = """# Sổ chợ

Lan mua 3 cân cam ở [chợ](https://cho.example/gia).

Chị trả 90 nghìn đồng.

<!-- songngu-ignore NUM: giá đã đổi -->
Người bán thối lại 10 nghìn đồng.

Cam nặng 2 cân.
"""
EN = """# The market book

Lan bought 4 kilos of oranges at the [market](https://other.example/prices).

She paid 90 million dong.

The seller gave back 20 thousand dong.

The oranges weigh 2 kilos .
"""
SETTINGS = """
[[documents]]
source = "a/*.vi.md"
target = "a/*.en.md"
bitext = "a/*.jsonl"

[check]
select = ["ALL"]
severity = { NUM = "info", PUN003 = "error" }
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.vi.md").write_text(VI, encoding="utf-8")
    (tmp_path / "a/x.en.md").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*options: str) -> list[tuple[str, str, str]]:
    done = CliRunner().invoke(app, ["check", "--format", "json", *options])
    counted = (each for each in json.loads(done.stdout)["findings"] if each["baseline"] == "new")
    return sorted((each["rule"], each["severity"], each["message"]) for each in counted)


def shown(client: TestClient) -> list[tuple[str, str, str]]:
    page = client.get("/bitext/0?filter=all").text
    found = re.findall(r'<p class="remark (\w+)"><span class="rule">(\w+)</span> ([^<]*)</p>', page)
    return sorted((rule, severity, message.replace("&#39;", "'")) for severity, rule, message in found)


@pytest.mark.parametrize(
    "more",
    [
        "",
        'per-file-ignores = { "a/*.en.md" = ["NUM002"] }\n',
        'per-file-severity = { "a/*.vi.md" = { NUM = "error", TAG = "info" } }\n',
        'per-file-ignores = { "b/*" = ["ALL"] }\n',
        'baseline = "known.json"\n',
    ],
)
def test_the_page_hears_what_check_hears(workspace: Path, opens: Open, more: str) -> None:
    (workspace / "songngu.toml").write_text(SETTINGS + more, encoding="utf-8")
    if "baseline" in more:
        (workspace / "known.json").write_text('{"version": 1, "findings": []}')
        CliRunner().invoke(app, ["check", "--select", "NUM", "--update-baseline"])
    page = opens()
    assert page.get("/bitext/0").status_code == 200
    found = shown(page)
    assert found == checked()
    assert {rule for rule, *_ in found} >= {"PUN003", "TAG005"}


def test_what_stands_beside_a_bitext_without_documents_counts(tmp_path: Path, opens: Open) -> None:
    texts = [("Quỹ có 40 tỷ.", "The fund holds 40 million."), ("Có 3 người.", "There are 5 people.")]
    rows = [{"source": ours, "target": theirs, "source_lang": "vi", "target_lang": "en"} for ours, theirs in texts]
    (tmp_path / "m.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ignore = '[[ignore]]\nrules = "NUM"\ntext = "Quỹ"\nreason = "as the bank has it"\n'
    (tmp_path / "m.jsonl.ignore.toml").write_text(ignore, encoding="utf-8")
    assert [rule for rule, *_ in shown(opens("m.jsonl"))] == ["NUM010"]

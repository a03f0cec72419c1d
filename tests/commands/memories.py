"""Memories, and the commands that keep them."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from songngu.cli import app

ROWS = [
    ("Mô hình ngôn ngữ lớn đang thay đổi cách chúng ta làm việc.", "Large language models are changing our work."),
    ("Lương Văn Phong thành lập công ty ở Hàng Châu năm 2023.",
     "Liang Wenfeng founded the company in Hangzhou in 2023."),
    ("Công ty hoà vốn sau 3 năm.", "The company broke even after 3 years."),
    ("Bà ấy kỹ tính.", "She is meticulous."),
    ("Mô hình này nhỏ hơn mô hình kia.", "This model is smaller than the other one."),
]  # fmt: skip


def row(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "source_lang": "vi", "target_lang": "en", **more}


def bitext(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["memory", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def found(memory: Path, text: str, *options: object) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run("search", memory, text, "--format", "json", *options).stdout)
    return value


def stats(memory: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run("stats", memory, "--format", "json").stdout)
    return value


PAIRS = [
    ("Mô hình ngôn ngữ lớn đang thay đổi cách chúng ta làm việc.", "Large language models are changing our work."),
    ("Công ty hoà vốn sau 3 năm và có 5,5 tỷ đồng.", "The company broke even after 3 years and has 5.5 billion dong."),
    ("Anh Nam gửi thư cho Lan.", "Nam sent a letter to Lan."),
    ("Mô hình này nhỏ hơn mô hình kia.", "This model is smaller than the other one."),
]


TEXT = (
    "Mô hình ngôn ngữ lớn đang thay đổi cách chúng ta làm việc.\n\nCông ty hoà vốn sau 4 năm và có 7,5 tỷ đồng.\n\n"
    "Hôm nay trời đẹp quá.\n\nHôm nay trời đẹp quá.\n"
)  # fmt: skip


def matches(memory: Path, text: str | Path, *options: object) -> list[dict[str, Any]]:
    value = json.loads(run("match", memory, text, "--format", "json", *options).stdout)
    assert value["version"] == 1
    return [match for segment in value["segments"] for match in segment["matches"]]


def job(tmp_path: Path) -> Path:
    path = tmp_path / "job.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path

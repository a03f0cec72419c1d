"""Inline markup of documents compared, in both directions and in every kind of file that holds any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app


def found(folder: Path, suffix: str, vi: str, en: str, *, turned: bool = False) -> list[tuple[str, str]]:
    paths = []
    for lang, text in (("vi", vi), ("en", en)):
        paths.append(folder / f"a.{lang}.{suffix}")
        paths[-1].write_text(text, encoding="utf-8")
    langs = ["--source-lang", "en", "--target-lang", "vi"] if turned else []
    arguments = ["check", *map(str, paths[::-1] if turned else paths), *langs, "--select", "TAG", "--format", "json"]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    return [(each["rule"], each["severity"]) for each in json.loads(done.stdout)["findings"]]


@pytest.mark.parametrize(
    ("vi", "en", "wanted", "turned"),
    [
        ("Đọc [bản này](/a/b) trước khi cài.", "Read [this text](/a/c) before you install.", "TAG005", "TAG005"),
        ("Đọc [bản này](/a/b) trước khi cài.", "Read this text before you install.", "TAG005", ""),
        ("Đọc [bản này](/vi/b) trước khi cài.", "Read [this text](/en/b) before you install.", "", ""),
        ("Đọc [bản này](../a.vi.md#x) trước khi cài.", "Read [this text](a.en.md#y) before you install.", "", ""),
        ("Bấm ![](luu.png) để lưu tệp.", "Press ![](save.png) to save the file.", "", ""),
        ("Bấm ![](luu-tep.png) để lưu tệp.", "Press ![](luu-teb.png) to save the file.", "TAG006", "TAG006"),
        ("Bấm ![](luu-tep.png) để lưu tệp.", "Press it to save the file.", "TAG006", ""),
        ("Chạy `make a` rồi chờ kết quả.", "Run `make b` and wait for the result.", "TAG007", "TAG007"),
        ("Chạy `make a` rồi chờ kết quả.", "Run it and wait for the result.", "TAG007", ""),
        ("Mở `Tài liệu` rồi chờ kết quả.", "Open `Documents` and wait for the result.", "", ""),
        ("**Chú ý** rồi chờ kết quả.", "*Take care* and wait for the result.", "", ""),
        ("H<sub>2</sub>O là nước tinh khiết.", "H2O is pure water.", "TAG009", ""),
        (
            "Nhấn <kbd>Ctrl</kbd>+<kbd>S</kbd> để lưu.",
            "Press <kbd>Ctrl</kbd>+<kbd>V</kbd> to save.",
            "TAG009",
            "TAG009",
        ),
        ("Nhấn <kbd>Phím cách</kbd> để chạy.", "Press <kbd>Space</kbd> to run.", "", ""),
        ('Đọc [bản này](/a "Bản") trước.', "Read [this text](/a) first.", "TAG011", ""),
    ],
)
def test_markdown(tmp_path: Path, vi: str, en: str, wanted: str, turned: str) -> None:
    for rule, way in ((wanted, False), (turned, True)):
        said = [rule for rule, severity in found(tmp_path, "md", vi, en, turned=way) if severity != "info"]
        assert said == ([rule] if rule else [])


def test_what_is_advice(tmp_path: Path) -> None:
    pairs = {
        "TAG005": ("Đọc [bản](https://vi.a.example/Cho) này.", "Read [this](https://en.a.example/Market) text."),
        "TAG006": ("Bấm ![](luu.png) để lưu tệp.", "Press ![](save.png) to save the file."),
        "TAG007": ("Chạy `ls` rồi chờ kết quả.", "Run ls and wait for the result."),
        "TAG008": ("**Chú ý** rồi chờ kết quả.", "Take care and wait for the result."),
        "TAG009": ("Đó là <mark>kết quả</mark> tốt.", "That is a good result."),
        "TAG011": ('Đọc [bản này](/a "2024") trước.', "Read [this text](/a) first."),
    }
    for rule, pair in pairs.items():
        assert found(tmp_path, "md", *pair) == [(rule, "info")]


def test_html_and_titles(tmp_path: Path) -> None:
    vi = '<p>Xem <a href="/gia" title="Bảng giá">giá</a> và <b>đọc</b> kỹ trước khi mua hàng.</p>'
    en = '<p>See <a href="/gio" title="Bảng giá">prices</a> and read them well before you buy.</p>'
    assert found(tmp_path, "html", vi, en) == [("TAG008", "info"), ("TAG005", "warning"), ("TAG011", "warning")]


def test_what_stands_in_the_next_segment_is_not_missed(tmp_path: Path) -> None:
    vi = "Chạy `make a` trước. Sau đó chờ máy chủ trả lời thật lâu.\n"
    en = "Run it first. Then wait long for the server to answer, after `make a`.\n"
    assert found(tmp_path, "md", vi, en) == []

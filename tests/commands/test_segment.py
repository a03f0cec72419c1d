"""`songngu segment`: what is read of a document, and how."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from songngu.cli import app

WRAPPED = "Ông lão nói rằng\ncon thuyền này đã cũ.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["segment", *map(str, arguments)])


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ([], ["Ông lão nói rằng con thuyền này đã cũ."]),
        (["--wrap", "auto"], ["Ông lão nói rằng con thuyền này đã cũ."]),
        (["--wrap", "keep"], ["Ông lão nói rằng", "con thuyền này đã cũ."]),
    ],
)
def test_lines_are_joined_or_kept(tmp_path: Path, options: list[str], lines: list[str]) -> None:
    (tmp_path / "a.txt").write_text(WRAPPED, encoding="utf-8")
    assert run(tmp_path / "a.txt", *options).stdout.splitlines() == lines
    rows = json.loads(run(tmp_path / "a.txt", *options, "--format", "json").stdout)["sentences"]
    assert [row["text"] for row in rows] == lines


def test_align_takes_the_same_option(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRAPPED, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The old man said that\nthis boat was very old.\n", encoding="utf-8")
    for wrap, rows in (("auto", 1), ("keep", 2)):
        result = CliRunner().invoke(
            app, ["align", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--wrap", wrap, "--format", "jsonl"]
        )
        assert len([line for line in result.stdout.splitlines() if line.startswith("{")]) == rows
    for name in ("vi", "en"):
        (tmp_path / name).mkdir()
    (tmp_path / "vi" / "x.txt").write_text(WRAPPED, encoding="utf-8")
    (tmp_path / "en" / "x.txt").write_text("The old man said that\nthis boat was very old.\n", encoding="utf-8")
    arguments = ["align", str(tmp_path / "vi"), str(tmp_path / "en"), "-o", str(tmp_path / "out"), "--format", "beads"]
    for wrap, rows in (("keep", 2), ("auto", 1)):
        assert CliRunner().invoke(app, [*arguments, "--wrap", wrap, "--jobs", "1"]).exit_code == 0
        written = next(path for path in (tmp_path / "out").iterdir() if path.is_file()).read_text(encoding="utf-8")
        assert len(written.splitlines()) == rows


def test_the_report_counts_what_is_read_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Nước lên.</p><script>f()</script>", encoding="utf-8")
    lines = run(tmp_path / "a.html", "--report").stdout.splitlines()
    assert lines == [
        "8 characters read: 1 sentences, 1 blocks",
        "20 characters left out: a script (1, the first at 1:17: <script>f()</script>)",
        "7 characters left out: markup",
    ]
    found = json.loads(run(tmp_path / "a.html", "--report", "--format", "json").stdout)
    assert [found[key] for key in ("version", "lang", "characters_read")] == [1, "vi", 8]
    assert [one["reason"] for one in found["left_out"]] == ["a script", "markup"]

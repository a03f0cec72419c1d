"""The command line: what it prints, where, and with which exit code."""

import json
import os
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu import __version__
from songngu.cli import app
from songngu.commands import console
from tests.commands.invoked import BLOG, NEWS, PAIR, invoke, run, write


def test_version_and_help() -> None:
    assert invoke("--version") == (0, f"songngu {__version__}\n", "")
    code, out, _ = invoke("--help")
    assert code == 0
    for command in ("align", "check", "convert", "duplicates", "evaluate", "lexicon", "segment"):
        assert command in out
        assert "Example: songngu" in invoke(command, *(["show"] if command == "lexicon" else []), "-h")[1]


def test_lists_of_commands_are_whole() -> None:
    for group in ([], ["glossary"], ["lexicon"], ["memory"]):
        _, out, _ = invoke(*group, "--help")
        listed = out.split("Commands:")[1]
        assert len(listed.splitlines()) > 2 and "..." not in listed


def test_help_does_not_import_what_is_heavy() -> None:
    heavy = {"polars", "numpy", "scipy", "nltk", "lxml", "jinja2", "regex", "songngu.corpus.language.numerals"}
    code = f"import sys, songngu.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_alone_is_imported() -> None:
    code = """if True:
        import sys
        from songngu.cli import app
        from typer.testing import CliRunner
        assert CliRunner().invoke(app, ["rule", "--help"]).exit_code == 0
        print(sorted({"songngu.commands.rule", "songngu.commands.align", "songngu.commands.memory"} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['songngu.commands.rule']"


def test_a_shell_completes_commands_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SONGNGU_COMPLETE", "complete_bash")
    for line, wanted in (
        ("songngu al", "align"),
        ("songngu memory se", "search"),
        ("songngu check --gl", "--glossary"),
    ):
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        result = CliRunner().invoke(app, prog_name="songngu")
        assert wanted in result.stdout.split()


def test_align_then_evaluate(tmp_path: Path) -> None:
    beads = tmp_path / "founder.beads"
    sides = [NEWS / "founder.vi.sents.txt", NEWS / "founder.en.sents.txt"]
    assert invoke("align", "--pre-split", *sides, "-q", "-o", beads)[0] == 0
    code, out, _ = invoke("evaluate", NEWS / "gold.tsv", beads)
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["strict", "lax", "within-group"]
    scores = json.loads(invoke("evaluate", NEWS / "gold.tsv", beads, "--format", "json")[1])
    assert scores["version"] == 1
    assert scores["strict"]["f1"] >= 0.98


def test_segment_shows_sentences_and_where_they_stand() -> None:
    _, out, _ = invoke("segment", PAIR[0])
    assert out == (NEWS / "founder.vi.sents.txt").read_text(encoding="utf-8")
    report = json.loads(invoke("segment", BLOG / "release.vi.md", "--format", "json")[1])
    raw = (BLOG / "release.vi.md").read_text(encoding="utf-8")
    heading = next(s for s in report["sentences"] if s["kind"] == "heading")
    assert heading["text"] in raw[slice(*heading["span"])]


BAD_INPUT = {
    "missing": (None, 3, "no such file"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", 3, "PNG"),
    "wrong encoding": ("Tiếng Việt".encode("utf-16")[:-1], 3, "byte"),
    "latin": ("café".encode("latin-1"), 3, "byte 3"),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_one_line(tmp_path: Path, name: str) -> None:
    data, code, words = BAD_INPUT[name]
    path = tmp_path / "x.txt"
    if data is not None:
        path.write_bytes(data)
    out = tmp_path / "out.tmx"
    done = run("align", path, PAIR[1], "-o", out)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == code
    assert lines[0].startswith("error: ")
    assert str(path) in lines[0]
    assert words in lines[0]
    assert all(line.startswith("hint: ") for line in lines[1:])
    assert not out.exists()
    assert done.stdout == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("align", "x", "y"),
        ("align", "--pairs", "x", "-o", "out"),
        ("check", "x"),
        ("check", "x", "y"),
        ("convert", "x.tsv", "out.tsv"),
        ("convert", "x.hf", "out.tsv"),
        ("duplicates", "x"),
        ("evaluate", "x", "y"),
        ("export", "x.tsv", "-o", "out.tsv"),
        ("glossary", "lint", "x.yaml"),
        ("leaks", "x.tsv", "--against", "y"),
        ("lexicon", "train", "x", "y", "-o", "out"),
        ("memory", "add", "m.db", "x.tsv"),
        ("review", "x.tsv"),
        ("segment", "x"),
        ("tune", "x.tsv"),
        ("words", "x.tsv"),
    ],
)
def test_a_file_that_is_not_there_is_told_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = invoke(*arguments)
    assert code == 3
    assert "cannot be read: no such file or folder" in err
    assert not list(tmp_path.glob("out*"))


def test_a_folder_where_a_file_is_wanted(tmp_path: Path) -> None:
    code, _, err = invoke("align", tmp_path, PAIR[1], "-o", tmp_path / "x.tmx")
    assert (code, "folder" in err) == (2, True)
    assert invoke("align", tmp_path, tmp_path / "none", "-o", tmp_path / "out") == (
        3,
        "",
        f"error: {tmp_path / 'none'}: cannot be read: no such file or folder",
    )


def test_an_unwritable_output_leaves_nothing(tmp_path: Path) -> None:
    code, _, err = invoke("align", *PAIR, "-o", tmp_path / "none" / "x.tmx")
    assert (code, "does not exist" in err) == (2, True)
    code, _, err = invoke("align", *PAIR, "-o", tmp_path / "x.docx")
    assert (code, "unknown suffix" in err) == (2, True)
    locked = write(tmp_path, "locked.tmx", "old")
    locked.chmod(stat.S_IREAD)
    if not os.access(locked, os.W_OK):
        assert invoke("align", *PAIR, "-o", locked)[0] == 2
    assert locked.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["locked.tmx"]


def test_standard_input_and_output() -> None:
    done = run("align", "-", PAIR[1], "-q", "--format", "beads", stdin=Path(PAIR[0]).read_bytes())
    assert done.returncode == 0
    assert done.stdout.decode("ascii").splitlines()[0].startswith("0\t0\t")
    assert run("segment", "-", stdin="Một câu. Hai câu.".encode()).stdout.decode("utf-8") == "Một câu.\nHai câu.\n"


def test_wrong_usage_exits_with_two() -> None:
    assert run("align").returncode == 2
    done = run("aling")
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode()
    assert said.startswith("error: ") and "'align'" in said and "songngu --help` shows" in said
    assert run().stderr.startswith(b"Usage:")
    done = run("align", *PAIR, "--format", "tmxx")
    assert done.returncode == 2
    assert "did you mean tmx?" in done.stderr.decode()


LIST = [sys.executable, "-m", "songngu", "rule"]


def test_a_fault_of_our_own_is_one_line_and_70(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from songngu import cli

    def broken(**more: object) -> int:
        raise KeyError("nobody\nforesaw this")

    monkeypatch.setattr(cli, "app", broken)
    for verbose in (False, True):
        console.switch(verbose=verbose)
        with pytest.raises(SystemExit) as left:
            cli.main()
        lines = capsys.readouterr().err.splitlines()
        assert left.value.code == 70
        assert len(lines) == 2 or verbose
        assert lines[-2].startswith("error: a fault of songngu itself: KeyError: ") and "report" in lines[-1]
        assert ("Traceback" in lines[0]) == verbose
    console.switch(verbose=False)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals, full devices and closed streams are POSIX's")
def test_ways_to_be_stopped() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "songngu", "rule"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2 and done.stderr.startswith(b"error: cannot write: ")
    closed = subprocess.run(["sh", "-c", f"{sys.executable} -m songngu rule >&-"], capture_output=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, b"")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(LIST, stdout=writer, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals and named pipes are POSIX's")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_have_their_exit_status(tmp_path: Path, number: int, status: int) -> None:
    pipe = tmp_path / "text.vi.txt"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "songngu", "segment", str(pipe)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as waiting, pipe.open("wb"):
        # The pipe is open once the command has opened it too; how soon it waits for bytes no one can tell.
        for _ in range(20):
            waiting.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                waiting.wait(10)
                break
        assert waiting.stderr and waiting.stderr.read() == b""
    assert waiting.returncode == status

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
from songngu.corpus.errors import SongnguError

ROOT = Path(__file__).parents[1]
NEWS = ROOT / "examples" / "news"
BLOG = ROOT / "examples" / "blog"
PAIR = [str(NEWS / "founder.vi.txt"), str(NEWS / "founder.en.txt")]


def run(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "songngu", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=stdin, check=False, env={**os.environ, "LC_ALL": "C"})


def invoke(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, SongnguError):
        return result.exception.exit_code, result.stdout, f"error: {result.exception}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_version_and_help() -> None:
    assert invoke("--version") == (0, f"songngu {__version__}\n", "")
    code, out, _ = invoke("--help")
    assert code == 0
    for command in ("align", "check", "convert", "duplicates", "evaluate", "lexicon", "segment"):
        assert command in out
        assert "Example: songngu" in invoke(command, *(["show"] if command == "lexicon" else []), "-h")[1]


def test_help_does_not_import_what_is_heavy() -> None:
    heavy = {"polars", "numpy", "scipy", "nltk", "lxml", "jinja2", "regex", "songngu.corpus.language.numerals"}
    code = f"import sys, songngu.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_align_writes_every_output_by_its_suffix(tmp_path: Path) -> None:
    outputs = [tmp_path / f"founder.{suffix}" for suffix in ("tmx", "html", "jsonl", "tsv", "beads")]
    code, out, err = invoke("align", *PAIR, *(word for path in outputs for word in ("-o", path)))
    assert (code, out) == (0, "")
    assert all(path.stat().st_size for path in outputs)
    assert "137 and 69 sentences" in err
    assert "lines 3-22 stand again at lines 23-42, set aside" in err
    rows = [json.loads(line) for line in outputs[2].read_text(encoding="utf-8").splitlines()]
    raw = Path(PAIR[0]).read_text(encoding="utf-8")
    for row in rows:
        assert " ".join(raw[start:end] for start, end in row["source_spans"]) == row["source"]
    assert sum(row["duplicate_of"] is not None for row in rows) == 67


def test_align_prints_a_table_or_the_bitext(tmp_path: Path) -> None:
    code, out, err = invoke("align", *PAIR, "--table", "--quiet")
    assert (code, err) == (0, "")
    assert "repeat rows 3-68: set aside" in out
    assert all(len(line) <= 100 for line in out.splitlines())
    code, out, _ = invoke("align", *PAIR, "-q")
    assert out.startswith("id\t")
    code, out, _ = invoke("align", BLOG / "release.vi.md", BLOG / "release.en.md", "-q", "--format", "beads")
    assert out.startswith("0\t0\t")


def test_duplicates_can_be_kept() -> None:
    _, out, _ = invoke("align", *PAIR, "-q", "--format", "jsonl", "--keep-duplicates")
    assert all(json.loads(line)["duplicate_of"] is None for line in out.splitlines())


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


def test_check_finds_the_planted_name_and_exits_with_one() -> None:
    glossary = ["--glossary", NEWS / "glossary.csv"]
    code, out, err = invoke("check", *PAIR, *glossary)
    assert code == 1
    assert "founder.en.txt:10:" in out
    assert "TRM002" in out
    assert "^^^^" in out
    assert "finding" in err
    code, out, _ = invoke("check", *PAIR, *glossary, "--format", "json", "--exit-zero")
    report = json.loads(out)
    assert code == 0
    assert report["version"] == 1
    finding = next(f for f in report["findings"] if f["rule"] == "TRM002")
    line = Path(PAIR[1]).read_text(encoding="utf-8").split("\n")[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "Tran Minh Vien"


def test_check_is_silent_where_nothing_is_wrong(tmp_path: Path) -> None:
    glossary = write(
        tmp_path,
        "g.csv",
        "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note\n"
        "x,place,name,Tô Châu,Suzhou,,,always,yes,,\n",
    )
    pair = [write(tmp_path, "a.txt", "Nhà máy ở Tô Châu."), write(tmp_path, "b.txt", "The factory is in Suzhou.")]
    assert invoke("check", *pair, "--glossary", glossary) == (0, "", "")


def test_duplicates_name_both_places() -> None:
    code, out, _ = invoke("duplicates", PAIR[0])
    assert code == 0
    assert out == f"{PAIR[0]}:23-42: repeats {PAIR[0]}:3-22 (exact, similarity 1.00, {out.split()[-2]} words)\n"
    report = json.loads(invoke("duplicates", PAIR[0], "--format", "json")[1])
    assert [p["kind"] for p in report["passages"]] == ["exact"]


def test_segment_shows_sentences_and_where_they_stand() -> None:
    _, out, _ = invoke("segment", PAIR[0])
    assert out == (NEWS / "founder.vi.sents.txt").read_text(encoding="utf-8")
    report = json.loads(invoke("segment", BLOG / "release.vi.md", "--format", "json")[1])
    raw = (BLOG / "release.vi.md").read_text(encoding="utf-8")
    heading = next(s for s in report["sentences"] if s["kind"] == "heading")
    assert heading["text"] in raw[slice(*heading["span"])]


def test_lexicon_is_trained_and_asked(tmp_path: Path) -> None:
    corpus = write(
        tmp_path, "c.tsv", "con mèo ngủ\tthe cat sleeps\ncon chó ngủ\tthe dog sleeps\ncon mèo ăn\tthe cat eats\n" * 4
    )
    lexicon = tmp_path / "c.npz"
    assert invoke("lexicon", "train", corpus, "-o", lexicon)[0] == 0
    assert invoke("lexicon", "show", "mèo", "--lexicon", lexicon)[1].splitlines()[0].endswith("cat")
    assert invoke("lexicon", "show", "công ty", "--most", "1")[1].split()[1] == "compani"
    assert (
        invoke("lexicon", "show", "cat", "--source-lang", "en", "--target-lang", "vi")[1]
        .splitlines()[0]
        .endswith("mèo")
    )
    assert invoke("lexicon", "show", "zzz")[0] == 2
    assert invoke("lexicon", "show", "x", "--source-lang", "de")[0] == 2


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


def test_a_folder_where_a_file_is_wanted(tmp_path: Path) -> None:
    code, _, err = invoke("align", tmp_path, PAIR[1], "-o", tmp_path / "x.tmx")
    assert (code, "folder" in err) == (2, True)
    assert invoke("align", tmp_path, tmp_path / "none", "-o", tmp_path / "out") == (
        3,
        "",
        f"error: {tmp_path / 'none'}: cannot be read: no such file or folder",
    )


def test_same_language_on_both_sides() -> None:
    code, _, err = invoke("align", *PAIR, "--target-lang", "vi")
    assert (code, "reads as English, not Vietnamese" in err) == (2, True)
    code, _, err = invoke("align", *PAIR, "--target-lang", "vi", "--trust-languages")
    assert (code, "same language" in err) == (2, True)


def test_languages_are_told_in_either_order(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    copies = [write(tmp_path, Path(path).name, Path(path).read_text(encoding="utf-8")) for path in PAIR]
    assert invoke("align", *copies[::-1], "-q", "-o", out)[0] == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {(row["source_lang"], row["target_lang"]) for row in rows} == {("en", "vi")}
    code, _, err = invoke("align", *PAIR[::-1], "-q", "-o", out)
    assert (code, "reads as English, not Vietnamese" in err) == (2, True)


def test_languages_are_named_as_people_name_them(tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    assert invoke("align", *PAIR, "--source-lang", "VIE", "--target-lang", "en_us", "-q", "-o", out)[0] == 0
    text = out.read_text(encoding="utf-8")
    assert 'srclang="vi"' in text and '<tuv xml:lang="en-US">' in text
    for command in (("align", *PAIR), ("check", *PAIR), ("convert", out, tmp_path / "x.tsv")):
        code, _, err = invoke(*command, "--source-lang", "vn")
        assert (code, "'vn' is no language" in err) == (2, True)


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


def test_an_empty_side_is_written_with_a_warning(tmp_path: Path) -> None:
    empty, out = write(tmp_path, "empty.txt", ""), tmp_path / "out.jsonl"
    code, _, err = invoke("align", PAIR[0], empty, "-o", out)
    assert code == 1
    assert f"warning: {empty} holds no sentences" in err
    assert "warning: nothing is aligned" in err
    assert len(out.read_text(encoding="utf-8").splitlines()) == 137
    other = write(tmp_path, "other.txt", "\n")
    assert invoke("align", empty, other, "-o", out)[0] == 1
    assert out.read_bytes() == b""
    assert invoke("align", empty, other, "--table")[0] == 1
    code, _, err = invoke("align", *PAIR[:1], PAIR[0], "-o", out)
    assert (code, "itself" in err) == (2, True)


def test_one_very_long_line_is_aligned(tmp_path: Path) -> None:
    line = write(tmp_path, "long.txt", "từ " * 66_000)
    out = tmp_path / "long.beads"
    assert invoke("align", line, PAIR[1], "-q", "-o", out)[0] == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) > 60


def test_standard_input_and_output() -> None:
    done = run("align", "-", PAIR[1], "-q", "--format", "beads", stdin=Path(PAIR[0]).read_bytes())
    assert done.returncode == 0
    assert done.stdout.decode("ascii").splitlines()[0].startswith("0\t0\t")
    assert run("segment", "-", stdin="Một câu. Hai câu.".encode()).stdout.decode("utf-8") == "Một câu.\nHai câu.\n"


def test_wrong_usage_exits_with_two() -> None:
    assert run("align").returncode == 2
    assert run("aling").returncode == 2
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


def test_help_of_a_command() -> None:
    assert invoke("help", "glossary", "lint")[1] == invoke("glossary", "lint", "--help")[1]
    assert invoke("help")[1].splitlines()[2:] == invoke("--help")[1].splitlines()[2:]
    assert invoke("help", "alin") == (2, "", "error: no command 'alin'")
    assert invoke("help", "align", "zzz")[0] == 2
    for command in ("align", "check", "glossary"):
        words = [command] if command != "glossary" else [command, "lint"]
        assert "--verbose" in invoke(*words, "--help")[1] and "--no-progress" in invoke(*words, "--help")[1]

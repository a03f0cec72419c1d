"""The command `songngu align`."""

import json
from pathlib import Path

from tests.commands.invoked import BLOG, PAIR, invoke, write


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


def test_an_option_that_would_do_nothing_is_refused(tmp_path: Path) -> None:
    for option in (["--summary", "s.txt"], ["--report", "r.json"], ["--pair-by", "content"], ["--columns", "vi,en"]):
        code, _, err = invoke("align", *PAIR, *option, "-o", tmp_path / "a.tsv")
        assert code == 2 and option[0] in err
    assert invoke("align", tmp_path, tmp_path, "--table", "-o", tmp_path / "out")[0] == 2
    assert not list(tmp_path.iterdir())

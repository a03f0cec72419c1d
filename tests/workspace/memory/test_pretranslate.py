"""Renderings put beside the segments of a document."""

from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.formats import read_bitext
from songngu.corpus.readers import read_document
from tests.commands.memories import PAIRS, bitext, job, row, run


@pytest.mark.parametrize("suffix", [".xliff", ".po", ".xlsx", ".jsonl"])
def test_a_job_of_every_format(memory: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    run("pretranslate", memory, job(tmp_path), "-o", out)
    rows = read_bitext(out).to_dicts()
    assert [each["target"] for each in rows] == [
        "Large language models are changing our work.",
        "The company broke even after 4 years and has 7.5 billion dong.",
        "",
        "",
    ]
    assert rows[0]["note"].startswith("memory 100 %: d:0")
    assert {each["status"] for each in rows} == {"auto"}


def test_a_job_as_tmx_and_as_a_word_document(memory: Path, tmp_path: Path) -> None:
    run("pretranslate", memory, job(tmp_path), "-o", tmp_path / "out.tmx")
    assert read_bitext(tmp_path / "out.tmx").height == 2
    assert "keeps source" in run("pretranslate", memory, job(tmp_path), "-o", tmp_path / "out.docx").stderr
    cells = [sentence.text for sentence in read_document(tmp_path / "out.docx", "en").sentences]
    assert "Large language models are changing our work." in cells
    first = (tmp_path / "out.docx").read_bytes()
    run("pretranslate", memory, job(tmp_path), "-o", tmp_path / "out.docx")
    assert (tmp_path / "out.docx").read_bytes() == first


def test_a_bilingual_file_keeps_what_it_has(memory: Path, tmp_path: Path) -> None:
    rows = [row(PAIRS[0][0], "Đã dịch.", status="accepted"), row(PAIRS[3][0], "")]
    path = bitext(tmp_path / "half.jsonl", rows)
    run("pretranslate", memory, path, "-o", tmp_path / "out.jsonl")
    done = read_bitext(tmp_path / "out.jsonl").to_dicts()
    assert [(each["target"], each["status"]) for each in done] == [("Đã dịch.", "accepted"), (PAIRS[3][1], "auto")]


def test_terms_and_prompts(memory: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "g.csv"
    glossary.write_text("vi,en\nmô hình,model\n", encoding="utf-8")
    run("pretranslate", memory, job(tmp_path), "-o", tmp_path / "out.jsonl", "--glossary", glossary)
    assert read_bitext(tmp_path / "out.jsonl")["note"][0].endswith("terms: Mô hình = model")
    template = tmp_path / "p.txt"
    template.write_text("{{ segment }}|{{ matches[0].score if matches }}|{{ terms|join }}\n", encoding="utf-8")
    shown = run("pretranslate", memory, job(tmp_path), "--glossary", glossary, "--prompt", template).stdout
    assert f"{PAIRS[0][0]}|100|Mô hình = model" in shown
    template.write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(UsageError, match="template"):
        run("pretranslate", memory, job(tmp_path), "--prompt", template)
    with pytest.raises(UsageError, match="itself"):
        run("pretranslate", memory, tmp_path / "d.jsonl", "-o", tmp_path / "d.jsonl")


def test_a_bilingual_file_keeps_its_units_and_codes(memory: Path, tmp_path: Path) -> None:
    path = tmp_path / "j.xlf"
    path.write_text(
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
        'source-language="en" target-language="vi" datatype="plaintext"><body><trans-unit id="u7"><source>This '
        '<g id="1">model</g> is smaller than the other one.</source></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    run("pretranslate", memory, path, "-o", tmp_path / "out.xlf")
    written = (tmp_path / "out.xlf").read_text(encoding="utf-8")
    assert 'id="u7"' in written
    assert '<g id="1">model</g>' in written
    assert PAIRS[3][0] in written

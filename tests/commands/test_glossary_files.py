"""Glossaries as commands read and write them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from tests.commands.glossaries import YAML, run

pytestmark = pytest.mark.usefixtures("glossary_folder")


def test_export_tells_and_strict_refuses() -> None:
    code, _, err = run("export", "glossary.csv", "-o", "client.tbx")
    assert code == 0
    assert "lost: the status forbidden of a term: 62 not kept (f001, f002, f003, …)" in err
    code, _, err = run("export", "glossary.csv", "-o", "strict.tbx", "--strict")
    assert code == 1
    assert "would be lost" in err
    assert not Path("strict.tbx").exists()
    code, out, err = run("export", "ours.yaml", "--format", "utx")
    assert (code, out.splitlines()[0]) == (0, "#UTX 1.20; vi/en;")
    assert "lost: comment: 1 not kept (version)" in err
    assert run("export", "ours.yaml", "--columns", "3")[0] == 2
    assert run("export", "ours.yaml")[1] == YAML
    assert run("import", "ours.yaml")[1] == YAML
    assert run("import", "ours.yaml", "-o", "x.csv")[0] == 2


def test_nothing_is_imported_from_a_file_without_terms() -> None:
    Path("empty.tbx").write_text(
        '<?xml version="1.0"?>\n<martif type="TBX"><text><body/></text></martif>\n', encoding="utf-8"
    )
    code, _, err = run("import", "empty.tbx", "-o", "out.yaml")
    assert (code, "no term is in it" in err, Path("out.yaml").exists()) == (3, True, False)


def test_a_glossary_of_other_languages_is_told() -> None:
    Path("a.tsv").write_text("source\ttarget\nMột lọ mực.\tA pot of ink.\n", encoding="utf-8")
    Path("fr.csv").write_text("fr,en\nencre,ink\n", encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(app, ["check", "a.tsv", "--glossary", "fr.csv"])
        assert (result.exit_code, "warning: fr.csv: no concept has terms" in result.stderr) == (0, True)
    Path("turned.csv").write_text("vi,en\nink,mực\nboat,đò\nwell,giếng\n", encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(app, ["check", "a.tsv", "--glossary", "turned.csv"])
        assert "turned.csv: the en terms are Vietnamese" in result.stderr
    Path("us.csv").write_text("vi-VN,en-US\nmực,ink\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", "a.tsv", "--glossary", "us.csv"]).stderr.count("warning") == 0

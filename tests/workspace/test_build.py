"""What a build writes."""

import shutil
from pathlib import Path

import polars as pl

from songngu.corpus.formats import read_bitext, write_bitext
from tests.workspace.configured import CONFIG, SOURCE, TARGET, invoke, write


def test_check_and_build_and_the_cache(workspace: Path) -> None:
    code, out, err = invoke("check")
    assert code == 1 and "texts/a.en.md:3:19: TRM002" in out and "1 finding, 1 fixable" in err
    assert (workspace / ".songngu" / ".gitignore").read_text() == "*\n"
    assert invoke("check") == (code, out, err)
    assert invoke("check", "--no-cache") == (code, out, err)
    code, built, err = invoke("build")
    assert (code, built) == (1, out)
    assert "wrote build/all.tsv: 5 rows" in err
    assert read_bitext(workspace / "build" / "all.tsv").height == 5
    before = (workspace / "build" / "all.tsv").read_bytes()
    shutil.rmtree(workspace / ".songngu")
    assert invoke("build", "--exit-zero", "--quiet")[0] == 0
    assert (workspace / "build" / "all.tsv").read_bytes() == before


def test_reviewed_rows_stay_in_a_bitext_of_several_files(workspace: Path) -> None:
    write(workspace, {"songngu.toml": CONFIG.replace('en.md"', 'en.md"\nbitext = "bi/*.hf"')})
    assert "wrote bi/a.hf" in invoke("build", "--exit-zero")[2]
    path = workspace / "bi" / "a.hf"
    rows = read_bitext(path)
    status = pl.Series(["auto", "accepted", "auto", "rejected"], dtype=rows.schema["status"])
    write_bitext(rows.with_columns(status=status), path)
    assert "wrote bi/a.hf" not in invoke("build", "--exit-zero")[2]
    assert read_bitext(path)["status"].to_list() == status.to_list()


def test_what_a_kept_bitext_cannot_hold_is_told_and_is_no_decision(workspace: Path) -> None:
    write(workspace, {"songngu.toml": CONFIG.replace('en.md"', 'en.md"\nbitext = "bi/*.tmx"')})
    write(workspace, {"texts/a.en.md": TARGET.replace("There are", "There\x01 are")})
    assert "note: bi/a.tmx: 1 character that XML forbids dropped" in invoke("build", "--exit-zero")[2]
    assert "bi/a.tmx" not in invoke("build", "--exit-zero")[2]
    assert set(read_bitext(workspace / "bi" / "a.tmx")["status"]) == {"auto"}


def test_reviewed_rows_are_never_aligned_anew(workspace: Path) -> None:
    write(workspace, {"songngu.toml": CONFIG.replace('en.md"', 'en.md"\nbitext = "bi/*.jsonl"')})
    assert "wrote bi/a.jsonl" in invoke("build", "--exit-zero")[2]
    path = workspace / "bi" / "a.jsonl"
    rows = read_bitext(path)
    assert rows.height == 4
    status = pl.Series(["auto", "edited", "accepted", "rejected"], dtype=rows.schema["status"])
    edited = rows.with_columns(
        status=status, target=pl.when(pl.col("row") == 1).then(pl.lit("In Suzhou.")).otherwise("target")
    )
    write_bitext(edited, path)
    assert invoke("build", "--exit-zero", "-q")[0] == 0
    again = read_bitext(path)
    assert again["status"].to_list() == status.to_list() and again["target"][1] == "In Suzhou."
    write(
        workspace,
        {
            "texts/a.en.md": TARGET.replace("# The factory\n", "# The plant\n\nNew here.\n").replace(
                "There are", "Here are"
            )
        },
    )
    write(workspace, {"texts/a.vi.md": SOURCE.replace("# Nhà máy\n", "# Nhà máy\n\nMới.\n")})
    invoke("build", "--exit-zero", "-q")
    third = read_bitext(path)
    assert third["status"].to_list().count("accepted") == 1 and "rejected" not in third["status"].to_list()
    assert sorted(i for ids in third["source_ids"].to_list() for i in ids) == list(range(5))
    assert sorted(i for ids in third["target_ids"].to_list() for i in ids) == list(range(5))

"""Where the journal of a bitext stands."""

from pathlib import Path

from songngu.workspace.review.journal_place import has_journal, journal_path


def test_a_journal_stands_beside_its_bitext(tmp_path: Path) -> None:
    bitext = tmp_path / "a.tsv.gz"
    assert not has_journal(bitext) and not has_journal(Path())
    journal_path(bitext).touch()
    assert journal_path(bitext).name == "a.tsv.gz.journal" and has_journal(bitext)

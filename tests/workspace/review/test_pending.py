"""Folding what reviews left."""

import subprocess
import sys
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.workspace.review.pending import fold_pending


def test_nothing_of_the_review_is_imported_where_there_is_no_journal() -> None:
    code = (
        "import sys; from pathlib import Path; from songngu.workspace.review.pending import fold_pending;"
        "assert fold_pending([Path('a.tsv'), Path('.')]) == []; print('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "False\n"


def test_a_journal_is_folded_in(tmp_path: Path) -> None:
    bitext = tmp_path / "a.tsv"
    bitext.write_text("source\ttarget\nMột.\tOne.\n", encoding="utf-8")
    bitext.with_name("a.tsv.journal").write_text("none of ours\n", encoding="utf-8")
    with pytest.raises(InputError, match="journal"):
        fold_pending([bitext, tmp_path / "b.tsv"])

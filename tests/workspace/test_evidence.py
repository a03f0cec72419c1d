"""What an alignment may use beside the texts."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.workspace.evidence import Evidence


@pytest.mark.parametrize("kind", ["lexicons", "glossaries"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, kind: str) -> None:
    evidence = Evidence(("vi", "en"), **{kind: (tmp_path / "none.csv",)})  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        _ = evidence.fingerprint


def test_the_fingerprint_is_of_what_files_hold(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("a", encoding="utf-8")
    first = Evidence(("vi", "en"), glossaries=(path,)).fingerprint
    path.write_text("b", encoding="utf-8")
    assert Evidence(("vi", "en"), glossaries=(path,)).fingerprint != first

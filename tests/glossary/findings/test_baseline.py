import json
from dataclasses import replace
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError, UsageError
from songngu.glossary.finding import Excerpt, Finding, Severity, Suppression
from songngu.glossary.findings.baseline import read_baseline, with_baseline, write_baseline

ONE = Finding(
    "TRM002", Severity.ERROR, "m", "h", "b.md", 1, 1, 1, 2, "target",
    Excerpt("a.md", 1, 1, "x"), Excerpt("b.md", 1, 1, "y"), None, None, "a" * 16,
)  # fmt: skip


def test_what_is_written_is_known(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    quiet = replace(ONE, fingerprint="c" * 16, suppression=Suppression("why", True))
    assert write_baseline(path, [ONE, ONE, quiet, replace(ONE, file="a.md", fingerprint="b" * 16)]) == 2
    assert [entry["file"] for entry in json.loads(path.read_text())["findings"]] == ["a.md", "b.md"]
    known = read_baseline(path)
    assert known == {"a" * 16, "b" * 16}
    assert [found.baseline for found in with_baseline([ONE, quiet], known)] == ["unchanged", "new"]
    assert not with_baseline([ONE], known)[0].counts
    assert write_baseline(path, []) == 0 and read_baseline(path) == frozenset()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}', '{"version": 1}', "\xff"]
)
def test_another_file_is_no_baseline(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError):
        read_baseline(path)


def test_a_missing_baseline_is_a_wrong_option(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such baseline"):
        read_baseline(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be read"):
        read_baseline(tmp_path)

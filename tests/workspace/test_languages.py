"""The languages of a run are told by the texts of its first pairs."""

from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.languages import told_languages, usual_languages

VIETNAMESE = "Sáng nay bà cụ dậy sớm, nhóm bếp nấu nồi cháo đậu xanh cho mấy đứa cháu trước khi chúng đi học."
ENGLISH = "This morning the old woman got up early and made a pot of porridge for the children before school."


def pair(folder: Path, name: str, source: str, target: str) -> tuple[Path, Path]:
    paths = folder / f"{name}.1.txt", folder / f"{name}.2.txt"
    for path, text in zip(paths, (source, target), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_most_pairs_speak_for_all(tmp_path: Path) -> None:
    right = [pair(tmp_path, f"a{n}", ENGLISH, VIETNAMESE) for n in range(2)]
    pairs = [*right, pair(tmp_path, "b", VIETNAMESE, ENGLISH), (tmp_path / "none", tmp_path / "none")]
    assert told_languages((None, None), pairs) == ("en", "vi")
    assert told_languages(("en-GB", None), pairs) == ("en-GB", "vi")
    with pytest.raises(UsageError, match="reads as English"):
        told_languages(("vi", "en"), pairs)
    assert told_languages(("vi", "en"), pairs, trust=True) == ("vi", "en")


def test_a_target_that_is_not_translated_yet(tmp_path: Path) -> None:
    assert told_languages((None, None), [pair(tmp_path, "a", VIETNAMESE, VIETNAMESE)]) == ("vi", "en")
    assert told_languages((None, None), [pair(tmp_path, "a", ENGLISH, ENGLISH)]) == ("en", "vi")


def test_where_nothing_tells() -> None:
    assert told_languages((None, None), []) == ("vi", "en")
    assert usual_languages((None, "vi")) == ("en", "vi")
    assert usual_languages(("fr", None)) == ("fr", "en")
    assert usual_languages(("en", None)) == ("en", "vi")
    assert usual_languages((None, "fr")) == ("vi", "fr")


def test_a_guess_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    found = pair(tmp_path, "a", "Le chat dort.", "Kucing itu tidur.")
    told_languages((None, None), [found, found], tell=told.append)
    assert [line.split(": ")[0] for line in told] == [str(path) for path in found]
    told_languages(("fr", "id"), [found], tell=told.append)
    told_languages((None, None), [pair(tmp_path, "b", VIETNAMESE, ENGLISH)], tell=told.append)
    assert len(told) == 2

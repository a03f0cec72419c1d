"""The facts of a corpus."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.export.card import File, file_facts
from songngu.corpus.export.card.facts import Histogram, column_names, language_name, side_names


def test_the_facts_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_facts(path, 1) == File("a.tsv", digest, 3, 1)
    assert file_facts(path, 1, name="x/a.tsv", part="dev") == File("x/a.tsv", digest, 3, 1, "dev")
    with pytest.raises(InputError, match="cannot be read"):
        file_facts(tmp_path / "none", 0)


def test_sides_without_a_language_are_called_by_their_names() -> None:
    assert column_names(("vi", "")) == ("vi", "target")
    assert side_names(("vi", "")) == ("Vietnamese", "Target")
    assert (language_name("vi"), language_name("tlh")) == ("Vietnamese", "tlh")


def test_a_histogram_counts_what_has_a_value() -> None:
    assert Histogram((("1-5", 3), ("6-10", 4)), none=2).total == 7

"""Files in more than two languages."""

from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.many_languages import read_parallel
from songngu.corpus.formats.reading import Reading

UNITS = ({"vi": "Bến đò", "en": "The ferry", "fr": "Le bac"}, {"vi": "Mưa", "fr": "La pluie"})


@pytest.fixture
def memory(tmp_path: Path) -> Reading:
    units = "".join(
        "<tu>" + "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in unit.items()) + "</tu>"
        for unit in UNITS
    )
    path = tmp_path / "many.tmx"
    path.write_bytes(f'<tmx version="1.4"><header srclang="vi"/><body>{units}</body></tmx>'.encode())
    return Reading(str(path))


def test_each_pair_has_its_rows(memory: Reading) -> None:
    found = read_parallel([memory], [("en", "fr"), ("vi", "fr")])
    rows = found.rows.select("source_lang", "source", "target_lang", "target").collect().rows()
    assert rows == [
        ("en", "The ferry", "fr", "Le bac"),
        ("vi", "Bến đò", "fr", "Le bac"),
        ("vi", "Mưa", "fr", "La pluie"),
    ]


def test_without_a_choice_there_are_all_pairs(memory: Reading) -> None:
    rows = read_parallel([memory], []).rows.collect()
    assert {tuple(sorted(pair)) for pair in rows.select("source_lang", "target_lang").rows()} == {
        ("en", "vi"), ("en", "fr"), ("fr", "vi"),
    }  # fmt: skip


def test_a_language_that_no_unit_has_is_told(memory: Reading) -> None:
    with pytest.raises(UsageError, match="no text is in vi and de") as told:
        read_parallel([memory], [("vi", "de")])
    assert told.value.hint == "there are en, fr, vi"

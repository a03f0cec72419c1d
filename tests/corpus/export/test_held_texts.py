"""Texts that are looked for, on disk, and their index in files of so many."""

from itertools import chain
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from songngu.corpus.duplicates.words import Folder
from songngu.corpus.export import held_texts
from songngu.corpus.export.held_texts import letters_of, read_held, write_held
from songngu.corpus.export.text_index import read_grams

TEXTS = ["Con đò nhỏ chở khách.", "Chợ quê họp sớm, bãi trống!", "…mưa bay", "Gió mùa về bến", "lặng"]


@pytest.mark.parametrize(("indexed", "at_once"), [(9, 9), (9, 2), (3, 2), (1, 1)])
def test_each_text_is_told_by_its_number_from_whichever_file(
    indexed: int, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_texts, "INDEXED", indexed)
    files = write_held(pl.Series(TEXTS), lambda: [TEXTS], tmp_path, at_once)
    keys = read_grams([*TEXTS, "khác hẳn"], Folder()).keys
    numbers = [-1] * (len(TEXTS) + 1)
    for file in chain(*files):
        held = read_held(file)
        found = held.index.equals(keys)
        own = found[found >= 0]
        assert len(own) <= min(indexed, at_once)
        assert held.folded(own[::-1]) == [letters_of(pl.Series(TEXTS))[number] for number in own[::-1].tolist()]
        numbers = np.maximum(numbers, found).tolist()
    assert numbers == [0, 1, 2, 3, 4, -1]


def test_letters_without_case_marks_and_punctuation() -> None:
    assert letters_of(pl.Series(["  Đò NHỎ, chở…khách! ", ""])).to_list() == ["do nho cho khach", ""]

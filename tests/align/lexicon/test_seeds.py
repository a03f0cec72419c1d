"""Seed words: words of one notion explain each other in any pair of their languages."""

import pytest

from songngu.align.lexicon.seeds import SeedLayer, has_seeds, seeds
from songngu.align.text.tokenised import prepare


def explained(one: str, langs: tuple[str, str], other: str) -> dict[str, float]:
    source, target = prepare([one], langs[0]), prepare([other], langs[1])
    table = SeedLayer().forward(source, target).max(axis=0).toarray().ravel()
    return {word: float(p) for word, p in zip(target.words, table, strict=True) if p}


@pytest.mark.parametrize(
    ("one", "langs", "other", "words"),
    [
        ("the users", ("en", "ar"), "المستخدمين", 1),
        ("the users", ("en", "ar"), "والمستخدمين", 1),
        ("the water", ("en", "fa"), "آب", 1),
        ("the mountains", ("en", "de"), "die Berge", 1),
        ("người dùng", ("vi", "th"), "ผู้ใช้", 2),
        ("using it", ("en", "zh"), "使用", 2),
        ("使用", ("zh", "vi"), "sử dụng", 2),
    ],
)
def test_words_of_one_notion_explain_each_other(one: str, langs: tuple[str, str], other: str, words: int) -> None:
    assert len(explained(one, langs, other)) == words


def test_half_a_word_is_none() -> None:
    assert not explained("using it", ("en", "zh"), "使者")


def test_backward_is_forward_the_other_way_round() -> None:
    source, target = prepare(["two new models"], "en"), prepare(["hai mô hình mới"], "vi")
    there, back = SeedLayer().backward(source, target), SeedLayer().forward(target, source)
    assert there.nnz and (there != back).nnz == 0


def test_every_language_has_each_notion() -> None:
    assert len({len(column) for column in seeds().values()}) == 1
    assert has_seeds("zh-TW") and has_seeds("en") and not has_seeds("km")


def test_a_language_without_seeds_has_no_such_layer() -> None:
    from songngu.align.lexicon.shipped import shipped_layers

    assert "SeedLayer" not in {type(layer).__name__ for layer in shipped_layers("en", "km")}

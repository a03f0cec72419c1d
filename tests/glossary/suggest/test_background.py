"""How words are used in general."""

from songngu.glossary.suggest.background import Background, backgrounds


def test_background() -> None:
    vi, en = backgrounds("vi", "en")
    assert en.rarity(("the",))[0] < en.rarity(("loom",))[0] <= 8
    assert vi.are_one_word("máy", "tính") or vi.are_one_word("công", "nghệ")
    assert not vi.are_one_word("xyz", "công")
    assert Background().rarity(("a",)) == [4.0]
    assert not Background().are_one_word("a", "b")

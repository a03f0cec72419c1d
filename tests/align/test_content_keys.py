"""What a document is known by across two languages."""

import numpy as np

from songngu.align.content_keys import KEY, ContentKeys
from songngu.align.lexicon.lexicon import shipped_lexicon


def keys(texts: list[str], side: int, langs: tuple[str, str] = ("vi", "en")) -> list[set[int]]:
    found = ContentKeys(langs, shipped_lexicon(*langs)).of(texts, side)
    assert found.dtype == KEY
    return [set(found["key"][found["document"] == number].tolist()) for number in range(len(texts))]


def test_renderings_share_keys() -> None:
    (factory, rain), (english, other) = (
        keys(["Nhà máy mở cửa.", "Trời mưa to."], 0),
        keys(["The factory opened.", "The river is long."], 1),
    )
    assert factory & english
    assert len(factory & english) > len(rain & other)


def test_figures_and_names_are_known_without_a_lexicon() -> None:
    (german,), (french,) = keys(["Kessler 1849"], 0, ("de", "fr")), keys(["1849 Kessler"], 1, ("de", "fr"))
    assert german == french != set()


def test_the_strongest_key_comes_first() -> None:
    found = ContentKeys(("vi", "en"), shipped_lexicon("vi", "en")).of(["Nhà máy mở cửa ở Ostrava năm 1849.", ""], 0)
    weights = found["weight"][found["document"] == 0]
    assert (np.diff(weights) <= 0).all()
    assert not (found["document"] == 1).any()

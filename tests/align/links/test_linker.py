from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align import links
from songngu.align.links import Linker, Symmetry, link
from songngu.corpus.document import Span

SOURCE, TARGET = "Máy chủ sẽ khởi động lại sau năm phút.", "The server will restart after five minutes."


def rendered(source: str, target: str, stretch: str, *langs: str) -> list[str]:
    start = source.index(stretch)
    found = link(source, target, *langs).renderings(Span(start, start + len(stretch)), 0.2)
    return [target[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("vi", "en"), [("Máy chủ", "server"), ("khởi động lại", "restart"), ("năm phút", "five minutes")]
)
def test_renderings_both_ways(vi: str, en: str) -> None:
    assert rendered(SOURCE, TARGET, vi, "vi", "en") == [en]
    assert rendered(TARGET, SOURCE, en, "en", "vi") == [vi]


def test_places_are_those_of_the_text_as_it_is() -> None:
    loose = normalize("NFD", SOURCE)
    assert rendered(loose, TARGET, normalize("NFD", "khởi động lại"), "vi", "en") == ["restart"]


def test_names_in_chinese_reading() -> None:
    source, target = "Lương Văn Phong sinh ra ở Trạm Giang.", "Liang Wenfeng was born in Zhanjiang."
    assert rendered(source, target, "Lương Văn Phong", "vi", "en") == ["Liang Wenfeng"]
    assert rendered(source, target, "Trạm Giang", "vi", "en") == ["Zhanjiang"]


def test_the_mirrored_pair_has_the_mirrored_links() -> None:
    assert link(SOURCE, TARGET, "vi", "en").mirrored() == link(TARGET, SOURCE, "en", "vi")


@pytest.mark.parametrize("symmetry", Symmetry)
def test_one_pair_or_many_give_the_same(symmetry: Symmetry) -> None:
    pairs = [(SOURCE, TARGET), ("Tôi ngủ.", "I sleep."), ("Nó.", "")]
    linker = Linker.shipped("vi", "en")
    together = list(linker.link(pairs, symmetry))
    apart = [link(*pair, linker=linker, symmetry=symmetry) for pair in pairs]
    assert [[(a.source, a.target) for a in pair.links] for pair in together] == [
        [(a.source, a.target) for a in pair.links] for pair in apart
    ]


def test_other_languages() -> None:
    assert rendered("Die Expedition begann 1907.", "L'expédition commença en 1907.", "1907", "de", "fr") == ["1907"]
    assert rendered("北京大学", "Đại học Bắc Kinh", "北京", "zh", "vi") == ["Bắc Kinh"]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_texts_have_links_inside_them(source: str, target: str) -> None:
    linked = link(source, target)
    for found in linked.links:
        assert 0 <= found.source < len(linked.source)
        assert 0 <= found.target < len(linked.target)
        assert 0 <= found.probability <= 1
    for words, text in ((linked.source, source), (linked.target, target)):
        assert all(0 <= word.span.start < word.span.end <= len(text) for word in words)


def test_nothing_explains_anything_without_layers() -> None:
    assert [word.key for word in link("a b", "c d", linker=Linker(("en", "de"), ())).target] == ["c", "d"]


def test_a_name_there_is_not() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        links.nothing  # noqa: B018

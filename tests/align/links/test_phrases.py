from songngu.align.links import Link, LinkedPair, link
from songngu.align.links.phrases import consistent_phrases


def test_phrases_of_words_that_cross() -> None:
    words = link("a b c", "x y z", "xx", "yy").source
    pair = LinkedPair("a b c", "x y z", words, words, tuple(Link(*points, 0.9) for points in ((0, 1), (1, 0), (2, 2))))
    found = set(consistent_phrases(pair))
    assert ((0, 0), (1, 1)) in found
    assert ((0, 1), (0, 1)) in found
    assert ((0, 2), (0, 2)) in found
    assert ((1, 2), (0, 2)) not in found
    assert all(last - first < 2 for phrase in consistent_phrases(pair, 2) for first, last in phrase)


def test_unlinked_words_alone_are_no_phrase() -> None:
    words = link("a b", "x y", "xx", "yy").source
    assert list(consistent_phrases(LinkedPair("a b", "x y", words, words, ()))) == []

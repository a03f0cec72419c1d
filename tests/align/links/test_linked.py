from songngu.align.links import Link, LinkedPair
from songngu.align.links.linked import Word
from songngu.corpus.document import Span


def words(text: str) -> tuple[Word, ...]:
    out, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        out.append(Word(word.lower(), Span(start, at)))
    return tuple(out)


def pair(source: str, target: str, links: str) -> LinkedPair:
    found = tuple(Link(*map(int, link.split("-")), 0.9) for link in links.split())
    return LinkedPair(source, target, words(source), words(target), found)


SERVER = pair("máy chủ đã dừng", "the server has stopped", "0-1 1-1 2-2 3-3")


def rendered(linked: LinkedPair, stretch: str) -> list[str]:
    start = linked.source_text.index(stretch)
    return [linked.target_text[s.start : s.end] for s in linked.renderings(Span(start, start + len(stretch)))]


def test_the_rendering_of_a_stretch() -> None:
    assert rendered(SERVER, "máy chủ") == ["server"]
    assert rendered(SERVER, "ủ đã") == ["server has"]
    assert rendered(SERVER.mirrored(), "server") == ["máy chủ"]
    assert rendered(SERVER.mirrored(), "the") == []


def test_a_rendering_in_two_places() -> None:
    linked = pair("turn off the light please", "tắt đèn giùm cái đèn đi", "0-0 1-5 3-1")
    assert rendered(linked, "turn off") == ["tắt", "đi"]


def test_a_single_unlinked_word_joins_but_two_do_not() -> None:
    assert rendered(pair("a b", "x the y", "0-0 1-2"), "a b") == ["x the y"]
    assert rendered(pair("a b", "x of the y", "0-0 1-3"), "a b") == ["x", "y"]


def test_unlikely_links_mark_nothing() -> None:
    assert SERVER.renderings(Span(0, 7), least=0.95) == ()


def test_syllables_of_one_word_are_one_unit() -> None:
    assert SERVER.units() == ((0, 1), (2,), (3,))
    assert pair("a, b", "x y", "0-0 1-0").units() == ((0, 1),)
    assert pair("a b", "x y", "").units() == ((0,), (1,))

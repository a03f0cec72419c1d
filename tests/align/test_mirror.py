"""Exchanging source and target gives the mirrored alignment, to the last bit."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align import Bead, align_documents, align_sentences
from songngu.align.aligner import Aligner
from songngu.align.alignment import Alignment
from songngu.align.lexicon.layers import LexiconLayer, MirroredLayer, mirrored
from songngu.align.lexicon.shipped import is_turned
from songngu.align.lexicon.training import train_lexicon
from songngu.align.text.tokenised import prepare
from songngu.corpus.document import Document
from songngu.corpus.readers import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"

WORDS = [
    ("con mèo", "the cat"), ("nhà máy", "the factory"), ("Bắc Kinh", "Beijing"), ("năm 2015", "in 2015"),
    ("ngủ", "sleeps"), ("mở cửa", "opens"), ("rất", "very"), ("“nhỏ”", "“small”"), ("ở đâu?", "where?"), ("a", "a"),
]  # fmt: skip

PHRASES = st.lists(st.integers(0, len(WORDS) - 1), max_size=7)
DOCUMENTS = st.lists(PHRASES, max_size=9)


def said(sentences: list[list[int]], side: int) -> list[str]:
    return [" ".join(WORDS[k][side] for k in sentence) + ("." if len(sentence) % 2 else "") for sentence in sentences]


def turned(beads: list[Bead]) -> list[Bead]:
    return [Bead(b.target, b.source, b.probability, b.repeats) for b in beads]


def documents(sentences: tuple[list[str], list[str]], langs: tuple[str, str]) -> tuple[Document, Document]:
    return Document.from_sentences(sentences[0], langs[0]), Document.from_sentences(sentences[1], langs[1])


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.booleans())
def test_exchanged_sides_give_the_mirrored_alignment(one: list[list[int]], two: list[list[int]], same: bool) -> None:
    source, target = said(one, 0), said(one if same else two, 1)
    beads = align_sentences(source, target)
    assert align_sentences(target, source, source_lang="en", target_lang="vi") == turned(beads)


@settings(max_examples=8, deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_so_do_languages_without_a_lexicon(one: list[list[int]], two: list[list[int]]) -> None:
    source, target = said(one, 1), said(two, 1)
    beads = align_sentences(source, target, source_lang="de", target_lang="fr")
    assert align_sentences(target, source, source_lang="fr", target_lang="de") == turned(beads)


@settings(max_examples=8, deadline=None)
@given(st.lists(PHRASES, min_size=2, max_size=4), st.integers(0, 2), st.integers(0, 2))
def test_so_do_repeated_passages(body: list[list[int]], first: int, second: int) -> None:
    song = [
        ["con mèo nhỏ ngủ trên mái nhà máy cũ bên dòng sông rộng"],
        ["năm ấy Bắc Kinh mở cửa rất sớm cho mọi người"],
    ]
    tune = [
        ["the small cat sleeps on the roof of the old factory by the wide river"],
        ["that year Beijing opened early"],
    ]
    copies = [[line[0] for line in side] for side in (song, tune)]
    source = copies[0] + said(body, 0) + copies[0] * first
    target = copies[1] + said(body, 1) + copies[1] * second
    beads = align_sentences(source, target)
    assert align_sentences(target, source, source_lang="en", target_lang="vi") == turned(beads)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))


def test_so_does_a_passage_that_is_set_aside() -> None:
    source, target = (read_document(EXAMPLES / f"news/founder.{lang}.txt", lang) for lang in ("vi", "en"))
    texts = [[s.text for s in document.sentences] for document in (source, target)]
    beads = align_sentences(*texts)
    assert sum(bead.repeats is not None for bead in beads) > 50
    assert align_sentences(*texts[::-1], source_lang="en", target_lang="vi") == turned(beads)


@pytest.mark.parametrize("pair", ["news/founder.{}.txt", "blog/release.{}.md"])
def test_so_do_the_examples(pair: str) -> None:
    source, target = (read_document(EXAMPLES / pair.format(lang), lang) for lang in ("vi", "en"))
    there, back = align_documents(source, target), align_documents(target, source)
    assert back == there.mirrored()
    assert back.source is target
    assert isinstance(back, Alignment)


def test_every_pair_has_one_direction() -> None:
    assert not is_turned("vi", "en")
    assert not is_turned("de", "fr")
    assert is_turned("en", "vi")
    assert is_turned("fr", "de")
    assert is_turned("de", "vi")


def test_layers_of_the_caller_speak_in_the_callers_direction() -> None:
    lexicon = train_lexicon([("xanh lá", "verdant moss"), ("đỏ thắm", "crimson glow")] * 4, "vi", "en")
    sides = prepare(["verdant moss"], "en"), prepare(["xanh lá"], "vi")
    layer = LexiconLayer(lexicon.reversed())
    aligner = Aligner.shipped("en", "vi", extra=[layer])
    assert aligner.layers[-1] is layer
    assert aligner.mirrored().layers[-1].forward(*sides[::-1]).nnz == layer.backward(*sides).nnz > 0
    assert aligner.lexicon is not None
    assert aligner.lexicon.source.lang == "en"


def test_a_layer_mirrored_twice_is_itself() -> None:
    layer = Aligner.shipped("vi", "en").layers[0]
    (once,) = mirrored([layer])
    assert isinstance(once, MirroredLayer)
    assert mirrored([once]) == (layer,)


def test_what_is_induced_in_the_other_direction_is_mirrored_too() -> None:
    source, target = said([[k % 10, (k * 3) % 10, (k * 7) % 10] for k in range(12)], 1), said([[1], [2]], 1)
    left, right = prepare(source, "fr"), prepare([*source, *target], "de")
    learnt = Aligner.shipped("fr", "de").induced([(left, right)])
    assert learnt.learnt
    there = align_documents(*documents((source, [*source, *target]), ("fr", "de")), aligner=learnt)
    back = align_documents(*documents(([*source, *target], source), ("de", "fr")), aligner=learnt.mirrored())
    assert back.beads == there.mirrored().beads

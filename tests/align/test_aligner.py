"""The aligner."""

from songngu.align.aligner import Aligner, encoded, side_of
from songngu.align.score.comparison import explain
from songngu.align.text.tokenised import prepare
from songngu.corpus.readers import read_document

VI = ["Trời mưa to.", "Lan mua 3 cân cam.", "Chị về nhà."]
EN = ["It rained hard.", "Lan bought 3 kilos of oranges.", "She went home."]


def beads(aligner: Aligner, langs: tuple[str, str], texts: tuple[list[str], list[str]]) -> list[tuple[object, object]]:
    sides = prepare(texts[0], langs[0]), prepare(texts[1], langs[1])
    return [(bead.source, bead.target) for bead in aligner.align(*sides, explain(*sides, aligner.layers))]


def test_both_directions_are_aligned_alike() -> None:
    aligner = Aligner.shipped("vi", "en")
    there = beads(aligner, ("vi", "en"), (VI, EN))
    assert there == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert beads(aligner.mirrored(), ("en", "vi"), (EN, VI)) == [(target, source) for source, target in there]
    assert aligner.mirrored().mirrored().weights == aligner.weights


def test_languages_without_a_lexicon_can_be_learnt_from() -> None:
    aligner = Aligner.shipped("de", "fr")
    assert aligner.lexicon is None
    pairs = [(prepare(["Der Hund bellt."] * 4, "de"), prepare(["Le chien aboie."] * 4, "fr"))]
    learnt = aligner.induced(pairs)
    assert learnt.learnt and not aligner.learnt
    assert len(learnt.layers) > len(aligner.layers)


def test_a_document_is_seen_with_its_structure() -> None:
    side = side_of(read_document("a.md", "vi", data="# Trời mưa\n\nLan mua cam. Chị về nhà.\n".encode()))
    assert (side.lang, side.texts) == ("vi", ("Trời mưa", "Lan mua cam.", "Chị về nhà."))
    assert side.structure is not None
    assert encoded(None, side, side) is None

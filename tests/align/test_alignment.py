import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align import align_documents, align_sentences
from songngu.align.alignment import set_aside_passages
from songngu.align.bead import Bead
from songngu.align.evaluate import evaluate, read_beads
from songngu.corpus.document import Document
from songngu.corpus.errors import UsageError
from tests.align.short_texts import ENGLISH, REFRAIN, ROOT, SONG, VIETNAMESE

NEWS = ROOT / "examples" / "news"


def sides(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def test_a_word_that_is_all_ending_is_aligned() -> None:
    source = ["We sold 1,500 cars in May.", "Most of them were red.", "Nobody asked for a discount."]
    target = ["Mayıs ayında 1500'leri geçtik.", "Çoğu kırmızıydı.", "Kimse indirim istemedi."]
    beads = align_sentences(source, target, source_lang="en", target_lang="tr")
    assert [bead.source for bead in beads if bead.target] == [(0,), (1,), (2,)]


def test_sentences_find_their_renderings() -> None:
    beads = align_sentences(VIETNAMESE, ENGLISH)
    assert sides(beads) == [((i,), (i,)) for i in range(4)]
    assert all(bead.probability > 0.9 for bead in beads)


def test_a_sentence_left_out_is_a_deletion() -> None:
    beads = align_sentences(VIETNAMESE, [ENGLISH[0], ENGLISH[1], ENGLISH[3]])
    assert sides(beads) == [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,))]


def test_two_sentences_may_be_rendered_by_one() -> None:
    beads = align_sentences(VIETNAMESE, [ENGLISH[0][:-1] + ", and it now employs 3,500 engineers.", *ENGLISH[2:]])
    assert sides(beads)[0] == ((0, 1), (0,))


def test_a_copy_on_one_side_is_set_aside_and_names_what_it_repeats() -> None:
    beads = align_sentences([*SONG, *VIETNAMESE, *SONG], [*REFRAIN, *ENGLISH])
    assert sides(beads)[:6] == [((i,), (i,)) for i in range(6)]
    assert sides(beads)[6:] == [((6,), ()), ((7,), ())]
    assert [bead.repeats for bead in beads] == [None] * 6 + [0, 1]


def test_a_copy_on_the_target_side_is_set_aside_too() -> None:
    beads = align_sentences([*SONG, *VIETNAMESE], [*REFRAIN, *ENGLISH, *REFRAIN])
    assert sides(beads)[6:] == [((), (6,)), ((), (7,))]
    assert [bead.repeats for bead in beads[6:]] == [0, 1]


def test_a_refrain_on_both_sides_is_paired_in_order() -> None:
    beads = align_sentences([*SONG, *VIETNAMESE, *SONG], [*REFRAIN, *ENGLISH, *REFRAIN])
    assert sides(beads) == [((i,), (i,)) for i in range(8)]
    assert all(bead.repeats is None for bead in beads)


def test_repeated_passages_can_be_kept() -> None:
    documents = (
        Document.from_sentences([*SONG, *VIETNAMESE, *SONG], "vi"),
        Document.from_sentences([*REFRAIN, *ENGLISH], "en"),
    )
    assert all(bead.repeats is None for bead in align_documents(*documents, keep_duplicates=True).beads)
    (passage,) = set_aside_passages(align_documents(*documents))
    assert documents[0].raw[passage[1].start : passage[1].end] == "\n".join(SONG)
    assert documents[0].raw[passage[2].start : passage[2].end] == "\n".join(SONG)
    assert passage[1].end < passage[2].start


def test_an_empty_side_gives_deletions_only() -> None:
    assert sides(align_sentences([], [])) == []
    assert sides(align_sentences(["Một câu."], [])) == [((0,), ())]
    assert sides(align_sentences([], ["One.", "Two."])) == [((), (0,)), ((), (1,))]


def test_one_language_on_both_sides_is_refused() -> None:
    with pytest.raises(UsageError, match="same language"):
        align_sentences(["Xin chào."], ["Xin chào."], source_lang="vi", target_lang="vi")


def test_other_languages_align_without_a_lexicon() -> None:
    german = ["Das Haus wurde 1987 gebaut.", "Es hat drei Stockwerke und einen Garten.", "Herr Müller wohnt dort."]
    french = ["La maison fut construite en 1987.", "Elle a trois étages et un grand jardin.", "M. Müller y habite."]
    beads = align_sentences(german, french, source_lang="de", target_lang="fr")
    assert sides(beads) == [((i,), (i,)) for i in range(3)]


TEXTS = st.lists(st.text(max_size=40) | st.sampled_from(VIETNAMESE + ENGLISH + SONG), max_size=12)


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_any_sentences_are_covered_once_and_in_order(source: list[str], target: list[str]) -> None:
    beads = align_sentences(source, target)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.probability <= 1 for bead in beads)
    assert beads == align_sentences(source, target)


def test_one_sentence_against_a_thousand() -> None:
    beads = align_sentences([VIETNAMESE[0]], [f"{sentence} {k}" for k, sentence in enumerate(ENGLISH * 250)])
    assert [j for bead in beads for j in bead.target] == list(range(1000))


@pytest.mark.slow
def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    results = []
    for seed in ("0", "4711"):
        out = tmp_path / f"{seed}.jsonl"
        command = [sys.executable, "-m", "songngu", "align", "founder.vi.txt", "founder.en.txt", "-q", "-o", str(out)]
        subprocess.run(command, check=True, cwd=NEWS, env={**os.environ, "PYTHONHASHSEED": seed})
        results.append(out.read_bytes())
    assert results[0] == results[1]


def test_the_example_is_aligned_as_its_gold() -> None:
    source, target = (
        (NEWS / f"founder.{lang}.sents.txt").read_text(encoding="utf-8").split("\n")[:-1] for lang in ("vi", "en")
    )
    gold = read_beads(NEWS / "gold.tsv")
    assert evaluate([(gold, sides(align_sentences(source, target)))]).strict.f1 >= 0.98

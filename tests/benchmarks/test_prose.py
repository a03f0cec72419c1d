"""Gold made prose keeps every sentence in one bead, in order, and has beads of several kinds."""

from benchmarks.gold import GoldDocument
from benchmarks.prose import as_prose


def gold(size: int) -> GoldDocument:
    source = tuple(f"The lamp of room {k} burns, and its keeper sleeps below." for k in range(size))
    target = tuple(f"La lampe de la chambre {k} brûle, et son gardien dort en bas." for k in range(size))
    beads = tuple(((k,), (k,)) for k in range(size))
    return GoldDocument("made", "lamps", 0, source, target, beads, beads, ("en", "fr"))


def test_every_sentence_stands_in_one_bead_in_order() -> None:
    made = as_prose(gold(200))
    for side, texts in enumerate((made.source, made.target)):
        assert [k for bead in made.gold for k in bead[side]] == list(range(len(texts)))


def test_there_are_beads_of_many_kinds_and_the_same_each_time() -> None:
    made = as_prose(gold(400))
    kinds = {(len(source), len(target)) for source, target in made.gold}
    assert {(1, 1), (1, 2), (2, 1), (2, 2), (0, 1), (1, 0)} <= kinds
    assert as_prose(gold(400)) == made


def test_headlines_are_left_out() -> None:
    document = gold(3)
    titled = GoldDocument(
        "made", "titled", 0, ("A title", *document.source), ("Un titre", *document.target),
        tuple(((k,), (k,)) for k in range(4)), tuple(((k,), (k,)) for k in range(4)), ("en", "fr"),
    )  # fmt: skip
    assert "A title" not in " ".join(as_prose(titled).source)

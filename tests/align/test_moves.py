from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.align import Alignment, align_documents
from songngu.align.moves import Move
from songngu.align.rows import to_bitext
from songngu.cli import app
from songngu.corpus.bitext import MOVED, moved_note, moved_rows
from songngu.corpus.document import Document
from songngu.corpus.formats.table import lines

NEWS = Path(__file__).parents[2] / "examples" / "news"
SOURCE, TARGET = (
    (NEWS / f"founder.{lang}.sents.txt").read_text(encoding="utf-8").split("\n")[:-1] for lang in ("vi", "en")
)
SOURCE = SOURCE[:68]
BLOCK, THERE = range(18, 26), range(48, 56)


def moved(target: list[str], first: range, second: range) -> list[str]:
    """Return the sentences with two blocks exchanged."""
    cuts = [target[k.start : k.stop] for k in (first, second)]
    between = target[first.stop : second.start]
    return [*target[: first.start], *cuts[1], *between, *cuts[0], *target[second.stop :]]


def aligned(source: list[str], target: list[str]) -> Alignment:
    documents = Document.from_sentences(source, "vi", "a.vi.txt"), Document.from_sentences(target, "en", "a.en.txt")
    return align_documents(*documents)


@pytest.fixture(scope="module")
def alignment() -> Alignment:
    return aligned(SOURCE, moved(TARGET, BLOCK, THERE))


def test_blocks_that_are_exchanged_are_both_found(alignment: Alignment) -> None:
    straight = [(bead.source, bead.target) for bead in aligned(SOURCE, TARGET).beads if bead.source and bead.target]
    shift = {j: j + 30 for j in BLOCK} | {j: j - 30 for j in THERE}
    expected = {(a, tuple(shift[j] for j in b)) for a, b in straight if set(b) <= {*BLOCK, *THERE}}
    found = {bead for move in alignment.moves for bead in move.beads}
    assert len(alignment.moves) == 2
    assert len(found & expected) >= 0.9 * len(expected)
    assert len(found - expected) <= 1
    assert all(bead.source == () or bead.target == () for bead in alignment.beads if {*bead.source} & {*BLOCK})
    assert [j for bead in alignment.beads for j in bead.target] == list(range(len(TARGET)))


def test_what_is_not_moved_is_not_reported() -> None:
    assert aligned(SOURCE, TARGET).moves == ()
    assert aligned(SOURCE, TARGET[:20] + TARGET[30:]).moves == ()
    assert aligned(SOURCE[:20] + SOURCE[28:], TARGET[:40] + TARGET[50:]).moves == ()
    assert aligned(SOURCE[:3], TARGET[:3]).moves == ()


def test_exchanged_documents_have_mirrored_moves(alignment: Alignment) -> None:
    back = align_documents(alignment.target, alignment.source)
    assert back == alignment.mirrored()
    assert [move.source for move in back.moves] == sorted((move.target for move in alignment.moves), key=min)


def test_rows_of_moved_blocks_name_their_counterparts(alignment: Alignment) -> None:
    bitext = to_bitext(alignment)
    rows = {row["row"]: moved_rows(row["note"]) for row in bitext.to_dicts() if row["note"]}
    assert len(rows) >= 28
    for row, (first, last) in rows.items():
        assert any(rows[other] is not None and rows[other][0] <= row <= rows[other][1] for other in (first, last))
    table = list(lines(bitext, most=None))
    assert sum("go with rows" in line and line.endswith(": moved") for line in table) >= 4


def test_rows_of_moved_blocks_are_joined(alignment: Alignment) -> None:
    bitext = to_bitext(alignment, join_moved=True)
    joined = bitext.filter(pl.col("note") == MOVED)
    sure = [
        (list(source), list(target))
        for move in alignment.moves
        for (source, target), probability in zip(move.beads, move.probabilities, strict=True)
        if probability >= 0.9
    ]
    assert [(row["source_ids"], row["target_ids"]) for row in joined.to_dicts()] == sure
    for side, count in (("source", len(SOURCE)), ("target", len(TARGET))):
        assert sorted(bitext[f"{side}_ids"].explode().drop_nulls().to_list()) == list(range(count))
    assert bitext["row"].to_list() == list(range(len(bitext)))
    assert len(bitext) <= len(to_bitext(alignment)) - len(sure)


def test_what_a_moved_block_is_not_sure_of_stays_apart(alignment: Alignment) -> None:
    moves = tuple(replace(move, probabilities=(0.5, *move.probabilities[1:])) for move in alignment.moves)
    bitext = to_bitext(replace(alignment, moves=moves), join_moved=True)
    assert sum(moved_rows(note) is not None for note in bitext["note"] if note) >= 4


def test_a_note_of_another_kind_names_no_rows() -> None:
    assert moved_rows(moved_note([7])) == (7, 7)
    assert moved_rows(moved_note([7, 8, 9])) == (7, 9)
    assert moved_rows("moved house") is None
    assert moved_rows(None) is None


def test_a_move_spans_its_beads() -> None:
    move = Move((((3,), (40, 41)), ((5, 6), (42,))))
    assert (move.source, move.target) == (range(3, 7), range(40, 43))
    assert move.mirrored().mirrored() == move


def test_the_summary_names_the_lines(tmp_path: Path) -> None:
    files = tmp_path / "a.vi.txt", tmp_path / "a.en.txt"
    for file, texts in zip(files, (SOURCE, moved(TARGET, BLOCK, THERE)), strict=True):
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["align", "--pre-split", *map(str, files), "--table"])
    assert result.exit_code == 0
    assert f"of {files[0]} stand at lines " in result.stderr
    assert result.stderr.count("moved: lines ") == 2

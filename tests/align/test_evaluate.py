from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.evaluate import GoldBead, Scores, doubts, evaluate, read_beads
from songngu.corpus.errors import InputError

SCORER = Path(__file__).parents[3] / "shared" / "eval" / "score.py"
GOLD: list[GoldBead] = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((), (2,)), ((4,), (3, 4))]


def test_gold_scores_one() -> None:
    scores = evaluate([(GOLD, GOLD)])
    assert (scores.strict.f1, scores.lax.f1, scores.within_group.f1) == (1, 1, 1)


def test_a_split_bead_is_lax_and_within_group_but_not_strict() -> None:
    split: list[GoldBead] = [*GOLD[:4], ((4,), (3,)), ((), (4,))]
    scores = evaluate([(GOLD, split)])
    assert scores.strict.precision == pytest.approx(4 / 6)
    assert scores.strict.recall == pytest.approx(2 / 3)
    assert scores.lax.precision == pytest.approx(5 / 6)
    assert scores.lax.recall == 1
    assert scores.within_group.f1 == 1


def test_joined_deletions_count_one_by_one() -> None:
    gold: list[GoldBead] = [((0,), ()), ((1,), ()), ((2,), (0,))]
    assert evaluate([(gold, [((0, 1), ()), ((2,), (0,))])]).strict.f1 == 1


def test_nothing_scores_zero() -> None:
    assert evaluate([]).strict.f1 == 0


def test_beads_are_read_with_further_columns_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.beads"
    path.write_bytes(b"\xef\xbb\xbf0,1\t0\t0.9\r\n\n2\t\n\t1\n")
    assert read_beads(path) == [((0, 1), (0,)), ((2,), ()), ((), (1,))]


def test_what_is_no_bead_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.beads"
    path.write_text("0\t0\nzero\tone\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.beads:2: not a bead"):
        read_beads(path)
    path.write_bytes(b"0\t0\n\xff")
    with pytest.raises(InputError, match="byte 4"):
        read_beads(path)
    with pytest.raises(InputError, match="missing"):
        read_beads(tmp_path / "missing")
    for line in ("-1\t0", "1_0\t0", "0\t٣", f"{'9' * 20}\t0"):
        path.write_text(f"0\t0\n{line}\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"x\.beads:2: not a bead"):
            read_beads(path)
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no bead"):
        read_beads(path)


def test_what_makes_a_score_mean_little_is_told() -> None:
    gold: list[GoldBead] = [((0,), (0,)), ((1,), ()), ((2,), (1,))]
    assert list(doubts(gold, [((0,), (0,)), ((2,), (1,))])) == []
    told = list(doubts(gold, [((0,), (0,)), ((2,), (0, 1))]))
    assert told == ["the alignment has sentence 0 of the target in 2 beads"]
    told = list(doubts(gold, [((0,), (0,)), ((5,), (1,))]))
    assert told == ["the last sentence of the source is 2 in gold, 5 in the alignment: other sentences?"]


@st.composite
def beads(draw: st.DrawFn) -> list[GoldBead]:
    out: list[GoldBead] = []
    i = j = 0
    for a, b in draw(st.lists(st.sampled_from([(1, 1), (2, 1), (1, 2), (1, 0), (0, 1), (3, 2)]), max_size=8)):
        out.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    return out


@pytest.mark.skipif(not SCORER.exists(), reason="the independent scorer is not beside the project")
@given(st.lists(st.tuples(beads(), beads()), min_size=1, max_size=3))
def test_scores_equal_the_independent_scorer(documents: list[tuple[list[GoldBead], list[GoldBead]]]) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ours: Scores = evaluate(documents)
    plain, grouped = module.score(documents), module.score(documents, group=True)
    assert ours.strict.f1 == pytest.approx(plain["strict_f1"])
    assert ours.lax.f1 == pytest.approx(plain["lax_f1"])
    assert ours.within_group.f1 == pytest.approx(grouped["strict_f1"])

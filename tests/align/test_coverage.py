import polars as pl
import pytest

from songngu.align.coverage import lexicon_coverage, lexicon_scorers
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus.export.filters import FILTERS, parse_threshold, removed_by, scored

PAIRS = [
    ("nhà máy mở cửa sáng nay", "the factory opens its gate this morning"),
    ("kỹ sư kiểm tra đường ống nước", "engineers inspect the water pipes"),
    ("bệnh viện cần thêm thuốc giảm đau", "the hospital needs more painkillers"),
]


@pytest.fixture(scope="module")
def scorer():
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon
    return lexicon_coverage(lexicon)


def pairs(*rows, langs=("vi", "en")):
    """Return the rows as a frame, all of the languages ``langs``."""
    texts = {"source": [row[0] for row in rows], "target": [row[1] for row in rows]}
    return pl.LazyFrame(texts).with_columns(source_lang=pl.lit(langs[0]), target_lang=pl.lit(langs[1]))


def shares(scorer, *rows, langs=("vi", "en")):
    frame = pairs(*rows, langs=langs)
    found = scored(frame, [parse_threshold("coverage", {"coverage": scorer})]).select("score.coverage")
    whole = found.collect(engine="in-memory")
    assert found.collect(engine="streaming").equals(whole)
    return whole.to_series().to_list()


def test_renderings_are_covered_and_strangers_are_not(scorer):
    right = shares(scorer, *PAIRS)
    wrong = shares(scorer, *[(PAIRS[i][0], PAIRS[i - 1][1]) for i in range(len(PAIRS))])
    assert min(right) > 0.5
    assert max(wrong) < 0.2
    assert all(0 <= share <= 1 for share in right + wrong)


def test_rows_too_short_or_empty_have_no_score(scorer):
    assert shares(scorer, ("máy", "machine"), (None, ""), ("xyzzy qwerty", "…")) == [None, None, None]


def test_scores_do_not_depend_on_the_batch(scorer, monkeypatch):
    whole = shares(scorer, *PAIRS * 3)
    monkeypatch.setattr("songngu.align.coverage._ROWS", 2)
    assert shares(scorer, *PAIRS * 3) == whole


def test_it_stands_beside_the_filters_of_the_row(scorer):
    scorers = {**FILTERS, scorer.name: scorer}
    thresholds = [parse_threshold(given, scorers) for given in ("ratio", "coverage=0.3")]
    frame = pairs(PAIRS[0], (PAIRS[0][0], PAIRS[1][1]))
    assert scored(frame, thresholds).select(removed_by(thresholds)).collect().to_series().to_list() == [
        None,
        "coverage",
    ]


def test_the_other_direction_has_the_same_scores(scorer):
    other = [(target, source) for source, target in PAIRS]
    told = shares(scorer, *PAIRS)
    assert shares(lexicon_coverage(scorer.lexicon.reversed()), *other, langs=("en", "vi")) == told
    assert shares(scorer, *other, langs=("en-GB", "vie")) == told


def test_rows_of_other_languages_have_no_score_and_those_of_none_are_taken_for_the_lexicons(scorer):
    assert shares(scorer, *PAIRS, langs=("vi", "de")) == [None] * len(PAIRS)
    assert shares(scorer, *PAIRS, langs=("", None)) == shares(scorer, *PAIRS)
    frames = [pairs(PAIRS[0]), pairs(PAIRS[0][::-1], langs=("en", "vi")), pairs(PAIRS[0], langs=("fr", "en"))]
    found = scored(pl.concat(frames), [parse_threshold("coverage", {"coverage": scorer})]).collect()["score.coverage"]
    assert found[0] == found[1] > 0.5 and found[2] is None


def evidence(scorer, *rows, langs=("vi", "en")):
    """Return the mean and the sum of the evidence of rows."""
    scorers = lexicon_scorers(scorer.lexicon)
    thresholds = [parse_threshold(name, scorers) for name in ("evidence", "total-evidence")]
    found = scored(pairs(*rows, langs=langs), thresholds).select("score.evidence", "score.total-evidence").collect()
    return found.to_dict(as_series=False).values()


def test_evidence_speaks_for_renderings_and_against_strangers(scorer):
    for right in evidence(scorer, *PAIRS, ("máy", "machine")):
        assert min(right) > 0
    for wrong in evidence(scorer, *[(PAIRS[i][0], PAIRS[i - 1][1]) for i in range(len(PAIRS))]):
        assert max(wrong) < 0


def test_evidence_is_the_same_whichever_side_comes_first_and_none_without_words(scorer):
    turned = [list(each) for each in evidence(scorer, *[pair[::-1] for pair in PAIRS], langs=("en", "vi"))]
    assert turned == [list(each) for each in evidence(scorer, *PAIRS)]
    for none in evidence(scorer, ("", None), ("…", "123")):
        assert none == [None, None]
    for none in evidence(scorer, PAIRS[0], langs=("de", "fr")):
        assert none == [None]

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.align.lexicon import ibm, training
from songngu.align.lexicon.ibm import TrainingSide
from songngu.align.lexicon.training import train_lexicon
from songngu.align.text.tokens import units
from songngu.corpus.duplicates.stages import Stages
from songngu.corpus.errors import UsageError
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import spread_over

PAIRS = [
    ("con mèo ngủ", "the cat sleeps"),
    ("con chó ngủ 3 lần", "the dog sleeps 3 times"),
    ("con mèo ăn", "the cat eats"),
    ("con chó ăn", "the dog eats"),
    ("con mèo chạy", "the cat runs"),
    ("con chó chạy!", "the dog runs!"),
] * 3


def sets(side: TrainingSide) -> list[list[int]]:
    return [side.ids[a:b].tolist() for a, b in zip(side.starts[:-1], side.starts[1:], strict=True)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "ba", "7", "!", "đ"]), min_size=1, max_size=8), max_size=12),
    st.integers(1, 3),
    st.integers(1, 5),
    st.sampled_from(["vi", "en"]),
)
def test_units_are_numbered_as_defined(sentences: list[list[str]], least: int, chunk: int, lang: str) -> None:
    text = training._Text(lang)
    lengths, ids = text.numbered([" ".join(sentence) for sentence in sentences])
    text.add(lengths, ids, lengths > 0)
    words = Counter(word for sentence in sentences for word in sentence)
    pairs = Counter(unit for sentence in sentences for unit in units(sentence, lang)[len(sentence) :])
    expected = sorted(w for w, n in words.items() if n >= least)
    expected += sorted(p for p, n in pairs.items() if n >= 2 * least)
    index = {unit: k for k, unit in enumerate(expected)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "_CHUNK", chunk)
        found = training._Numbered(text, least)
        assert found.units == expected
        assert sets(found.conditions) == [sorted({index[u] for u in units(s, lang) if u in index}) for s in sentences]
        assert sets(found.outcomes) == [[index[w] for w in s if w in index] for s in sentences]


@pytest.mark.slow
def test_two_processes_train_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    one = train_lexicon(PAIRS, "vi", "en")
    monkeypatch.setattr(training, "_SMALL", 0)
    two = train_lexicon(PAIRS, "vi", "en", spread=spread_over(LocalRunner(2)))
    for name in ("forward", "backward"):
        np.testing.assert_array_equal(getattr(one, name).toarray(), getattr(two, name).toarray())
    assert one.source.units == two.source.units
    np.testing.assert_array_equal(one.target.ease, two.target.ease)


@pytest.mark.parametrize("links", [10**9, 40, 1])
def test_tasks_train_what_one_process_does(links: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = train_lexicon(PAIRS, "vi", "en")
    monkeypatch.setattr(ibm, "_LINKS_A_TASK", links)
    stages = Stages(tmp_path)
    for _ in range(2):  # the second time all tasks are done
        two = train_lexicon(PAIRS, "vi", "en", stages=stages)
        for name in ("forward", "backward"):
            np.testing.assert_allclose(getattr(one, name).toarray(), getattr(two, name).toarray(), atol=1e-5)
        assert (one.source.units, one.target.units) == (two.source.units, two.target.units)
        np.testing.assert_allclose(one.target.ease, two.target.ease, atol=1e-5)


def test_pairs_without_words_are_left_out() -> None:
    lexicon = train_lexicon([*PAIRS, ("…", "dots"), ("x", "")], "vi", "en")
    assert lexicon.sentences == len(PAIRS)
    assert "con_mèo" in lexicon.source.index
    assert "3" in lexicon.source.index
    with pytest.raises(UsageError, match="no sentence pairs"):
        train_lexicon([("x", "")], "vi", "en")

import sys

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.vocabulary import train_vocabulary

WORDS = [
    first + rest for first in ("b", "ch", "đ", "m", "r", "s", "tr") for rest in ("ưa", "ơi", "òng", "iến", "uốt", "ày")
]
ROWS = from_rows(
    [
        {
            "source": " ".join(WORDS[place::7]),
            "target": f"It rained\nfor {place} {WORDS[-place][0]}ays and nights on end.",
        }
        for place in range(1, 40)
    ]
).lazy()


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
def test_a_vocabulary_is_trained_on_both_sides(kind):
    sentencepiece = pytest.importorskip("sentencepiece")
    found = train_vocabulary(ROWS, ("source", "target"), 60, kind)
    assert found == train_vocabulary(ROWS, ("source", "target"), 60, kind)
    assert found.pieces.count("\n") == 60
    processor = sentencepiece.SentencePieceProcessor(model_proto=found.model)
    assert processor.decode(processor.encode("trưa mưa for 3 days.")) == "trưa mưa for 3 days."


def test_one_side_alone_does_not_know_the_other():
    pytest.importorskip("sentencepiece")
    assert "ờ" not in train_vocabulary(ROWS, ("target",), 40, "bpe").pieces


def test_what_cannot_be_trained_is_told(monkeypatch):
    pytest.importorskip("sentencepiece")
    with pytest.raises(UsageError, match="no vocabulary of 90,000 pieces"):
        train_vocabulary(ROWS, ("source",), 90_000, "unigram")
    with pytest.raises(UsageError, match="no vocabulary"):
        train_vocabulary(ROWS.clear(), ("source",), 100, "unigram")
    monkeypatch.setitem(sys.modules, "sentencepiece", None)
    with pytest.raises(UsageError, match="extra `mt`"):
        train_vocabulary(ROWS, ("source",), 100, "unigram")

"""Vocabularies: models of subwords by SentencePiece (Kudo and Richardson 2018), trained on the rows of a corpus."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from songngu.corpus.bitext import batches
from songngu.corpus.errors import UsageError

_LARGEST = 10_000_000
"""Texts that a model is trained on at most: SentencePiece holds them in memory, and draws from more."""


@dataclass(frozen=True, slots=True)
class SubwordModel:
    """A trained model: the bytes of its file, and its pieces with their scores, one a line."""

    model: bytes
    pieces: str


def train_vocabulary(rows: pl.LazyFrame, sides: tuple[str, ...], size: int, kind: str) -> SubwordModel:
    """Train a model of ``size`` pieces on the texts of some sides; ``kind`` is ``unigram`` or ``bpe``.

    Raises UsageError where the extra `mt` is not there, or the texts are too few for so many pieces.
    """
    try:
        import sentencepiece
    except ImportError:
        hint = "python -m pip install 'songngu[mt]'"
        raise UsageError("a vocabulary is trained with the extra `mt`", hint=hint) from None
    trained = io.BytesIO()
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=_texts(rows, sides), model_writer=trained, vocab_size=size, model_type=kind,
            character_coverage=1.0, num_threads=1, input_sentence_size=_LARGEST, shuffle_input_sentence=False,
            minloglevel=2,
        )  # fmt: skip
    except (RuntimeError, OSError) as error:
        reason = str(error).strip().splitlines()[-1].rpartition("] ")[2]
        raise UsageError(f"no vocabulary of {size:,} pieces can be trained: {reason}") from None
    processor = sentencepiece.SentencePieceProcessor(model_proto=trained.getvalue())
    numbers = range(processor.get_piece_size())
    pieces = "".join(f"{processor.id_to_piece(number)}\t{processor.get_score(number):g}\n" for number in numbers)
    return SubwordModel(trained.getvalue(), pieces)


def _texts(rows: pl.LazyFrame, sides: tuple[str, ...]) -> Iterator[str]:
    for batch in batches(rows.select(sides)):
        for row in batch.iter_rows():
            yield from (line for text in row if text for line in text.splitlines() if line.strip())

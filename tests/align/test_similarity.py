import numpy as np
import pytest

from songngu.align import similarity
from songngu.align.encoder import CallableEncoder
from songngu.align.similarity import ENCODER
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, removed_by, scored, threshold_of


def by_first_letter(sentences):
    return np.eye(128, dtype=np.float32)[[ord(sentence[0]) for sentence in sentences]]


def test_rows_whose_sides_are_far_from_each_other_are_removed(monkeypatch):
    encoder = CallableEncoder(by_first_letter)
    encoder.languages = frozenset({"de", "en"})
    monkeypatch.setattr(similarity, "load_encoder", lambda name: encoder)
    langs = {"source_lang": "de", "target_lang": "en"}
    rows = [{"source": "ab", "target": target, **langs} for target in ("abc", "b", " ")]
    rows.append({"source": "ab", "target": "ab", "source_lang": "vi", "target_lang": "en"})
    asked = threshold_of("encoder", "mine", all_filters({"encoder": ENCODER}))
    found = scored(from_rows(rows).lazy(), [asked]).with_columns(removed_by([asked])).collect()
    assert found["score.encoder"].to_list() == [1.0, 0.0, None, None]
    assert found["removed_by"].to_list() == [None, "encoder", None, None]
    assert asked.recorded() == {"least": 0.5, "most": None, "by": "mine"}
    assert scored(from_rows(rows[2:]).lazy(), [asked]).collect()["score.encoder"].to_list() == [None, None]


def test_an_encoder_that_is_not_there():
    with pytest.raises(UsageError):
        threshold_of("encoder", "no-such-encoder-anywhere", all_filters({"encoder": ENCODER}))

import numpy as np
import pytest

from songngu.align.lexicon.layers import IdentityLayer, LexiconLayer, NameLayer, combined, table_of
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.align.score.comparison import explain
from songngu.align.text.tokenised import TokenisedText, prepare, select

PAIR = (
    prepare(["Trần Minh Viễn sống ở Chiết Giang.", "Mô hình Crane-2 có 12 kỹ sư."], "vi"),
    prepare(["Chen Mingyuan lives in Zhejiang.", "The Crane-2 model has 12 engineers."], "en"),
)


def cell(table: object, rows: tuple[str, ...], columns: tuple[str, ...], given: str, wanted: str) -> float:
    return float(table[rows.index(given), columns.index(wanted)])  # type: ignore[index]


def test_names_explain_each_other_both_ways() -> None:
    source, target = PAIR
    forward, backward = NameLayer().forward(source, target), NameLayer().backward(source, target)
    assert cell(forward, source.units, target.words, "minh_viễn", "mingyuan") > 0.6
    assert cell(forward, source.units, target.words, "trần", "chen") > 0.6
    assert cell(forward, source.units, target.words, "chiết_giang", "zhejiang") > 0.6
    assert cell(backward, target.units, source.words, "zhejiang", "giang") > 0.6
    assert NameLayer().forward(target, source).nnz == 0


def test_identity_is_telling_for_numbers_and_unknown_words() -> None:
    source, target = PAIR
    table = IdentityLayer(shipped_lexicon("vi", "en")).forward(source, target)
    assert cell(table, source.units, target.words, "12", "12") == pytest.approx(0.9)
    assert cell(table, source.units, target.words, "crane", "crane") == pytest.approx(0.9)


def test_layers_are_combined_by_their_maximum_below_certainty() -> None:
    source, target = PAIR
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon is not None
    layers = [LexiconLayer(lexicon), IdentityLayer(lexicon), NameLayer()]
    forward, backward = explain(source, target, layers)
    for layer in layers:
        assert (layer.forward(source, target).minimum(0.95) - forward).max() <= 1e-6
        assert (layer.backward(source, target).minimum(0.95) - backward).max() <= 1e-6
    assert combined([table_of([(0, 0, 0.5)], 1, 1), table_of([(0, 0, 1.0)], 1, 1)])[0, 0] == pytest.approx(0.95)


def test_a_word_nobody_knows_has_no_lexicon_row() -> None:
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon is not None
    assert LexiconLayer(lexicon).forward(prepare(["qqqq"], "vi"), prepare(["wwww"], "en")).nnz == 0


def test_selected_sentences_keep_the_numbers_of_words() -> None:
    side: TokenisedText = PAIR[0]
    part = select(side, [1])
    assert part.texts == side.texts[1:]
    assert part.words == side.words
    np.testing.assert_array_equal(part.counts.toarray(), side.counts.toarray()[1:])
    assert select(side, [0, 1]) is side

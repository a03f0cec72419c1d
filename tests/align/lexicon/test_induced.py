"""Lexicons induced from the documents."""

from songngu.align.lexicon.induced import InducedLayer
from songngu.align.text.tokenised import prepare


def cell(table: object, rows: tuple[str, ...], columns: tuple[str, ...], given: str, wanted: str) -> float:
    return float(table[rows.index(given), columns.index(wanted)])  # type: ignore[index]


def test_induced_probabilities_are_discounted() -> None:
    source = prepare(["ein Hund bellt", "ein Hund schläft", "eine Katze schläft"], "de")
    target = prepare(["un chien aboie", "un chien dort", "un chat dort"], "fr")
    layer = InducedLayer([(source, target, [((k,), (k,)) for k in range(3)])])
    table = layer.forward(source, target)
    hund = cell(table, source.units, target.words, "hund", "chien")
    assert hund == max(cell(table, source.units, target.words, "hund", word) for word in target.words)
    assert hund < 0.7
    assert layer.backward(source, target).shape == (len(target.units), len(source.words))

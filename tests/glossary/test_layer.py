from songngu.align.aligner import Aligner
from songngu.align.lexicon.layers import Layer
from songngu.align.text.tokenised import prepare
from songngu.glossary.concept import Concept, Glossary, MatchMode, Status, Term
from songngu.glossary.layer import GlossaryLayer

GLOSSARY = Glossary(
    (
        Concept("ai", (Term("trí tuệ nhân tạo", "vi"), Term("artificial intelligence", "en", forms=("AI",)))),
        Concept("ink", (Term("mực", "vi"), Term("ink", "en"), Term("dye", "en", Status.FORBIDDEN))),
        Concept("no", (Term(r"\d", "vi", match=MatchMode.REGEX), Term("—", "en"))),
    )
)


def cells(layer: GlossaryLayer, vi: str, en: str) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    source, target = prepare([vi], "vi"), prepare([en], "en")
    forward, backward = layer.forward(source, target).tocoo(), layer.backward(source, target).tocoo()
    assert forward.shape == (len(source.units), len(target.words))
    assert backward.shape == (len(target.units), len(source.words))
    there = {
        (source.units[i], target.words[j]): round(float(p), 2)
        for i, j, p in zip(forward.row, forward.col, forward.data, strict=True)
    }
    back = {
        (target.units[i], source.words[j]): round(float(p), 2)
        for i, j, p in zip(backward.row, backward.col, backward.data, strict=True)
    }
    return there, back


def test_terms_become_probabilities() -> None:
    layer: Layer = GlossaryLayer(GLOSSARY, "vi", "en")
    assert isinstance(layer, GlossaryLayer)
    there, back = cells(layer, "Mực và trí tuệ nhân tạo", "Ink, dye, AI and artificial intelligence")
    assert there[("mực", "ink")] == 0.9
    assert there[("nhân_tạo", "ai")] == 0.9
    assert {p for (unit, word), p in there.items() if word.startswith(("artifici", "intellig"))} == {0.45}
    assert not any(unit == "nhân" or word == "dye" for unit, word in there)
    assert back[("ink", "mực")] == 0.9
    assert back[("ai", "tuệ")] == 0.23 or back[("ai", "tuệ")] == 0.22


def test_words_the_glossary_does_not_know() -> None:
    there, back = cells(GlossaryLayer(GLOSSARY, "vi", "en"), "bút", "pen")
    assert there == back == {}


def test_the_aligner_takes_it() -> None:
    aligner = Aligner.shipped("vi", "en", extra=(GlossaryLayer(GLOSSARY, "vi", "en"),))
    assert isinstance(aligner.layers[-1], GlossaryLayer)

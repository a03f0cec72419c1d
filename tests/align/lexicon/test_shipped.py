from songngu.align.lexicon.layers import LexiconLayer, MirroredLayer
from songngu.align.lexicon.shipped import shipped_layers


def test_the_lexicon_comes_first_in_both_directions() -> None:
    assert isinstance(shipped_layers("vi", "en")[0], LexiconLayer)
    assert isinstance(shipped_layers("en", "vi")[0], MirroredLayer)


def test_other_languages_have_no_lexicon_but_spelling_and_seeds() -> None:
    assert [type(layer).__name__ for layer in shipped_layers("de", "fr")] == [
        "CognateLayer",
        "SeedLayer",
        "IdentityLayer",
        "NameLayer",
    ]
    assert "ReadingLayer" in [type(layer).__name__ for layer in shipped_layers("vi", "zh")]

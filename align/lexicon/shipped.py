"""What songngu itself knows of the words of two languages, as layers."""

from __future__ import annotations

from songngu.align.lexicon.cognates import CognateLayer
from songngu.align.lexicon.layers import IdentityLayer, Layer, LexiconLayer, NameLayer, mirrored
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.align.lexicon.readings import READ, ReadingLayer
from songngu.align.lexicon.seeds import SeedLayer, has_seeds
from songngu.corpus.language.tags import base_language


def is_turned(source_lang: str, target_lang: str) -> bool:
    """Return whether a pair of languages stands the other way round than it is aligned in.

    Every pair is aligned in one direction, from Vietnamese (as the weights were trained) or else from the first by the
    alphabet, so that exchanging source and target gives the mirrored alignment, whatever the score.
    """
    source, target = base_language(source_lang), base_language(target_lang)
    return (target != "vi", target) < (source != "vi", source)


def shipped_layers(source_lang: str, target_lang: str) -> tuple[Layer, ...]:
    """Return the shipped lexicon, where there is one, with what is told by spelling, readings and identity."""
    if is_turned(source_lang, target_lang):
        return mirrored(shipped_layers(target_lang, source_lang))
    lexicon = shipped_lexicon(source_lang, target_lang)
    langs = {base_language(source_lang), base_language(target_lang)}
    layers: list[Layer] = [LexiconLayer(lexicon)] if lexicon else []
    if langs != {"vi", "en"}:
        layers.append(CognateLayer())
        if all(map(has_seeds, langs)):
            layers.append(SeedLayer())
    if "vi" in langs and langs & READ:
        layers.append(ReadingLayer())
    return (*layers, IdentityLayer(lexicon), NameLayer())

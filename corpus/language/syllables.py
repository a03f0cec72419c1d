"""Vietnamese syllables: which strings of letters the orthography allows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
uy uya uych uyên uyêt uynh uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""
_RHYME_SET = frozenset(_RHYMES.split())
_ONSETS_LONGEST_FIRST = (*sorted(_ONSETS.split(), key=len, reverse=True), "")
_AFTER_QU = frozenset({"ych", "ynh", "yp", "yt"})
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_SHARP_OR_HEAVY = ("\u0301", "\u0323")


def onset_and_rhyme(plain: str) -> tuple[str, str] | None:
    """Return the consonants a syllable starts with and the rest of it; None for what is spelt as no syllable.

    ``plain`` is in lower case, in NFC and without its tone mark. The i of ``gia``, the u of ``qua`` are of the onset.
    """
    for onset in _ONSETS_LONGEST_FIRST:
        rhyme = plain[len(onset) :]
        if plain.startswith(onset) and (rhyme in _RHYME_SET or (onset == "qu" and rhyme in _AFTER_QU)):
            return onset, rhyme
    return None


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Tell whether ``word`` is spelt as a Vietnamese syllable may be, in any case and Unicode form.

    A syllable that ends in a stop (c, ch, p, t) carries the sharp or the heavy tone, as the orthography wants; one
    without any tone mark passes, being a word of another language as often as a slip.
    """
    loose = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(loose)
    plain = unicodedata.normalize("NFC", _TONE.sub("", loose))
    if len(tones) > 1 or onset_and_rhyme(plain) is None:
        return False
    return not tones or tones[0] in _SHARP_OR_HEAVY or not _STOPPED.search(plain)

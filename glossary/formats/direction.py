"""Which column of a list of terms is in which language, told by the terms themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from songngu.corpus.language.tags import base_language

# Letters that no other language in Latin script has (ê, ô, à and the like are French, too).
_VIETNAMESE = re.compile("[ăđơưảạắằẳẵặấầẩẫậẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỳỵỷỹ]", re.IGNORECASE)
_MARKED = re.compile("[à-ýăđĩũơưạ-ỹ]", re.IGNORECASE)
_SURE = 0.2


def oriented(pairs: Iterable[tuple[str, str]], langs: tuple[str, str]) -> tuple[str, str]:
    """Return the languages of the first and second terms: ``langs``, or these exchanged where the terms say so.

    Told where one of the languages is Vietnamese, by its letters.
    """
    known = list(pairs)
    places = [i for i, lang in enumerate(langs) if base_language(lang) == "vi"]
    if len(places) != 1 or not known:
        return langs
    letters = _MARKED if base_language(langs[1 - places[0]]) == "en" else _VIETNAMESE
    first, second = (sum(bool(letters.search(pair[i])) for pair in known) / len(known) for i in (0, 1))
    ours, theirs = (first, second) if places == [0] else (second, first)
    return langs[::-1] if theirs > ours and theirs >= _SURE else langs

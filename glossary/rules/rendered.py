"""Whether a segment has been rendered at all: term and number rules are silent where it has not, SEG says it once."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|`[^`]*`")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9àáãèéìíĩòóõùúũýÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ]")
_FEW = 3


def is_rendered(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """Tell whether both sides have text and the target is not simply the source, or still in its language."""
    ours, theirs = source.strip(), target.strip()
    return bool(ours and theirs) and ours != theirs and not is_untranslated(source, target, source_lang, target_lang)


def is_untranslated(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """Tell whether the target is in the language of the source: the source itself, or for the most part its words."""
    if source_lang == target_lang or not target.strip() or not source.strip():
        return False
    if not (source_lang.startswith("vi") and not target_lang.startswith("vi")):
        return source.split() == target.split() and len(words(target)) > _FEW
    if not _VIETNAMESE.search(target):
        return False
    theirs = words(target)
    foreign = sum(map(bool, map(_VIETNAMESE.search, theirs)))
    if source.split() == target.split():
        return foreign > 0 and len(theirs) >= _FEW and 2 * foreign >= len(theirs) and not _is_name(theirs)
    # Names may well stay as they are in a text that is rendered: only other words tell its language.
    plain = [word for word in theirs if word.islower()]
    foreign = sum(map(bool, map(_VIETNAMESE.search, plain)))
    return foreign >= _FEW and 2 * foreign >= len(plain) and _shared(source, plain) >= 0.6


def _is_name(found: list[str]) -> bool:
    """Tell whether every word begins with a capital: a person's name may stay as it is."""
    return len(found) <= 4 and all(word[0].isupper() for word in found)


def _shared(source: str, theirs: list[str]) -> float:
    ours = {word.casefold() for word in words(source)}
    return sum(word.casefold() in ours for word in theirs) / len(theirs)


def words(text: str) -> list[str]:
    """Return the words of a text, those of addresses and inline code aside."""
    return _WORD.findall(_ADDRESS.sub(" ", text) if ("/" in text or "@" in text or "`" in text) else text)


def is_vietnamese(word: str) -> bool:
    """Tell whether a word has a letter or mark of the Vietnamese alphabet that English lacks."""
    return bool(_VIETNAMESE.search(word))


def leftover(source: str, target: str) -> list[tuple[int, int]]:
    """Return the runs of Vietnamese words in a target of another language that stand in the source too."""
    if not _VIETNAMESE.search(target):
        return []
    ours = {found[0].casefold() for found in _WORD.finditer(source)}
    runs: list[list[re.Match[str]]] = []
    end = -2
    for found in _WORD.finditer(target):
        if found[0].casefold() in ours and (is_vietnamese(found[0]) or end == found.start() - 1):
            if end == found.start() - 1:
                runs[-1].append(found)
            else:
                runs.append([found])
            end = found.end()
        else:
            end = -2
    marks = []
    for run in runs:
        while not is_vietnamese(run[-1][0]):
            run.pop()
        marks.append((run[0].start(), run[-1].end()))
    return marks

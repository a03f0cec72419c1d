"""The verdict on two texts."""

from songngu.corpus.language.numerals import (
    NumberSeverity,
    compare_numerals,
)


def verdict(source: str, target: str, source_lang: str = "vi", target_lang: str = "en") -> str:
    found = compare_numerals(source, target, source_lang, target_lang)
    worst = "error" if any(each.severity is NumberSeverity.ERROR for each in found) else "warn" if found else "ok"
    return " ".join([worst, *sorted({each.rule for each in found})])

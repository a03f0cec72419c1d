"""The marks of a target."""

import pytest

from tests.glossary.rules.checked import check, marked, rules


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Trời mưa.", "It rains", ["PUN001"]),
        ("Trời mưa?", "Does it rain.", ["PUN001"]),
        ("Trời mưa", "It rains.", ["PUN001"]),
        ("“Trời mưa.”", "“It rains.”", []),
        ("Trời mưa:", "It rains.", []),
        ("Trời mưa…", "It rains.", []),
        ("Trời mưa", "It rains", []),
        ("Mưa (to.", "It rains (a lot.", []),
        ("Mưa (to).", "It rains) a lot.", ["PUN002"]),
        ("Mưa to", "a) It rains :)", ["PUN001", "PUN003"]),
        ("Mưa, to.", "It rains , a lot.", ["PUN003"]),
        ("Mưa (to).", "It rains ( a lot ).", ["PUN003", "PUN003"]),
        ("Mưa, to.", "It rains,a lot.", ["PUN003"]),
        ("Mưa, to.", "It rains,  a lot.", ["PUN004"]),
        ("Gõ a , b.", "Type `a , b`.", []),
        ("Có 1,5 m.", "It has 1.5 m.", []),
    ],
)
def test_punctuation(source: str, target: str, found: list[str]) -> None:
    assert rules((source, target), select="PUN") == found


def test_spaces_are_fixed_in_their_place() -> None:
    found = check(("Mưa, to, lâu.", "It rains , a lot,long,  so long."), select="PUN")
    assert [(marked(f), f.fix.replacement if f.fix else None) for f in found] == [(" ", ""), (",", ", "), ("  ", " ")]
    assert rules(("Il pleut !", "Il pleut !"), select="PUN003", target_lang="fr") == []


def test_marks_of_other_languages() -> None:
    def told(target: str, lang: str, source: str = "The “boat” leaves. It rains.") -> list[str]:
        return rules((source, target), select="PUN", source_lang="en", target_lang=lang)

    assert told("नाव निकलती है। बारिश होती है।", "hi") == []
    assert told("เรือออก ฝนตก", "th") == []
    assert told("Лодка „уходит“. Дождь.", "ru") == []
    assert told("Лодка „уходит. Дождь.", "ru") == ["PUN002"]
    assert told("La « barque part. Il pleut.", "fr") == ["PUN002"]
    assert told("La « barque part. Il pleut.", "fr", "The “boat leaves. It rains.") == []
    assert told("هل تمطر؟", "ar", "Does it rain?") == []

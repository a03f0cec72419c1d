import pytest

from songngu.glossary.rules.keys import other_keys


@pytest.mark.parametrize(
    ("source", "target", "changed"),
    [
        ("Ctrl S", "Ctrl V", [("S", "V")]),
        ("Ctrl S", "Control s", []),
        ("F5", "F6", [("F5", "F6")]),
        ("Ctrl S", "S Ctrl", []),
        ("Enter", "Entrée", []),
        ("Esc", "Enter", [("Esc", "Enter")]),
        ("Esc", "Ctrl C", []),
    ],
)
def test_keys_that_became_others(source: str, target: str, changed: list[tuple[str, str]]) -> None:
    ours, theirs = (
        [(at, at + len(word)) for word in text.split() if (at := text.index(word)) >= 0] for text in (source, target)
    )
    found = [(source[slice(*one)], target[slice(*other)]) for one, other in other_keys(source, target, ours, theirs)]
    assert found == changed

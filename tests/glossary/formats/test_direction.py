"""Which column is in which language."""

from pathlib import Path

from tests.glossary.formats.tables_read import read, shown


def test_the_languages_at_hand_hold_where_letters_tell_nothing(tmp_path: Path) -> None:
    glossary = read(tmp_path, "encre\tink\n", "g.txt", ("fr", "en")).glossary
    assert shown(glossary) == [("fr", "preferred", "encre"), ("en", "preferred", "ink")]
    assert next(iter(read(tmp_path, "ferry\tphà\n", "h.txt").glossary)).preferred("vi") == "phà"
    glossary = read(tmp_path, "ink\tmực\n", "g.txt", ("en", "vi")).glossary
    assert shown(glossary) == [("en", "preferred", "ink"), ("vi", "preferred", "mực")]

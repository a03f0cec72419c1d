"""Terms over a whole run."""

from tests.glossary.rules.checked import check, marked


def test_source_words_left() -> None:
    def left(target: str) -> list[tuple[str, str]]:
        source = "Chị Mận bán bánh khọt ở chợ cá."
        return [(marked(f), f.severity.value) for f in check((source, target), select="TRM007")]

    assert left("Man sells bánh khọt at the fish market.") == [("bánh khọt", "error")]
    assert left("Man sells “bánh khọt” at the fish market.") == [("bánh khọt", "info")]
    assert left("Man sells cakes at the chợ.") == [("chợ", "warning")]
    assert left("Mận sells cakes.") == []


def test_names_in_several_renderings() -> None:
    found = check(
        ("Trần Minh Viễn đến.", "Chen Mingyuan came."),
        ("Trần Minh Viễn đi.", "Chen Mingyuan went."),
        ("Trần Minh Viễn ở lại.", "Tran Minh Vien stayed."),
        select="TRM006",
    )
    assert [marked(f) for f in found] == ["Tran Minh Vien"]
    assert "“Chen Mingyuan” in 2 other segments for “Trần Minh Viễn”" in found[0].message

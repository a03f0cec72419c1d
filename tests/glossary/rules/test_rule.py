"""What a rule is."""

from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.glossary.rules.rule import Row, marked_as_code, silent


def test_a_row_is_equal_to_itself_alone() -> None:
    one, other = (Row("Trời mưa.", "It rains.", "vi", "en") for _ in range(2))
    assert one == one != other
    assert len({one, other}) == 2


def test_a_row_knows_whether_it_was_rendered() -> None:
    assert Row("Trời mưa to.", "It rains hard.", "vi", "en").rendered
    row = Row("Hôm nay trời mưa to quá.", "Hôm nay trời mưa to lắm.", "vi", "en")
    assert (row.rendered, row.untranslated) == (False, True)


def test_code_is_what_the_document_sets_so() -> None:
    markup = [Markup(MarkupKind.CODE, "x", Span(0, 3)), Markup(MarkupKind.LINK, "y", Span(4, 6))]
    assert marked_as_code(markup) == (Span(0, 3),)
    assert Row("a", "b", "vi", "en", source_markup=markup).source_code == (Span(0, 3),)
    assert list(silent(Row("a", "b", "vi", "en"))) == []

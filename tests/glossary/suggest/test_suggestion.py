import pytest

from songngu.glossary.concept import Concept, ConceptKind, Glossary, Status, Term
from songngu.glossary.suggest import Proposal, suggest
from tests.glossary.suggest.rows import ROWS, by_form


def test_names_and_terms() -> None:
    found = by_form(suggest(ROWS, ("vi", "en"), least=0.05))
    assert found["Lương Văn Phong"] is found["Liang Wenfeng"]
    assert found["Trạm Giang"].target == ("Zhanjiang",)
    assert found["DeepSeek"].kind is ConceptKind.NAME
    assert found["khung cửi điện"] is found["electric looms"]
    assert found["Lương Văn Phong"].rows[:2] == (0, 1)


def test_a_part_of_a_name_is_a_form_of_it() -> None:
    found = by_form(suggest(ROWS, ("vi", "en"), least=0.05))
    assert found["Văn Phong"] is found["Lương Văn Phong"]


def test_the_other_direction() -> None:
    turned = suggest([(b, a) for a, b in ROWS], ("en", "vi"), least=0.05)
    assert turned.langs == ("en", "vi")
    assert by_form(turned)["Trạm Giang"].source == ("Zhanjiang",)


def test_both_directions_propose_the_same() -> None:
    rows = [
        *ROWS,
        ("Làng nghề sống nhờ đổi mới.", "The village of crafts lives by innovation."),
        ("Sự đổi mới của họ khiến thợ dệt vui.", "Their innovation pleased the weavers."),
        ("Không ai sợ đổi mới.", "Nobody fears innovation."),
    ]
    there = suggest(rows, ("vi", "en"), least=0.03)
    back = suggest([(b, a) for a, b in rows], ("en", "vi"), least=0.03)
    assert back == there.mirrored() and back.langs == ("en", "vi")
    assert by_form(back)["đổi mới"].source == ("innovation",)


def test_what_both_sides_write_alike_stands_last() -> None:
    proposals = suggest(ROWS, ("vi", "en"), least=0.05).proposals
    alike = [each.source[0] == each.target[0] for each in proposals]
    assert any(alike) and alike == sorted(alike)
    rest = [each.probability for each in proposals if each.source[0] != each.target[0]]
    assert rest == sorted(rest, reverse=True)


def test_other_languages() -> None:
    rows = [("Der Webstuhl von Hinterberg ist laut.", "Le métier de Hinterberg est bruyant.")] * 2 + [
        ("Hinterberg liegt im Tal.", "Hinterberg est dans la vallée."),
        ("Das Tal ist tief.", "La vallée est profonde."),
    ]
    found = suggest(rows, ("de", "fr"), least=0.05)
    assert by_form(found)["Hinterberg"].target == ("Hinterberg",)


@pytest.mark.parametrize("rows", [[], [("", "x")], ROWS[:1]])
def test_too_little_gives_nothing_and_says_why(rows: list[tuple[str, str]]) -> None:
    found = suggest(rows, ("vi", "en"))
    assert found.proposals == ()
    assert found.notes


def test_what_the_glossary_holds_is_left_out_and_what_contradicts_it_told() -> None:
    def concept(id: str, vi: str, en: str) -> Concept:
        return Concept(id, (Term(vi, "vi"), Term(en, "en")), kind=ConceptKind.NAME)

    glossary = Glossary((concept("a", "DeepSeek", "DeepSeek"), concept("b", "Trạm Giang", "Tram Giang City")))
    found = suggest(ROWS, ("vi", "en"), glossary=glossary, least=0.05)
    assert not {"DeepSeek", "Trạm Giang"} & by_form(found).keys()
    assert [(each.concept, each.proposal.target) for each in found.contradictions] == [("b", ("Zhanjiang",))]


def test_the_same_twice() -> None:
    assert suggest(ROWS, ("vi", "en"), least=0.0) == suggest(ROWS, ("vi", "en"), least=0.0)


def test_a_proposal_as_a_concept() -> None:
    each = Proposal(("a", "b"), ("x",), ConceptKind.NAME, 0.5, 2, (0,))
    assert {term.status for term in each.concept("s1", ("vi", "en")).terms} == {Status.PROPOSED}
    accepted = each.concept("s1", ("vi", "en"), None)
    assert [(term.text, str(term.status)) for term in accepted.terms] == [
        ("a", "preferred"), ("b", "admitted"), ("x", "preferred"),
    ]  # fmt: skip


def test_a_name_spelt_by_ear_is_found() -> None:
    rows = [
        ("Bà Lan bay tới Oa-sinh-tơn hôm thứ hai.", "Mrs Lan flew to Washington on Monday."),
        ("Ở Oa-sinh-tơn có nhiều bảo tàng.", "There are many museums in Washington."),
        *ROWS,
    ]
    assert by_form(suggest(rows, ("vi", "en"), least=0.05))["Oa-sinh-tơn"].target == ("Washington",)
    turned = suggest([(b, a) for a, b in rows], ("en", "vi"), least=0.05)
    assert by_form(turned)["Oa-sinh-tơn"].source == ("Washington",)

from collections import Counter

from songngu.glossary.concept import ConceptKind
from songngu.glossary.suggest.pairing import Seen
from songngu.glossary.suggest.proposal import ScoredPair, joined


def scored(
    source: str, target: str, probability: float, count: int = 2, capitals: int = 0, free: float = 1.0
) -> ScoredPair:
    seen = Seen(count, capitals=capitals, source=Counter({source: count}), target=Counter({target: count}), rows=[0])
    key = tuple(source.lower().split()), tuple(target.lower().split())
    return ScoredPair(key, seen, probability, free)


def test_two_spellings_of_one_name_are_one_concept_and_inconsistent() -> None:
    (found,) = joined([scored("Ngô Xuyên", "Wuchuan", 0.9, 5, 5), scored("Vũ Xuyên", "Wuchuan", 0.8, 2, 2)])
    assert (found.source, found.target) == (("Ngô Xuyên", "Vũ Xuyên"), ("Wuchuan",))
    assert found.kind is ConceptKind.NAME
    assert found.inconsistent
    assert found.count == 7


def test_a_rendering_seen_once_in_twenty_is_noise() -> None:
    (found,) = joined([scored("mực", "ink", 0.9, 40), scored("mực", "squid", 0.8, 1)])
    assert found.target == ("ink",)


def test_short_forms_belong_to_what_they_shorten() -> None:
    (found,) = joined([scored("LLM", "LLM", 0.9, 3, 3), scored("mô hình ngôn ngữ lớn", "large language model", 0.5)])
    assert found.target == ("LLM", "large language model")


def test_what_hardly_stands_alone_is_left_out() -> None:
    found = joined(
        [
            scored("đầu tư định lượng", "quantitative investing", 0.9),
            scored("định lượng", "quantitative", 0.5, free=0.0),
        ]
    )
    assert len(found) == 1


def test_terms_in_lower_case_where_they_are_ever() -> None:
    pair = scored("mã nguồn", "source code", 0.5)
    pair.seen.source["Mã nguồn"] = 9
    assert joined([pair])[0].source == ("mã nguồn",)


def test_a_plural_of_what_stands_on_both_sides_is_no_form() -> None:
    assert joined([scored("A100", "A100s", 0.5, capitals=2)])[0].target == ("A100",)

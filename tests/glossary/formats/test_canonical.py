"""The canonical form of a glossary."""

from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.glossary.concept import (
    Case,
    Concept,
    ConceptKind,
    ForbiddenScope,
    Glossary,
    MatchMode,
    Status,
    Term,
    UsageExample,
)
from songngu.glossary.formats.block import read_block
from songngu.glossary.formats.nodes import Nodes
from songngu.glossary.formats.yaml import dump, parse

SCALARS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip).filter(bool) | (
    st.sampled_from(
        ["no", "null", "~", "1984", "-x", "a: b", "a #b", "it's", "1:30", "[a]", "*", "x:", "đ", "é", "a\nb", "="]
    )
)


TERMS = st.builds(
    Term,
    SCALARS,
    st.sampled_from(["vi", "en"]),
    st.sampled_from(Status),
    st.sampled_from(Case),
    st.sampled_from([MatchMode.NAME, MatchMode.EXACT, MatchMode.INFLECTED]),
    st.sampled_from(ForbiddenScope),
    st.lists(SCALARS, max_size=2).map(tuple),
    st.lists(SCALARS, max_size=1).map(tuple),
    SCALARS,
    SCALARS,
    st.dictionaries(SCALARS, SCALARS, max_size=2).map(lambda extra: tuple(extra.items())),
)


CONCEPTS = st.builds(
    Concept,
    SCALARS,
    st.lists(TERMS, max_size=4).map(tuple),
    SCALARS,
    st.sampled_from(ConceptKind),
    SCALARS,
    st.dictionaries(SCALARS, SCALARS | st.just(""), max_size=2).map(lambda extra: tuple(extra.items())),
    SCALARS,
    st.lists(SCALARS, max_size=2).map(tuple),
    st.lists(SCALARS, max_size=1).map(tuple),
    st.lists(st.builds(UsageExample, st.just((("vi", "x"), ("en", "y"))), st.booleans()), max_size=2).map(tuple),
)


def same(one: Concept, other: Concept) -> bool:
    """Compare as YAML keeps them: NFC, languages and statuses sorted."""
    return dump(Glossary((one,))) == dump(Glossary((other,)))


@settings(max_examples=60, deadline=None)
@given(CONCEPTS)
def test_any_concept_is_written_and_read_back(concept: Concept) -> None:
    text = dump(Glossary((concept,)))
    read = parse(text, "g.yaml")[0].concepts[0]
    assert same(read, concept)
    full = Nodes(text, "g.yaml").value
    quick = read_block(text)
    assert quick is None or quick.value == full

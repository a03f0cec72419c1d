import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
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
from songngu.glossary.formats import read_glossary
from songngu.glossary.formats.block import read_block
from songngu.glossary.formats.nodes import Nodes
from songngu.glossary.formats.yaml import dump, parse

FILE = """\
# The house glossary.

# From the style sheet.
version: 1
concepts:
  # a poet
  - id: p2   # checked
    type: name
    terms:
      vi: [Tô Nhã, Nhã]
      en:
        # as she signs
        - Su Ya   # preferred
        - {text: To Nha, status: forbidden}   # typed bare
        - text: Ya
          status: preferred  # the usual, left out
    # what the note says
    note: >
      born in
      Huế
  - id: p1
    terms: {en: {text: ink, match: inflected, forms: inks}}
    examples:
      bad: {en: no}
# the end
"""
CANONICAL = """\
# The house glossary.
# From the style sheet.
version: 1
concepts:
  - id: p1
    terms:
      en:
        - text: ink
          forms:
            - inks
    examples:
      bad:
        - en: "no"

  # a poet
  - id: p2  # checked
    type: name
    # what the note says
    note: born in Huế
    terms:
      en:
        # as she signs
        - Su Ya  # preferred
        # the usual, left out
        - Ya
        - text: To Nha  # typed bare
          status: forbidden
      vi:
        - Tô Nhã
        - Nhã
# the end
"""


def test_the_canonical_form_keeps_every_comment() -> None:
    glossary, comments = parse(FILE, "g.yaml")
    assert dump(glossary, comments) == CANONICAL
    again, kept = parse(CANONICAL, "g.yaml")
    assert len(kept) == len(comments) == FILE.count("#")
    assert dump(again, kept) == CANONICAL


def test_what_the_keys_mean() -> None:
    text = """
- id: n
  type: name
  domain: person
  source: registry
  files: texts/*
  domains: [news]
  case: exact
  terms:
    en:
      - text: Su
        status: admitted
        match: exact
        case: ignore
        forms: [Soo]
        exceptions: [Su Ya]
        pos: noun
        note: late
        extra: {gender: f}
      - text: Tô
        status: forbidden
  examples:
    ok: {vi: Tô Nhã viết, en: Su writes}
  extra:
    seen: 3
    long: |-
      one

      two
"""
    concept = parse(text, "g.yaml")[0]["n"]
    first, second = concept.terms
    assert first == Term(
        "Su",
        "en",
        Status.ADMITTED,
        Case.IGNORE,
        MatchMode.EXACT,
        ForbiddenScope.ALWAYS,
        ("Soo",),
        ("Su Ya",),
        "noun",
        "late",
        (("gender", "f"),),
    )
    assert (second.case, second.match, second.scope) == (Case.EXACT, MatchMode.NAME, ForbiddenScope.ALWAYS)
    assert concept.examples == (UsageExample((("vi", "Tô Nhã viết"), ("en", "Su writes"))),)
    assert concept.extra == (("seen", "3"), ("long", "one\n\ntwo"))
    assert (concept.source, concept.files, concept.domains, concept.line) == ("registry", ("texts/*",), ("news",), 2)
    again = parse(dump(Glossary((concept,))), "g.yaml")[0]
    assert again["n"] == concept


@pytest.mark.parametrize(
    ("text", "place", "words", "hint"),
    [
        ("concepts:\n  - id: a\n    tems: {}\n", "3:5", "unknown key 'tems'", "'terms'"),
        ("concepts:\n  - id: a\n    terms:\n      en:\n        - ''\n", "5:11", "an empty term", "fill"),
        (
            "concepts:\n- id: a\n  terms:\n    en:\n    - text: x\n      staus: x\n",
            "6:7",
            "unknown key 'staus'",
            "'status'",
        ),
        (
            "concepts:\n- id: a\n  terms:\n    en: {text: x, status: fobidden}\n",
            "4:5",
            "status is 'fobidden'",
            "'forbidden'",
        ),
        ("- id: a\n  terms: {en: [{text: (x|xy?|y)+!, match: regex}]}\n", "2:16", "backtracks without bound", "mend"),
        ("- id: a\n  match: regex\n  terms: {en: ['(x']}\n", "3:16", "does not compile", "mend"),
        ("- id: a\n  match: regex\n  terms: {en: '(x'}\n", "3:11", "does not compile", "mend"),
        ("- id: a\n- id: b\n- id: a\n", "3", "was given on line 1 already", "id of its own"),
        ("- type: name\n", "1:3", "no 'id'", "id: …"),
        ("- id: a\n  terms: [x]\n", "2:3", "terms should be a mapping", None),
        ("- id: a\n  terms: {english: x}\n", "2:11", "'english' is no language code", "vi"),
        ("- id: a\n  type: thing\n", "2:3", "type is 'thing'", "use one of name, term"),
        ("- id: a\n  examples: {okk: x}\n", "2:14", "unknown key 'okk'", "'ok'"),
        ("- id: a\n  examples: {ok: {vi: a, en: b, zh: c}}\n", "2:14", "more than two texts", None),
        ("- id: a\n  zzz: 1\n  yyy: 2\n", "2:3", "unknown key 'zzz' (and 1 more)", "known are id"),
        ("- x\n", "1:3", "item of concepts should be a mapping", None),
        ("version: 2\n", "1:1", "version 2 is not known", None),
        ("just words\n", "1", "not a glossary", "concepts"),
        ("concepts:\n  - id: a\n   type: name\n", "3:4", "not YAML", "indentation"),
        ("concepts: [\n", "2:1", "not YAML", None),
        ("a: &x b\nc: *x\n", "1:4", "an anchor", "write the value out"),
        ("- id: a\n  id: b\n", "2:3", "stands twice", "join"),
        ("? [a]\n: b\n", "1:3", "no word", None),
        ('- id: a\n  note: "\x07"\n', "2:10", "U+0007", "remove"),
        ('- id: a\n  note: "\\ud800"\n', "2:9", "half a character", None),
        ("a: 1\n---\nb: 2\n", "2:1", "another document", None),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, place: str, words: str, hint: str | None) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "g.yaml")
    assert str(caught.value).startswith(f"g.yaml:{place}: ")
    assert words in str(caught.value)
    assert hint is None or hint in (caught.value.hint or "")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(InputError, match="deeply"):
        parse("[" * 5000, "g.yaml")


def test_nothing_is_an_empty_glossary() -> None:
    assert len(parse("# nothing yet\n", "g.yaml")[0]) == 0
    assert dump(*parse("# nothing yet\n", "g.yaml")) == "version: 1\nconcepts: []\n# nothing yet\n"
    assert len(parse("concepts: []\n", "g.yaml")[0]) == 0


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


YAML_LINES = st.lists(
    st.sampled_from(
        [
            "a: b",
            "- a",
            "  - a: b",
            "    c: d # x",
            "a:",
            "  b: 'x''y'",
            '  c: "q\\n"',
            "# c",
            "",
            "- [a, b]",
            "  - |-",
            "    t",
        ]
    ),
    max_size=8,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(YAML_LINES)
def test_the_quick_reader_reads_as_the_full_one_or_not_at_all(text: str) -> None:
    quick = read_block(text)
    if quick is not None:
        full = Nodes(text, "g.yaml").read()
        assert quick.value == full.value
        assert sorted(quick.comments) == sorted(full.comments)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab:-#'\"[]{}|>&*! \n\t", max_size=40))
def test_any_text_gives_a_glossary_or_an_error(text: str) -> None:
    for content in (text, "concepts:\n  - id: x\n    note: " + text):
        try:
            parse(content, "g.yaml")
        except InputError as error:
            assert str(error).startswith("g.yaml")


def test_line_ends_of_other_systems(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "g.yaml"
    path.write_bytes(b"\xef\xbb\xbfconcepts:\r\n- id: a\r\n  note: x\r\n")
    assert read_glossary(path)["a"].note == "x"
    with pytest.raises(InputError, match="cannot read"):
        read_glossary(tmp_path / "absent.yaml")

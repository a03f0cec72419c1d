import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
from songngu.glossary.formats import read_glossary
from songngu.glossary.formats.yaml import dump, parse


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
        parse("[" * 1500, "g.yaml")


def test_nothing_is_an_empty_glossary() -> None:
    assert len(parse("# nothing yet\n", "g.yaml")[0]) == 0
    assert dump(*parse("# nothing yet\n", "g.yaml")) == "version: 1\nconcepts: []\n# nothing yet\n"
    assert len(parse("concepts: []\n", "g.yaml")[0]) == 0


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
    with pytest.raises(InputError, match="cannot be read"):
        read_glossary(tmp_path / "absent.yaml")

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.steps import steps_of

ROWS = from_rows([{"source": "a , b[1]", "target": "2015-03, b[1]"}])


@pytest.mark.parametrize(
    ("value", "source", "target"),
    [
        ("s/ +,/,/", "a, b[1]", "2015-03, b[1]"),
        ("s|\\[[0-9]\\]||", "a , b", "2015-03, b"),
        ("s/([0-9]+)-([0-9]+)/$2\\/$1/", "a , b[1]", "03/2015, b[1]"),
        ({"pattern": "(?P<letter>b)", "replacement": "${letter}c$$", "side": "target"}, "a , b[1]", "2015-03, bc$[1]"),
    ],
)
def test_what_matches_is_exchanged(value, source, target):
    done = steps_of({"substitute": value}).apply(ROWS.lazy()).collect()
    assert (done["source"][0], done["target"][0]) == (source, target)


def test_several_are_done_in_the_order_they_stand_in():
    steps = steps_of({"substitute:b": "s/b/c/", "spaces": True, "substitute:a": "s/c/  d/", "nfc": True})
    assert list(steps.recorded()) == ["nfc", "substitute:b", "substitute:a", "spaces"]
    assert steps.apply(ROWS.lazy()).collect()["source"][0] == "a , d[1]"
    assert steps_of({"substitute": False, "substitute:b": False}).chosen == ()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"substitute": True}, "no substitution"),
        ({"substitute": "s/a/b"}, "no substitution"),
        ({"substitute": "s/a/b/g"}, "no substitution"),
        ({"substitute": "s"}, "no substitution"),
        ({"substitute": {"pattern": "a"}}, "no substitution"),
        ({"substitute": {"pattern": "a", "replacement": "b", "side": "both"}}, "no substitution"),
        ({"substitute": {"pattern": "a", "replacement": 1}}, "no substitution"),
        ({"substitute": "s/(/b/"}, "no regular expression"),
        ({"substitute": "s/(a)/$1b/"}, "no group '1b'"),
        ({"substitute": "s/a/$1/"}, "no group '1'"),
        ({"substitute": "s/(a)/\\1/"}, "is no group"),
        ({"nfc:mine": True}, "no normalisation step can be called"),
        ({"substitute:": "s/a/b/"}, "no normalisation step can be called"),
    ],
)
def test_what_is_no_substitution_is_told(options, reason):
    with pytest.raises(UsageError, match=reason):
        steps_of(options)

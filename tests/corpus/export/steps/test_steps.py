import unicodedata

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.steps import STEPS, steps_of
from tests.corpus.export.steps.applied import applied


def test_the_steps_are_taken_in_their_own_order():
    options = {"tokenise": True, "spaces": True, "tones": "new", "nfc": True}
    assert applied(options, (unicodedata.normalize("NFD", "Hòa  bình."), "Peace .")) == [("Hoà bình .", "Peace .")]
    assert list(steps_of(options).recorded()) == ["nfc", "tones", "spaces", "tokenise", "sacremoses"]
    assert steps_of({"nfc": True, "tones": "keep"}).recorded() == {"nfc": True}
    assert list(STEPS)[-1] == "truecase"


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"tone": "new"}, "no normalisation step is called 'tone'", "did you mean tones?"),
        ({"qqq": True}, "no normalisation step", "known are nfc, detokenise"),
        ({"tones": "newest"}, "tones cannot be 'newest'", "one of old, new, keep, false"),
        ({"nfc": "yes"}, "nfc cannot be 'yes'", "one of true, false"),
    ],
)
def test_a_wrong_step_says_what_there_is(options, message, hint):
    with pytest.raises(UsageError) as error:
        steps_of(options)
    assert message in str(error.value)
    assert hint in str(error.value.hint)

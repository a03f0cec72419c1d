"""Messages that can be told in another language."""

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.message import Message, figure, told

GERMAN = {"{one} is not {other}": "{one} ist nicht {other}", "{whole}.{part}": "{whole},{part}",
          "{thousands},{rest}": "{thousands}.{rest}"}  # fmt: skip


def german(text: str) -> str:
    return GERMAN.get(text, text)


def test_a_message_is_its_english_text() -> None:
    message = Message("{one} is not {other}", one="a{b}", other=figure("1,234.5"))
    assert message == "a{b} is not 1,234.5"
    assert told(message, german) == "a{b} ist nicht 1.234,5"
    assert told("plain {text}", german) == "plain {text}"


def test_it_survives_json_and_other_processes() -> None:
    message = Message("{one} is not {other}", one=figure("0.5"), other="x")
    for other in (Message.from_json(message.as_json()), pickle.loads(pickle.dumps(message)), copy.deepcopy(message)):
        assert (other, told(other, german)) == (message, told(message, german))


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_figures_are_marked_as_the_language_does(number: int, part: int) -> None:
    english = f"{number:,}.{part:03}"
    assert figure(english) == english
    assert told(figure(english), german) == english.translate(str.maketrans(",.", ".,"))

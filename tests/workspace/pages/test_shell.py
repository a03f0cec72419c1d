"""The shell of every local page."""

import jinja2
import pytest

from songngu.workspace.pages.catalogue import Catalogue
from songngu.workspace.pages.shell import environment


def test_all_text_is_escaped_and_nothing_is_silently_empty() -> None:
    made = environment(Catalogue("vi"), "review")
    assert made.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    with pytest.raises(jinja2.UndefinedError):
        made.from_string("{{ gone }}").render()


def test_templates_speak_the_language_of_the_reader() -> None:
    texts = [environment(Catalogue(lang), "review").from_string("{{ ui_lang }}: {{ _('Accept') }}").render()
             for lang in ("en", "vi")]  # fmt: skip
    assert texts == ["en: Accept", "vi: Chấp nhận"]

"""The shell of every local page: templates that escape all text, one head, one style sheet."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined

from songngu.workspace.pages.catalogue import Catalogue

STATIC = Path(__file__).parent / "static"
"""The style sheet and scripts of the shell, served under ``/static/shell``."""


def environment(catalogue: Catalogue, room: str) -> Environment:
    """Return the templates of ``songngu.workspace.ROOM``, which extend ``shell/page.html``; all they show is escaped.

    ``_``, ``ngettext`` and the filter ``told`` (of messages of `check`) speak the language of ``catalogue``.
    """
    loaders = {
        "shell": PackageLoader("songngu.workspace.pages"),
        room: PackageLoader(f"songngu.workspace.{room}"),
    }
    made = Environment(
        loader=PrefixLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters["told"] = catalogue.told
    made.globals["ui_lang"] = catalogue.lang
    return made

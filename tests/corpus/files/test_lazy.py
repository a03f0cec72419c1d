"""Attributes imported when they are first asked for."""

import pytest

from songngu.corpus.files.lazy import attributes_of


def test_a_name_is_imported_from_its_module() -> None:
    from songngu.corpus.document import Span

    get = attributes_of("songngu.corpus", {"Span": "corpus.document", "gone": "corpus.no_module"})
    assert get("Span") is Span
    with pytest.raises(ModuleNotFoundError):
        get("gone")
    with pytest.raises(AttributeError, match=r"module 'songngu\.corpus' has no attribute 'Nothing'"):
        get("Nothing")

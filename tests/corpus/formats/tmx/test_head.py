"""The head of a TMX file."""

import io

import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import scan
from tests.corpus.formats.tmx.files import PAIR, read_units


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html/>", "there: not a TMX file: the outermost element is <html>"),
        (b"", "there:1:1: not well-formed XML: the file is empty"),
        (b"<tmx><header></body>", "there:1:16: not well-formed XML: mismatched tag"),
        (b"<tmx><body>\xff<tu/></body></tmx>", "there:1:12: not well-formed XML: bytes that are not UTF-8"),
        (
            b"<tmx><body><tu/>\xff</body></tmx>",
            "there:1:17: not well-formed XML: bytes that are not UTF-8, after 1 whole unit",
        ),
        (b"<tmx><body><tu/>", "there:1:17: not well-formed XML: no element found, after 1 whole unit"),
    ],
)
def test_files_that_are_no_tmx(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        list(scan(io.BytesIO(data), Reading("there")))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://localhost/p"> %p;]>',
    ],
)
def test_entity_declarations_are_refused(head: str) -> None:
    with pytest.raises(InputError, match=r"memory\.tmx:1: declares the entity [epa]: refused, as entities") as error:
        read_units(PAIR, head=head)
    assert error.value.hint is not None


def test_odd_surroundings() -> None:
    start = "\n  <?xml version='1.0'?><!-- <tu> --><x:tmx xmlns:x='urn:x' xmlns='urn:y'>"
    text = f"{start}<group>{PAIR}</group><x:tu/></x:tmx>"
    back = joined(list(scan(io.BytesIO(text.encode()), Reading("there"))))
    assert back["source"].to_list() == ["Đò", ""]

"""EPUB (2 and 3): the chapters of a book in reading order, each read as HTML.

The title and the description of the book come first, what is aside from the reading order (``linear="no"``) last; the
navigation document is left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from songngu.corpus.document import Block, BlockKind
from songngu.corpus.errors import InputError
from songngu.corpus.readers import html
from songngu.corpus.readers.archive import Archive, TextView, attribute, local_name
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.source import declared_encoding, decode

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_archive(data: bytes, extraction: Extraction) -> tuple[str, list[Block]]:
    """Return the text of a book, a block a line, and its blocks. Raises InputError where it cannot be read."""
    archive = Archive(data)
    package_name = _package_name(archive)
    package = archive.xml(package_name)
    pages = list(_pages(package, posixpath.dirname(package_name)))
    if not pages:
        raise InputError("has no pages in its reading order", hint="the book is damaged, or holds pictures only")
    _refuse_encrypted(archive, pages)
    view = TextView()
    for metadata in package.iter("{*}metadata"):
        for element in metadata.iterchildren("{*}title", "{*}description"):
            view.add(BlockKind.METADATA, _plain(element.text or ""), 0, f"{package_name} {local_name(element)}")
    missing = [page for page in pages if page not in archive]
    if len(missing) == len(pages):
        raise InputError(f"has none of its pages ({missing[0]} …)", hint="the book is damaged")
    for page in missing:
        extraction.warn(f"its page {page} is missing; the others are read")
    for page in pages:
        for block in _blocks(archive, page, extraction) if page in archive else ():
            if block.kind is not BlockKind.METADATA:
                place = f"{posixpath.basename(page)} {block.locator}"
                view.add(block.kind, block.content.text, block.level, place, block.lang, block.content.markup)
    return view.finish()


def _package_name(archive: Archive) -> str:
    for element in archive.xml(_CONTAINER).iter("{*}rootfile"):
        if attribute(element, "full-path"):
            return attribute(element, "full-path")
    raise InputError(f"names no package in {_CONTAINER}", hint="the book is damaged")


def _pages(package: etree._Element, folder: str) -> Iterator[str]:
    """Yield the names of the pages in reading order."""
    items = {attribute(item, "id"): item for item in package.iter("{*}item")}
    references = list(package.iter("{*}itemref"))
    aside = [reference for reference in references if attribute(reference, "linear") == "no"]
    for reference in [*(reference for reference in references if reference not in aside), *aside]:
        item = items.get(attribute(reference, "idref"))
        is_page = attribute(item, "media-type") in _PAGES
        if is_page and "nav" not in attribute(item, "properties").split():
            yield _resolved(folder, attribute(item, "href"))


def _resolved(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(href).path)))


def _refuse_encrypted(archive: Archive, pages: list[str]) -> None:
    """Raise InputError where a page is encrypted; that of fonts, which is common, does not matter."""
    if _ENCRYPTION in archive:
        for element in archive.xml(_ENCRYPTION).iter("{*}CipherReference"):
            if unquote(attribute(element, "URI")).lstrip("/") in pages:
                raise InputError("is encrypted (DRM)", hint="ask its publisher for a copy without")


def _blocks(archive: Archive, name: str, extraction: Extraction) -> list[Block]:
    data = archive.read(name)
    text = decode(data, extraction.lang, declared=declared_encoding(data))
    inner = Extraction(extraction.lang)
    blocks = html.read_blocks(text.view.text if text.view else text.raw, inner)
    for omission in inner.omissions:
        extraction.omit(omission.reason, omission.text, posixpath.basename(name))
    return blocks


def _plain(text: str) -> str:
    """Return a description without the markup it may hold."""
    if "<" not in text:
        return text
    return " ".join(block.content.text for block in html.read_blocks(text, Extraction()))

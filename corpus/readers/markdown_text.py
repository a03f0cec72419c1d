"""The texts a reader sees in a stretch of inline Markdown: markup rendered away, HTML and components too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from markdown_it.token import Token

from songngu.corpus.document import MappedText, MarkupKind, Piece, Span
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.markdown_inline import InlinePlaces
from songngu.corpus.readers.marks import EMPHASES, Marks, element_marks
from songngu.corpus.readers.raised import NOTE_MARK, is_back_link, is_note_mark, superscript

_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)")
_ATTRIBUTE_TAGS = frozenset({"img", "input", "textarea", "area"})
_UNSEEN = {"rt": "ruby", "rp": "ruby"} | dict.fromkeys(
    ("script", "style", "svg", "math", "noscript", "template", "iframe", "video", "audio", "canvas"), "program text"
)
_LINK_TARGET = re.compile(r"href\s*=\s*[\"']?[^\"'\s>]*#")


class _Rendering:
    """A mapped text in the making."""

    def __init__(self, raw: str, places: InlinePlaces) -> None:
        self._raw, self._places = raw, places
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self.marks = Marks()

    @property
    def length(self) -> int:
        """The number of characters so far."""
        return self._length

    def add(self, text: str, at: Span) -> None:
        """Add text that stands in the source as it is, at ``at``."""
        for part, file in self._places.of(at):
            here = text[part.start - at.start : part.end - at.start]
            begin = len(here) - len(here.lstrip(" ")) if self._is_spaced else 0
            if begin < len(here):
                self._map(here[begin:], Span(file + begin, file + len(here)))

    def add_whole(self, text: str, at: Span) -> None:
        """Add text that stands for all of ``at``: an entity, an escape, a line break tag."""
        if text == " " and self._is_spaced:
            return
        files = [Span(file, file + len(part)) for part, file in self._places.of(at)]
        if files:
            self._map(text, Span(files[0].start, files[-1].end))

    def add_space(self) -> None:
        """Add the space that a line break is read as."""
        if not self._is_spaced:
            self._append(" ")

    @property
    def _is_spaced(self) -> bool:
        return bool(self._texts) and self._texts[-1].endswith(" ")

    def tail(self) -> str:
        """Return the last few stretches added."""
        return "".join(self._texts[-4:])

    def finish(self) -> MappedText:
        """Return the text, without white space at its ends."""
        text = "".join(self._texts)
        start = len(text) - len(text.lstrip())
        whole = self.marks.on(MappedText(text, tuple(self._pieces)))
        return whole.slice(start, max(start, len(text.rstrip())))

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)

    def _map(self, text: str, raw: Span) -> None:
        if len(text) == len(raw) and not self._raw.startswith(text, raw.start):
            raw = self._places.whole
        here = Span(self._length, self._length + len(text))
        last = self._pieces[-1] if self._pieces and self._pieces[-1].text.end == here.start else None
        if last and _is_verbatim(last) and len(text) == len(raw) and last.raw.end == raw.start:
            here, raw = Span(last.text.start, here.end), Span(last.raw.start, raw.end)
            self._pieces.pop()
        self._pieces.append(Piece(here, raw))
        self._append(text)


def _is_verbatim(piece: Piece) -> bool:
    return len(piece.text) == len(piece.raw)


class InlineText:
    """The texts of one inline token, in the making.

    ``texts`` holds one, but for a first line all in bold, which labels what follows and stands alone; ``captions`` what
    images and components show beside it, ``tags`` the places of the HTML tags whose attributes do.
    """

    def __init__(self, raw: str, inline: Token, places: InlinePlaces, extraction: Extraction) -> None:
        self._raw, self._places, self._extraction = raw, places, extraction
        self._source, self._children = inline.content, inline.children or []
        self._rendering = _Rendering(raw, places)
        self.texts: list[MappedText] = []
        self.captions: list[MappedText] = []
        self.tags: list[MappedText] = []
        self._render()
        self.texts.append(self._rendering.finish())

    def _render(self) -> None:
        index = line_start = 0
        while index < len(self._children):
            token = self._children[index]
            if token.type in ("softbreak", "hardbreak"):
                if _is_label(self._children[line_start:index]):
                    self.texts.append(self._rendering.finish())
                    self._rendering = _Rendering(self._raw, self._places)
                self._rendering.add_space()
                line_start = index + 1
            index = self._passed(index) or self._shown(token, index)

    def _shown(self, token: Token, index: int) -> int:
        """Render one token and return the number of the next."""
        if token.type == "image":
            self._image(token)
        elif token.type == "comment" or token.content.startswith("<!--"):
            self._omit("a comment", token.meta["at"])
        elif token.type == "component":
            self.captions.extend(self._mapped(place) for place in token.meta["shown"])
        elif token.type == "html_inline" and _tag_name(token) in _ATTRIBUTE_TAGS:
            self.tags.append(self._mapped(token.meta["at"]))
            if not _html_attribute(token.content, "alt"):
                _mark(self._rendering, token)
        elif token.type not in ("softbreak", "hardbreak"):
            _mark(self._rendering, token)
            _render_token(self._rendering, token, self._source, 0)
        return index + 1

    def _image(self, image: Token) -> None:
        """Render the alternative text of an image, which has its address and its title; one without is a mark."""
        caption = _Rendering(self._raw, self._places)
        _render_alternative(caption, image, 0)
        for kind, value in ((MarkupKind.IMAGE, _attribute(image, "src")), *_titles(image)):
            caption.marks.over(kind, value, 0, caption.length)
        self.captions.append(caption.finish())
        if not self.captions[-1].text:
            self._rendering.marks.point(MarkupKind.IMAGE, _attribute(image, "src"), self._rendering.length)

    def _passed(self, index: int) -> int | None:
        """Return the number of the token after what is no text or raised text and begins at ``index``, or None."""
        token = self._children[index]
        name = _tag_name(token) if token.type == "html_inline" else ""
        is_link = token.type == "link_open" and "#" in str(token.attrs.get("href", ""))
        if not is_link and name not in ("sup", "a", *_UNSEEN):
            return None
        end = self._closing(index, name)
        if end is None:
            return None
        inside = self._children[index + 1 : end]
        text = "".join(part.content for part in inside if part.type in ("text", "text_special", "code_inline"))
        if name in _UNSEEN:
            return self._omitted(_UNSEEN[name], index, end)
        leads = is_link or bool(_LINK_TARGET.search(token.content)) or any(map(_leads, inside))
        has_mark = name != "sup" and any(_tag_name(part) == "sup" for part in inside if part.type == "html_inline")
        if name == "sup" or has_mark:
            if is_note_mark(text, self._rendering.tail(), is_link=leads):
                return self._omitted(NOTE_MARK, index, end)
            return self._raised(text, index, end) if name == "sup" else None
        return self._omitted(NOTE_MARK, index, end) if leads and is_back_link(text) else None

    def _closing(self, index: int, name: str) -> int | None:
        """Return the number of the token that closes the one at ``index``."""
        for number in range(index + 1, len(self._children)):
            token = self._children[number]
            if token.type == ("html_inline" if name else "link_close"):
                match = _TAG.match(token.content)
                if not name or (match and match["close"] and match["name"].lower() == name):
                    return number
        return None

    def _omitted(self, reason: str, index: int, end: int) -> int:
        for token in self._children[index + 1 : end]:
            if token.content:
                self._omit(reason, token.meta["at"])
        return end + 1

    def _omit(self, reason: str, at: Span) -> None:
        for part, file in self._places.of(at):
            self._extraction.omit_span(reason, self._raw, Span(file, file + len(part)))

    def _raised(self, text: str, index: int, end: int) -> int | None:
        raised = superscript(text.strip())
        if raised is None:
            return None
        self._rendering.add_whole(
            raised, Span(self._children[index].meta["at"].start, self._children[end].meta["at"].end)
        )
        return end + 1

    def _mapped(self, at: Span) -> MappedText:
        """Return a stretch of the source as it stands there."""
        rendering = _Rendering(self._raw, self._places)
        rendering.add(self._source[at.start : at.end], at)
        return rendering.finish()


def _mark(rendering: _Rendering, token: Token) -> None:
    """Note the markup that a token opens, closes or is."""
    name = token.tag
    if token.type == "code_inline":
        rendering.marks.over(MarkupKind.CODE, token.content, rendering.length, rendering.length + len(token.content))
    elif token.type == "html_inline":
        _mark_html(rendering, token.content)
    elif token.nesting == 1:
        held = [(EMPHASES[name], "")] if name in EMPHASES else []
        if token.type == "link_open" and token.markup != "autolink":
            held = [(MarkupKind.LINK, _attribute(token, "href")), *_titles(token)]
        rendering.marks.open(name, held, rendering.length)
    elif token.nesting == -1:
        rendering.marks.close(name, rendering.length)


def _mark_html(rendering: _Rendering, text: str) -> None:
    tag = _TAG.match(text)
    if not tag or _LINE_BREAK_TAG.fullmatch(text):
        return
    name, at = tag["name"].lower(), rendering.length
    if tag["close"]:
        rendering.marks.close(f"<{name}>", at)
    elif not text.endswith("/>") and name not in ("img", "wbr"):
        held = element_marks(name, lambda key: _html_attribute(text, key))
        rendering.marks.open(f"<{name}>", held, at)
    elif name == "img":
        rendering.marks.point(MarkupKind.IMAGE, _html_attribute(text, "src"), at)


def _html_attribute(text: str, key: str) -> str:
    found = re.search(rf"""\s{re.escape(key)}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", text, re.IGNORECASE)
    return unescape(found[1] or found[2] or found[3] or "") if found else ""


def _attribute(token: Token, name: str) -> str:
    return str(token.attrs.get(name, ""))


def _titles(token: Token) -> list[tuple[MarkupKind, str]]:
    title = _attribute(token, "title")
    return [(MarkupKind.ATTRIBUTE, f"title={title}")] if title else []


def _leads(token: Token) -> bool:
    """Tell a link to a place in a page."""
    if token.type == "link_open":
        return "#" in str(token.attrs.get("href", ""))
    return token.type == "html_inline" and bool(_LINK_TARGET.search(token.content))


def _tag_name(token: Token) -> str:
    match = _TAG.match(token.content)
    return match["name"].lower() if match and not match["close"] else ""


def _is_label(line: Sequence[Token]) -> bool:
    tokens = [token for token in line if token.content.strip() or token.nesting]
    kinds = [token.type for token in tokens]
    return kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"] and kinds.count("strong_open") == 1


def _render_alternative(rendering: _Rendering, image: Token, base: int) -> None:
    """Render an image's alternative text; what its children know is their place in it, which begins after ``![``."""
    base += image.meta["at"].start + 2
    for token in image.children or []:
        if token.type == "image":
            _render_alternative(rendering, token, base)
        elif token.type in ("softbreak", "hardbreak"):
            rendering.add_space()
        else:
            _render_token(rendering, token, image.content, base)


def _render_token(rendering: _Rendering, token: Token, source: str, base: int) -> None:
    """Render what is text in a token whose place counts from ``base`` and lies in ``source``."""
    if not token.content:
        return
    at: Span = token.meta["at"]
    placed = Span(at.start + base, at.end + base)
    if token.type == "text" and len(at) == len(token.content):
        rendering.add(token.content, placed)
    elif token.type in ("text", "text_special"):
        rendering.add_whole(token.content, placed)
    elif token.type == "html_inline" and _LINE_BREAK_TAG.fullmatch(token.content):
        rendering.add_whole(" ", placed)
    elif token.type == "code_inline":
        _render_code(rendering, token, source, base)


def _render_code(rendering: _Rendering, token: Token, source: str, base: int) -> None:
    """Render a code span: its text without one space at both ends, a space for each line break."""
    at: Span = token.meta["at"]
    inner = len(at) - 2 * len(token.markup)
    start = at.start + len(token.markup) + (inner - len(token.content)) // 2
    for number, line in enumerate(source[start : start + len(token.content)].split("\n")):
        if number:
            rendering.add_space()
        rendering.add(line, Span(start + base, start + base + len(line)))
        start += len(line) + 1

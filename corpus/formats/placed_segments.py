"""Where the segments of TMX and XLIFF stand: what Expat, which knows the byte of each event, tells of them.

Inline elements are codes, each with what is the same for it on both sides: its name and its number or content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from songngu.corpus.document import Span
from songngu.corpus.formats.placed_unit import PlacedText, PlacedUnit

_UNITS = frozenset(("tu", "trans-unit", "unit"))
_TEXTS = frozenset(("seg", "source", "target", "seg-source"))
# Elements whose content is code of the original format, and those that are codes around text.
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "cp"))
_SPANS = frozenset(("g", "pc", "hi"))
_AMPERSAND = re.compile(rb"&(?:amp|#0*38|#x0*26);")
_NAMES = ("x", "id", "startRef", "rid")


@dataclass(slots=True)
class _Unit:
    """A unit whose end has not come: texts by their side (a language of TMX) and segment."""

    is_translated: bool
    texts: dict[tuple[str, str], PlacedText] = field(default_factory=dict)


class _Reader:
    """The events of one file, made into units."""

    def __init__(self, raw: str) -> None:
        self._data = raw.encode("utf-8", "replace")
        self._byte = self._character = 0
        self._translated = [True]
        self._unit: _Unit | None = None
        self._lang = self._segment = ""
        self._text: PlacedText | None = None
        self._side = ""
        self._code: list[str] = []
        self._count = 0
        self.units: list[PlacedUnit] = []

    def read(self) -> None:
        """Read the file, as far as it is well-formed."""
        parser = expat.ParserCreate(encoding="utf-8", namespace_separator=None)
        parser.ordered_attributes = False
        parser.buffer_text = False
        parser.StartElementHandler = lambda name, attributes: self._start(parser, name, attributes)
        parser.EndElementHandler = lambda name: self._end(parser, name)
        parser.CharacterDataHandler = lambda text: self._add(parser, text)
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError:
            return

    def _at(self, byte: int) -> int:
        """Return the character at a byte; bytes are asked for in order."""
        self._character += len(self._data[self._byte : byte].decode("utf-8", "replace"))
        self._byte = byte
        return self._character

    def _start(self, parser: expat.XMLParserType, qualified: str, attributes: Mapping[str, str]) -> None:
        name = qualified.rpartition(":")[2]
        said = attributes.get("translate")
        self._translated.append(said != "no" if said else self._translated[-1])
        if name in _UNITS and self._unit is None:
            self._unit, self._count = _Unit(self._translated[-1]), 0
        elif self._unit is None:
            return
        elif name == "tuv":
            self._lang = attributes.get("xml:lang") or attributes.get("lang") or ""
        elif name == "segment":
            self._count += 1
            self._segment = str(self._count)
        elif name in _TEXTS and self._text is None:
            self._side = self._lang if name == "seg" else name
            self._text = self._unit.texts.setdefault((self._side, self._segment), PlacedText())
            self._text.whole = Span(*[self._at(parser.CurrentByteIndex)] * 2)
        elif self._text is not None and name == "mrk" and attributes.get("mtype") == "seg":
            self._text = self._unit.texts.setdefault((self._side, attributes.get("mid", "")), PlacedText())
        elif self._text is not None and (name in _CODES or name in _SPANS):
            told = next((f"{key}={attributes[key]}" for key in _NAMES if key in attributes), "")
            self._text.codes.append((len(self._text.characters), f"<{name} {told}>" if told else f"<{name}>"))
            if name in _CODES:
                self._code.append(name)

    def _end(self, parser: expat.XMLParserType, qualified: str) -> None:
        name = qualified.rpartition(":")[2]
        self._translated.pop()
        if self._code and name == self._code[-1]:
            self._code.pop()
        elif self._unit is None:
            return
        elif name in _TEXTS and not self._code:
            if self._text is not None and not len(self._text.whole):
                self._text.whole = Span(self._text.whole.start, self._at(parser.CurrentByteIndex))
            self._text = None
        elif name in _UNITS:
            self._finish(self._unit)
            self._unit, self._segment = None, ""

    def _add(self, parser: expat.XMLParserType, text: str) -> None:
        if self._text is None or self._code:
            return
        byte = parser.CurrentByteIndex
        start = self._at(byte)
        is_reference = text == "&" and _AMPERSAND.match(self._data, byte)
        if not is_reference and self._data.startswith(text.encode("utf-8", "surrogatepass"), byte):
            for offset, character in enumerate(text):
                self._text.add(character, start + offset, start + offset + 1)
        else:  # a reference to a character
            end = self._data.find(b";", byte) + 1
            self._text.add(text[:1], start, start + len(self._data[byte:end].decode("utf-8", "replace")))

    def _finish(self, unit: _Unit) -> None:
        sides = list(dict.fromkeys(side for side, _ in unit.texts))
        if "source" in sides or "seg-source" in sides:
            segments = [segment for side, segment in unit.texts if side in ("source", "seg-source")]
            for segment in dict.fromkeys(segments):
                source = unit.texts.get(("source", segment)) or unit.texts.get(("seg-source", segment)) or PlacedText()
                target = unit.texts.get(("target", segment), PlacedText())
                self.units.append(PlacedUnit(source, target, unit.is_translated))
            return
        texts = [unit.texts[key] for key in unit.texts]
        for k, source in enumerate(texts):
            self.units += [PlacedUnit(source, target, unit.is_translated) for target in texts[k + 1 :]]


def placed_segments(raw: str) -> list[PlacedUnit]:
    """Return the units of a TMX or XLIFF file; of more than two languages, every pair."""
    reader = _Reader(raw)
    reader.read()
    return reader.units

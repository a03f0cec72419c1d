"""A unit of a bitext file with the places of its characters: what readers of places make, and checks look into."""

from __future__ import annotations

from dataclasses import dataclass, field

from songngu.corpus.document import MappedText, Markup, MarkupKind, Piece, Span


@dataclass(slots=True)
class PlacedText:
    """A text of a unit: its characters but for blanks with the stretches of the file they were read from.

    ``whole`` is the stretch of all of it; ``codes`` are inline codes, each with the number of characters before it;
    ``dialects`` are what the file says of its placeholders.
    """

    characters: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    codes: list[tuple[int, str]] = field(default_factory=list)
    whole: Span = field(default_factory=lambda: Span(0, 0))
    dialects: tuple[str, ...] = ()

    def add(self, character: str, start: int, end: int) -> None:
        """Add a character that was read from a stretch of the file; one that is blank is passed over."""
        if not character.isspace():
            self.characters.append(character)
            self.places.append(Span(start, end))

    @property
    def key(self) -> str:
        """The characters of the text, as rows are compared with it."""
        return "".join(self.characters)

    def mapped(self, text: str) -> MappedText:
        """Return a text with these characters, mapped to the file, with its inline codes as markup."""
        pieces: list[Piece] = []
        seen: list[int] = []
        for offset, character in enumerate(text):
            if character.isspace():
                continue
            place = self.places[len(seen)]
            seen.append(offset)
            last = pieces[-1] if pieces else None
            gap = offset - last.text.end if last else 0
            if last and len(place) == 1 and len(last.text) == len(last.raw) and place.start - last.raw.end == gap:
                pieces[-1] = Piece(Span(last.text.start, offset + 1), Span(last.raw.start, place.end))
            else:
                pieces.append(Piece(Span(offset, offset + 1), place))
        markup = [Markup(MarkupKind.DIALECT, name, Span(0, len(text))) for name in self.dialects if text]
        for count, value in self.codes if seen else ():
            at = seen[max(count - 1, 0)]
            markup.append(Markup(MarkupKind.PLACEHOLDER, value, Span(at, at + 1)))
        return MappedText(text, tuple(pieces), tuple(markup))


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """The two texts of a unit, and whether it is to be translated."""

    source: PlacedText
    target: PlacedText
    is_translated: bool = True

"""Evidence: languages, lexicons, glossaries and an encoder made into one aligner, and what identifies them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import unreadable
from songngu.workspace.cache import user_cache

if TYPE_CHECKING:
    from songngu.align.aligner import Aligner
    from songngu.align.lexicon.layers import Layer
    from songngu.corpus.export.filters import FilterMaker, Scorer


@dataclass(frozen=True)
class Evidence:
    """What an alignment may use beside the texts; the same evidence gives the same beads through every door.

    ``langs`` are those of source and target, ``lexicons`` and ``glossaries`` files beside the shipped lexicon,
    ``encoder`` the name of a sentence encoder, whose vectors are kept for the next run unless ``is_fresh``.
    """

    langs: tuple[str, str]
    lexicons: tuple[Path, ...] = ()
    glossaries: tuple[Path, ...] = ()
    encoder: str | None = None
    is_fresh: bool = False

    @cached_property
    def fingerprint(self) -> str:
        """What identifies the evidence: files by what they hold, an encoder by its name.

        Raises InputError for a file that cannot be read.
        """
        import hashlib

        digest = hashlib.blake2b(repr((self.langs, self.encoder)).encode(), digest_size=16)
        for path in (*self.lexicons, *self.glossaries):
            try:
                data = path.read_bytes()
            except OSError as error:
                raise unreadable(error, str(path)) from None
            digest.update(hashlib.blake2b(data, digest_size=16).digest())
        return digest.hexdigest()

    @cached_property
    def has_lexicon(self) -> bool:
        """Whether a lexicon ships for the languages."""
        from songngu.align.lexicon.lexicon import shipped_lexicon

        return shipped_lexicon(*self.langs) is not None

    def aligner(self) -> Aligner:
        """Return the shipped aligner with what is added to it. Raises InputError for a file that cannot be read."""
        from songngu.align.aligner import Aligner
        from songngu.align.encoder import load_encoder
        from songngu.align.lexicon.layers import LexiconLayer
        from songngu.align.lexicon.lexicon import load_lexicon

        lexicons = [LexiconLayer(load_lexicon(path, self.langs)) for path in self.lexicons]
        encoder = load_encoder(self.encoder, None if self.is_fresh else user_cache()) if self.encoder else None
        layers = (*lexicons, *_layers(self.glossaries, self.langs))
        return Aligner.shipped(*self.langs, extra=layers, encoder=encoder)


def _layers(paths: Sequence[Path], langs: tuple[str, str]) -> list[Layer]:
    from songngu.glossary.formats import GlossaryOptions, read_glossary
    from songngu.glossary.layer import GlossaryLayer

    return [GlossaryLayer(read_glossary(path, options=GlossaryOptions(langs)), *langs) for path in paths]


def scorers(langs: tuple[str, str]) -> dict[str, Scorer]:
    """Return the filters that need a lexicon, where one ships for the languages."""
    from songngu.align.coverage import lexicon_scorers
    from songngu.align.lexicon.lexicon import shipped_lexicon

    lexicon = shipped_lexicon(*langs)
    return dict(lexicon_scorers(lexicon)) if lexicon else {}


def lent_filters(langs: tuple[str, str]) -> dict[str, Scorer | FilterMaker]:
    """Return what filters a corpus can have beside its own: by a lexicon that ships, by an encoder."""
    from songngu.align.similarity import ENCODER

    return {**scorers(langs), ENCODER.name: ENCODER}

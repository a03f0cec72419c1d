"""Recipes: what is done to the rows of a corpus on their way out, and in which order.

A recipe is a part of every workspace: filters and texts, which load Polars, are imported where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from songngu.corpus.errors import UsageError
from songngu.corpus.files.settings import Table, read_toml, validated

if TYPE_CHECKING:
    from songngu.corpus.export.texts import TextForm

Similarity = Annotated[float, Field(gt=0, le=1)]


class Duplicates(Table):
    """Which rows that repeat both sides of an earlier row are removed: none, those of equal words, near ones too."""

    remove: Literal["near", "exact", "none"] = "none"
    similarity: Similarity = 0.6


class SplitTable(Table):
    """The parts of a split, as ``train=0.98,dev=0.01,test=0.01``.

    No cluster of near-duplicates and, by document, no document stands in two of them. Each value of the column
    ``strata`` is dealt by itself. To ``verify`` is to search the parts once more, as test sets are searched, and to
    remove what stands in two of them from the larger one.
    """

    shares: str = ""
    by: Literal["document", "cluster"] = "document"
    strata: str | None = None
    seed: int = 0
    verify: bool = True
    similarity: Similarity = 0.6


class Leaks(Table):
    """Test sets the corpus must not hold, and what becomes of rows that stand in one."""

    against: tuple[str, ...] = ()
    then: Literal["remove", "fail"] = "remove"


class Sampling(Table):
    """How many rows are drawn, of the largest part of a split where there is one, and in which order all are written.

    Each source is given a share by its size to the power of 1/``temperature`` times its weight; the order of all rows
    is that of a hash where they are to ``shuffle``.
    """

    rows: Annotated[int, Field(gt=0)] | None = None
    temperature: Annotated[float, Field(gt=0)] = 1.0
    weights: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    shuffle: bool = False
    seed: int = 0


class Passages(Table):
    """Rows that follow each other in a document joined: so many at most, or so many tokens of either side, or all."""

    rows: Annotated[int, Field(gt=0)] | None = None
    tokens: Annotated[int, Field(gt=0)] | None = None
    bridge: bool = False


class Texts(Table):
    """Texts for language models in place of a bitext: `songngu.corpus.export.texts`."""

    kind: Literal["chat", "instructions"]
    templates: tuple[str, ...] = ()
    system: str = ""
    answer: str = "{target}"
    both: bool = False

    def form(self, seed: int) -> TextForm:
        """Return the form of the texts; raises UsageError for a template with a field that rows do not have."""
        from songngu.corpus.export.texts import TextForm, check_form

        form = TextForm(self.kind, self.templates, self.system, self.answer, self.both, seed)
        check_form(form)
        return form


class SubwordVocabulary(Table):
    """A model of subwords that is trained on what is written of the largest part: of both sides, or one of each."""

    size: Annotated[int, Field(gt=0)]
    kind: Literal["unigram", "bpe"] = "unigram"
    sides: Literal["joint", "each"] = "joint"


class Source(Table):
    """Where documents come from and on what terms."""

    name: str = ""
    licence: str = ""
    url: str = ""


class Recipe(Table):
    """What is done to a corpus, in this order: normalisation, filters, repeats, leaks, split, sample, what MT needs.

    ``normalise`` gives each step its value: of the steps, tokens and true case come last, as the rest is for texts as
    people write them. ``filters`` gives each filter its bounds, in the order in which a removed row is ascribed to one.
    ``sources`` maps globs of documents to where they come from. ``pairs``, as ``vi-en,en-fr`` or ``all``, makes bitexts
    of these languages of files in more than two.
    """

    normalise: dict[str, Any] = Field(default_factory=dict)
    filters: dict[str, Any] = Field(default_factory=dict)
    duplicates: Duplicates = Duplicates.model_construct()
    split: SplitTable = SplitTable.model_construct()
    leaks: Leaks = Leaks.model_construct()
    sources: dict[str, Source] = Field(default_factory=dict)
    sampling: Sampling = Sampling.model_construct()
    passages: Passages | None = None
    texts: Texts | None = None
    vocabulary: SubwordVocabulary | None = None
    pairs: str = ""

    @property
    def wants_scorers(self) -> bool:
        """Whether a filter is none of `corpus.filters`, so that those a caller lends are to be made."""
        from songngu.corpus.export.filters import FILTERS

        return not set(self.filters) <= set(FILTERS)

    def with_filters(self, filters: Mapping[str, Any]) -> Recipe:
        """Return the recipe with filters added, or their bounds replaced."""
        return self.model_copy(update={"filters": {**self.filters, **filters}})

    def with_steps(self, steps: Mapping[str, Any]) -> Recipe:
        """Return the recipe with steps of normalisation added, or their values replaced."""
        return self.model_copy(update={"normalise": {**self.normalise, **steps}})

    def with_test_sets(self, paths: Iterable[str]) -> Recipe:
        """Return the recipe with more test sets that the corpus must not hold."""
        against = tuple(dict.fromkeys((*self.leaks.against, *paths)))
        return self.model_copy(update={"leaks": self.leaks.model_copy(update={"against": against})})

    def with_split(self, **settings: object) -> Recipe:
        """Return the recipe with what is said of the split, None saying nothing."""
        given = {name: value for name, value in settings.items() if value is not None}
        return self.model_copy(update={"split": self.split.model_copy(update=given)})

    def with_sampling(self, **settings: object) -> Recipe:
        """Return the recipe with what is said of the sample and the order, None saying nothing."""
        given = {name: value for name, value in settings.items() if value is not None}
        return self.model_copy(update={"sampling": self.sampling.model_copy(update=_in_bounds(given))})

    def joined(self, bounds: Mapping[str, Any] | None) -> Recipe:
        """Return the recipe whose rows are joined to passages within bounds, with None as it is."""
        return self if bounds is None else self.model_copy(update={"passages": Passages(**bounds)})

    def with_texts(self, *, kind: str | None, templates: tuple[str, ...] | None) -> Recipe:
        """Return the recipe with texts of a kind, or with other templates, None saying nothing."""
        if kind is None and (templates is None or self.texts is None):
            if templates is not None:
                raise UsageError("templates are of texts, and none are asked for", hint="ask for them with --as chat")
            return self
        own = self.texts or Texts(kind="chat")
        given = {"kind": kind or own.kind, "templates": own.templates if templates is None else templates}
        return self.model_copy(update={"texts": own.model_copy(update=given)})

    def of_pairs(self, pairs: str | None) -> Recipe:
        """Return the recipe for bitexts of pairs of languages, with None as it is."""
        return self if pairs is None else self.model_copy(update={"pairs": pairs})

    def with_vocabulary(self, size: int | None) -> Recipe:
        """Return the recipe that trains a vocabulary of so many pieces, with None as it is."""
        if size is None:
            return self
        if size < 1:
            raise UsageError(f"a vocabulary of {size} pieces is none", hint="give a number such as 16000")
        own = self.vocabulary or SubwordVocabulary(size=size)
        return self.model_copy(update={"vocabulary": own.model_copy(update={"size": size})})

    def without_repeats(self, remove: str) -> Recipe:
        """Return the recipe that removes ``near``, ``exact`` or no (``none``) repeats."""
        return self.model_copy(update={"duplicates": self.duplicates.model_copy(update={"remove": remove})})

    def cleaning(self) -> Recipe:
        """Return the recipe with the filters at their own bounds, but for those it has, that removes near repeats."""
        from songngu.corpus.export.filters import COUNTED_OTHERWISE, FILTERS

        names = (name for name in FILTERS if name not in COUNTED_OTHERWISE)
        given = {name: self.filters.get(name, True) for name in names} | self.filters
        return self.model_copy(update={"filters": given}).without_repeats("near")

    def found_from(self, folder: Path) -> Recipe:
        """Return the recipe with its test sets, and the models of its filters, found from ``folder``."""
        against = tuple((folder / path).as_posix() for path in self.leaks.against)
        filters = {name: _found(name, value, folder) for name, value in self.filters.items()}
        leaks = self.leaks.model_copy(update={"against": against})
        return self.model_copy(update={"leaks": leaks, "filters": filters})

    def failing_on_leaks(self) -> Recipe:
        """Return the recipe that fails where a row stands in a test set."""
        return self.model_copy(update={"leaks": self.leaks.model_copy(update={"then": "fail"})})


def _in_bounds(sampling: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a command line says of a sample; raises UsageError for numbers that are out of bounds."""
    for name in ("rows", "temperature"):
        if name in sampling and not 0 < sampling[name] < float("inf"):
            raise UsageError(f"{sampling[name]} is no number of {name} of a sample", hint="give one above 0")
    return sampling


def _found(name: str, value: Any, folder: Path) -> Any:
    """Return the value of a filter with the files it names found from ``folder``."""
    from songngu.corpus.export.filters import MAKERS

    maker = MAKERS.get(name.partition(":")[0])
    if maker is None or not isinstance(value, Mapping):
        return value
    return {key: (folder / text).as_posix() if key in maker.files else text for key, text in value.items()}


def read_recipe(path: Path) -> Recipe:
    """Return the recipe in a TOML file; raises UsageError, with the line, for what is wrong in it."""
    return validated(Recipe, read_toml(path), path)

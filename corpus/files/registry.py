"""Registries: things of one family by name, our own and those that other packages bring as entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from songngu.corpus.errors import SongnguError, UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Thing = TypeVar("Thing")


class Registry(Mapping[str, Thing], Generic[Thing]):
    """A family by name: ``own`` things first, in their order, then those of other packages by the alphabet.

    ``noun`` is what errors call one of them. ``modules`` are own things that are imported when asked for: by name, the
    place of each as entry points have it, ``package.module`` or ``package.module:attribute``. ``group`` is the entry
    point group in which packages name theirs; it is looked into when a name is asked for that is none of ours, or when
    all are listed, never at the start. ``fits`` tells whether what an entry point leads to is one of the family.
    """

    def __init__(
        self,
        noun: str,
        own: Mapping[str, Thing],
        group: str | None = None,
        fits: Callable[[object], bool] = lambda thing: True,
        *,
        modules: Mapping[str, str] | None = None,
    ) -> None:
        self._noun, self._group, self._fits = noun, group, fits
        self._modules = dict(modules or {})
        self._own = (*own, *self._modules)
        self._loaded: dict[str, Thing] = dict(own)

    def __getitem__(self, name: str) -> Thing:
        if name not in self._loaded:
            self._loaded[name] = self._imported(name) if name in self._modules else self._load(self._found[name])
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from (name for name in self._found if name not in self._own)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self._own or name in self._found

    def find(self, name: str) -> Thing:
        """Return the thing of a name; raises UsageError, with the nearest names, for another."""
        if name in self:
            return self[name]
        raise UsageError(f"no {self._noun} is called {name!r}", hint=suggestion(name, self))

    @cached_property
    def _found(self) -> dict[str, EntryPoint]:
        """The entry points by name; looked for once, as that reads the metadata of every package."""
        from importlib.metadata import entry_points

        found = entry_points(group=self._group) if self._group else ()
        return {point.name: point for point in sorted(found, key=lambda point: (point.name, point.value))}

    def _imported(self, name: str) -> Thing:
        module, _, attribute = self._modules[name].partition(":")
        found: Any = import_module(module)
        thing: Thing = getattr(found, attribute) if attribute else found
        return thing

    def _load(self, point: EntryPoint) -> Thing:
        """Return what an entry point leads to; raises SongnguError where that cannot be had or does not fit."""
        package = point.dist.name if point.dist else point.value
        try:
            thing: Thing = point.load()
        except Exception as error:
            message = f"the {self._noun} {point.name!r} of the package {package} cannot be loaded: {error}"
            raise SongnguError(message, hint="mend or remove that package") from error
        if not self._fits(thing):
            message = f"what the package {package} calls the {self._noun} {point.name!r} is none"
            raise SongnguError(message, hint="mend or remove that package")
        return thing


class Families(Mapping[str, Thing], Generic[Thing]):
    """Several families as one: a name is that of the first that knows it; the later ones are not looked into for it."""

    def __init__(self, *families: Mapping[str, Thing]) -> None:
        self._families = families

    def __getitem__(self, name: str) -> Thing:
        for family in self._families:
            if name in family:
                return family[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys(name for family in self._families for name in family)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return any(name in family for family in self._families)


def configured(thing: Callable[..., Any], settings: Mapping[str, Any], named: str) -> Callable[..., Any]:
    """Return an object of a class that is made with ``settings``, or a function that is given them as keywords.

    Raises UsageError, which calls it ``named``, where it takes no such settings.
    """
    from inspect import signature

    try:
        told = signature(thing)
        (told.bind if isinstance(thing, type) else told.bind_partial)(**settings)
    except TypeError as error:
        raise UsageError(f"{named}: {error}") from None
    except ValueError:  # what is written in C may not tell what it takes
        pass
    return thing(**settings) if isinstance(thing, type) else partial(thing, **settings)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the hint for a name that is not known: the one that was likely meant, else all that are."""
    known = list(known)
    near = get_close_matches(name, known, 1, 0.5)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"

"""Settings: TOML tables held to a model, a mistake told with its file, its line and what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from songngu.corpus.errors import InputError, UsageError, unreadable
from songngu.corpus.files.streams import file_bytes


class Table(BaseModel):
    """A table of settings: its keys are those of the model, its values of exactly their types."""

    # Validators are built where something is validated: most commands run where there are no settings.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


Model = TypeVar("Model", bound=Table)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file; raises UsageError where it cannot be read or is none."""
    import tomllib

    try:
        text = file_bytes(path).decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        raise UsageError(str(told := unreadable(error, path)), hint=told.hint) from None
    except InputError as error:
        raise UsageError(f"{path}: {error}", hint=error.hint) from None
    except RecursionError:
        raise UsageError(f"{path}: not TOML: nested too deeply") from None
    except ValueError as error:  # an integer of thousands of digits is no TOMLDecodeError
        raise UsageError(f"{path}: not TOML: {error}") from None


def validated(model: type[Model], table: Mapping[str, Any], path: Path) -> Model:
    """Return the tables of ``path`` as the model has them; raises UsageError for the first thing that is wrong."""
    try:
        # strict models take no list for a tuple, but TOML has nothing else.
        return model.model_validate(_tuples(table))
    except ValidationError as error:
        raise _explained(path, error, model) from None


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _explained(path: Path, error: ValidationError, model: type[Table]) -> UsageError:
    """Return the first problem as one line: the key, its line, and what was meant."""
    first = error.errors(include_url=False)[0]
    keys = [str(part) for part in first["loc"] if not isinstance(part, int)]
    name, place = ".".join(keys), f"{path}{_line(path, keys, first['loc'])}"
    if first["type"] == "extra_forbidden":
        known = _known(model, keys[:-1])
        near = get_close_matches(keys[-1], known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
        return UsageError(f"{place}: unknown key {name!r}", hint=hint)
    if first["type"] == "missing":
        return UsageError(f"{place}: {name!r} is missing")
    message = str(first["msg"]).replace("tuple", "list").replace("valid dictionary", "table")
    return UsageError(f"{place}: {name!r} is wrong: {message[:1].lower()}{message[1:]}")


def _known(model: type[Table], keys: Sequence[str]) -> list[str]:
    """Return the keys of the table at a path of keys."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    if keys and keys[0] in fields:
        for inner in _tables(fields[keys[0]].annotation):
            return _known(inner, keys[1:])
    return list(fields)


def _tables(annotation: Any) -> list[type[Table]]:
    """Return the models that a field may hold, itself or as its items."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _tables(part)]


def _line(path: Path, keys: Sequence[str], location: tuple[int | str, ...]) -> str:
    """Return ``:line`` where the last key stands under its table, as far as a search can tell."""
    text = path.read_text(encoding="utf-8-sig")
    number = next((part for part in location if isinstance(part, int)), 0)
    table = r"\.".join(map(re.escape, keys[:-1]))
    heads = (
        list(re.finditer(rf"^\s*\[+(?:tool\.songngu\.)?{table}\b[^\n]*$", text, re.MULTILINE)) if len(keys) > 1 else []
    )
    start = heads[min(number, len(heads) - 1)].start() if heads else 0
    found = re.compile(rf"^\s*\[*[\w.\"-]*?\b{re.escape(keys[-1])}\b", re.MULTILINE).search(text, start)
    at = found.end() if found else start
    return f":{text.count(chr(10), 0, at) + 1}" if found or heads else ""

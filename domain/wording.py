"""Say in a sentence why something was refused, with its values as the user reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.called import Called, KeyCalled
from domain.errors import DomainError
from domain.measures import exactly, measure_of, unit_of
from domain.records import Kind
from domain.text import shortened
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.formatting import Formatter
    from domain.records import EntitySpec, Field, Specs

_OF_THE_FIELD: Final = frozenset({"value", "limit", "total", "first", "last", "stage"})
_STATES: Final = frozenset({"old", "new", "side", "role"})
_NAMED: Final = frozenset({"used_by", "action", "roles"})
_SETS: Final = frozenset({"side", "role"})


def explain(error: DomainError, specs: Specs, formatter: Formatter) -> str:
    """Return the sentence ``error.<key>`` in the formatter's language.

    ``{field}`` and ``{table}`` are the labels of the place that is refused. Values that are of the
    refused field are written in its unit, choices and states in words; a value whose name ends in
    ``_fen`` or ``_bp`` is written as money or as a percentage.

    Raises:
        KeyError: the catalogue has no such sentence.
    """
    spec = specs.get(error.table)
    words: dict[str, object] = {
        name: _word(error, spec, name, _fitting(name, value), formatter)
        for name, value in formatter.texts.reasons(error.values, formatter.lang).items()
    }
    if not isinstance(formatter.texts.catalogue[f"error.{error.key}"][formatter.lang], str):
        words["count"] = error.values["count"]  # a plural is chosen by the number itself
    words["field"] = _label(f"field.{error.table}.{error.field}", error.field, formatter)
    words["table"] = _label(f"entity.{error.table}", error.table, formatter)
    return formatter.texts.say(f"error.{error.key}", formatter.lang, **words)


def _fitting(name: str, value: object) -> object:
    """Return what was typed as a sentence can hold it."""
    return shortened(value) if name == "value" and isinstance(value, str) else value


def _label(key: str, otherwise: str, formatter: Formatter) -> str:
    return formatter.texts.say(key, formatter.lang) if formatter.texts.has(key) else otherwise


def _word(
    error: DomainError, spec: EntitySpec | None, name: str, value: object, formatter: Formatter
) -> str:
    if name in _NAMED or isinstance(value, KeyCalled):
        return _named(name, value, formatter)
    if name in {"quarter", "quarters"}:
        return _quarters(value if isinstance(value, tuple) else (str(value),), formatter)
    if name in _STATES:
        machine = name if name in _SETS else str(error.values.get("machine", ""))
        return _state(machine, value, formatter)
    if isinstance(value, int | float) and name.endswith("_fen"):
        return _measured(value, "money", formatter)
    if isinstance(value, int | float) and name.endswith("_bp"):
        return _measured(value, "share", formatter)
    place = error.field if name in _OF_THE_FIELD else name
    field = next((each for each in spec.fields if each.name == place), None) if spec else None
    return _plain(value, formatter) if field is None else _of(field, value, formatter)


def _named(name: str, value: object, formatter: Formatter) -> str:
    """Return an entity, the title of an act, several roles, or a key in words."""
    if isinstance(value, KeyCalled):
        return " · ".join(_of(each, part, formatter) for each, part in value.parts)
    if name == "action":
        return _label(str(value), str(value), formatter)
    if isinstance(value, tuple):
        between = formatter.texts.say("people.comma", formatter.lang)
        return between.join(_state("role", each, formatter) for each in value)
    return _label(f"entity.{value}", str(value), formatter)


def _quarters(quarters: tuple[str, ...], formatter: Formatter) -> str:
    """Return quarters in order, those that follow one another as from first to last."""
    runs: list[list[Quarter]] = []
    for quarter in map(Quarter.parse, quarters):
        if runs and runs[-1][-1].plus(1) == quarter:
            runs[-1].append(quarter)
        else:
            runs.append([quarter])
    named = [
        "–".join(formatter.quarter(each) for each in dict.fromkeys((run[0], run[-1])))
        for run in runs
    ]
    return formatter.texts.say("people.comma", formatter.lang).join(named)


def _state(machine: str, value: object, formatter: Formatter) -> str:
    if not value:
        return formatter.texts.say("state.none", formatter.lang)
    return _label(f"choice.{machine}.{value}", str(value), formatter)


def _of(field: Field, value: object, formatter: Formatter) -> str:
    if field.choices is not None:
        return _state(field.choices.name, value, formatter)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _measured(value, unit_of(field), formatter)
    if not isinstance(value, str) or field.kind not in {Kind.DATE, Kind.QUARTER}:
        return _plain(value, formatter)
    try:
        return formatter.value(field, value)
    except (ValueError, DomainError):
        return _day(value, formatter)  # a day that limits a quarter, or what was mistyped


def _day(value: str, formatter: Formatter) -> str:
    try:
        return formatter.date(value, "numeric")
    except ValueError:
        return value  # what was typed is shown as it stands


def _measured(value: float, unit: str, formatter: Formatter) -> str:
    divisor, usual, exact = measure_of(unit).in_language(formatter.lang)
    fits = (exactly(value) * 10**usual / divisor).denominator == 1
    return formatter.with_unit(value, unit, usual if fits else exact)


def _plain(value: object, formatter: Formatter) -> str:
    if value is None:
        return formatter.texts.say("state.none", formatter.lang)
    if isinstance(value, Called):
        return value.read_in(formatter.lang)
    if isinstance(value, int) and not isinstance(value, bool):
        return formatter.integer(value)
    return str(value)

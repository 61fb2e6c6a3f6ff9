"""Short ways to write a field of an entity, one per kind of value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict, Unpack

from domain.records import Field, Kind
from domain.text import LANGUAGES
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from domain.records import Choices, Value


class Common(TypedDict, total=False):
    """What any field may say of itself, see ``domain.records.Field``."""

    required: bool
    unique: bool
    default: Value
    listed: bool
    unit: str


class Measured(Common, total=False):
    """What a field that counts or measures may say besides."""

    minimum: float
    maximum: float


def text(name: str, **options: Unpack[Common]) -> Field:
    """Return a field that holds one line."""
    return Field(name, Kind.TEXT, **options)


def wordings(name: str) -> tuple[Field, ...]:
    """Return the fields that word a recorded text in each language, see ``domain.called``."""
    return tuple(text(f"{name}_{lang}", listed=False) for lang in LANGUAGES)


def long_text(name: str, **options: Unpack[Common]) -> Field:
    """Return a field that holds paragraphs."""
    return Field(name, Kind.LONG_TEXT, **options)


def whole(name: str, **options: Unpack[Measured]) -> Field:
    """Return a field that counts."""
    return Field(name, Kind.INTEGER, **options)


def number(name: str, **options: Unpack[Measured]) -> Field:
    """Return a field that holds a measured number that is no money."""
    return Field(name, Kind.NUMBER, **options)


def money(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of whole fen, not negative."""
    return Field(name, Kind.MONEY, minimum=0, **options)


def balance(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of whole fen on either side of zero."""
    return Field(name, Kind.MONEY, **options)


def share(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of basis points, 0 to 10,000."""
    return Field(name, Kind.SHARE, minimum=0, maximum=WHOLE_BP, **options)


def area(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of hundredths of a square metre, not negative."""
    return Field(name, Kind.AREA, minimum=0, **options)


def land(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of hundredths of a mu, not negative."""
    return Field(name, Kind.LAND, minimum=0, **options)


def half_days(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of person-days counted in halves, not negative."""
    return Field(name, Kind.HALF_DAYS, minimum=0, **options)


def day(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of a date."""
    return Field(name, Kind.DATE, **options)


def clock_time(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of a time of day."""
    return Field(name, Kind.TIME, **options)


def moment(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of an instant, UTC."""
    return Field(name, Kind.MOMENT, **options)


def quarter(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of a quarter, ``2024Q4``."""
    return Field(name, Kind.QUARTER, **options)


def choice(name: str, choices: Choices, **options: Unpack[Common]) -> Field:
    """Return a field chosen from a list."""
    return Field(name, Kind.CHOICE, choices=choices, **options)


def reference(name: str, target: str, **options: Unpack[Common]) -> Field:
    """Return a field that names a record of another entity."""
    return Field(name, Kind.REFERENCE, target=target, **options)


def flag(name: str, **options: Unpack[Common]) -> Field:
    """Return a field that is yes (1), no (0) or unknown."""
    return Field(name, Kind.FLAG, minimum=0, maximum=1, **options)


def structure(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of JSON that no rule looks into."""
    return Field(name, Kind.JSON, **options)


def content(name: str, **options: Unpack[Common]) -> Field:
    """Return a field of bytes."""
    return Field(name, Kind.BYTES, **options)


OWNER: Final = reference("owner", "party", listed=False)
"""The party that keeps the record."""

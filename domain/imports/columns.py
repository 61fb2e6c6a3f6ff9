"""What a kind of table looks like: its columns, their headings in three languages, their units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.imports.words import heading_key, name_key
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a kind of table knows.

    Attributes:
        name: what the kind calls it; the field of the record where there is one.
        headings: how offices write its heading, in Chinese, French and English; units in
            brackets, accents, capitals and blanks do not matter.
        kind: what its cells hold.
        scale: smallest units (fen, hundredths) per one typed, where no unit is written.
        words: written word → key of the choice.
        missing: rule that a blank cell breaks, empty when it may be blank.
        ignored: the column is known and left aside, since what it says is derived.
        open_ended: "until now" is a blank day.
    """

    name: str
    headings: tuple[str, ...]
    kind: Kind = Kind.TEXT
    scale: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""
    ignored: bool = False
    open_ended: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Headings in the form in which they are compared."""
        return frozenset(heading_key(heading) for heading in self.headings) - {""}


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of table that the park's offices keep.

    Attributes:
        key: name by which a user can ask for it; its title is ``import.kind.<key>``.
        table: entity of which each row is a record.
        columns: what it may hold.
        marks: columns that must be there for a table to be of this kind; of each group one.
        rank: place in the order in which kinds are taken, the smallest first.
        by_date: column whose days tell the order in which rows are judged, empty for the
            order of the file.
        identity: columns that together may occur once in a file; of several such rows the
            first is kept.
        repeated: column that a second such row is refused by.
    """

    key: str
    table: str
    columns: tuple[Column, ...]
    marks: tuple[tuple[str, ...], ...]
    rank: int
    by_date: str = ""

    def column(self, name: str) -> Column:
        """Return the column called ``name``.

        Raises:
            KeyError: there is none.
        """
        for each in self.columns:
            if each.name == name:
                return each
        raise KeyError(name)


def words(**spellings: str) -> dict[str, str]:
    """Return word → key from key → words divided by ``|``, spelled as they are compared."""
    return {name_key(word): key for key, listed in spellings.items() for word in listed.split("|")}

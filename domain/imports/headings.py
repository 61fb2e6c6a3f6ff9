"""Find the row of headings of a table, and from it the kind of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.mapping import NO_MAPPING, TableMapping
from domain.imports.parsing import DIMENSIONS
from domain.imports.sheet import Cell, Sheet, column_index, letters, shown
from domain.imports.units import money_scale_in_lines, scale_in_heading
from domain.imports.words import heading_key
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.imports.columns import SheetKind
    from domain.imports.numbers import Mark

_DEEPEST: Final = 40
Keys = list[list[str]]
_FRENCH: Final = re.compile(
    r"[àâçéèêëîïôûùœ’]|\b(?:trimestre|entreprise|effectif|montant|commune|ville|projet|date de)\b",
    re.IGNORECASE,
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a table turned out to be.

    Attributes:
        kind: its kind.
        first_row: place in ``sheet.rows`` of the first row below the headings.
        places: column of the kind → place of the cell in a row.
        titles: column of the kind → heading as it stands in the file.
        scales: column of the kind → smallest units in one of its cells' unit, 0 when unsaid.
        unread: headings that the kind does not know.
        lang: language of the headings.
        mark: decimal sign of that language, or as the mapping says.
        above: texts that stand above the headings: title, unit, date.
        values: column of the kind → text that stands for every row.
    """

    kind: SheetKind
    first_row: int
    places: Mapping[str, int]
    titles: Mapping[str, str]
    scales: Mapping[str, int]
    unread: tuple[str, ...]
    lang: str
    mark: Mark
    above: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Match:
    kind: SheetKind
    row: int
    depth: int
    places: Mapping[str, int]
    twice: tuple[int, int] | None

    @property
    def worth(self) -> int:
        """Columns that are known; a single row of headings counts before two joined."""
        return len(self.places) * 2 - self.depth


def recognise(
    sheet: Sheet, kinds: Sequence[SheetKind], mapping: TableMapping = NO_MAPPING
) -> Recognised:
    """Return the kind of a table and where its columns are.

    Rows above the headings (title, note, unit) are passed over; headings may be spread over two
    rows. A mapping that names the kind narrows the search to it.

    Raises:
        DomainError: ``no_headings`` when no kind fits, ``kind_ambiguous`` when several fit
            equally well, ``heading_twice`` when two columns have the same heading,
            ``mapping_invalid`` when the mapping names a column that the kind does not have.
    """
    wanted = [kind for kind in kinds if not mapping.kind or kind.key == mapping.kind]
    if not wanted:
        raise DomainError("kind_not_known", value=mapping.kind)
    # The key of each cell is made once, not once for each kind.
    keys = [
        [heading_key(shown(cell)) if cell != "" else "" for cell in row]
        for row in sheet.rows[:_DEEPEST]
    ]
    matches = [match for kind in wanted for match in _matches(sheet, keys, kind, mapping)]
    if not matches:
        raise DomainError("no_headings", sheet=sheet.name)
    best = max(match.worth for match in matches)
    top = [match for match in matches if match.worth == best]
    if len({match.kind.key for match in top}) > 1:
        found = " · ".join(sorted({match.kind.key for match in top}))
        raise DomainError("kind_ambiguous", sheet=sheet.name, kinds=found)
    match = min(top, key=lambda each: each.row)
    if match.twice is not None:
        first, second = (letters(place) for place in match.twice)
        heading = str(sheet.rows[match.row][match.twice[1]]).strip()
        raise DomainError("heading_twice", value=heading, first=first, second=second)
    return _described(sheet, match, mapping)


def _matches(sheet: Sheet, keys: Keys, kind: SheetKind, mapping: TableMapping) -> Iterator[_Match]:
    known = _known(kind, mapping)
    by_letter = {name: known[f":{name}"] for name in mapping.columns if f":{name}" in known}
    for row in range(len(keys)):
        if mapping.heading_row and sheet.numbers[row] != mapping.heading_row:
            continue
        for depth in (1, 2):
            if row + depth <= len(keys):
                names = _names(keys, known, row, depth)
                for letter, name in by_letter.items():
                    _say_so(names, column_index(letter), name)
                match = _match(sheet, names, kind, row, depth)
                if match is not None:
                    yield match


def _say_so(names: list[str], place: int, name: str) -> None:
    """Take a column as the user says, also against what its heading and the others' say."""
    if 0 <= place < len(names):
        names[:] = ["" if name and other == name else other for other in names]
        names[place] = name


def _known(kind: SheetKind, mapping: TableMapping) -> dict[str, str]:
    """Return column by heading in the compared form, and by ``:A`` for a column letter."""
    names = {column.name for column in kind.columns}
    for name in (*mapping.columns.values(), *mapping.units, *mapping.values):
        if name and name not in names and mapping.kind:
            raise DomainError("mapping_invalid", part=name)
    known = {key: column.name for column in kind.columns for key in column.keys}
    for heading, name in mapping.columns.items():
        if name in names or not name:
            known[heading_key(heading)] = name
            known[f":{heading}"] = name
    return known


def _names(keys: Keys, known: Mapping[str, str], row: int, depth: int) -> list[str]:
    """Return the column that each heading means; of two rows of headings the lower one counts."""
    if depth == 1:
        return [known.get(key, "") for key in keys[row]]
    upper, lower = keys[row], keys[row + 1]
    return [known.get(low or high, "") for high, low in zip(upper, lower, strict=True)]


def _match(
    sheet: Sheet, names: Sequence[str], kind: SheetKind, row: int, depth: int
) -> _Match | None:
    places: dict[str, int] = {}
    twice: tuple[int, int] | None = None
    for place, name in enumerate(names):
        if name in places:
            twice = twice or (places[name], place)
        elif name:
            places[name] = place
    if depth > 1 and not _fills_gaps(sheet, row, places):
        return None
    present = all(any(name in places for name in group) for group in kind.marks)
    return _Match(kind, row, depth, places, twice) if present else None


def _fills_gaps(sheet: Sheet, row: int, places: Mapping[str, int]) -> bool:
    upper = [place for place in places.values() if sheet.rows[row + 1][place] == ""]
    return 0 < len(upper) < len(places)


def _described(sheet: Sheet, match: _Match, mapping: TableMapping) -> Recognised:
    row, last = match.row, match.row + match.depth - 1
    titles = {name: _title(sheet, row, last, place) for name, place in match.places.items()}
    above = tuple(
        cell for line in sheet.rows[:row] for cell in line if isinstance(cell, str) and cell
    )
    lang = _language(titles.values())
    read = set(match.places.values())
    unread = tuple(
        _title(sheet, row, last, place)
        for place in range(len(sheet.rows[row]))
        if place not in read and _title(sheet, row, last, place)
    )
    found = Recognised(
        kind=match.kind,
        first_row=last + 1,
        places=match.places,
        titles=titles,
        scales={},
        unread=unread,
        lang=lang,
        mark=mapping.mark or ("," if lang == "fr" else "."),
        above=above,
        values=mapping.values,
    )
    return replace(found, scales=_scales(found, mapping))


def _title(sheet: Sheet, first: int, last: int, place: int) -> str:
    for at in range(last, first - 1, -1):
        text = _as_text(sheet.rows[at][place])
        if text:
            return text
    return ""


def _as_text(cell: Cell) -> str:
    return shown(cell).strip()


def _language(titles: Iterable[str]) -> str:
    joined = " ".join(titles)
    if _HAN.search(joined):
        return "zh"
    return "fr" if _FRENCH.search(joined) else "en"


def _scales(found: Recognised, mapping: TableMapping) -> dict[str, int]:
    """Return per column the unit of its heading, else for money that of the lines above."""
    money = money_scale_in_lines(found.above)
    scales: dict[str, int] = {}
    for name, title in found.titles.items():
        kind = found.kind.column(name).kind
        if kind not in DIMENSIONS:
            continue
        scale = mapping.units.get(name) or scale_in_heading(title, DIMENSIONS[kind])
        scales[name] = scale or (money if kind is Kind.MONEY else 0)
    return scales

"""Find the firm that a row means, by its number and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.places import NAMES
from domain.imports.words import name_key

if TYPE_CHECKING:
    from domain.imports.book import Book
    from domain.imports.rows import TableRow
    from domain.records import Row

NUMBER: Final = "firm_number"
NAME: Final = "firm_name"


class Firms:
    """Firms of the book by number and by any of their names."""

    def __init__(self, book: Book) -> None:
        self._by_number: dict[str, Row] = {}
        self._by_name: dict[str, Row] = {}
        self._keys: dict[str, str] = {}
        for firm in book.rows("firm"):
            self._by_number[name_key(str(firm["number"]))] = firm
            for name in NAMES:
                if firm[name]:
                    self._by_name.setdefault(name_key(str(firm[name])), firm)
        self._know_merged(book)

    def of(self, row: TableRow) -> Row | None:
        """Return the firm that number and name of a row mean.

        The number counts; where it is blank the name does. A row is refused when the firm is
        unknown, or when number and name are two different firms.
        """
        number, name = row.text(NUMBER), row.text(NAME)
        if not number and not name:
            row.refuse(NUMBER, "firm_not_named")
            return None
        named = self._by_name.get(self._key(name)) if name else None
        if not number:
            if named is None:
                row.refuse(NAME, "unknown_firm")
            return named
        numbered = self._by_number.get(self._key(number))
        if numbered is None:
            row.refuse(NUMBER, "unknown_firm")
            return None
        if named is not None and named["id"] != numbered["id"]:
            row.refuse(NAME, "firm_name_mismatch", number=numbered["number"])
            return None
        if name and named is None:
            row.find(NAME, "firm_name_differs", number=numbered["number"])
        return numbered

    def merged(self, number: str, code: str) -> Row | None:
        """Return the firm into which the one of a register's row was merged, None when none was.

        Args:
            number: of the row; a firm that has it now is that firm itself.
            code: credit code of the row, empty when it has none.
        """
        key = name_key(number)
        if key in self._numbers:
            return None
        return self._by_number.get(key) or (self._by_code.get(code) if code else None)

    def _know_merged(self, book: Book) -> None:
        """Know firms also by what those merged into them were known by."""
        self._numbers = frozenset(self._by_number)
        self._by_code: dict[str, Row] = {}
        for former in book.rows("merged_record"):
            firm = book.get("firm", str(former["record"]))
            table, _, field = str(former["field"]).partition(".")
            if firm is None or table != "firm":
                continue
            value = str(former["value"])
            if field == "number":
                self._by_number.setdefault(name_key(value), firm)
            elif field == "credit_code":
                self._by_code[value] = firm
            elif field in NAMES:
                self._by_name.setdefault(name_key(value), firm)

    def _key(self, text: str) -> str:
        key = self._keys.get(text)
        if key is None:
            key = self._keys[text] = name_key(text)
        return key

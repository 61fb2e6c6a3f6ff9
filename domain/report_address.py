"""Name a place in a report in one word, so that one page can lead to it on another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_BETWEEN: Final = "/"
_JOINT: Final = "+"
_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Address:
    """A report, and the record in it that is looked for."""

    kind: str
    quarter: str
    languages: tuple[str, ...]
    table: str
    record: str

    def text(self) -> str:
        """Write the address."""
        languages = _JOINT.join(self.languages)
        return _BETWEEN.join((self.kind, self.quarter, languages, self.table, self.record))


def address_of(text: str) -> Address | None:
    """Read an address, None when the text is none."""
    parts = text.split(_BETWEEN)
    if len(parts) != _PARTS or not all(parts):
        return None
    kind, quarter, languages, table, record = parts
    return Address(kind, quarter, tuple(languages.split(_JOINT)), table, record)

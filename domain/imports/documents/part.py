"""Read a structured file piece by piece, and say exactly which piece is missing or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.errors import DomainError
from domain.imports.dates import read_time

LANGUAGES: Final = ("zh", "fr", "en")


@dataclass(frozen=True, slots=True)
class Part:
    """A JSON object inside a file, with the path that leads to it."""

    content: Mapping[str, object]
    path: str = ""

    def _refuse(self, name: str) -> DomainError:
        part = f"{self.path}.{name}" if self.path else name
        return DomainError("document_incomplete", part=part)

    def has(self, name: str) -> bool:
        """Tell whether there is something under a name."""
        return self.content.get(name) is not None

    def text(self, name: str) -> str:
        """Return a text.

        Raises:
            DomainError: ``document_incomplete`` when it is missing, blank or no text.
        """
        value = self.content.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._refuse(name)
        return value.strip()

    def text_or_none(self, name: str) -> str | None:
        """Return a text, None when there is none."""
        return self.text(name) if self.content.get(name) not in (None, "") else None

    def whole(self, name: str) -> int:
        """Return a whole number."""
        value = self.content.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._refuse(name)
        return value

    def whole_or_none(self, name: str) -> int | None:
        """Return a whole number, None when there is none."""
        return self.whole(name) if self.content.get(name) is not None else None

    def day(self, name: str) -> str:
        """Return a day as ISO text."""
        try:
            return date.fromisoformat(self.text(name)).isoformat()
        except ValueError:
            raise self._refuse(name) from None

    def day_or_none(self, name: str) -> str | None:
        """Return a day as ISO text, None when there is none."""
        return self.day(name) if self.content.get(name) is not None else None

    def time_or_none(self, name: str) -> str | None:
        """Return a time of day, None when there is none."""
        return read_time(self.text(name)) if self.content.get(name) is not None else None

    def one_of(self, name: str, choices: Mapping[str, str]) -> str:
        """Return the choice that a word means."""
        word = self.text(name).casefold().replace(" ", "_")
        if word not in choices:
            raise self._refuse(name)
        return choices[word]

    def names(self, name: str, field: str) -> dict[str, str]:
        """Return the wordings of a name as fields ``<field>_zh`` and so on."""
        value = self.content.get(name)
        if isinstance(value, str) and value.strip():
            return {f"{field}_zh": value.strip()}
        if not isinstance(value, Mapping):
            raise self._refuse(name)
        found = {
            f"{field}_{lang}": str(value[lang]).strip() for lang in LANGUAGES if value.get(lang)
        }
        if not found:
            raise self._refuse(name)
        return found

    def part(self, name: str) -> Part:
        """Return the object under a name."""
        value = self.content.get(name)
        if not isinstance(value, Mapping):
            raise self._refuse(name)
        return Part(value, f"{self.path}.{name}" if self.path else name)

    def part_or_empty(self, name: str) -> Part:
        """Return the object under a name, an empty one when there is none."""
        return self.part(name) if self.content.get(name) is not None else Part({}, name)

    def parts(self, name: str) -> list[Part]:
        """Return the objects of a list."""
        value = self.content.get(name)
        if not isinstance(value, list):
            raise self._refuse(name)
        path = f"{self.path}.{name}" if self.path else name
        found = [
            Part(each, f"{path}[{at}]")
            for at, each in enumerate(value)
            if isinstance(each, Mapping)
        ]
        if len(found) != len(value):
            raise self._refuse(name)
        return found

    def parts_or_empty(self, name: str) -> list[Part]:
        """Return the objects of a list, none when there is no list."""
        return self.parts(name) if self.content.get(name) is not None else []

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty when there is none."""
        value = self.content.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._refuse(name)
        return value

    def amounts(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield the whole numbers of an object by name, none when there is no object."""
        part = self.part_or_empty(name)
        for key in part.content:
            yield key, part.whole(key)

"""Put refusals into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.wording import explain

if TYPE_CHECKING:
    from ui.values import Values


class StorageRefusal(DomainError):
    """Refuse because the file cannot be written; worded by ``storage.<key>``."""


def sentence(values: Values, error: DomainError) -> str:
    """Return why something was refused, in the language in force."""
    language = values.language
    if isinstance(error, StorageRefusal):
        named = {name: str(value) for name, value in error.values.items()}
        return language.say(f"storage.{error.key}", **named)
    return explain(error, values.specs, values.format)

"""The one error that the domain raises: a key and the values its sentence needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Mapping


class DomainError(Exception):
    """Refuse something a user asked for, in words that the interface chooses.

    Args:
        key: text key below ``error.``, e.g. ``"negative"`` for ``error.negative``.
        table: entity whose record is refused, empty when none is concerned.
        field: field that is refused, empty when the whole record is.
        values: what the sentence names, e.g. the value typed and the limit broken.
    """

    def __init__(self, key: str, *, table: str = "", field: str = "", **values: object) -> None:
        super().__init__(key, table, field, values)
        self.key = key
        self.table = table
        self.field = field
        self.values: Mapping[str, object] = values

    @override
    def __str__(self) -> str:
        """Return a line for logs and test output; users see the translated sentence."""
        place = ".".join(part for part in (self.table, self.field) if part)
        named = ", ".join(f"{name}={value!r}" for name, value in sorted(self.values.items()))
        return " ".join(part for part in (self.key, place, named) if part)

"""What the machine refuses: a full disk, a held or damaged file. Bugs are not among it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Mapping


class StorageError(Exception):
    """Say what the environment refused, in words that the interface chooses.

    Args:
        key: text key below ``storage.``, e.g. ``"newer"`` for ``storage.newer``.
        values: what the sentence names, e.g. the path.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values: Mapping[str, object] = values

    @override
    def __str__(self) -> str:
        """Return a line for logs and test output."""
        named = ", ".join(f"{name}={value!r}" for name, value in sorted(self.values.items()))
        return f"{self.key} {named}".strip()

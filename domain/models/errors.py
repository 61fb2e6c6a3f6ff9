"""Say why a model refuses its inputs."""

from __future__ import annotations

from typing_extensions import override


class ModelError(Exception):
    """A model cannot be run on these inputs.

    Attributes:
        key: what is wrong, e.g. ``out_of_range``; its sentence is ``model.error.<key>``.
        place: JSON pointer to the input that is refused, empty when none is meant alone.
        values: what the sentence names beside ``place``.
    """

    def __init__(self, key: str, place: str = "", **values: object) -> None:
        super().__init__(key, place, values)
        self.key = key
        self.place = place
        self.values = values

    @override
    def __str__(self) -> str:
        """Return key and place, for logs."""
        return f"{self.key} {self.place}".strip()

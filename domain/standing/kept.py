"""Make a reading once for each state of the records, however many ask for it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from domain.records import Records

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")
_Part = TypeVar("_Part")


@runtime_checkable
class Remembering(Protocol):
    """Records that notice when they change."""

    def readings(self) -> dict[Hashable, object] | None:
        """Return what was read since the last change, None where that cannot be told."""
        ...


def kept(
    read: Callable[Concatenate[Records, _Asked], _Found],
) -> Callable[Concatenate[Records, _Asked], _Found]:
    """Let a reading be made anew only after the records have changed.

    What it returns is shared by all who ask: it must be a value that nobody can change.
    """

    @wraps(read)
    def remembered(records: Records, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Found:
        memory = records.readings() if isinstance(records, Remembering) else None
        if memory is None:
            return read(records, *args, **named)
        key = (read, args, tuple(named.items()))
        if key not in memory:
            memory[key] = read(records, *args, **named)
        return cast("_Found", memory[key])

    return remembered


def kept_each(
    read: Callable[[Records, Sequence[_Part]], Mapping[_Part, _Found]],
) -> Callable[[Records, Sequence[_Part]], Mapping[_Part, _Found]]:
    """Let a reading of several parts, as quarters, be made only of those not yet read.

    What is found of each part is shared by all who ask, as with ``kept``.
    """

    @wraps(read)
    def remembered(records: Records, parts: Sequence[_Part]) -> Mapping[_Part, _Found]:
        memory = records.readings() if isinstance(records, Remembering) else None
        if memory is None:
            return read(records, parts)
        missing = [part for part in parts if (read, part) not in memory]
        if missing:
            memory.update({(read, part): found for part, found in read(records, missing).items()})
        return {part: cast("_Found", memory[read, part]) for part in parts}

    return remembered

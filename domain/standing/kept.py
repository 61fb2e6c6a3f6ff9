"""Make a reading once for each state of the records, however many ask for it."""

from __future__ import annotations

import threading
from functools import wraps
from inspect import signature
from typing import (
    TYPE_CHECKING,
    Concatenate,
    Final,
    ParamSpec,
    Protocol,
    TypeVar,
    cast,
    runtime_checkable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence

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


class _UnderWay:
    """Stands where a reading will be, while one thread makes it and others wait for it."""

    __slots__ = ("over",)

    def __init__(self) -> None:
        self.over = threading.Event()


_TAKING: Final = threading.Lock()


def kept(
    read: Callable[Concatenate[Records, _Asked], _Found],
) -> Callable[Concatenate[Records, _Asked], _Found]:
    """Let a reading be made anew only after the records have changed, and on one thread only.

    What it returns is shared by all who ask: it must be a value that nobody can change.
    """
    # Said or left to its default, an argument asks for the same reading.
    asked = signature(read)

    @wraps(read)
    def remembered(records: Records, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Found:
        memory = records.readings() if isinstance(records, Remembering) else None
        if memory is None:
            return read(records, *args, **named)
        bound = asked.bind(records, *args, **named)
        bound.apply_defaults()
        key = (read, *bound.args[1:])
        return _once(memory, key, lambda: read(records, *args, **named))

    return remembered


def _once(
    memory: MutableMapping[Hashable, object], key: Hashable, read: Callable[[], _Found]
) -> _Found:
    """Return what is in the memory under a key; who asks while another reads it waits for it."""
    mine = _UnderWay()
    while True:
        with _TAKING:
            known = memory.setdefault(key, mine)
        if known is mine:
            break
        if not isinstance(known, _UnderWay):
            return cast("_Found", known)
        known.over.wait()
    try:
        found = memory[key] = read()
    except BaseException:
        # Whoever waited makes the reading, and meets the reason, for themselves.
        del memory[key]
        raise
    finally:
        mine.over.set()
    return found


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

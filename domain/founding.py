"""What a new workbook starts with: a park, its two sides and its first quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.commands import AddRow
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Value


@dataclass(frozen=True, slots=True)
class Founding:
    """The answers of the guided start; what is unknown stays out of the workbook.

    Attributes:
        park: name of the park.
        origin: name of the origin, the less developed side.
        host: name of the host.
        first_quarter: first quarter to record, ``2024Q4``.
        lang: language of the names: zh, fr or en.
    """

    park: str | None
    origin: str | None
    host: str | None
    first_quarter: str | None
    lang: str


def founding_commands(founding: Founding) -> tuple[AddRow, ...]:
    """Return the commands that record the answers, each one depending on those before.

    Raises:
        DomainError: ``quarter_invalid``.
    """
    parties = [
        _party(code, kind, name, founding.lang)
        for code, kind, name in (("O", "origin", founding.origin), ("H", "host", founding.host))
        if name
    ]
    commands = list(parties)
    if founding.park and founding.origin and founding.host:
        values: dict[str, Value] = {
            "code": "P1",
            f"name_{founding.lang}": founding.park,
            "typology": "reverse_enclave",
            "origin": parties[0].record,
            "host": parties[1].record,
        }
        commands.append(AddRow("enclave", values, key="command.found"))
    if founding.first_quarter:
        quarter = Quarter.parse(founding.first_quarter)
        commands.append(AddRow("quarter", {"quarter": str(quarter)}, key="command.found"))
    return tuple(commands)


def _party(code: str, kind: str, name: str, lang: str) -> AddRow:
    values: dict[str, Value] = {"code": code, f"name_{lang}": name, "kind": kind}
    return AddRow("party", values, key="command.found")

"""Letting, ending and renewing are refused where a unit would be let twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from domain.commands import SetFields
from domain.errors import DomainError
from domain.space.letting import EndLease, LetUnit, RenewLease, next_number
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from domain.records import Command, Value


class _Park(MemoryJournal):
    """One building with an office, a reserve, and a lease of the office until the end of 2024."""

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        building = self.add("building", code="B1")
        self.office = self.add("unit", building=building, number="101", use="office", area=100)
        self.reserve = self.add("unit", building=building, number="001", use="white_site", area=9)
        self.firm = self.add("firm", number="QH001", name_zh="企业")
        self.lease = self.add(
            "lease", number="ZL-2022-069", firm=self.firm, unit=self.office,
            start="2022-01-01", end="2024-12-31", rent_fen=3_000, free_months=2,
            escalator_bp=300, discount_bp=5_000,
        )  # fmt: skip

    def values(self, **others: Value) -> dict[str, Value]:
        """Return the fields of a new lease."""
        return {"number": "N", "firm": self.firm, "start": "2025-01-01", "end": "2026-12-31",
                **others}  # fmt: skip


@pytest.fixture
def park() -> _Park:
    return _Park()


def refusal(park: _Park, command: Command) -> DomainError:
    """Return why a command is refused; nothing was written."""
    before = {name: dict(rows) for name, rows in park.tables.items()}
    with pytest.raises(DomainError) as caught:
        park.run(command)
    assert park.tables == before
    return caught.value


def test_a_free_unit_is_let_and_the_action_is_one_step(park: _Park) -> None:
    command = LetUnit(park.office, park.values())
    park.run(command)
    lease = park.get("lease", command.record)
    assert lease is not None
    assert (lease["unit"], lease["start"]) == (park.office, "2025-01-01")
    assert park.undo_label() == "command.let_unit"
    park.undo()
    assert park.get("lease", command.record) is None


def test_letting_a_let_unit_names_the_other_lease(park: _Park) -> None:
    error = refusal(park, LetUnit(park.office, park.values(start="2024-12-31")))
    assert (error.key, error.values["other"]) == ("lease_overlap", "ZL-2022-069")


def test_the_reserve_is_not_let(park: _Park) -> None:
    error = refusal(park, LetUnit(park.reserve, park.values()))
    assert (error.key, error.table, error.field) == ("unit_not_lettable", "unit", "use")


def test_a_unit_or_lease_that_is_gone_is_refused(park: _Park) -> None:
    assert refusal(park, LetUnit("gone", park.values())).key == "record_gone"
    assert refusal(park, EndLease("gone", "2024-06-30", "moved")).key == "record_gone"


def test_an_early_end_frees_the_unit_from_the_next_day(park: _Park) -> None:
    park.run(EndLease(park.lease, "2024-06-30", "moved to its own works"))
    assert (park.get("lease", park.lease) or {})["early_end"] == "2024-06-30"
    assert refusal(park, LetUnit(park.office, park.values(start="2024-06-30"))).key == (
        "lease_overlap"
    )
    park.run(LetUnit(park.office, park.values(start="2024-07-01")))


@pytest.mark.parametrize(
    ("on", "reason", "field", "key"),
    [
        ("2024-06-30", " ", "reason", "end_reason_missing"),
        ("", "moved", "early_end", "required"),
        ("2021-12-31", "moved", "early_end", "date_order"),
        ("2024-12-31", "moved", "early_end", "early_end_not_early"),
        ("2025-06-30", "moved", "early_end", "early_end_not_early"),
        ("30/06", "moved", "early_end", "date_invalid"),
    ],
)
def test_an_early_end_needs_a_reason_and_a_day_within_the_lease(
    park: _Park, on: str, reason: str, field: str, key: str
) -> None:
    error = refusal(park, EndLease(park.lease, on, reason))
    assert (error.key, error.field) == (key, field)


def test_a_renewal_begins_the_day_after_and_carries_the_terms_over(park: _Park) -> None:
    command = RenewLease(park.lease, "ZL-2025-070", "2027-12-31", 3_200)
    park.run(command)
    lease = park.get("lease", command.record) or {}
    assert (lease["start"], lease["end"], lease["rent_fen"]) == ("2025-01-01", "2027-12-31", 3_200)
    assert (lease["firm"], lease["unit"]) == (park.firm, park.office)
    assert (lease["escalator_bp"], lease["discount_bp"]) == (300, 5_000)
    # Free months are granted anew or not at all.
    assert lease["free_months"] is None


def test_a_renewal_of_an_ended_lease_begins_after_its_early_end(park: _Park) -> None:
    park.run(SetFields("lease", park.lease, {"early_end": "2024-02-28"}))
    command = RenewLease(park.lease, "ZL-2024-070", "2024-12-31", None)
    park.run(command)
    assert (park.get("lease", command.record) or {})["start"] == "2024-02-29"


def test_a_renewal_is_refused_where_the_unit_is_let_again(park: _Park) -> None:
    park.run(LetUnit(park.office, park.values(number="ZL-2025-070")))
    error = refusal(park, RenewLease(park.lease, "ZL-2025-071", "2027-12-31", None))
    assert (error.key, error.values["other"]) == ("lease_overlap", "ZL-2025-070")


def test_a_new_number_counts_on_in_the_manner_of_the_last(park: _Park) -> None:
    assert next_number(park, 2025) == "ZL-2025-070"
    assert next_number(MemoryJournal(), 2025) == "L-2025-001"

"""Roles say who may change what; passwords are kept as salted scrypt."""

from __future__ import annotations

import hashlib

import pytest

from domain.closing.commands import Approve, OpenQuarter, Reopen
from domain.commands import AddRow, RemoveRow, SetFields, Together, WriteBatch
from domain.entities import SPECS
from domain.errors import DomainError
from domain.people.commands import SetPassword, check_password, password_row
from domain.people.passwords import hashed, matches
from domain.people.roles import ACTS, AREAS, ROLES, TABLES, Duties, persons, role_of
from domain.records import Actor, Command, Write
from domain.units import Quarter
from tests.fakes import MemoryJournal

QUARTER = Quarter(2024, 4)
MOMENT = "2025-01-20T08:00:00.000Z"


def office(*roles: str) -> MemoryJournal:
    """Return a workbook with one person per role, called like it."""
    journal = MemoryJournal()
    for role in roles:
        journal.add("person", name=role, role=role, active=1)
    return journal


def refused(journal: MemoryJournal, person: str, command: Command | None) -> str:
    """Return the key of the refusal, empty when the command is allowed."""
    try:
        Duties(journal, SPECS).check(Actor(person, "chair"), command)
    except DomainError as error:
        return error.key
    return ""


FIRM = AddRow("firm", {"number": "QH001"})
MEETING = AddRow("meeting", {"number": "M-1"})
SCENARIO = AddRow("scenario", {"model": "flow"})
PERSON = AddRow("person", {"name": "x", "role": "clerk"})
APPROVE = Approve(QUARTER, "origin", "x", MOMENT)
REOPEN = Reopen(QUARTER, "x", MOMENT, "why")


def test_every_entity_has_somebody_who_may_change_it() -> None:
    for table, spec in SPECS.items():
        assert TABLES.get(table) or AREAS[spec.area], table
    for allowed in (*AREAS.values(), *TABLES.values(), *ACTS.values()):
        assert allowed <= set(ROLES)
        assert "chair" in allowed


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("clerk", {"firm"}),
        ("secretary", {"meeting", "reopen"}),
        ("analyst", {"scenario"}),
        ("chair", {"firm", "meeting", "scenario", "person", "approve", "reopen"}),
        ("auditor", set()),
    ],
)
def test_a_role_may_what_is_its_duty(role: str, may: set[str]) -> None:
    journal = office(*ROLES)
    tried: dict[str, Command] = {
        "firm": FIRM,
        "meeting": MEETING,
        "scenario": SCENARIO,
        "person": PERSON,
        "approve": APPROVE,
        "reopen": REOPEN,
    }
    assert {name for name, command in tried.items() if not refused(journal, role, command)} == may


def test_a_refusal_names_who_may() -> None:
    duties = Duties(office(*ROLES), SPECS)
    at_table = duties.refusal(Actor("clerk", "clerk"), "meeting")
    assert at_table is not None
    assert at_table.key == "role_may_not"
    assert at_table.values["roles"] == ("secretary", "chair")
    at_act = duties.refusal(Actor("clerk", "clerk"), "command.close_quarter")
    assert at_act is not None
    assert (at_act.key, at_act.values["roles"]) == ("role_may_not_act", ("chair",))
    assert duties.refusal(Actor("clerk", "clerk"), "firm") is None


def test_the_role_of_the_list_counts_not_the_one_that_is_said() -> None:
    assert refused(office("clerk", "chair"), "clerk", MEETING) == "role_may_not"


def test_whoever_is_not_on_the_list_only_reads() -> None:
    journal = office("chair")
    assert refused(journal, "somebody", FIRM) == "person_unknown"
    assert refused(journal, "somebody", None) == "person_unknown"
    barred = Duties(journal, SPECS).barred(Actor("somebody", "chair"))
    assert barred is not None
    assert barred.key == "person_unknown"
    journal.add("person", name="gone", role="chair", active=0)
    assert refused(journal, "gone", FIRM) == "person_unknown"


def test_the_auditor_only_reads() -> None:
    journal = office("chair", "auditor")
    assert refused(journal, "auditor", None) == "reads_only"
    assert refused(journal, "chair", None) == ""
    assert Duties(journal, SPECS).barred(Actor("chair", "chair")) is None


def test_without_persons_there_are_no_roles() -> None:
    journal = office()
    duties = Duties(journal, SPECS)
    for command in (FIRM, APPROVE, None):
        assert refused(journal, "anybody", command) == ""
    assert duties.refusal(Actor("anybody", ""), "firm") is None
    assert duties.barred(Actor("anybody", "")) is None
    assert persons(journal) == []


def test_where_nobody_is_chair_others_may_name_one() -> None:
    assert refused(office("clerk"), "clerk", PERSON) == ""
    assert refused(office("clerk", "chair"), "clerk", PERSON) == "role_may_not"


def test_all_that_a_command_touches_is_asked() -> None:
    journal = office("clerk", "chair")
    firm = journal.add("firm", number="QH001")
    commands: tuple[Command, ...] = (
        Together((SetFields("firm", firm, {}), RemoveRow("meeting", "m"))),
        WriteBatch((Write("insert", "firm", "f"), Write("insert", "meeting", "m"))),
    )
    for command in commands:
        assert refused(journal, "clerk", command) == "role_may_not"
    assert refused(journal, "clerk", SetFields("firm", firm, {})) == ""
    assert refused(journal, "clerk", OpenQuarter(QUARTER)) == ""


def test_a_command_of_its_own_kind_is_held_against_what_it_writes() -> None:
    class Own:
        key = "command.own"
        reason = ""

        def writes(self, records: object, specs: object) -> list[Write]:
            del records, specs
            return [Write("insert", "meeting", "m")]

    command: Command = Own()  # type: ignore[assignment] # a list is iterated as well
    assert refused(office("clerk", "chair"), "clerk", command) == "role_may_not"
    assert refused(office("clerk", "chair"), "chair", command) == ""


def test_a_password_is_kept_as_salted_scrypt_only() -> None:
    kept = hashed("钱塘2024", b"0123456789abcdef")
    known = hashlib.scrypt("钱塘2024".encode(), salt=b"0123456789abcdef", n=16384, r=8, p=1)
    assert kept == f"scrypt$16384$8$1${b'0123456789abcdef'.hex()}${known.hex()}"
    assert matches("钱塘2024", kept)
    assert not matches("钱塘2025", kept)
    assert not matches("x", "plain")
    assert hashed("same") != hashed("same")


def test_a_password_is_set_changed_and_taken_away() -> None:
    journal = office("chair")
    check_password(journal, "chair", "")
    journal.run(SetPassword("chair", hashed("one")))
    check_password(journal, "chair", "one")
    with pytest.raises(DomainError, match="password_wrong"):
        check_password(journal, "chair", "two")
    journal.run(SetPassword("chair", hashed("two")))
    check_password(journal, "chair", "two")
    journal.run(SetPassword("chair", ""))
    assert password_row(journal, "chair") is None
    assert not journal.run(SetPassword("chair", ""))
    with pytest.raises(DomainError, match="person_unknown"):
        journal.run(SetPassword("nobody", hashed("x")))


def test_the_role_of_a_person_at_work_is_known() -> None:
    journal = office("analyst")
    assert role_of(journal, "analyst") == "analyst"
    assert role_of(journal, "clerk") is None

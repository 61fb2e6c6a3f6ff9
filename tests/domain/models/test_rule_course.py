"""Versions of the sharing rules and their phases lie on the days that clock and resolution give."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from domain.models.rule_course import horizon, rule_courses
from domain.units import Quarter
from tests.rents_shared import share_rents

if TYPE_CHECKING:
    from domain.models.rule_course import VersionCourse
    from domain.records import Records
    from storage.workbook import Workbook

NOW = Quarter(2024, 4)
END = date(2034, 6, 30)
"""Of the agreement."""


def course(records: Records, code: str, version: int, quarter: Quarter = NOW) -> VersionCourse:
    """Return one version as it stands when a quarter ends."""
    found = rule_courses(records, quarter)
    return next(each for each in found if (each.code, each.version) == (code, version))


def spans(each: VersionCourse) -> list[tuple[int, date, date]]:
    """Return number, first and last day of each phase."""
    return [(s.phase.number, s.first, s.last) for s in each.spans if s.phase is not None]


def test_phases_follow_the_clock_within_the_days_of_their_version(sample_park: Records) -> None:
    # The clock of R1 starts in 2019Q4: years 1 and 2 end in September 2021, years 3 to 5 in 2024.
    first, second = course(sample_park, "R1", 1), course(sample_park, "R1", 2)
    assert spans(first) == [
        (1, date(2019, 10, 1), date(2021, 9, 30)),
        (2, date(2021, 10, 1), date(2022, 12, 31)),
    ]
    assert spans(second) == [
        (2, date(2023, 1, 1), date(2024, 9, 30)),
        (3, date(2024, 10, 1), END),
    ]
    assert (first.standing, second.standing) == ("ended", "in_force")
    assert (first.resolution, second.resolution) == ("R-2019-01", "R-2022-02")
    held = second.at(NOW.last_day)
    assert held is not None
    assert held.phase is not None
    assert held.phase.number == 3
    assert first.at(NOW.last_day) is None


def test_versions_come_rule_by_rule_and_the_earlier_first(sample_park: Records) -> None:
    order = [(each.code, each.version) for each in rule_courses(sample_park, NOW)]
    assert order == [("R1", 1), ("R1", 2), ("R2", 1), ("R3", 1)]


def test_a_rule_that_counts_project_by_project_has_no_phases_of_its_own(
    sample_park: Records,
) -> None:
    (span,) = course(sample_park, "R2", 1).spans
    assert (span.phase, span.first, span.last) == (None, date(2019, 7, 1), END)


@pytest.mark.parametrize(
    ("quarter", "first", "second"),
    [(Quarter(2020, 1), "in_force", "coming"), (Quarter(2023, 1), "ended", "in_force")],
)
def test_how_a_version_stands_depends_on_the_quarter(
    sample_park: Records, quarter: Quarter, first: str, second: str
) -> None:
    standing = [course(sample_park, "R1", version, quarter).standing for version in (1, 2)]
    assert standing == [first, second]


def test_a_version_without_a_resolution_in_force_is_told_apart(park: Workbook) -> None:
    version = park.find("sharing_rule_version", version=2)[0]
    park.run(SetFields("sharing_rule_version", str(version["id"]), {"resolution": None}))
    found = course(park, "R1", 2)
    assert (found.standing, found.resolution) == ("unadopted", "")
    assert found.at(NOW.last_day) is None


def test_a_phase_without_a_last_year_runs_on_to_the_horizon(park: Workbook) -> None:
    share_rents(park)
    assert spans(course(park, "R4", 1)) == [(1, date(2024, 10, 1), END)]


def test_an_agreement_without_an_end_is_shown_two_years_ahead(park: Workbook) -> None:
    assert horizon(park, NOW) == END
    agreement = park.find("agreement")[0]
    park.run(SetFields("agreement", str(agreement["id"]), {"end": None}))
    assert horizon(park, NOW) == date(2026, 12, 31)
    assert spans(course(park, "R1", 2))[-1] == (3, date(2024, 10, 1), date(2026, 12, 31))

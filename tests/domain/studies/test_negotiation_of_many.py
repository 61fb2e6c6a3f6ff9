"""A negotiation among more parties than a table of groups can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.commands import AddRow
from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.models.operations import answer
from domain.progress import Silent
from domain.reports.charts import HorizontalBars
from domain.reports.tree import Figure, Table
from domain.studies import study
from domain.studies.study import Said, StudyInput
from tests.domain.studies.trying import TEXTS
from tests.storage.park import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.workbook import Workbook


def values(count: int, **changed: object) -> dict[str, object]:
    """Return two sides that are needed and counties that bring 10, 20, … to a pie of 10,000."""
    brought = [0, 0, *(10 * at for at in range(1, count - 1))]
    return {
        "pie": 10_000,
        "brought": brought,
        "needed": [1, 1] + [0] * (count - 2),
        "contract": [1 / count] * count,
        "proposed": [1 / count] * count,
        **changed,
    }


def by_formula(given: dict[str, Any]) -> list[float]:
    """Return the Shapley value: the pie is a sum of parts, each shared alike by whom it takes."""
    pie, brought = given["pie"], given["brought"]
    alike = (pie - sum(brought)) / 2 + sum(brought) / 3
    return [
        alike if flag else part / 3 for flag, part in zip(given["needed"], brought, strict=True)
    ]


def ran(given: dict[str, object]) -> dict[str, Any]:
    return study("negotiation").run(given, 1, Silent())


@pytest.mark.parametrize("count", [7, 20])
def test_up_to_twenty_parties_have_the_exact_value(count: int) -> None:
    given = values(count)
    result = ran(given)
    assert result["standard_error"] is None
    assert result["shapley"] == pytest.approx(by_formula(given))
    assert sum(result["talmud"]) == pytest.approx(10_000)


def test_beyond_twenty_parties_orders_are_drawn_and_the_standard_error_is_told() -> None:
    given = values(24)
    result = ran(given)
    exact = by_formula(given)
    assert all(error > 0 for error in result["standard_error"][:2])
    for drawn, wanted, error in zip(
        result["shapley"], exact, result["standard_error"], strict=True
    ):
        assert abs(drawn - wanted) <= 4.5 * error
    assert ran(given) == result  # the same inputs, the same numbers


def test_the_group_most_aggrieved_leaves_out_who_gets_more_than_it_brings() -> None:
    result = ran(values(7))
    # Each gets 1,428.57, the counties bring 10 to 50.
    assert result["left_out"] == [2, 3, 4, 5, 6]
    assert result["excess"] == pytest.approx(5 * 10_000 / 7 - 150)
    fair = [0.4925, 0.4925, *(each / 10_000 for each in (10, 20, 30, 40, 50))]
    stable = ran(values(7, proposed=fair))
    assert stable["left_out"] == []
    assert stable["propensity"][0] == pytest.approx((10_000 - 4_925) / 4_925)


def test_shares_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ModelError) as refused:
        ran(values(7, proposed=[0.1] * 7))
    assert (refused.value.key, refused.value.place) == ("shares_sum", "/proposed")


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_many_parties_are_told_in_a_table(lang: str) -> None:
    given = values(24)
    names = tuple(Said("", dict.fromkeys(("zh", "fr", "en"), f"P{at}")) for at in range(24))
    said = Said("", dict.fromkeys(("zh", "fr", "en"), "x"))
    inputs = tuple(
        StudyInput(name, value, "records", said, labels=names) for name, value in given.items()
    )
    found = study("negotiation").tell(inputs, ran(given), Formatter(lang, TEXTS))
    assert "P23" in found.verdict
    figure, table = found.exhibits
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, HorizontalBars)
    assert isinstance(table, Table)
    assert len(table.rows) == 24
    assert "±" in str(table.rows[0].cells[2])
    assert "20" in str(table.note)


def test_a_joint_pie_needs_somebody_and_no_more_than_there_is() -> None:
    def refused(**game: object) -> str:
        with pytest.raises(ModelError) as found:
            answer("games.solve", {"game": {"kind": "joint", **game}, "concepts": ["shapley"]})
        return str(found.value.place)

    assert refused(total=10, parts=[1, 2], needed=[0, 0]) == "/game/needed"
    assert refused(total=2, parts=[1, 2], needed=[1, 0]) == "/game/parts"


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    """Return a copy of the sample workbook that may be changed."""
    with copy_of(sample, tmp_path / "own") as workbook:
        yield workbook


def test_seven_parties_of_an_agreement_are_taken_from_the_records(own: Workbook) -> None:
    park = own
    (agreement,) = park.find("agreement", code="AG-1")
    for at in range(4):
        party = AddRow("party", {"code": f"X{at}", "name_zh": f"丙{at}", "kind": "operator"})
        park.run(party)
        row = {"agreement": agreement["id"], "party": party.record, "rank": 10 + at}
        park.run(AddRow("agreement_party", row))
    choices = study("negotiation").choices(park, "2024Q4")
    assert [len(each.options) for each in choices] == [2, 1]
    inputs = study("negotiation").inputs(park, "2024Q4", {"period": "quarter"})
    taken = {each.name: each.value for each in inputs}
    assert taken["needed"] == [1, 1, 0, 0, 0, 0, 0]
    brought = taken["brought"]
    assert isinstance(brought, list)
    assert brought[2] > 0  # the county
    assert brought[3:] == [0, 0, 0, 0]
    result = ran(taken)
    assert result["shapley"][2] == pytest.approx(brought[2] / 3)

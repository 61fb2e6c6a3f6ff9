"""Flows between places are laid out without overlap, and drawn up from what is recorded."""

from __future__ import annotations

import itertools
import sqlite3
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.formatting import Formatter
from domain.reports.names import names_of
from domain.reports.network_charts import (
    MOST_PLACES,
    Teller,
    flow_chart,
    main_unit,
    place_map,
    quantity,
)
from domain.reports.networks import (
    FlowBand,
    FlowChart,
    FlowEnd,
    apart,
    band_words,
    laid_out,
    ribbon,
    spread,
    way,
)
from domain.returns.balance import standings
from domain.standing.network import Flow, flows_over_a_year
from domain.standing.places import Places, places
from domain.units import Quarter

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Records
    from domain.text import Texts

QUARTER = Quarter(2024, 4)


def chart_of(sizes: dict[tuple[int, int], float]) -> FlowChart:
    """Return a chart with these bands between as many places as they name."""
    starts = tuple(FlowEnd(f"s{at}", "", "ink") for at in range(1 + max(s for s, _ in sizes)))
    ends = tuple(FlowEnd(f"e{at}", "", "ink") for at in range(1 + max(e for _, e in sizes)))
    bands = tuple(FlowBand(start, end, size, "") for (start, end), size in sorted(sizes.items()))
    return FlowChart(("from", "to"), starts, ends, bands)


BANDS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.1, 1000.0), min_size=1, max_size=12
)


# ------------------------------------------------------------------------------------- layout


@given(BANDS)
def test_bands_fill_their_bars_side_by_side_and_no_bar_meets_another(
    sizes: dict[tuple[int, int], float],
) -> None:
    chart = chart_of(sizes)
    laid = laid_out(chart, 0.05)
    scale = {round((b[1] - b[0]) / band.size, 9) for band, b in zip(chart.bands, laid.bands,
                                                                     strict=True)}  # fmt: skip
    assert max(scale) - min(scale) == pytest.approx(0, abs=1e-6)
    for side, bars in ((0, laid.starts), (1, laid.ends)):
        assert all(one[1] <= other[0] + 1e-9 for one, other in itertools.pairwise(bars))
        assert bars[0][0] >= -1e-9
        assert bars[-1][1] <= 1 + 1e-9
        for at, (top, bottom) in enumerate(bars):
            mine = sorted(
                place[2 * side : 2 * side + 2]
                for band, place in zip(chart.bands, laid.bands, strict=True)
                if (band.start, band.end)[side] == at
            )
            assert sum(low - high for high, low in mine) == pytest.approx(bottom - top)
            if mine:
                assert mine[0][0] == pytest.approx(top)
                assert all(
                    one[1] == pytest.approx(other[0]) for one, other in itertools.pairwise(mine)
                )


def test_a_flow_of_half_is_half_as_wide() -> None:
    laid = laid_out(chart_of({(0, 0): 10.0, (1, 0): 20.0}), 0.1)
    # Two bars at the left with a gap of a tenth share the height as 1 : 2.
    assert [*laid.starts[0], *laid.starts[1]] == pytest.approx([0.0, 0.3, 0.4, 1.0])
    assert laid.ends[0] == pytest.approx((0.05, 0.95))
    assert laid.bands[0] == pytest.approx((0.0, 0.3, 0.05, 0.35))


def test_gaps_leave_most_of_the_height_to_the_flows() -> None:
    laid = laid_out(chart_of({(at, 0): 1.0 for at in range(9)}), 0.2)
    assert sum(bottom - top for top, bottom in laid.starts) == pytest.approx(0.6)


@given(st.lists(st.floats(0.0, 100.0), min_size=1, max_size=8))
def test_words_keep_their_distance_and_stay_above_the_end(middles: list[float]) -> None:
    found = apart(sorted(middles), 10.0, 100.0)
    assert all(b - a >= 10.0 - 1e-9 for a, b in itertools.pairwise(found))
    assert found[-1] <= 100.0


def test_words_that_have_room_stay_where_their_places_are() -> None:
    assert apart((5.0, 30.0, 60.0), 10.0, 100.0) == (5.0, 30.0, 60.0)


def test_bands_and_ways_begin_and_end_at_their_places() -> None:
    outline = ribbon((0.1, 0.3, 0.6, 0.8))
    assert outline[0] == (0.0, 0.1)
    assert outline[-1] == (0.0, 0.3)
    assert (1.0, 0.6) in outline
    assert (1.0, 0.8) in outline
    points = way((10.0, 5.0), (50.0, 25.0))
    assert points[0] == (10.0, 5.0)
    assert points[-1] == (50.0, 25.0)
    assert points[len(points) // 2] == (30.0, 15.0)
    assert spread(2) == (0.25, 0.75)


# ------------------------------------------------------------------------------------ records


def teller(park: Records, texts: Texts, lang: str) -> Teller:
    """Return what says the words of the sample's charts."""
    return Teller(Formatter(lang, texts), names_of(park, texts, lang), places(park))


def test_flows_of_a_year_are_those_that_the_file_holds(sample: Path, sample_park: Records) -> None:
    flows = flows_over_a_year(sample_park, QUARTER)
    with sqlite3.connect(sample) as database:
        rows = database.execute(
            "SELECT kind, count(*), sum(quantity), sum(quantity IS NULL) FROM factor_flow"
            " WHERE date BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY kind"
        ).fetchall()
    assert rows
    for kind, entries, total, unmeasured in rows:
        mine = [flow for flow in flows if flow.kind == kind]
        assert sum(flow.entries for flow in mine) == entries
        assert sum(flow.unmeasured for flow in mine) == unmeasured
        assert float(sum(flow.quantity or 0 for flow in mine)) == pytest.approx(total)


def test_persons_who_came_and_went_are_drawn_by_place(sample_park: Records, texts: Texts) -> None:
    chart = flow_chart(
        teller(sample_park, texts, "en"), flows_over_a_year(sample_park, QUARTER), "talent"
    )
    assert chart is not None
    # 78 persons moved in 2024: 41 left Yuhang, 37 came to it.
    assert sum(band.size for band in chart.bands) == 78
    assert (chart.starts[0].name, chart.starts[0].label) == ("Yuhang", "41 persons")
    assert (chart.ends[0].name, chart.ends[0].label) == ("Yuhang", "37 persons")
    assert chart.starts[0].tone == "ink"
    assert {end.tone for end in chart.starts[1:]} == {"sand", "grey"}
    assert "Outside the province" in {end.name for end in chart.starts}


def flow(start: str, end: str, size: int | None, unit: str = "persons") -> Flow:
    """Return a flow of talent with one entry."""
    known = None if size is None else Fraction(size)
    return Flow("talent", unit, start, end, known, 1, int(size is None))


def test_many_places_of_a_side_are_drawn_as_one(sample_park: Records, texts: Texts) -> None:
    tell = teller(sample_park, texts, "en")
    tell = Teller(tell.fmt, tell.names, Places({}, "", "", "", ""))
    many = [flow(f"r{at}", "home", 100 - at) for at in range(MOST_PLACES + 3)]
    chart = flow_chart(tell, many, "talent")
    assert chart is not None
    assert len(chart.starts) == MOST_PLACES
    # The last seven stand apart; the four smallest, 93 to 90, are together.
    assert (chart.starts[-1].name, chart.starts[-1].label) == ("4 other places", "366 persons")
    assert sum(band.size for band in chart.bands) == sum(range(90, 101))


def test_only_bands_that_no_end_tells_of_are_told_themselves(
    sample_park: Records, texts: Texts
) -> None:
    mixed = [flow("a", "x", 5), flow("a", "y", 6), flow("b", "x", 7), flow("b", "z", 1)]
    chart = flow_chart(teller(sample_park, texts, "en"), mixed, "talent")
    assert chart is not None
    told = {band.size: (band.label, band_words(chart, band)) for band in chart.bands}
    # What went to y and z is all that came there; what went to x came from two places.
    assert told[6] == ("", "6 persons")
    assert told[1] == ("", "1 person")
    assert told[5] == ("5 persons", "5 persons")
    assert told[7] == ("7 persons", "7 persons")


def test_what_has_no_quantity_is_not_drawn(sample_park: Records, texts: Texts) -> None:
    tell = teller(sample_park, texts, "fr")
    assert flow_chart(tell, [flow("a", "b", None)], "talent") is None
    assert flow_chart(tell, [flow("a", "b", 3)], "capital") is None
    mixed = [flow("a", "b", 3, "person_days"), flow("a", "c", 5), flow("b", "c", 6)]
    assert main_unit(mixed, "talent") == "persons"
    chart = flow_chart(tell, mixed, "talent")
    assert chart is not None
    assert sum(band.size for band in chart.bands) == 11


def test_money_is_written_in_the_unit_of_the_language(texts: Texts) -> None:
    assert quantity(Formatter("zh", texts), "wan_yuan", 120) == "120万元"
    assert quantity(Formatter("en", texts), "wan_yuan", 120) == "1,200 k¥"
    assert quantity(Formatter("en", texts), "persons", 2) == "2 persons"


def test_the_map_shows_every_county_with_its_projects(sample_park: Records, texts: Texts) -> None:
    chart = place_map(
        teller(sample_park, texts, "en"), sample_park, standings(sample_park, QUARTER)
    )
    assert chart is not None
    assert chart.left.name.startswith("Quzhou")
    assert chart.right.name.startswith("Hangzhou")
    # 18 projects in six counties, nine of them in Longyou; as the park's expected figures say.
    assert chart.left.note == "18 projects, 9 producing"
    assert chart.left.places[0].name == "Longyou"
    assert chart.left.places[0].note.startswith("9 projects")
    assert chart.ways[0].size == 1.0
    assert [each.tone for each in chart.left.places if each.size == 0] == ["grey"]


@pytest.mark.parametrize(
    ("lang", "figures"),
    # Longyou's projects put out 18,855.31 万元 over the four quarters.
    [("zh", ["10,000万元", "2,000万元"]), ("en", ["100,000 k¥", "20,000 k¥"])],
)
def test_the_key_of_the_map_shows_what_circles_of_round_outputs_are(
    sample_park: Records, texts: Texts, lang: str, figures: list[str]
) -> None:
    chart = place_map(
        teller(sample_park, texts, lang), sample_park, standings(sample_park, QUARTER)
    )
    assert chart is not None
    assert chart.key is not None
    assert [label for _, label in chart.key.circles] == figures
    sizes = [size for size, _ in chart.key.circles]
    assert sizes == [pytest.approx(10_000 / 18_855.3, rel=1e-4), pytest.approx(sizes[0] / 5)]


def test_no_key_is_drawn_before_any_county_produces(sample_park: Records, texts: Texts) -> None:
    begun = [each for each in standings(sample_park, QUARTER) if each.state == "construction"]
    chart = place_map(teller(sample_park, texts, "en"), sample_park, begun)
    assert chart is not None
    assert chart.key is None


def test_without_projects_or_sides_there_is_no_map(sample_park: Records, texts: Texts) -> None:
    tell = teller(sample_park, texts, "en")
    assert place_map(tell, sample_park, standings(sample_park, Quarter(2016, 3))) is None
    nowhere = Teller(tell.fmt, tell.names, Places({}, "", "", "", ""))
    assert place_map(nowhere, sample_park, standings(sample_park, QUARTER)) is None


def test_the_year_ends_with_map_and_flows(sample_park: Records, texts: Texts) -> None:
    from domain.report_kinds import KINDS
    from domain.reports.networks import PlaceMap
    from domain.reports.request import Issue, ReportRequest
    from domain.reports.tree import Figure

    issue = Issue("draft", 1, 0, date(2025, 1, 24), "ab" * 32, "the-workbook")
    request = ReportRequest(QUARTER, ("fr",), issue)
    document = KINDS["annual"](sample_park, texts, request)
    last = {section.blocks[-1].chart.__class__: section.blocks[-1].title
            for section in document.sections
            if section.blocks and isinstance(section.blocks[-1], Figure)}  # fmt: skip
    assert last[PlaceMap] == "Où la production est revenue"
    assert last[FlowChart] == "Flux de facteurs\u202f: Talents"

"""A run that is kept can be opened, computed again and put on paper years later."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

import pytest

from domain.commands import RemoveRow
from domain.errors import DomainError
from domain.formatting import Formatter
from domain.progress import Silent
from domain.report_kinds import FINDERS, KINDS
from domain.reports.page import page_of
from domain.reports.request import Issue, ReportRequest
from domain.reports.tree import Figure, Heading, Note, Paragraph, Table
from domain.reports.words import words_of
from domain.studies import cobweb, model_note, model_section
from domain.studies.inquiry import inquire
from domain.studies.printed import inputs_table, short_inputs
from domain.studies.scenarios import (
    TABLE,
    Signed,
    keep,
    kept,
    recompute,
    recompute_all,
    report_in,
    reported,
)
from domain.studies.study import Said, StudyInput
from domain.units import Quarter
from tests.domain.studies.market import market
from tests.domain.studies.trying import TEXTS

if TYPE_CHECKING:
    from domain.records import Row
    from domain.reports.tree import Language
    from tests.fakes import MemoryJournal

QUARTER = Quarter(2024, 4)
MOMENT = "2025-01-10T08:00:00.000Z"


def kept_in(park: MemoryJournal, title: str = "基准", quarter: str | None = None) -> Row:
    """Keep a run of the small market; return its record."""
    inquiry, _ = inquire(park, "cobweb", str(QUARTER))
    changed = inquiry.changed("supply_elasticity", 2.0)
    command = keep(changed, changed.run(Silent()), Signed(title, " 说明 ", "吴敏", MOMENT, quarter))
    park.run(command)
    row = park.get(TABLE, command.record)
    assert row is not None
    return row


def test_a_kept_run_is_opened_with_all_it_took() -> None:
    park, _ = market()
    each = kept(kept_in(park))
    assert (each.title, each.note, each.author, each.version) == ("基准", "说明", "吴敏", "1")
    assert each.inquiry.input("supply_elasticity").value == 2.0
    assert each.inquiry.originals["supply_elasticity"].value == 1.2
    assert each.result["curves"]["demand_slope"] > 0
    assert len(each.sha256) == 64
    assert each.reported == ""


def test_a_kept_run_computes_to_the_same() -> None:
    park, _ = market()
    row = kept_in(park)
    park.add("talent_need", region=str(park.find("region")[0]["id"]), profile="别的",
             quarter="2024Q4", sought=9, filled=1, price_fen=1)  # fmt: skip
    assert recompute(row, Silent()).verdict == "same"
    assert {title: each.verdict for title, each in recompute_all(park, Silent()).items()} == {
        "基准": "same"
    }


def test_a_result_that_was_touched_is_found() -> None:
    park, _ = market()
    row = kept_in(park)
    result = json.loads(str(row["result"]))
    result["curves"]["demand_slope"] *= 2
    assert recompute({**row, "result": json.dumps(result)}, Silent()).verdict == "altered"


def test_a_result_that_no_longer_follows_is_told_with_its_place() -> None:
    park, _ = market()
    inquiry, _ = inquire(park, "cobweb", str(QUARTER))
    result = {**inquiry.run(Silent()), "warnings": []}
    park.run(keep(inquiry, result, Signed("假", "", "吴敏", MOMENT)))
    found = recompute_all(park, Silent())["假"]
    assert (found.verdict, found.place) == ("differs", "/warnings")


def test_inputs_that_the_model_now_refuses_are_told() -> None:
    park, _ = market()
    inquiry, _ = inquire(park, "cobweb", str(QUARTER))
    result = inquiry.run(Silent())
    impossible = inquiry.changed("supply_elasticity", 0.01).changed("demand_elasticity", 0.01)
    park.run(keep(impossible, result, Signed("难", "", "吴敏", MOMENT)))
    found = recompute_all(park, Silent())["难"]
    assert (found.verdict, found.place) == ("differs", "/supply_elasticity")


def test_another_version_and_another_study_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    park, _ = market()
    row = kept_in(park)
    assert recompute({**row, "model": "alchemy"}, Silent()).verdict == "unknown_study"
    assert recompute({**row, "model_version": "0"}, Silent()).verdict == "altered"
    monkeypatch.setattr(cobweb, "STUDY", replace(cobweb.STUDY, version="2"))
    assert recompute(row, Silent()).verdict == "other_version"


def test_what_was_not_kept_by_the_program_is_refused() -> None:
    park, _ = market()
    record = park.add(TABLE, model="cobweb", title="手工", inputs="[]", model_version="1")
    row = park.get(TABLE, record)
    assert row is not None
    with pytest.raises(DomainError, match="scenario_unreadable"):
        kept(row)
    assert recompute_all(park, Silent())["手工"].verdict == "altered"


def test_a_scenario_is_put_in_a_report_and_taken_out() -> None:
    park, _ = market()
    row = kept_in(park)
    park.run(report_in(str(row["id"]), "2024Q4"))
    assert [each["id"] for each in reported(park, "2024Q4")] == [row["id"]]
    park.run(report_in(str(row["id"]), None))
    assert reported(park, "2024Q4") == []


def test_a_closed_quarter_keeps_the_scenarios_of_its_report() -> None:
    park, _ = market()
    row = kept_in(park, quarter="2024Q4")
    park.tables["quarter"][str(park.find("quarter")[0]["id"])]["state"] = "closed"
    with pytest.raises(DomainError, match="quarter_closed"):
        park.run(report_in(str(row["id"]), None))


# ------------------------------------------------------------------------------------- on paper


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_the_report_has_a_part_with_the_scenarios_chosen(lang: Language) -> None:
    park, _ = market()
    page = page_of(park, TEXTS, lang, QUARTER, (count(1), count(1)))
    assert model_section.build(page) is None
    kept_in(park, quarter="2024Q4")
    park.add(TABLE, model="cobweb", title="坏", inputs="{}", model_version="1",
             report_quarter="2024Q4")  # fmt: skip
    section = model_section.build(page)
    assert section is not None
    assert section.stamp
    assert [type(block) for block in section.blocks].count(Figure) == 1
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert len(table.rows) == 7


@pytest.mark.parametrize("languages", [("zh",), ("fr",), ("en",), ("zh", "fr")])
def test_a_note_tells_inputs_with_sources_result_and_method(
    languages: tuple[Language, ...],
) -> None:
    park, _ = market()
    row = kept_in(park)
    issue = Issue("draft", 0, 0, date(2025, 1, 10), "0" * 64, "w" * 32)
    request = ReportRequest(QUARTER, languages, issue, (str(row["id"]),))
    document = KINDS["model_note"](park, TEXTS, request)
    said = "\n".join(words for _, words in words_of(document))
    assert str(row["sha256"]) in said
    assert "吴敏" in said
    assert "说明" in said
    # What was chosen among what the records offer is named.
    assert re.search("Longyou|龙游县", said)
    assert TEXTS.say("models.limits", languages[-1]) in said
    tables = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    if len(languages) == 1:
        assert any(len(table.columns) == 5 for table in tables)
        return
    assert document.second_lang == "fr"
    twin = document.sections[0].twin
    assert twin is not None
    taken = kept(row).inquiry.inputs
    for lang, blocks in (("zh", document.sections[0].blocks), ("fr", twin.blocks)):
        inputs = next(
            block for block in blocks if isinstance(block, Table) and len(block.rows) == len(taken)
        )
        # The half of a page shows every column that is left, the sources among the names.
        assert all(column.narrow for column in inputs.columns)
        for one, told in zip(taken, inputs.rows, strict=True):
            name = told.cells[0]
            assert isinstance(name, tuple)
            source = one.source.words(Formatter(lang, TEXTS))
            assert source
            assert name[2].text.endswith((source, "”。", "\u202f»."))
        # Values of which there are many run on below the source; they are not cut apart.
        listed = [told.cells[0] for told in inputs.rows if told.cells[1] is None]
        assert listed
        assert all(isinstance(name, tuple) and name[-1].style == "whole" for name in listed)


def test_the_report_of_a_quarter_leaves_lists_and_sources_to_the_notes() -> None:
    park, _ = market()
    each = kept(kept_in(park, quarter=str(QUARTER)))
    page = page_of(park, TEXTS, "en", QUARTER, (count(1), count(1)))
    table = short_inputs(page, each)
    assert isinstance(table, Table)
    assert [row.cells[:2] for row in table.rows][:2] == [
        ("Elasticity of demand", "0.6"),
        ("Elasticity of supply", "2"),
    ]
    assert {len(row.cells) for row in table.rows} == {4}
    assert str(table.note).startswith(
        "Lists are in the model note: Posts sought, Posts filled and Monthly pay offered."
    )
    series, bounds = each.inquiry.inputs[0], replace(each.inquiry.inputs[3], value=(0.28, 0.42))
    only = replace(each, inquiry=replace(each.inquiry, inputs=(series,)))
    assert isinstance(short_inputs(page, only), Note)
    both = replace(each, inquiry=replace(each.inquiry, inputs=(series, bounds)))
    table = short_inputs(page, both)
    assert isinstance(table, Table)
    assert [row.cells[1] for row in table.rows] == ["0.28\u00a0· 0.42"]


def test_a_scenario_is_headed_by_its_study_in_the_language_of_the_report() -> None:
    park, _ = market()
    kept_in(park, quarter="2024Q4")
    kept_in(park, title="Cobweb of the talent market · base", quarter="2024Q4")
    page = page_of(park, TEXTS, "en", QUARTER, (count(1), count(1)))
    section = model_section.build(page)
    assert section is not None
    heads = [block.text for block in section.blocks if isinstance(block, Heading)]
    assert sorted(heads) == [
        "Cobweb of the talent market · base",
        "Cobweb of the talent market: 基准",
    ]
    tables = [block for block in section.blocks if isinstance(block, Table)]
    # A study that draws no numbers has no seed to tell.
    assert all("model version 1; kept by 吴敏" in table.note for table in tables)


def test_a_note_is_found_by_title_or_id() -> None:
    park, _ = market()
    row = kept_in(park)
    assert FINDERS["model_note"](park, "基准") == (row["id"], QUARTER)
    assert model_note.find(park, str(row["id"])) == (row["id"], QUARTER)
    with pytest.raises(DomainError, match="report_record_unknown"):
        model_note.find(park, "没有")
    issue = Issue("draft", 0, 0, date(2025, 1, 10), "", "w")
    with pytest.raises(DomainError, match="report_record_unknown"):
        model_note.build(park, TEXTS, ReportRequest(QUARTER, ("en",), issue, ("gone",)))


def printed_inputs(park: MemoryJournal, row: Row) -> Table:
    """Return the inputs as the English note of a scenario prints them."""
    issue = Issue("draft", 0, 0, date(2025, 1, 10), "", "w")
    request = ReportRequest(QUARTER, ("en",), issue, (str(row["id"]),))
    blocks = model_note.build(park, TEXTS, request).sections[0].blocks
    assert any(isinstance(block, Paragraph) and block.text == "说明" for block in blocks)
    return next(block for block in blocks if isinstance(block, Table) and block.title == "Inputs")


def test_a_list_is_counted_beside_its_name_and_written_out_under_its_source() -> None:
    park, _ = market()
    inputs = printed_inputs(park, kept_in(park))
    assert inputs.rows[0].cells[1] == "4 values"
    told = inputs.rows[0].cells[4]
    assert isinstance(told, tuple)
    elements = [run.text for run in told if run.style == "whole"]
    assert elements == [f"2023Q{quarter}: 12" for quarter in (1, 2, 3, 4)]
    # A number without its unit is none: half a page has room for both.
    assert inputs.columns[2].narrow


def test_a_long_source_is_told_once() -> None:
    park, _ = market()
    each = kept(kept_in(park))
    page = page_of(park, TEXTS, "en", QUARTER, (count(1), count(1)))
    long = Said("", {"en": "Figures of the firms in the park, the mean of four quarters."})
    short = Said("", {"en": "The analyst’s choice."})
    inputs = tuple(
        StudyInput(name, 1, "records", source)
        for name, source in (
            ("posts_sought", long), ("quarters", short), ("subsidy", long), ("budget", short)
        )
    )  # fmt: skip
    listed = replace(each, inquiry=replace(each.inquiry, inputs=inputs))
    told = [row.cells[4] for row in inputs_table(page, listed, "beside").rows]
    assert told[0] == long.values["en"]
    assert told[2] == "As for “Posts sought”."
    assert told[1] == told[3] == "The analyst’s choice."


@pytest.mark.parametrize(
    ("name", "values", "labels", "cell", "elements"),
    [
        ("years", (2014.0, 2015.0), ("2014", "2015"), "2014\u00a0· 2015", []),
        ("steps", (1, 2, 4, 8), (), "1\u00a0· 2\u00a0· 4\u00a0· 8", []),
        ("environment", (1.22, 0.8121), ("甲", "乙"), "甲  1.2200\n乙  0.8121", []),
        ("bounds", (0.35, 2.0), ("甲", "乙"), "甲  0.35\n乙  2", []),
        ("offers", (), (), "none", []),
        ("stock", (20_779, None), ("District de Yuhang", "甲"), "2 values",
         ["District de Yuhang: 20,779", "甲: —"]),
        ("trades", (1,) * 9, tuple(f"Equipment of the kind {at}" for at in range(9)), "9 values",
         []),
        ("firms", (1,) * 25, (), "25 values", []),
        ("series", (293, 287), ("2020Q1", "2020Q2"), "2020Q1  293\n2020Q2  287", []),
    ],
)  # fmt: skip
def test_a_list_of_numbers_stands_where_it_has_room(
    name: str,
    values: tuple[float, ...],
    labels: tuple[str, ...],
    cell: str,
    elements: list[str],
) -> None:
    park, _ = market()
    each = kept(kept_in(park))
    one = StudyInput(name, values, "records", each.inquiry.inputs[0].source, labels=labels)
    listed = replace(each, inquiry=replace(each.inquiry, inputs=(one,)))
    page = page_of(park, TEXTS, "en", QUARTER, (count(1), count(1)))
    cells = inputs_table(page, listed, "beside").rows[0].cells
    told = cells[4] if isinstance(cells[4], tuple) else ()
    assert cells[1] == cell
    assert [run.text for run in told if run.style == "whole"] == elements


def test_quarters_among_the_inputs_are_named_in_the_language_of_the_note() -> None:
    park, _ = market()
    each = kept(kept_in(park))
    source = each.inquiry.inputs[0].source
    one = StudyInput("series", (293, 287), "records", source, labels=("2020Q1", "2020Q2"))
    listed = replace(each, inquiry=replace(each.inquiry, inputs=(one,)))
    page = page_of(park, TEXTS, "fr", QUARTER, (count(1), count(1)))
    cell = inputs_table(page, listed, "beside").rows[0].cells[1]
    assert cell == "T1\u00a02020  293\nT2\u00a02020  287"


def test_a_note_whose_records_are_gone_still_tells_its_result() -> None:
    park, _ = market()
    row = kept_in(park)
    for need in park.find("talent_need"):
        park.run(RemoveRow("talent_need", str(need["id"])))
    assert printed_inputs(park, row).rows[0].cells[1] == "4 values"

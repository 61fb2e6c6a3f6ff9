"""The annual edition tells the same sections over a year: totals, quarters, change, settlements."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.closing.commands import OpenQuarter
from domain.errors import DomainError
from domain.report_kinds import KINDS
from domain.reports.annual import FIGURES
from domain.reports.period import Period, covered, is_closed, period_of
from domain.reports.quarterly import PARTS
from domain.reports.request import ReportRequest
from domain.reports.tree import Bullets, DecisionBox, Figure, NumberedDeviation, Table
from domain.settling.commands import AgreeSettlement, DrawUpSettlement, RecordPayment
from domain.settling.statement import statement
from domain.units import Quarter, quarters_back
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import every, plain, section, table, words
from tests.domain.reports.test_printed import lost, money, print_out
from tests.fakes import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Records
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.workbook import Workbook

LANGUAGES: tuple[Language, ...] = ("zh", "fr", "en")
QUARTERS = quarters_back(QUARTER, 4)


@pytest.fixture(scope="module")
def year(sample_park: Records, texts: Texts) -> Callable[..., Document]:
    """Return what builds the sample's report of 2024, and keeps it."""
    made: dict[tuple[str, ...], Document] = {}

    def build(*languages: Language) -> Document:
        if languages not in made:
            request = ReportRequest(QUARTER, languages, ISSUE)
            made[languages] = KINDS["annual"](sample_park, texts, request)
        return made[languages]

    return build


def yearly(expected: dict[str, Any], name: str, of: int = 2024) -> int:
    """Add up a figure of the truths over a year."""
    return sum(expected["per_quarter"][f"{of}Q{at}"][name] for at in (1, 2, 3, 4))


def wan(fen: int) -> str:
    """Write fen as 万元 by hand."""
    return f"{fen / 1_000_000:,.2f}"


# ----------------------------------------------------------------------------------- the figures


def test_the_year_is_the_sum_of_the_truths_of_its_quarters(
    year: Callable[..., Document], expected: dict[str, Any]
) -> None:
    rows = table(year("zh"), "全年主要指标")
    for name, key in (("营业收入", "revenue_fen"), ("税收合计", "tax_total_fen")):
        assert rows[name][1] == wan(yearly(expected, key))
        assert rows[name][2] == wan(yearly(expected, key, 2023))
    # One firm that was asked has no row at all in one quarter.
    asked, known = yearly(expected, "rows") + 1, yearly(expected, "revenue_known")
    assert rows["营业收入"][-1] == f"{known}/{asked}"


def test_a_stock_is_told_as_it_stands_at_the_end(
    year: Callable[..., Document], expected: dict[str, Any]
) -> None:
    rows = table(year("en"), "Key figures of the year")
    truth = expected["per_quarter"]["2024Q4"]["headcount"]
    before = expected["per_quarter"]["2023Q4"]["headcount"]
    assert rows["Headcount (end)"][1:3] == (f"{truth:,}", f"{before:,}")
    assert rows["Occupancy (end) a"][1] == f"{expected['occupancy']['2024Q4']['rate'] * 100:.1f}"


def test_every_figure_has_its_four_quarters(
    year: Callable[..., Document], expected: dict[str, Any]
) -> None:
    opened = next(every(section(year("zh"), "税收、补贴与成本"), Table))
    row = next(row for row in opened.rows if row.cells[0] == "增值税")
    quarters = [wan(expected["per_quarter"][str(each)]["vat_fen"]) for each in QUARTERS]
    assert [plain(cell) for cell in row.cells[2:6]] == quarters
    assert plain(row.cells[6]) == wan(yearly(expected, "vat_fen"))
    known, asked = yearly(expected, "vat_known"), yearly(expected, "rows") + 1
    assert f"增值税{known}/{asked}" in str(opened.note)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_of_the_quarterly_report_opens_with_the_quarters(
    year: Callable[..., Document], texts: Texts, lang: Language
) -> None:
    document = year(lang)
    assert [each.title for each in document.sections] == [
        texts.say(f"report.part.{key}", lang) for key in PARTS if key != "models"
    ]
    title = texts.say("report.annual.quarters", lang)
    for part in FIGURES:
        own = section(document, texts.say(f"report.part.{part}", lang))
        assert next(every(own, Table)).title == title


def test_moves_of_firms_are_counted_over_the_year(
    year: Callable[..., Document], expected: dict[str, Any]
) -> None:
    moves = [expected["moves_per_quarter"][str(each)] for each in QUARTERS]
    admitted = sum(each.get("admitted", 0) for each in moves)
    graduated = sum(each.get("graduated", 0) for each in moves)
    finding = section(year("zh"), "企业与孵化").finding
    assert f"年内准入{admitted}户、毕业{graduated}户" in finding


def test_what_is_worse_than_a_year_before_is_told_with_its_facts(
    year: Callable[..., Document], expected: dict[str, Any]
) -> None:
    space, operator = every(year("zh"), NumberedDeviation)
    rates = [expected["occupancy"][f"{at}Q4"]["rate"] * 100 for at in (2023, 2024)]
    assert space.lead == f"出租率比上年下降{rates[0] - rates[1]:.1f}个百分点。"
    scores = [expected["operator_scores"][f"YY-2022 {at}Q4"]["score"] for at in (2023, 2024)]
    assert f"{scores[0] - scores[1]:.1f}分" in operator.lead
    missed = [
        name
        for each in QUARTERS
        for name in expected["operator_scores"][f"YY-2022 {each}"]["thresholds_missed"]
    ]
    for name in set(missed):
        assert f"{name}在4个季度中有{missed.count(name)}个季度未达底线" in plain(operator.text)


def test_what_the_quarters_explained_is_told_again(year: Callable[..., Document]) -> None:
    told = next(every(section(year("zh"), "摘要"), Bullets)).items
    assert any(plain(each).startswith("2024年第4季度：税收合计账面下降8.9%") for each in told)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settlements_add_up_to_the_fen(
    year: Callable[..., Document], expected: dict[str, Any], texts: Texts, lang: Language
) -> None:
    rows = table(year(lang), texts.say("report.annual.sharing.table", lang))

    def fen(words: str) -> int:
        return int(re.sub(r"\D", "", words))

    quarters = [[fen(cell) for cell in cells[1:]] for cells in list(rows.values())[1:5]]
    total = [fen(cell) for cell in rows[texts.say("report.annual.sharing.year", lang)][1:]]
    assert [sum(column) for column in zip(*quarters, strict=True)] == total
    truth = expected["settlement"]["2024Q4"]["total_per_party_fen"]
    assert quarters[-1][:-1] == list(truth.values())
    assert set(rows[texts.say("report.annual.sharing.paid", lang)][1:]) == {"—"}


def test_the_year_of_resolutions_and_what_is_pending_are_listed(
    year: Callable[..., Document],
) -> None:
    follow_up = section(year("zh"), "督办、展望与数据质量")
    assert follow_up.finding.startswith("年内1项决议，缓议1项。")
    assert "R-2024-01" in table(year("zh"), "年内决议与待决决议")


def test_figures_of_firms_are_those_of_the_year(
    year: Callable[..., Document], sample_park: Records
) -> None:
    rows = table(year("zh"), "企业名录")
    firm = sample_park.find("firm", number="QH001")[0]["id"]
    told = [sample_park.find("firm_quarter", firm=firm, quarter=str(each))[0] for each in QUARTERS]
    assert rows["QH001"][-2] == wan(sum(int(str(row["revenue_fen"])) for row in told))


def test_at_most_three_decisions_ask_for_the_settlements_together(
    year: Callable[..., Document],
) -> None:
    (box,) = every(year("zh"), DecisionBox)
    assert len(box.items) == 3
    assert plain(box.items[0]).startswith("审定2024年度结算：应分合计36,437,853.80元")


# -------------------------------------------------------------------------- languages and paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_of_a_text_is_filled_and_no_quarter_is_called_this_one(
    year: Callable[..., Document], lang: Language
) -> None:
    said = words(year(lang))
    assert not re.search(r"\{\w+\}", said)
    defined = section(year(lang), year(lang).sections[-2].title)
    other = said.replace("\n".join(every(defined, str)), "")
    for word in ("本季", "ce trimestre", "this quarter"):
        assert word not in other


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_found_in_the_file(year: Callable[..., Document], lang: Language) -> None:
    one = print_out(year(lang))
    assert lost(one) == []
    assert money(3_643_785_380, lang) in "".join(one.pages)


@pytest.mark.no_cover
def test_two_languages_are_printed_whole_and_the_same_twice(
    year: Callable[..., Document], sample_park: Records, texts: Texts
) -> None:
    one = print_out(year("fr", "en"))
    assert len(one.pages) <= 40
    again = KINDS["annual"](sample_park, texts, ReportRequest(QUARTER, ("fr", "en"), ISSUE))
    assert print_out(again).data == one.data


@pytest.mark.parametrize("pair", [("zh", "fr"), ("zh", "en"), ("fr", "en")])
def test_two_languages_have_the_same_blocks(
    year: Callable[..., Document], pair: tuple[Language, Language]
) -> None:
    for each in year(*pair).sections:
        assert each.twin is not None
        assert [type(block) for block in each.blocks] == [type(block) for block in each.twin.blocks]


def test_tables_and_figures_are_numbered_in_the_order_of_print(
    year: Callable[..., Document],
) -> None:
    tables = [each.number for each in every(year("zh"), Table) if each.number]
    figures = [each.number for each in every(year("zh"), Figure) if each.number]
    for numbers, sign in ((tables, "表"), (figures, "图")):
        assert numbers == [f"{sign}{at}" for at in range(1, len(numbers) + 1)]


def test_the_cover_names_the_year_and_has_places_for_seals(year: Callable[..., Document]) -> None:
    cover = year("fr").cover
    assert cover is not None
    assert cover.subtitle == "Année 2024"
    assert [place.seal for place in cover.places] == ["Cachet"] * 3
    assert year("fr").qr.startswith("feidi:annual:2024Q4:fr:")


# ------------------------------------------------------------------------ what a year consists of


def test_a_year_is_closed_with_its_last_quarter(park: Workbook) -> None:
    assert is_closed("annual", park, Quarter(2023, 2))
    # The fourth quarter of 2024 is open, the first closed.
    assert not is_closed("annual", park, Quarter(2024, 1))
    assert is_closed("quarterly", park, Quarter(2024, 1))
    assert not is_closed("annual", park, Quarter(2051, 1))


def test_quarters_before_the_first_record_are_not_asked_for() -> None:
    journal = MemoryJournal()
    for quarter in ("2016Q3", "2016Q4"):
        journal.add("quarter", quarter=quarter, state="closed")
    assert is_closed("annual", journal, Quarter(2016, 4))


def test_a_year_that_is_under_way_is_told_as_far_as_it_is_recorded(
    park: Workbook, texts: Texts
) -> None:
    park.run(OpenQuarter(Quarter(2025, 1)))
    document = KINDS["annual"](park, texts, ReportRequest(Quarter(2025, 1), ("en",), ISSUE))
    assert document.head_right == "2025, 1 quarter"
    # Nothing of it is reported yet: unknown, and not compared.
    rows = table(document, "Key figures of the year")
    assert rows["Revenue"][1] == "—"
    assert rows["Revenue"][3] == "—"
    assert period_of("annual", park, Quarter(2024, 2)) == Period(QUARTER, 4, annual=True)
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        period_of("annual", park, Quarter(2051, 1))
    with pytest.raises(DomainError, match="report_quarter_unknown"):
        period_of("quarterly", park, Quarter(2051, 1))


def test_what_a_report_covers_is_named(texts: Texts) -> None:
    assert covered("annual", texts, "zh", "2024Q4") == "2024年度"
    assert covered("annual", texts, "zh", "2024Q3") == "2024年前3个季度"
    assert covered("quarterly", texts, "zh", "2024Q3") == "2024年第3季度"


def test_what_was_agreed_and_paid_in_a_quarter_is_told(park: Workbook, texts: Texts) -> None:
    park.run(DrawUpSettlement(QUARTER))
    rules = statement(park, QUARTER).rules
    park.run(AgreeSettlement(tuple(rule.record for rule in rules)))
    line = rules[0].lines[0]
    park.run(RecordPayment(line.record, 1_000_000, "2025-02-01"))
    document = KINDS["annual"](park, texts, ReportRequest(QUARTER, ("en",), ISSUE))
    rows = table(document, texts.say("report.annual.sharing.table", "en"))
    assert rows["2024Q4"][0] == texts.say("choice.settlement_state.agreed", "en")
    assert rows["2024Q3"][0] == "provisional"
    # Paid to one party, so that the sum is not known.
    assert rows["Paid"][1:] == ("10,000.00", "—", "—", "—")
    # The fourth quarter stands: only the other three are to be approved.
    (box,) = every(document, DecisionBox)
    assert "(2024Q1, 2024Q2 and 2024Q3)" in plain(box.items[0])


def test_terms_that_cannot_be_applied_are_told_and_left_out(texts: Texts) -> None:
    journal = MemoryJournal()
    for quarter in QUARTERS:
        journal.add("quarter", quarter=str(quarter), state="closed")
    party = journal.add("party", code="QZ", kind="origin", name_en="Quzhou")
    agreement = journal.add("agreement", code="AG", signed="2023-06-18", start="2023-07-01")
    rule = journal.add(
        "sharing_rule", code="R1", base="tax", clock="signature", agreement=agreement
    )
    journal.add("retained_share", rule=rule, tax="vat", share_bp=5_000)
    meeting = journal.add("meeting", number="M", date="2023-06-25", quorum_met=1)
    adopted = journal.add("resolution", number="R", meeting=meeting, text="…", state="in_force")
    version = journal.add(
        "sharing_rule_version", rule=rule, version=1, valid_from="2024-10-01", resolution=adopted
    )
    phase = journal.add("rule_phase", version=version, phase=1, from_year=1)
    journal.add("phase_share", phase=phase, party=party, share_bp=10_000, floor_fen=9, cap_fen=5)
    firm = journal.add("firm", number="1", admission_date="2024-01-01")
    journal.add("firm_quarter", firm=firm, quarter="2024Q4", vat_fen=100)
    document = KINDS["annual"](journal, texts, ReportRequest(QUARTER, ("en",), ISSUE))
    finding = section(document, "Benefit sharing").finding
    assert finding == (
        "Nothing to be shared over the period. "
        "Terms that cannot be applied, left out of the total: 2024Q4."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_park_of_one_firm_has_a_year_without_invented_figures(
    texts: Texts, lang: Language
) -> None:
    journal = MemoryJournal()
    journal.add("quarter", quarter="2024Q4", state="open")
    firm = journal.add("firm", number="A1", name_zh="甲有限公司", admission_date="2024-11-01")
    journal.add("firm_quarter", firm=firm, quarter="2024Q4", revenue_fen=5_000_000)
    issue = replace(ISSUE, standing="draft")
    document = KINDS["annual"](journal, texts, ReportRequest(QUARTER, (lang,), issue))
    assert document.watermark == texts.say("pdf.draft", lang)
    assert all(section.blocks for section in document.sections)
    rows = table(document, texts.say("report.annual.table", lang))
    cells = rows[texts.say("indicator.revenue", lang)]
    # Known for one quarter of four: not compared with a year of which nothing is known.
    assert cells[2:4] == ("—", "—")
    assert lost(print_out(document)) == []

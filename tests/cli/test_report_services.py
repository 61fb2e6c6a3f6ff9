"""The reports screen is served from the workbook: pages, parts, issues, verification, printing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter

import resources
from cli.services import report_services
from domain.commands import AddRow, SetFields
from domain.progress import Silent
from domain.report_kinds import FINDERS
from domain.reports.period import is_closed
from domain.text import Texts
from storage.pdf.images import page_count, page_text
from tests.storage.park import copy_of
from tests.storage.test_signing import SIGNER, make_key
from ui.report_ports import Asked
from ui.reports.printing import PrintJob, pages_wanted, prepare
from ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.report_ports import Printed, ReportPorts

DRAFT = Asked("quarterly", "2024Q4", ("zh",), ("summary", "returns"))
CLOSED = Asked("quarterly", "2024Q3", ("en",), ("summary",))
A4 = (595.28, 841.89)


@pytest.fixture
def workbook(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    with copy_of(sample, tmp_path / "own") as opened:
        yield opened


@pytest.fixture
def ports(workbook: Workbook) -> ReportPorts:
    return report_services(workbook, Texts(resources.load_texts()), workbook.run)


@pytest.fixture(scope="module")
def draft(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    folder = tmp_path_factory.mktemp("draft")
    with copy_of(sample, folder / "own") as opened:
        served = report_services(opened, Texts(resources.load_texts()), opened.run)
        yield served.preview(DRAFT, Silent())


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_parts_of_a_report_have_a_name_in_three_languages(ports: ReportPorts) -> None:
    texts = Texts(resources.load_texts())
    for kind in ports.kinds:
        for key in ("cover", *ports.parts[kind]):
            assert all(texts.say(f"report.part.{key}", lang) for lang in ("zh", "fr", "en"))


def test_a_preview_knows_its_pages_and_where_its_parts_start(draft: Printed) -> None:
    assert draft.standing == "draft"
    assert draft.pages == page_count(draft.path)
    assert list(draft.starts) == ["cover", "summary", "returns"]
    summary, returns = draft.starts["summary"], draft.starts["returns"]
    assert "八项主要指标" in page_text(draft.path, summary - 1)
    assert "回流" in page_text(draft.path, returns - 1)


def test_a_page_is_drawn_at_its_scale_in_colour_or_grey(ports: ReportPorts, draft: Printed) -> None:
    picture = ports.page(draft.path, 1, 0.5, True)
    assert (picture.width, picture.height) == pytest.approx([A4[0] / 2, A4[1] / 2], abs=1)
    assert len(picture.rgb) == picture.width * picture.height * 3
    pixels = picture.rgb
    assert pixels[0::3] == pixels[1::3] == pixels[2::3]
    coloured = ports.page(draft.path, 0, 0.5, False).rgb
    assert coloured[0::3] != coloured[2::3]


def test_a_draft_is_exported_as_it_was_seen(ports: ReportPorts, tmp_path: Path) -> None:
    seen = ports.preview(DRAFT, Silent())
    made = ports.issue(DRAFT, tmp_path / "out.pdf", Silent())
    assert digest(made.path) == digest(seen.path)
    assert made.revision == 0


def test_a_closed_quarter_is_issued_as_it_was_seen_and_recorded_once(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path
) -> None:
    seen = ports.preview(CLOSED, Silent())
    assert workbook.find("report_issue") == []
    made = ports.issue(CLOSED, tmp_path / "out.pdf", Silent())
    again = ports.issue(CLOSED, tmp_path / "again.pdf", Silent())
    assert digest(made.path) == digest(seen.path) == digest(again.path)
    (row,) = workbook.find("report_issue")
    assert (row["revision"], row["sha256"]) == (made.revision, digest(made.path))


@dataclass
class Issue:
    """A report that was issued, as somebody looks for its file."""

    ports: ReportPorts
    workbook: Workbook
    seen: Printed
    file: Path

    def found(self, shown: Printed) -> tuple[str, Path | None]:
        """Return the state of the issue and its file, beside a preview."""
        find = self.ports.issued
        assert find is not None
        told = find(CLOSED, shown.path, Silent())
        assert told is not None
        return told.state, told.printed.path if told.printed else None

    def changed(self) -> Printed:
        """Change what the report tells of and return its preview."""
        (park,) = self.workbook.find("enclave")
        self.workbook.run(SetFields("enclave", str(park["id"]), {"name_en": "Another name"}))
        return self.ports.preview(CLOSED, Silent())


@pytest.fixture
def issue(ports: ReportPorts, workbook: Workbook, tmp_path: Path) -> Issue:
    seen, file = ports.preview(CLOSED, Silent()), tmp_path / "issued" / "out.pdf"
    assert ports.issued is not None
    assert ports.issued(CLOSED, seen.path, Silent()) is None
    file.parent.mkdir()
    ports.issue(CLOSED, file, Silent())
    return Issue(ports, workbook, seen, file)


def test_the_file_that_was_issued_is_found_with_its_parts(issue: Issue) -> None:
    assert issue.ports.issued is not None
    found = issue.ports.issued(CLOSED, issue.seen.path, Silent())
    assert found is not None
    assert found.printed is not None
    assert (found.state, found.revision, found.name) == ("same", 1, "out.pdf")
    assert (found.printed.path, found.printed.starts) == (issue.file, issue.seen.starts)
    assert issue.found(issue.changed()) == ("older", issue.file)


def test_a_file_that_was_moved_beside_the_workbook_is_found(issue: Issue, tmp_path: Path) -> None:
    beside = tmp_path / "own" / "out.pdf"
    issue.file.rename(beside)
    assert issue.found(issue.seen) == ("same", beside)


def test_a_file_that_was_changed_or_is_gone_is_not_taken_for_the_one_issued(issue: Issue) -> None:
    later = issue.changed()
    issue.file.write_bytes(issue.file.read_bytes()[:-1])
    assert issue.found(later) == ("changed", None)
    assert issue.found(issue.seen) == ("same_without_file", None)
    issue.file.unlink()
    assert issue.found(later) == ("gone", None)


def test_an_issued_report_is_verified_and_a_change_of_the_file_found(
    ports: ReportPorts, tmp_path: Path
) -> None:
    made = ports.issue(CLOSED, tmp_path / "out.pdf", Silent())
    check = ports.verify(made.path, Silent())
    assert (check.outcome, check.quarter, check.revision) == ("unchanged", "2024Q3", 1)
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(made.path.read_bytes() + b"\n% touched\n")
    assert ports.verify(altered, Silent()).outcome == "altered"


def test_a_draft_differs_once_its_figures_have_changed(
    ports: ReportPorts, workbook: Workbook, draft: Printed
) -> None:
    assert ports.verify(draft.path, Silent()).outcome == "unchanged"
    row = next(
        row
        for row in workbook.find("firm_quarter", quarter="2024Q4", not_reported=0)
        if row["vat_fen"] is None
    )
    workbook.run(SetFields("firm_quarter", str(row["id"]), {"vat_fen": 100_000}))
    check = ports.verify(draft.path, Silent())
    assert check.outcome == "differs"
    assert check.sections


def test_a_report_is_sent_to_a_printer_at_300_dots_an_inch(
    qtbot: QtBot, qapp: QApplication, ports: ReportPorts, draft: Printed, tmp_path: Path
) -> None:
    tasks = Tasks(qapp)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    prepare(printer, draft)
    printer.setFromTo(1, 2)
    assert list(pages_wanted(printer, draft)) == [0, 1]
    job = PrintJob(tasks, ports, printer, draft, qapp)
    with qtbot.waitSignal(job.finished, timeout=20_000):
        job.start(grey=False)
    assert printer.resolution() == 300
    assert page_count(tmp_path / "paper.pdf") == 2
    paper = ports.page(tmp_path / "paper.pdf", 0, 0.5, True).rgb
    seen = ports.page(draft.path, 0, 0.5, True).rgb
    mean = sum(abs(one - other) for one, other in zip(paper, seen, strict=True)) / len(seen)
    # The same page, but for how two ways of drawing soften the edges of letters.
    assert mean < 6
    tasks.close()
    job.deleteLater()


def test_a_sheet_on_one_record_is_printed_from_a_copy(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path
) -> None:
    assert ports.sheet is not None
    assert "gate_memo" not in ports.kinds
    firm = workbook.find("firm", number="QH028")[0]
    out = tmp_path / "memo.pdf"
    assert ports.sheet("gate_memo", str(firm["number"]), ("zh",), out, Silent()) == out
    assert out.read_bytes().startswith(b"%PDF")


def test_an_assessment_is_previewed_for_the_contract_that_was_chosen(ports: ReportPorts) -> None:
    ((contract, code),) = ports.subjects["operator"]("2024Q3")
    asked = Asked("operator", "2024Q3", ("zh",), (contract,))
    seen = ports.preview(asked, Silent())
    assert code in seen.title
    assert f"运营方季度考核 {code}" in page_text(seen.path, 0)
    assert seen.starts == {}  # no part of it can be left out, and none has a name


def second_contract(workbook: Workbook) -> str:
    """Give another operator a contract with one indicator; return it."""
    (operator,) = workbook.find("party", code="P01")
    contract = AddRow(
        "operator_contract", {"code": "YY-2024", "operator": operator["id"], "start": "2024-01-01"}
    )
    workbook.run(contract)
    workbook.run(
        AddRow(
            "operator_indicator",
            {"contract": contract.record, "name": "Rent", "weight": 50, "target_value": 100.0},
        )
    )
    return contract.record


def test_assessments_of_two_contracts_in_one_quarter_count_their_revisions_apart(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path
) -> None:
    (first,) = (str(row["id"]) for row in workbook.find("operator_contract", code="YY-2022"))
    second = second_contract(workbook)

    def issued(contract: str, name: str) -> int:
        asked = Asked("operator", "2024Q3", ("en",), (contract,))
        return ports.issue(asked, tmp_path / name, Silent()).revision

    assert (issued(first, "1.pdf"), issued(second, "2.pdf")) == (1, 1)
    workbook.run(SetFields("operator_contract", second, {"code": "YY-2025"}))
    assert (issued(first, "3.pdf"), issued(second, "4.pdf")) == (1, 2)
    rows = workbook.find("report_issue", kind="operator")
    assert sorted((row["subject"], row["revision"]) for row in rows) == sorted(
        [(first, 1), (second, 1), (second, 2)]
    )
    told = " · ".join(str(row["title"]) for row in rows)
    assert all(code in told for code in ("YY-2022", "YY-2024", "YY-2025"))
    checks = [ports.verify(tmp_path / name, Silent()) for name in ("1.pdf", "2.pdf", "4.pdf")]
    assert [(each.outcome, each.revision) for each in checks] == [
        ("unchanged", 1),
        ("superseded", 2),
        ("unchanged", 2),
    ]


@pytest.mark.parametrize("kind", ["firm_sheet", "gate_memo", "settlement"])
def test_the_issue_of_a_report_on_a_record_says_which_record(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path, kind: str
) -> None:
    (firm,) = workbook.find("firm", number="QH028")
    wanted = "2024Q3" if kind == "settlement" else "QH028"
    record, quarter = FINDERS[kind](workbook, wanted)
    assert ports.sheet is not None
    ports.sheet(kind, wanted, ("zh",), tmp_path / "sheet.pdf", Silent())
    rows = workbook.find("report_issue", kind=kind)
    closed = is_closed(kind, workbook, quarter)
    assert [row["subject"] for row in rows] == [record] * closed
    assert record == {"firm_sheet": firm["id"], "settlement": "2024Q3"}.get(kind, record)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv"])
def test_a_copy_is_written_beside_the_window_and_records_no_issue(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path, ending: str
) -> None:
    assert ports.copy is not None
    path = ports.copy(CLOSED, tmp_path / f"copy{ending}", Silent())
    assert path.stat().st_size > 500
    assert workbook.find("report_issue") == []


def test_a_sheet_on_a_record_is_written_as_a_copy_where_its_ending_says_so(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path
) -> None:
    (meeting,) = workbook.find("meeting", number="M-2024-01")
    assert ports.sheet is not None
    path = ports.sheet("minutes", str(meeting["id"]), ("zh", "fr"), tmp_path / "m.docx", Silent())
    assert path.read_bytes().startswith(b"PK")
    assert workbook.find("report_issue") == []


def test_a_signed_report_is_recorded_and_its_check_tells_who_signed(
    ports: ReportPorts, workbook: Workbook, tmp_path: Path
) -> None:
    key = make_key(tmp_path)
    assert ports.sign is not None
    made = ports.sign(CLOSED, tmp_path / "s.pdf", (key.path, key.passphrase), Silent())
    assert made.revision == 1
    assert len(workbook.find("report_issue")) == 1
    check = ports.verify(made.path, Silent())
    assert (check.outcome, check.signer, check.signature_holds) == ("unchanged", SIGNER, True)
    assert check.signed_at

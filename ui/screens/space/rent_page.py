"""Show the rent due in a quarter, by building beside what was invoiced, and by lease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.reports.names import short_firm
from domain.returns.balance import added
from domain.space.rent import billed, rents
from ui.components.key_figure import Figure, KeyFigures
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.place_names import party_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.space.rent import Billed, RentDue
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values


class RentPage(QWidget):
    """Show the rent of a quarter in yuan, to the fen.

    Signals:
        lease_chosen: id of the lease that became current.
    """

    lease_chosen = Signal(str)

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        look = context.appearance
        self.context = context
        self.values = values
        self.figures = KeyFigures(self)
        self.buildings = FlatTable(look, compact=True, fit=True, parent=self)
        self.buildings.setObjectName("lease.rent_buildings")
        self.by_building = RowsModel(parent=self)
        self.buildings.setModel(self.by_building)
        self._title = SectionTitle(look, parent=self)
        self.leases = FlatTable(look, compact=True, parent=self)
        self.leases.setObjectName("lease.rent_leases")
        self.by_lease = RowsModel(parent=self)
        self.leases.setModel(self.by_lease)
        self._note = Label("", "caption", wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(8)
        column.addWidget(self.figures)
        column.addWidget(self.buildings)
        column.addWidget(self._title)
        column.addWidget(self.leases, 1)
        column.addWidget(self._note)
        self.leases.row_chosen.connect(self.lease_chosen)
        self.leases.row_opened.connect(self.lease_chosen)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show the rent of a quarter."""
        records, say = self.context.records, self.context.say
        dues = rents(records, quarter)
        lines = billed(records, quarter, dues)
        self._say_figures(lines)
        self._say_buildings(lines)
        self._say_leases(dues)
        count = self.values.format.integer(len(dues))
        self._title.set_words(say("space.rent.leases"), beside=count)
        unknown = sum(line.unknown for line in lines)
        note = say("space.rent.note")
        missing = say("space.rent.missing", count=unknown) if unknown else ""
        self._note.set_text("\n".join(part for part in (note, missing) if part))

    def _say_figures(self, lines: Sequence[Billed]) -> None:
        say, form = self.context.say, self.values.format
        values = (
            ("due", sum(line.due_fen for line in lines)),
            ("tenants", sum(line.tenant_fen for line in lines)),
            ("payers", sum(line.payer_fen for line in lines)),
            ("invoiced", added(line.invoiced_fen for line in lines)),
            ("collected", added(line.collected_fen for line in lines)),
        )
        decimals = 2 if self.context.lang == "zh" else 1
        self.figures.set_figures(
            [
                Figure(
                    say(f"space.rent.{name}"),
                    form.money(value, decimals),
                    form.unit("money") if value is not None else "",
                )
                for name, value in values
            ]
        )

    def _say_buildings(self, lines: Sequence[Billed]) -> None:
        say, form = self.context.say, self.values.format
        yuan = form.unit("yuan")
        heads = ("due", "tenants", "payers", "invoiced", "collected", "gap")
        columns = [
            Column(say("entity.building"), "text", 0, "", "building"),
            Column(say("space.rent.count"), "figure", -1, "", "leases"),
            *(Column(say(f"space.rent.{head}"), "figure", -1, yuan, head) for head in heads),
        ]
        rows = []
        for line in lines:
            name = self.values.record(self.context.records, "building", line.building)
            figures = (
                line.due_fen,
                line.tenant_fen,
                line.payer_fen,
                line.invoiced_fen,
                line.collected_fen,
                line.gap_fen,
            )
            leases = Cell(form.integer(line.leases))
            rows.append([Cell(name), leases, *(Cell(form.yuan(value)) for value in figures)])
        self.buildings.setAccessibleName(say("space.rent.by_building"))
        self.by_building.set_columns(columns)
        self.by_building.set_rows(rows, [line.building for line in lines])
        self.buildings.set_columns(columns)

    def _say_leases(self, dues: Sequence[RentDue]) -> None:
        say, form, records = self.context.say, self.values.format, self.context.records
        yuan = form.unit("yuan")
        columns = [
            Column(say("space.lease.number"), "text", 112, "", "number"),
            Column(say("entity.firm"), "text", 0, "", "firm"),
            Column(say("entity.unit"), "text", -1, "", "unit"),
            Column(say("space.rent.due"), "figure", -1, yuan, "due"),
            Column(say("space.rent.tenants"), "figure", -1, yuan, "tenant"),
            Column(say("space.rent.payers"), "figure", -1, yuan, "payer"),
            Column(say("space.rent.borne"), "text", -1, "", "borne"),
        ]
        rows = []
        for due in dues:
            terms = due.terms
            firm = self.values.record(records, "firm", terms.firm)
            borne = whole = ""
            if due.payer_fen and terms.payer:
                borne = party_short(self.values, records, terms.payer)
                whole = self.values.record(records, "party", terms.payer)
            elif due.payer_fen:
                borne = whole = say("space.rent.park")
            rows.append(
                [
                    Cell(terms.number, tone="text_secondary"),
                    Cell(short_firm(firm, self.context.lang), tip=firm),
                    Cell(self.values.record(records, "unit", terms.unit)),
                    Cell(form.yuan(due.fen)),
                    Cell(form.yuan(due.tenant_fen)),
                    Cell(form.yuan(due.payer_fen)),
                    Cell(borne, tip=whole),
                ]
            )
        self.leases.setAccessibleName(say("space.rent.leases"))
        self.by_lease.set_columns(columns)
        self.by_lease.set_rows(rows, [due.terms.lease for due in dues])
        self.leases.set_columns(columns)

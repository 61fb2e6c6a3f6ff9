"""The part of the quarterly report on models: the scenarios chosen for the quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.reports.tree import Heading, Section
from domain.studies.printed import exhibits, short_inputs, told, verdict, warnings
from domain.studies.scenarios import kept, reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.studies.scenarios import Kept


def build(page: Page) -> Section | None:
    """Return the part with every scenario chosen for the quarter, None when none is."""
    chosen = list(_chosen(page))
    if not chosen:
        return None
    blocks = [block for each in chosen for block in _blocks(page, each)]
    return Section(
        "",
        page.texts.say("report.models.title", page.lang),
        tuple(blocks),
        finding=page.count("models.finding", len(chosen)),
        stamp=page.texts.say("pdf.projection", page.lang),
    )


def _chosen(page: Page) -> Iterator[Kept]:
    rows = (row for each in page.period.quarters for row in reported(page.records, str(each)))
    for row in rows:
        try:
            yield kept(row)
        except DomainError:
            continue  # what cannot be read is told by the check of the workbook


def _blocks(page: Page, each: Kept) -> list[Block]:
    findings = told(page, each)
    return [
        Heading(_title(page, each)),
        verdict(findings),
        *warnings(findings),
        *exhibits(page, findings, 1),
        short_inputs(page, each),
    ]


def _title(page: Page, each: Kept) -> str:
    """Return the study in the report's language, with the scenario's own title if it has one."""
    study = page.texts.say(f"study.{each.inquiry.study}.title", page.lang)
    if each.title.startswith(study):
        return each.title
    return page.texts.say("models.scenario", page.lang, study=study, title=each.title)

"""Say what a printed report is to the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.period import covered

if TYPE_CHECKING:
    from pathlib import Path

    from domain.formatting import Formatter
    from ui.components.banner import Banner
    from ui.report_ports import Check

_STATES: Final = {
    "unchanged": "ok",
    "superseded": "warn",
    "differs": "crit",
    "altered": "crit",
    "foreign": "warn",
    "not_a_report": "warn",
}


def show_check(banner: Banner, fmt: Formatter, path: Path, check: Check) -> None:
    """Show the outcome of a check of the file at ``path``."""
    say, lang = fmt.texts.say, fmt.lang
    kind = say(f"report.kind.{check.kind}", lang) if check.kind else ""
    values = {
        "file": path.name,
        "kind": kind,
        "quarter": covered(check.kind, fmt.texts, lang, check.quarter) if check.quarter else "",
        "revision": check.revision,
        "sections": say("reports.sections_joint", lang).join(check.sections),
    }
    banner.set_state(_STATES[check.outcome])
    lead = say(f"reports.check.{check.outcome}", lang)
    text = say(f"reports.check.{check.outcome}.told", lang, **values)
    if check.signer:
        key = "with_signature" if check.signature_holds else "with_broken_signature"
        moment = fmt.date(check.signed_at or None)
        text = say(f"reports.check.{key}", lang, told=text, signer=check.signer, moment=moment)
    banner.set_message(lead, text, say("reports.check.close", lang))
    banner.show()

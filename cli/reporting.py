"""Print reports, and hold printed ones against the workbook."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.session import DONE, actor_of, keep_roles, open_workbook, tell_update
from domain.entities import SPECS
from domain.formatting import Formatter
from domain.report_kinds import AT_ANY_QUARTER, FINDERS
from domain.reports.period import covered
from domain.units import Quarter
from storage.report_copies import is_copy, write_copy
from storage.reporting import Order, Verification, issue_report, verify_report
from storage.signing import Key, require_signing
from storage.workbook import Workbook

if TYPE_CHECKING:
    import argparse

    from cli.session import Session
    from domain.reports.tree import Language
    from storage.signing import Signature


def report(session: Session, asked: argparse.Namespace) -> int:
    """Print a report to a PDF file, or write a copy of it as the file's ending says."""
    languages = tuple(map(_language, (asked.lang or session.lang).split("+")))
    today = datetime.now(UTC).astimezone().date()
    wanted = asked.record or ("" if asked.kind in AT_ANY_QUARTER else asked.quarter)
    refused = _refused(asked, wanted)
    if refused:
        return session.refuse_because(f"report.{refused}")
    # A workbook that somebody else is editing can be printed; the issue is then not recorded.
    with Workbook.open(Path(asked.workbook), SPECS, actor_of(asked)) as workbook:
        tell_update(session, workbook)
        keep_roles(workbook, asked)
        parts: tuple[str, ...] = ()
        if asked.kind in FINDERS:
            record, quarter = FINDERS[asked.kind](workbook, wanted)
            parts = (record,)
            if asked.kind in AT_ANY_QUARTER and asked.quarter:
                quarter = Quarter.parse(asked.quarter)
        else:
            quarter = Quarter.parse(asked.quarter)
        order = Order(asked.kind, quarter, languages, today, parts)
        if is_copy(Path(asked.out)):
            return _copy(session, workbook, order, Path(asked.out))
        key = _key(session, asked.sign) if asked.sign else None
        made = issue_report(workbook, session.texts, order, Path(asked.out), key=key)
    session.tell("report_written", file=made.path, count=made.pages, digest=made.digest[:16])
    if key:
        session.tell("report_signed", file=made.path)
    return DONE


def _refused(asked: argparse.Namespace, wanted: str) -> str:
    """Return why an order cannot be carried out, empty when it can."""
    if asked.kind in FINDERS and not wanted:
        return "record_missing"
    if asked.kind not in FINDERS and not asked.quarter:
        return "quarter_missing"
    return "signed_copy" if asked.sign and is_copy(Path(asked.out)) else ""


def _key(session: Session, path: str) -> Key:
    """Return the key to sign with; its passphrase is typed unseen, or comes in as a line."""
    require_signing()
    if sys.stdin.isatty():
        return Key(Path(path), getpass(f"{session.say('report_passphrase')} "))
    return Key(Path(path), sys.stdin.readline().rstrip("\r\n"))


def _copy(session: Session, workbook: Workbook, order: Order, path: Path) -> int:
    """Write a copy for further work instead of an issue."""
    count = write_copy(workbook, session.texts, order, path)
    session.tell(f"report_copied.{path.suffix.casefold()[1:]}", file=path, count=count)
    return DONE


def verify(session: Session, asked: argparse.Namespace) -> int:
    """Say whether a printed report agrees with the workbook; 0 only when it does."""
    with open_workbook(asked, read_only=True) as workbook:
        found = verify_report(workbook, session.texts, Path(asked.file))
    key = "verify.altered" if found.altered else f"verify.{found.outcome}"
    values = _values(session, found, asked.file)
    if found.signature:
        session.tell(**_signature(session, found.signature))
    if found.outcome != "unchanged":
        return session.refuse_because(key, **values)
    session.tell(key, **values)
    return DONE


def _signature(session: Session, signature: Signature) -> dict[str, str]:
    """Return the sentence that tells what a signature proves, with its values."""
    when = (
        Formatter(session.lang, session.texts).date(signature.moment) if signature.moment else "—"
    )
    key = "verify.signed" if signature.intact else "verify.signature_broken"
    return {"key": key, "signer": signature.signer, "moment": when}


def _language(lang: str) -> Language:
    known: tuple[Language, ...] = ("zh", "fr", "en")
    return next(each for each in known if each == lang)


def _values(session: Session, found: Verification, file: str) -> dict[str, str | int]:
    facts = found.facts
    if facts is None:
        return {"file": file}
    return {
        "file": file,
        "kind": session.texts.say(f"report.kind.{facts.kind}", session.lang),
        "quarter": covered(facts.kind, session.texts, session.lang, facts.quarter),
        "digest": facts.digest[:16],
        "revision": found.revision,
        "sections": " · ".join(found.sections),
    }

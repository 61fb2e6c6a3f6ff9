"""Make, check, back up and export a workbook."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.session import DONE, REFUSED, actor_of, open_workbook
from domain.collection import collection_form
from domain.entities import SPECS
from domain.formatting import Formatter
from domain.founding import OTHER_KINDS, Founder, Founding, founding_commands
from domain.progress import Silent
from domain.records import Query
from domain.settling.holding import not_held
from domain.studies.scenarios import NOT_THE_SAME, recompute_all
from domain.text import LANGUAGES
from domain.units import Quarter
from domain.wording import explain
from storage.backup import back_up, backup_folder, restore
from storage.files.calendar import write_calendar
from storage.files.collection_form import write_collection_form
from storage.files.exporting import export_everything, export_table
from storage.integrity import faults
from storage.sample import build_sample
from storage.workbook import Workbook

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from cli.session import Session
    from domain.settling.holding import NotHeld
    from domain.studies.scenarios import Recomputed


def new(session: Session, asked: argparse.Namespace) -> int:
    """Make a workbook: empty, for a park that is named, or the sample park."""
    path = Path(asked.workbook)
    if path.suffix.lower() != ".feidi":
        return session.refuse_because("ending", value=path.name, ending=".feidi")
    if asked.sample:
        with build_sample(path, SPECS, actor_of(asked)) as workbook:
            firms = workbook.count(Query("firm"))
            quarters = workbook.count(Query("quarter"))
        session.tell("created_sample", file=path, firms=firms, quarters=quarters)
        return DONE
    votes = _votes(asked.votes or "")
    if votes is None:
        return session.refuse_because("votes_invalid", value=asked.votes)
    parts = founding_commands(_founding(session, asked, votes))
    with Workbook.create(path, SPECS, actor_of(asked)) as workbook:
        for part in parts:
            workbook.run(part)
    session.tell("created", file=path)
    return DONE


def _founding(session: Session, asked: argparse.Namespace, votes: dict[str, int]) -> Founding:
    """Return the answers that the options give; a person named is the first of the list."""
    said = vars(asked)
    named = tuple(
        (lang, said[f"name_{lang}"])
        for lang in LANGUAGES
        if said[f"name_{lang}"] and (lang != session.lang or not asked.name)
    )
    first = asked.name or (named[0][1] if named else None)
    lang = session.lang if asked.name or not named else named[0][0]
    others = tuple(
        Founder(kind, said[kind], votes.get(kind, 0)) for kind in OTHER_KINDS if said[kind]
    )
    return Founding(
        first,
        asked.origin,
        asked.host,
        asked.first_quarter,
        lang,
        named,
        votes.get("origin", 0),
        votes.get("host", 0),
        others,
        asked.person or "",
        asked.role or "chair",
    )


def _votes(text: str) -> dict[str, int] | None:
    """Read ``origin=3,host=3``; None when it says something else."""
    found = {}
    for part in filter(None, text.split(",")):
        kind, _, count = part.partition("=")
        if kind.strip() not in ("origin", "host", *OTHER_KINDS) or not count.strip().isdecimal():
            return None
        found[kind.strip()] = int(count)
    return found


def check(session: Session, asked: argparse.Namespace) -> int:
    """Look for everything that is wrong with a workbook; print it."""
    with open_workbook(asked, read_only=True) as workbook:
        found = list(faults(workbook.connection, SPECS))
        records = sum(workbook.count(Query(table)) for table in SPECS)
        # A workbook whose structure is wrong is not computed with.
        scenarios = {} if found else recompute_all(workbook, Silent())
        loose = () if found else not_held(workbook, SPECS)
    wrong = {title: each for title, each in scenarios.items() if each.verdict in NOT_THE_SAME}
    if asked.json:
        told = {title: asdict(each) for title, each in scenarios.items()}
        content = {
            "records": records,
            "faults": [asdict(each) for each in found],
            "rules": [_told(session, each) for each in loose],
        }
        print(json.dumps({**content, "scenarios": told}, ensure_ascii=False))
        return REFUSED if found or wrong else DONE
    if scenarios:
        _tell_scenarios(session, scenarios)
    if not found:
        session.tell("check_clean", records=records)
        _tell_rules(session, loose)
        return REFUSED if wrong else DONE
    print(session.say("check_found", count=len(found)), file=sys.stderr)
    for each in found:
        words = session.texts.say(
            f"check.{each.key}", session.lang, place=each.place, detail=each.detail
        )
        print(f"  {words}", file=sys.stderr)
    return REFUSED


def _told(session: Session, found: NotHeld) -> dict[str, object]:
    """Return a rule that does not hold as a program reads it, with the sentence on it."""
    return {
        "rule": found.rule,
        "version": found.version,
        "table": found.table,
        "record": found.record,
        "key": found.breach.key,
        "reason": _reason(session, found),
    }


def _reason(session: Session, found: NotHeld) -> str:
    return explain(found.breach, SPECS, Formatter(session.lang, session.texts))


def _tell_rules(session: Session, found: Sequence[NotHeld]) -> None:
    """Print which sharing rules do not hold; they are to be mended, but nothing is damaged."""
    if found:
        session.tell("check_rules", count=len(found))
    for each in found:
        key = "check.rule" if each.version is None else "check.rule_version"
        reason = _reason(session, each)
        words = session.texts.say(
            key, session.lang, rule=each.rule, version=each.version, reason=reason
        )
        print(f"  {words}")


def _tell_scenarios(session: Session, scenarios: Mapping[str, Recomputed]) -> None:
    """Print how many kept scenarios compute to the same, and those that do not."""
    same = sum(each.verdict == "same" for each in scenarios.values())
    session.tell("check_scenarios", same=same, other=len(scenarios) - same)
    for title, each in scenarios.items():
        if each.verdict != "same":
            words = session.texts.say(f"scenario.checked.{each.verdict}", session.lang)
            told = session.say("check_scenario", title=title, verdict=words)
            print(f"  {told} {each.place}".rstrip(), file=sys.stderr)


def backup(session: Session, asked: argparse.Namespace) -> int:
    """Write a checked copy of a workbook, or put one in its place."""
    path = Path(asked.workbook)
    folder = Path(asked.folder) if asked.folder else backup_folder(path)
    if asked.restore:
        kept = restore(Path(asked.restore), path, SPECS, folder, datetime.now(UTC))
        session.tell("restored", file=path, kept=kept)
        return DONE
    with open_workbook(asked, read_only=True) as workbook:
        made = back_up(workbook.connection, path, folder, datetime.now(UTC))
    session.tell("backed_up", file=made)
    return DONE


def export(session: Session, asked: argparse.Namespace) -> int:
    """Write a table or a collection form to a spreadsheet, or everything to one or a folder."""
    lang, out = asked.lang or session.lang, Path(asked.out)
    ending = ".ics" if asked.calendar else ".xlsx" if asked.form else ""
    if ending and out.suffix.lower() != ending:
        return session.refuse_because("ending", value=out.name, ending=ending)
    with open_workbook(asked, read_only=True) as workbook:
        if asked.calendar:
            count = write_calendar(workbook, session.texts, lang, out)
            session.tell("calendar_written", file=out, count=count, number=count)
            return DONE
        if asked.table:
            export_table(workbook, SPECS, Query(asked.table), session.texts, lang, out)
        elif asked.form:
            quarter = Quarter.parse(asked.form)
            today = datetime.now(UTC).astimezone().date()
            sheets = collection_form(workbook, SPECS, session.texts, lang, quarter, today)
            write_collection_form(sheets, session.texts, lang, out)
        else:
            export_everything(workbook, SPECS, session.texts, lang, out)
    session.tell("exported", file=out)
    return DONE

"""Read days, quarters and times of day in the ways that offices write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final

from domain.errors import DomainError
from domain.imports.words import tidy
from domain.units import QUARTERS_PER_YEAR, Quarter

_NUMBERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan janv january janvier",
            "feb fev fevr february fevrier",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun june juin",
            "jul juil july juillet",
            "aug aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        1,
    )
    for name in names.split()
}
_YEAR_FIRST: Final = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?(?:[T ]\d{1,2}:\d{2}.*)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_MONTH: Final = re.compile(r"(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})")
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_QUARTER_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})年?[-/ ]?[第]?(?P<q>[\d一二三四五])季度?"),
    re.compile(r"(?P<y>\d{4})年?[-/ .]?[QT](?P<q>\d)"),
    re.compile(r"[QT](?P<q>\d)[-/ .]?(?P<y>\d{4})年?"),
    re.compile(
        r"(?P<q>\d)(?:ER|E|EME|ÈME|ST|ND|RD|TH)? ?(?:TRIMESTRE|QUARTER)(?: DE| OF)? ?(?P<y>\d{4})"
    ),
    re.compile(r"(?:TRIMESTRE|QUARTER) ?(?P<q>\d)[, ]*(?P<y>\d{4})"),
)
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.hH时点](\d{2})?(?::\d{2})?分?)?")
_BARE_TIME: Final = re.compile(r"(\d{1,2})(\d{2})")
_FIRST_SERIAL: Final = 18_264  # 1950-01-01 in the spreadsheet's count of days
_LAST_SERIAL: Final = 73_050  # 2099-12-31
_EPOCH: Final = date(1899, 12, 30)
_MONTHS_IN_YEAR: Final = 12
_OPEN_ENDED: Final = frozenset(
    {
        "至今",
        "现在",
        "长期",
        "在用",
        "a ce jour",
        "en cours",
        "present",
        "to date",
        "now",
        "ongoing",
    }
)


def is_open_ended(text: str) -> bool:
    """Tell whether a tidied text means "until now", so that no last day is known."""
    return _plain(text) in _OPEN_ENDED


def read_date(text: str, lang: str = "zh") -> str:
    """Return a day as ISO text.

    Understood: ``2019年3月15日``, ``2020/5/8``, ``2020-05-08``, ``20200508``, ``8/5/2020`` (day
    first), ``8 mai 2020``, ``May 8, 2020``.

    Raises:
        DomainError: ``date_invalid``; ``date_ambiguous`` when an English date in figures could
            be read both ways round.
    """
    plain = _plain(tidy(text))
    for pattern in (_YEAR_FIRST, _COMPACT):
        match = pattern.fullmatch(plain.upper())
        if match is not None:
            return _iso(int(match[1]), int(match[2]), int(match[3]), text)
    match = _DAY_FIRST.fullmatch(plain)
    if match is not None:
        day, month = int(match[1]), int(match[2])
        if lang == "en" and day <= _MONTHS_IN_YEAR and month <= _MONTHS_IN_YEAR and day != month:
            raise DomainError("date_ambiguous", value=text)
        return _iso(int(match[3]), month, day, text)
    match = _DAY_MONTH.fullmatch(plain)
    if match is not None and match[2] in _MONTHS:
        return _iso(int(match[3]), _MONTHS[match[2]], int(match[1]), text)
    match = _MONTH_DAY.fullmatch(plain)
    if match is not None and match[1] in _MONTHS:
        return _iso(int(match[3]), _MONTHS[match[1]], int(match[2]), text)
    raise DomainError("date_invalid", value=text)


def date_of_serial(number: float) -> str:
    """Return the day that a spreadsheet counts as ``number``, as ISO text.

    Raises:
        DomainError: ``date_invalid`` outside the years 1950 to 2099.
    """
    if not (_FIRST_SERIAL <= number <= _LAST_SERIAL and float(number).is_integer()):
        raise DomainError("date_invalid", value=f"{number:.15g}")
    return (_EPOCH + timedelta(days=int(number))).isoformat()


def read_quarter(text: str) -> str:
    """Return a quarter as it is recorded, ``2024Q4``.

    Understood: ``2024Q4``, ``2024年第4季度``, ``2024年四季度``, ``T4 2024``, ``2024T4``,
    ``4e trimestre 2024``.

    Raises:
        DomainError: ``quarter_invalid``, also for a fifth quarter.
    """
    plain = tidy(text).upper()
    for pattern in _QUARTER_FORMS:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        number = _NUMBERS.get(match["q"]) or int(match["q"])
        if 1 <= number <= QUARTERS_PER_YEAR:
            return str(Quarter(int(match["y"]), number))
    raise DomainError("quarter_invalid", value=text)


def read_time(text: str) -> str:
    """Return a time of day as ``HH:MM``; ``0930``, ``9h30``, ``9.30`` and ``9`` are understood.

    Raises:
        DomainError: ``time_invalid``.
    """
    plain = tidy(text)
    match = _TIME.fullmatch(plain) or _BARE_TIME.fullmatch(plain)
    if match is None:
        raise DomainError("time_invalid", value=text)
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the hours and minutes of a day
        raise DomainError("time_invalid", value=text)
    return f"{hour:02d}:{minute:02d}"


def read_moment(text: str) -> str:
    """Return an instant as ISO text in seconds.

    Raises:
        DomainError: ``date_invalid``.
    """
    try:
        return datetime.fromisoformat(tidy(text)).isoformat(timespec="seconds")
    except ValueError:
        raise DomainError("date_invalid", value=text) from None


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _iso(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise DomainError("date_invalid", value=text) from None

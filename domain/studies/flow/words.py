"""Read a result of the flow study and say its parts in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from domain.studies.flow.case import HOME, HOST
from domain.studies.study import words_of
from domain.studies.told import Result
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEVEL: Final = 0.98
"""A gap that keeps more than this part of its peak has levelled off: it does not narrow yet."""


@dataclass(frozen=True, slots=True)
class Told(Result):
    """What the study gave, with the readings that its sentences ask for."""

    study: ClassVar[str] = "flow"

    def number(self, name: str) -> float:
        """Return an input that is a number."""
        value = self.inputs[name].value
        return float(value) if isinstance(value, int | float) else 0.0

    @property
    def regions(self) -> list[str]:
        """Names of the regions, home and host first."""
        return [words_of(each, self.formatter) for each in self.inputs["stock"].labels]

    @property
    def home(self) -> str:
        """Name of the region that opened the enclave."""
        return self.regions[HOME]

    @property
    def host(self) -> str:
        """Name of the region in which it stands."""
        return self.regions[HOST]

    @property
    def start_quarter(self) -> str:
        """Quarter of the records from which the run starts."""
        return str(self.inputs["start_quarter"].value)

    @property
    def start(self) -> Quarter:
        """The same, to count from."""
        return Quarter.parse(self.start_quarter)

    def policy(self, name: str) -> Mapping[str, Any]:
        """Return what a way of policy brings."""
        found: Mapping[str, Any] = next(
            each for each in self.result["policies"] if each["name"] == name
        )
        return found

    @property
    def enclave(self) -> Mapping[str, Any]:
        """What the enclave brings."""
        return self.policy("reverse_enclave")

    def in_percent(self, gains: Sequence[float]) -> list[float]:
        """Return gains in percent of the enclave's income."""
        income = float(self.enclave["enclave_income_present_value"] or 1.0)
        return [100 * gain / income for gain in gains]

    @property
    def window(self) -> tuple[float, float] | None:
        """Shares of the home at which both partners gain, None when there are none."""
        found = self.enclave
        if not found["window_exists"]:
            return None
        return max(0.0, found["home_share_lower"]), min(1.0, found["home_share_upper"])

    @property
    def losing_always(self) -> list[str]:
        """Third regions that lose in every scenario drawn."""
        return self._losing(1.0)

    @property
    def losing_mostly(self) -> list[str]:
        """Third regions that lose in most scenarios drawn, but not in all."""
        always = set(self.losing_always)
        return [name for name in self._losing(0.5) if name not in always]

    def _losing(self, least: float) -> list[str]:
        chances = self.result["chance_loss"]
        return [
            name
            for at, name in enumerate(self.regions)
            if at not in {HOME, HOST} and chances[at] >= least
        ]


def verdict(told: Told) -> str:
    """Return what the study found, in one sentence."""
    return told.say("verdict", gap=_gap(told), window=_window(told), others=_others(told))


def _gap(told: Told) -> str:
    peak = told.result["with"]["peak_quarter"]
    if peak is None:
        return told.say("gap.widens", count=int(told.number("quarters")))
    if peak == 0:
        return told.say("gap.narrows")
    quarter = str(told.start.plus(peak))
    path = told.result["with"]["physical"]
    key = "gap.levels" if path[-1] > _LEVEL * max(path) else "gap.narrows_from"
    return told.say(key, quarter=quarter)


def _window(told: Told) -> str:
    window = told.window
    names = {"home": told.home, "host": told.host}
    if window is None:
        return told.say("window.none", **names)
    lower, upper = window
    share = told.number("home_share")
    key = "window.met" if lower <= share <= upper else "window.missed"
    return told.say(key, lower=lower, upper=upper, share=share, **names)


def _others(told: Told) -> str:
    always, third = told.losing_always, len(told.regions) - 2
    if always and len(always) == third and third > 1:
        return told.say("others.all_lose", count=third)
    if always:
        return told.say("others.lose", regions=always, count=len(always))
    if told.losing_mostly:
        return told.say("others.lose_mostly", regions=told.losing_mostly)
    return told.say("others.none")


def warnings(told: Told) -> tuple[str, ...]:
    """Return what has to be watched."""
    result, found = told.result, []
    if result["regime"] != "convergent":
        found.append(
            told.say(
                "warning.cumulative",
                knowledge=told.number("knowledge_elasticity"),
                threshold=result["threshold"],
            )
        )
    if result["limited"]:
        found.append(told.say("warning.limited", share=told.number("donor_limit")))
    if told.window is None:
        found.append(told.say("warning.no_window", chance=result["chance_window"]))
    if told.losing_always:
        found.append(told.say("warning.lose_always", regions=told.losing_always))
    if told.losing_mostly:
        found.append(told.say("warning.lose_mostly", regions=told.losing_mostly))
    assumed = [each.name for each in told.inputs.values() if each.origin == "assumed"]
    if assumed:
        found.append(told.say("warning.assumed", count=len(assumed)))
    return tuple(found)

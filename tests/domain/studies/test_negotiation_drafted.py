"""Shares that were tried are worded as a resolution, in one language or a pair."""

from __future__ import annotations

import pytest

from domain.entities.resolution import proposed_share_total
from domain.formatting import Formatter
from domain.progress import Silent
from domain.studies import study
from domain.studies.negotiation.drafting import LANGUAGES, proposed, titled, worded
from domain.studies.negotiation.told import Told, told_of
from domain.studies.negotiation.weighing import with_tried
from domain.studies.study import Said, StudyInput
from tests.domain.studies.trying import TEXTS

RULE = Said("", {"zh": "税收分成", "fr": "Partage de l’impôt", "en": "Tax sharing"})
NAMES = (
    ("衢州市", "Ville de Quzhou", "Quzhou City"),
    ("余杭区", "District de Yuhang", "Yuhang District"),
    ("龙游县", "Comté de Longyou", "Longyou County"),
)


def told(**given: object) -> Told:
    """Return a negotiation of three parties."""
    labels = tuple(Said("", {"zh": zh, "fr": fr, "en": en, "code": en[:2]}) for zh, fr, en in NAMES)
    source = Said("", dict.fromkeys(("zh", "fr", "en"), "x"))
    inputs = tuple(
        StudyInput(name, value, "override", source, "money", labels=labels)
        for name, value in given.items()
    )
    return told_of(inputs, study("negotiation").run(given, 1, Silent()), Formatter("en", TEXTS))


def shared() -> Told:
    now = told(
        values=[0, 0, 0, 100, 0, 0, 0, 140], contract=[0.4, 0.4, 0.2], contribution=[1, 1, 1]
    )
    return with_tried(now, [0.3333, 0.4667, 0.2])


def test_a_rule_divides_by_the_shares_tried() -> None:
    assert worded(shared(), TEXTS, ("zh",), "2026-01-01", RULE) == (
        "自2026年1月1日起，“税收分成”按以下比例分配：衢州市33.33%、余杭区46.67%、龙游县20.00%。"
    )
    assert worded(shared(), TEXTS, ("en",), "2026-01-01", RULE) == (
        "From 1 January 2026 the rule “Tax sharing” divides as follows: "
        "Quzhou City 33.33%, Yuhang District 46.67%, Longyou County 20.00%."
    )
    french = worded(shared(), TEXTS, ("fr",), "2026-01-01", RULE)
    assert french.startswith("À partir du 1er janvier 2026, la règle «\u202fPartage de l’impôt")
    assert "Ville de Quzhou 33,33\u202f%, District de Yuhang 46,67\u202f%" in french


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_shares_add_up_in_every_language_and_pair(languages: tuple[str, ...]) -> None:
    text = worded(shared(), TEXTS, languages, "2026-01-01", None)
    assert len(text.splitlines()) == len(languages)
    assert proposed_share_total(text) == 10_000


def test_of_costs_it_says_what_each_pays() -> None:
    # Alone 60, 60 and 40, together 100: 60 are saved; a third each leaves 40, 40 and 20 to pay.
    costs = told(
        costs=[0, 60, 60, 90, 40, 80, 80, 100],
        contract=[1 / 3, 1 / 3, 1 / 3],
        contribution=[40, 40, 20],
    )
    assert proposed(costs) == (4000, 4000, 2000)
    text = worded(costs, TEXTS, ("en",), "2026-01-01", None)
    assert text.startswith("From 1 January 2026 the costs of the park are borne as follows:")
    assert titled(costs, TEXTS, ("zh", "en")) == "成本分担 / Sharing of costs"
    assert titled(shared(), TEXTS, ("fr",)) == "Parts de l’accord"
    assert shared().codes == ["Qu", "Yu", "Lo"]

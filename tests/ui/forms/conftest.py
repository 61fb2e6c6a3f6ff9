"""Give the tests of forms the figures of a firm's quarter, open in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.forms.fields import first_of, open_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.forms.form import RecordForm
    from ui.screen import ScreenContext


@pytest.fixture
def quarter(qtbot: QtBot, context: ScreenContext) -> RecordForm:
    """Give the form of the first figures of a firm."""
    form = open_form(qtbot, context, "firm_quarter")
    form.show_record(first_of(context, "firm_quarter"))
    return form

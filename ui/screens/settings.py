"""Choose language, theme and who works; tell what the workbook is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.people.roles import persons
from domain.records import Actor, Query
from domain.text import LANGUAGES
from ui.components.choice import Choice
from ui.components.label import Label, hairline
from ui.components.option import Option
from ui.components.scroll_area import Scrolling
from ui.components.segments import Segments
from ui.screen import HeaderParts, Screen

if TYPE_CHECKING:
    from ui.screen import ScreenContext

LANGUAGE_NAMES: Final = {"zh": "中文", "fr": "Français", "en": "English"}
THEMES: Final = ("system", "light", "dark")
ROLES: Final = ("clerk", "secretary", "analyst", "chair", "auditor")
_WIDE: Final = 720
_COUNTED: Final = ("firm", "firm_quarter", "return_project", "meeting", "quarter")


class SettingsScreen(Screen):
    """Offer what can be set; each choice is in force at once."""

    name = "settings"
    title_key = "page.settings"
    icon = "settings"
    parts = HeaderParts(search=True, steps=False, quarter=False)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._titles = {
            key: Label("", "section", parent=self) for key in ("look", "person", "file")
        }
        self._labels = {
            key: Label("", "body", parent=self) for key in ("language", "theme", "name", "role")
        }
        self._languages = Segments(look, parent=self)
        self._languages.setObjectName("settings.language")
        self._themes = Segments(look, parent=self)
        self._themes.setObjectName("settings.theme")
        self._name = QLineEdit(self)
        self._name.setObjectName("settings.name")
        self._role = Choice(self)
        self._role.setObjectName("settings.role")
        self._plain = Label("", "note", wrap=True, parent=self)
        self._facts = Label("", "body", wrap=True, parent=self)
        self._lay_out()
        self._languages.chosen.connect(context.language.choose)
        self._themes.chosen.connect(look.choose)
        look.theme_changed.connect(self._show_theme)
        self._name.editingFinished.connect(self._on_actor)
        self._role.activated.connect(self._on_actor)
        self.retranslate()

    @override
    def activate(self, quarter: str) -> None:
        super().activate(quarter)
        self._show_actor()
        self._say_facts()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        for key, title in self._titles.items():
            title.set_text(say(f"settings_page.{key}"))
        for key, label in self._labels.items():
            label.set_text(say(f"settings_page.{key}"))
        self._languages.set_options([Option(key, LANGUAGE_NAMES[key]) for key in LANGUAGES])
        self._languages.choose(self.context.lang)
        self._languages.setAccessibleName(say("settings_page.language"))
        self._themes.set_options([Option(key, say(f"settings_page.theme.{key}")) for key in THEMES])
        self._show_theme()
        self._themes.setAccessibleName(say("settings_page.theme"))
        self._name.setAccessibleName(say("settings_page.name"))
        self._role.setAccessibleName(say("settings_page.role"))
        self._role.set_choices([(role, say(f"choice.role.{role}")) for role in ROLES])
        self._show_actor()
        self._say_facts()

    def _show_theme(self) -> None:
        self._themes.choose(self.context.appearance.choice)

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setProperty("ground", "page")
        column.setMaximumWidth(_WIDE)
        page = QVBoxLayout(column)
        page.setContentsMargins(24, 24, 24, 24)
        page.setSpacing(16)
        for title, rows in (
            ("look", (("language", self._languages), ("theme", self._themes))),
            ("person", (("name", self._name), ("role", self._role))),
        ):
            page.addWidget(self._titles[title])
            form = QFormLayout()
            form.setHorizontalSpacing(24)
            form.setVerticalSpacing(8)
            form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            for key, editor in rows:
                self._labels[key].setMinimumWidth(120)
                self._labels[key].setBuddy(editor)
                form.addRow(self._labels[key], editor)
            page.addLayout(form)
            if title == "person":
                page.addWidget(self._plain)
            page.addWidget(hairline(self))
        page.addWidget(self._titles["file"])
        page.addWidget(self._facts)
        page.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        area = Scrolling(self, sideways=False)
        area.setWidget(column)
        row.addWidget(area)

    def _show_actor(self) -> None:
        actor = self.context.services.actor
        known = actor is not None and not persons(self.context.records)
        self._name.setEnabled(known)
        self._role.setEnabled(known)
        say = self.context.say
        lines = [say("settings_page.no_lock")]
        if persons(self.context.records):
            lines.insert(0, say("settings_page.by_list"))
        self._plain.set_text("\n".join(lines))
        if actor is not None:
            self._name.setText(actor().person)
            self._role.choose(actor().role)

    def _say_facts(self) -> None:
        records, say = self.context.records, self.context.say
        path = self.context.services.workbook
        counts = " · ".join(
            f"{say(f'entity.{table}.many')} {records.count(Query(table))}" for table in _COUNTED
        )
        place = say("settings_page.place", path=str(path)) if path else ""
        self._facts.set_text("\n".join(line for line in (place, counts) if line))

    def _on_actor(self) -> None:
        change = self.context.services.set_actor
        name = self._name.text().strip()
        if change is not None and name:
            change(Actor(name, self._role.key()))
            self.context.desk.user_changed()

"""Say one thing about the page: a state, a bold first sentence, the rest, a link."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.components.buttons import LinkButton
from ui.components.label import IconLabel, Label
from ui.components.restyle import set_style_property

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_STRONG: Final = '<span style="font-weight:600">{}</span>'


class Banner(QFrame):
    """Show a tinted message with a state's icon.

    Signals:
        link_clicked: the user followed the link.
    """

    link_clicked = Signal()

    def __init__(
        self, appearance: Appearance, state: str = "info", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "message")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._icon = IconLabel(appearance, size=16, parent=self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setContentsMargins(0, 0, 0, 2)
        self._text.setMinimumHeight(22)
        self._detail = Label("", "caption", wrap=True, parent=self)
        self._link = LinkButton(appearance, parent=self)
        self._link.clicked.connect(self.link_clicked)
        self._lay_out()
        self.set_state(state)
        self.set_message("")

    def set_state(self, state: str, icon: str = "") -> None:
        """Change tint and icon; ``state`` is ``ok warn crit info``."""
        self._icon.set_icon(icon or f"state.{state}", state)
        set_style_property(self, "state", state)

    def set_message(self, lead: str, text: str = "", link: str = "", detail: str = "") -> None:
        """Show a bold first sentence, what follows it, a small second line and a link."""
        parts = [_STRONG.format(html.escape(lead, quote=False)) if lead else ""]
        parts.append(html.escape(text, quote=False))
        # A full-width stop already carries its own room.
        gap = "" if not (lead and text) or lead.endswith(("。", "！", "？", "；", "：")) else " "
        joined = gap.join(parts)
        # Otherwise a narrow space that may not break, as before « : », becomes one that may.
        self._text.setText(f'<p style="line-height:22px;white-space:pre-wrap">{joined}</p>')
        self._text.setAccessibleName(f"{lead} {text}".strip())
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        self._link.set_text(link)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 5, 0, 2)
        mark.addWidget(self._icon)
        mark.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 8, 13, 8)
        row.setSpacing(8)
        row.addLayout(mark)
        row.addLayout(words, 1)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)

"""Hold the look that is in force and change it while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter

from storage.scratch import scratch_folder
from ui.theme.fonts import font_of, load_fonts
from ui.theme.icons import IconSet
from ui.theme.palette import palette_of
from ui.theme.stylesheet import IMAGES, style_sheet
from ui.theme.tokens import Theme, Tokens, shipped_tokens

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

CHOICES: Final = ("system", "light", "dark")


class Appearance(QObject):
    """Hold tokens, theme, fonts and icons; every component is given it.

    Signals:
        theme_changed: another theme is in force; components redraw what they paint themselves.
    """

    theme_changed = Signal()

    def __init__(
        self, choice: str = "system", tokens: Tokens | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tokens = tokens or shipped_tokens()
        self.icons = IconSet(self.tokens)
        self._choice = choice
        self._app: QApplication | None = None
        self._images: Path | None = None
        # What is painted asks for both with every word: each is made once.
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._theme = self.tokens.themes[self._resolve()]

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def choice(self) -> str:
        """What the user chose: ``system``, ``light`` or ``dark``."""
        return self._choice

    def apply(self, app: QApplication) -> None:
        """Dress the whole program: fonts, palette, style sheet; follow the system."""
        self._app = app
        load_fonts()
        app.setFont(font_of(self.tokens))
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._dress()

    def choose(self, choice: str) -> None:
        """Change to ``system``, ``light`` or ``dark`` at once.

        Raises:
            ValueError: the choice is none of the three.
        """
        if choice not in CHOICES:
            message = f"theme: {choice!r} is not one of {', '.join(CHOICES)}"
            raise ValueError(message)
        self._choice = choice
        self._refresh()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role or state in the theme in force."""
        made = self._colours.get(role)
        if made is None:
            made = self._colours[role] = QColor(self._theme.colour(role))
        return QColor(made)

    def font(self, px: int = 14, *, strong: bool = False) -> QFont:
        """Return the font of a step of the scale, regular or semi-bold."""
        made = self._fonts.get((px, strong))
        if made is None:
            weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
            made = self._fonts[px, strong] = font_of(self.tokens, px, weight)
        return QFont(made)

    def icon(self, name: str, role: str = "text_secondary", size: int = 16) -> QIcon:
        """Return an icon in the colour of a role."""
        colour = self._theme.colour(role)
        return self.icons.icon(name, colour, size, off=self._theme.control_border)

    def paint_icon(self, painter: QPainter, at: QRectF, name: str, role: str) -> None:
        """Draw an icon into the square ``at`` in the colour of a role."""
        self.icons.paint(painter, at, name, self._theme.colour(role))

    def _resolve(self) -> str:
        if self._choice != "system":
            return self._choice
        scheme = QGuiApplication.styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._refresh()

    def _refresh(self) -> None:
        theme = self.tokens.themes[self._resolve()]
        if theme is self._theme:
            return
        self._theme = theme
        self._colours.clear()
        self._dress()
        self.theme_changed.emit()

    def _dress(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(palette_of(self._theme))
        self._app.setStyleSheet(style_sheet(self.tokens, self._theme, self._image_folder()))

    def _image_folder(self) -> Path:
        # A style sheet can name pictures only by file: marks, dots and arrows are written
        # once per theme into a folder that vanishes with the program.
        if self._images is None:
            self._images = scratch_folder("feidi-look-")
        folder = self._images / self._theme.name
        if not folder.exists():
            folder.mkdir()
            for name, (icon, role, _size) in IMAGES.items():
                drawing = self.icons.svg(icon, self._theme.colour(role))
                (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
        return folder

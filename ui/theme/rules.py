"""Hold the rules of the style sheet; ``$name`` stands for a colour, a size or a picture."""

from __future__ import annotations

from typing import Final

_WINDOW: Final = """
QMainWindow, QDialog, QStackedWidget, QWidget[ground="surface"] { background: $surface; }
QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="sunken"] { background: $sunken; }
QWidget[ground="warn_tint"] { background: $warn_tint; }
QWidget[ground="crit_tint"] { background: $crit_tint; }
QLabel, QCheckBox, QRadioButton { background: transparent; }
QScrollArea, QAbstractScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[ground="page"] { background: transparent; }
QFrame[part="ring"] { border: 2px solid $accent; border-radius: 4px; background: transparent; }
QToolTip { background: $text; color: $surface; border: none; padding: 4px 8px; font-size: 12px; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QFrame[part="hairline"] { background: $hairline; border: none; }
QFrame[part="hairline_strong"] { background: $hairline_strong; border: none; }
"""

_LABELS: Final = """
QLabel[role="secondary"] { color: $text_secondary; }
QLabel[role="note"] { color: $text_note; font-size: 12px; }
QLabel[role="caption"] { color: $text_secondary; font-size: 12px; }
QLabel[role="small"] { color: $text; font-size: 12px; }
QLabel[role="heading"] { color: $text_secondary; font-size: 12px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { font-size: 16px; font-weight: 600; }
QLabel[role="title"], QLabel[role="key"] { font-size: 20px; font-weight: 600; }
QLabel[role="large"] { font-size: 28px; font-weight: 600; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="crit"] { color: $crit; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="note"], QLabel[tone="unknown"] { color: $text_note; }
QLabel[tone="secondary"] { color: $text_secondary; }
QLabel[tone="on_dark"] { color: $surface; }
QLabel[tone="text"] { color: $text; }
QLabel[part="keycap"] {
  color: $text_secondary; font-size: 12px; background: transparent;
  border: 1px solid $hairline_strong; border-radius: 3px; padding: 0 5px;
}
"""

_BUTTONS: Final = """
.QPushButton {
  background: $surface; color: $text; border: 1px solid $control_border;
  border-radius: ${radius}px; padding: 0 13px; min-height: ${inner}px; min-width: 40px;
}
.QPushButton:hover { background: $hover; }
.QPushButton:pressed { background: $selected; }
.QPushButton:focus { border: 2px solid $accent; padding: 0 12px; min-height: ${inner_focus}px; }
.QPushButton:default {
  background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
.QPushButton:default:hover { background: $accent_hover; }
.QPushButton:disabled {
  background: $sunken; color: $text_note; border: 1px solid $hairline_strong;
}
.QToolButton {
  background: transparent; border: 2px solid transparent; border-radius: ${radius}px;
  padding: 2px 6px; min-height: 24px;
}
.QToolButton:hover { background: $hover; }
.QToolButton:pressed, .QToolButton:checked { background: $selected; }
.QToolButton:focus { border-color: $accent; }
.QToolButton:disabled { color: $text_note; }
.QToolButton::menu-indicator { image: none; }
"""

_FIELDS: Final = """
QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit {
  background: $surface; color: $text; border: 1px solid $control_border;
  placeholder-text-color: $text_note;
  border-radius: ${radius}px; padding: 0 5px 2px 5px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox {
  min-height: ${field}px; max-height: ${field}px;
}
QTextEdit, QPlainTextEdit { padding: 3px 4px; }
QComboBox { padding: 0 2px 2px 7px; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover,
QTextEdit:hover, QPlainTextEdit:hover { border-color: $text_note; }
QLineEdit:focus, QAbstractSpinBox:focus, QLineEdit[pinned="focus"] {
  border: 2px solid $accent; padding: 0 4px 2px 4px;
  min-height: ${field_focus}px; max-height: ${field_focus}px;
}
QComboBox:focus, QComboBox:on {
  border: 2px solid $accent; padding: 0 1px 2px 6px;
  min-height: ${field_focus}px; max-height: ${field_focus}px;
}
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 2px 3px; }
QTextBrowser[part="manual"] { border: 2px solid transparent; padding: 0; }
QTextBrowser[part="manual"]:focus { border-color: $accent; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"],
QTextEdit[invalid="true"], QPlainTextEdit[invalid="true"] {
  background: $crit_tint; border-color: $crit;
}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QTextEdit:disabled,
QPlainTextEdit:disabled, QLineEdit[locked="true"], QAbstractSpinBox[locked="true"] {
  background: $sunken; color: $text_note; border-color: $hairline_strong;
}
QLineEdit[bare="true"] {
  background: transparent; border: none; padding: 0; min-height: 22px; max-height: 28px;
}
QAbstractItemView QLineEdit {
  border: 2px solid $accent; border-radius: 0; padding: 0 4px;
  min-height: 0; max-height: 1000px;
}
QAbstractItemView QComboBox, QAbstractItemView QAbstractSpinBox {
  border: 2px solid $accent; border-radius: 0; min-height: 0; max-height: 1000px;
}
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {
  border: none; width: 28px; subcontrol-origin: border; subcontrol-position: center right;
}
QComboBox::down-arrow { image: url("$img_down"); width: 14px; height: 14px; }
QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
  image: url("$img_calendar"); width: 14px; height: 14px;
}
QSpinBox, QDoubleSpinBox, QTimeEdit { padding: 0 22px 2px 7px; }
QSpinBox:focus, QDoubleSpinBox:focus, QTimeEdit:focus { padding: 0 21px 2px 6px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QTimeEdit::up-button {
  border: none; background: transparent; width: 20px; height: 13px;
  subcontrol-origin: border; subcontrol-position: top right; margin: 2px 4px 0 0;
}
QSpinBox::down-button, QDoubleSpinBox::down-button, QTimeEdit::down-button {
  border: none; background: transparent; width: 20px; height: 13px;
  subcontrol-origin: border; subcontrol-position: bottom right; margin: 0 4px 2px 0;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QTimeEdit::up-arrow {
  image: url("$img_up"); width: 12px; height: 12px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QTimeEdit::down-arrow {
  image: url("$img_small_down"); width: 12px; height: 12px;
}
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $hairline_strong;
  padding: 4px; outline: none;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 3px; }
QComboBox QAbstractItemView::item:hover { background: $hover; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $text; }
"""

_CHECKS: Final = """
QCheckBox, QRadioButton {
  spacing: 8px; min-height: 22px; border: 2px solid transparent; border-radius: ${radius}px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; outline: none; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_note; }
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator, QMenu::indicator {
  width: 14px; height: 14px; border: 1px solid $control_border;
  border-radius: ${radius_check}px; background: $surface;
}
QCheckBox::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked,
QGroupBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$img_check");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$img_minus");
}
QCheckBox::indicator:disabled { background: $sunken; border-color: $hairline_strong; }
QCheckBox::indicator:checked:disabled { image: url("$img_check_off"); }
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $control_border;
  border-radius: 8px; background: $surface;
}
QRadioButton::indicator:hover { background: $hover; }
QRadioButton::indicator:checked {
  width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent;
}
QRadioButton::indicator:disabled { background: $sunken; border-color: $hairline_strong; }
QSlider { min-height: 24px; border: 2px solid transparent; border-radius: ${radius}px; }
QSlider:focus { border-color: $accent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $hairline_strong; }
QSlider::handle:horizontal {
  width: 14px; height: 14px; margin: -7px 0; border: 2px solid $accent;
  border-radius: 9px; background: $surface;
}
QSlider::handle:horizontal:hover { background: $selected; }
"""

_VIEWS: Final = """
QAbstractItemView {
  background: $surface; border: none; outline: none;
  selection-background-color: $selected; selection-color: $text;
}
QListView[ground="canvas"] { background: $canvas; }
QListView[ground="clear"], QTableView[ground="clear"] { background: transparent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
  background: $surface; color: $text_secondary; border: none;
  border-bottom: 1px solid $hairline_strong; padding: 0 8px;
  font-size: 12px; font-weight: 600; min-height: 32px;
}
QTableCornerButton::section { background: $surface; border: none; }
QTreeView::branch:has-children:closed {
  image: url("$img_branch_closed"); border-image: none;
}
QTreeView::branch:has-children:open { image: url("$img_branch_open"); border-image: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $hairline_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $control_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; }
QMenu {
  background: $surface; color: $text; border: 1px solid $hairline_strong; padding: 4px;
}
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 3px; min-height: 18px; }
QMenu::item:selected { background: $hover; color: $text; }
QMenu::item:disabled { color: $text_note; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { margin-left: 8px; border: none; background: transparent; }
QMenu::indicator:checked { image: url("$img_tick"); }
QProgressBar {
  background: $sunken; border: none; border-radius: ${radius_bar}px;
  min-height: 8px; max-height: 8px; color: transparent; font-size: 1px;
}
QProgressBar::chunk { background: $accent; border-radius: ${radius_bar}px; }
QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QTabBar { background: transparent; border: none; }
QTabBar::tab {
  background: transparent; color: $text_secondary; border: none;
  border-bottom: 2px solid transparent; padding: 0 12px; min-height: 36px;
}
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:focus { border: 2px solid $accent; }
QGroupBox { border: none; margin-top: 28px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; }
QCalendarWidget QWidget { alternate-background-color: $canvas; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $canvas; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: none; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url("$img_left"); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url("$img_right"); }
QCalendarWidget QAbstractItemView {
  selection-background-color: $accent; selection-color: $on_accent;
}
"""

_PARTS: Final = """
QFrame[part="card"] {
  background: $surface; border: 1px solid $hairline; border-radius: ${radius}px;
}
QFrame[part="lane"] { background: $sunken; border: none; border-radius: ${radius}px; }
QFrame[part="column"] { background: $canvas; border: none; border-radius: ${radius}px; }
QFrame[part="message"] { border: none; border-radius: ${radius}px; background: $sunken; }
QFrame[part="message"][state="ok"] { background: $ok_tint; }
QFrame[part="message"][state="warn"] { background: $warn_tint; }
QFrame[part="message"][state="crit"] { background: $crit_tint; }
QFrame[part="message"][state="info"] { background: $info_tint; }
QFrame[part="toast"] { background: $text; border: none; border-radius: ${radius}px; }
QFrame[part="toast"] QLabel { color: $surface; }
QFrame[part="box"] {
  background: $surface; border: 1px solid $control_border; border-radius: ${radius}px;
}
QFrame[part="header"] { background: $surface; border: none; }
QFrame[part="status"] { background: $canvas; border: none; border-top: 1px solid $hairline; }
QFrame[part="status"] QLabel { color: $text_secondary; font-size: 12px; }
QFrame[part="side"] { background: $surface; border: none; border-left: 1px solid $hairline; }
QFrame[part="navigation"] {
  background: $canvas; border: none; border-right: 1px solid $hairline;
}
QWidget[part="action_bar"][state="crit"] {
  background: $crit_tint; border-top: 1px solid $hairline;
}
"""

RULES: Final = f"{_WINDOW}{_LABELS}{_BUTTONS}{_FIELDS}{_CHECKS}{_VIEWS}{_PARTS}"

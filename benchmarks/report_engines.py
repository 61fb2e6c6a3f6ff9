"""Print the same content with Feidi's renderer, bare reportlab, WeasyPrint and LibreOffice."""

from __future__ import annotations

import html
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.report_content import FINDING, HEADS, TEXT, make_content
from resources import path as resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.measure import Reply
    from benchmarks.report_content import ChartContent, SectionContent, TableContent
    from domain.reports.tree import Block, Document, Figure, Section

_FONT: Final = "fonts/NotoSansSC_400Regular.ttf"
_TONES: Final = ("ink", "mid", "sand")
_COLOURS: Final = ("#1f3a4d", "#6f8796", "#d8c9a8")
_TICKS: Final = 4
_CHART_WIDTH: Final = 480
_CHART_HEIGHT: Final = 140
_PLOT_HEIGHT: Final = 110
_STEP: Final = 38
_MARGIN: Final = 57
_FACE: Final = "Bench"


# -------------------------------------------------------------------------------------- Feidi


def print_feidi() -> bytes:
    """Print the content through the report tree and `storage.pdf.render`."""
    from storage.pdf import render

    stream = io.BytesIO()
    render(_document(), stream)
    return stream.getvalue()


def _document() -> Document:
    from domain.reports.tree import Section

    return document_of(
        tuple(
            Section(f"{at}. ", each.title, _blocks(each), FINDING)
            for at, each in enumerate(make_content(), start=1)
        )
    )


def document_of(sections: tuple[Section, ...]) -> Document:
    """Return a report of sections."""
    from domain.reports.tree import Document

    return Document(
        kind="quarterly",
        lang="zh",
        title="治理季报",
        park="示例园区",
        quarter="2024年第4季度",
        revision="第1版",
        issued="2025年1月24日",
        head_left="治理季报",
        head_right="2024年第4季度",
        page_words="第 {page} 页，共 {pages} 页",
        sections=sections,
        imprint=("第1版", "数据摘要（SHA-256）"),
        digest="41694e79" * 8,
    )


def say_sizes(replies: Mapping[str, Sequence[Reply]]) -> None:
    """Print how many pages and kilobytes each way printed."""
    for way, found in replies.items():
        print(f"{way}: {found[0]['pages']:.0f} pages, {found[0]['kilobytes']:.0f} kB")


def _blocks(section: SectionContent) -> tuple[Block, ...]:
    from domain.reports.tree import Paragraph

    charts = [tree_figure(each) for each in section.charts]
    tables = [_tree_table(each) for each in section.tables]
    return (Paragraph(TEXT), *tables, *charts)


def _tree_table(content: TableContent) -> Block:
    from domain.reports.tree import Column, Row, Table

    first, *rest = HEADS
    return Table(
        "表",
        content.title,
        (Column(first, kind="label"), *(Column(head, "right") for head in rest)),
        tuple(Row(cells) for cells in content.rows),
        unit="万元、人",
    )


def tree_figure(content: ChartContent) -> Figure:
    """Return a figure of stacked bars as a report's tree holds it."""
    from domain.reports.tree import Figure

    return Figure("图", content.title, _bars(content), unit="万元")


def _bars(content: ChartContent) -> Any:  # noqa: ANN401 - one of many kinds of chart
    from domain.reports.axes import value_axis
    from domain.reports.charts import BarChart, BarSeries

    series = [
        BarSeries(name, values, tone)  # type: ignore[arg-type]
        for (name, values), tone in zip(content.series.items(), _TONES, strict=True)
    ]
    axis = value_axis(0, content.most, lambda value: f"{value:,.0f}")
    return BarChart(content.quarters, tuple(series), axis)


# ----------------------------------------------------------------------------- bare reportlab


def print_reportlab() -> bytes:
    """Print the content with reportlab's own tables and bar charts: the floor."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    registerFont(TTFont(_FACE, resource(_FONT)))
    title = ParagraphStyle("title", fontName=_FACE, fontSize=16, leading=22, wordWrap="CJK")
    body = ParagraphStyle("body", fontName=_FACE, fontSize=10, leading=16, wordWrap="CJK")
    flow: list[Any] = []
    for section in make_content():
        flow += [Paragraph(section.title, title), Paragraph(FINDING, body), Paragraph(TEXT, body)]
        for table in section.tables:
            flow += [Paragraph(table.title, body), _plain_table(table)]
        for chart in section.charts:
            flow += [Paragraph(chart.title, body), _plain_chart(chart)]
        flow.append(PageBreak())
    stream = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    SimpleDocTemplate(stream, pagesize=A4, **margins).build(flow)
    return stream.getvalue()


def _plain_table(content: TableContent) -> Any:  # noqa: ANN401 - the library ships no types
    from reportlab.platypus import Table

    style = [
        ("FONT", (0, 0), (-1, -1), _FACE, 9),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, _COLOURS[1]),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    widths = [150, 66, 66, 66, 66, 66]
    return Table([HEADS, *content.rows], widths, style=style, repeatRows=1)


def _plain_chart(content: ChartContent) -> Any:  # noqa: ANN401 - the library ships no types
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.colors import HexColor

    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 24, _CHART_WIDTH - 40, _PLOT_HEIGHT
    chart.data = list(content.series.values())
    chart.categoryAxis.categoryNames = list(content.quarters)
    chart.categoryAxis.style = "stacked"
    chart.valueAxis.valueMin = 0
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName = _FACE
        axis.labels.fontSize = 7
    for at, colour in enumerate(_COLOURS):
        chart.bars[at].fillColor = HexColor(colour)
    drawing = Drawing(_CHART_WIDTH, _CHART_HEIGHT)
    drawing.add(chart)
    return drawing


# -------------------------------------------------------------------------------- LibreOffice


def soffice() -> str:
    """Return the LibreOffice to be compared with, empty where there is none."""
    return os.environ.get("FEIDI_SOFFICE") or shutil.which("soffice") or ""


def print_soffice(command: str = "", document: bytes = b"") -> bytes:
    """Have LibreOffice print the copy for editing that Feidi writes of the same tree.

    Args:
        command: the LibreOffice; the one of this machine unless told otherwise.
        document: the copy, made here where none is given.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(document or editable_copy())
        subprocess.run(
            [command or soffice(), "--headless", "--convert-to", "pdf", "--outdir", folder, source],
            capture_output=True,
            check=True,
        )
        return source.with_suffix(".pdf").read_bytes()


def editable_copy() -> bytes:
    """Return the content as a document for a word processor; charts are tables in it."""
    import resources
    from domain.text import Texts
    from storage.docx.render import docx_bytes

    notice = Texts(resources.load_texts()).say("report_copy.notice", "zh")
    return docx_bytes(_document(), {"zh": notice})


# --------------------------------------------------------------------------------- WeasyPrint


def print_weasyprint() -> bytes:
    """Print the content as HTML with SVG charts through WeasyPrint, in the same font."""
    import weasyprint  # type: ignore[import-untyped,import-not-found,unused-ignore]

    sections = "".join(_html_section(each) for each in make_content())
    page = f"<html lang=zh><style>{_style()}</style><body>{sections}</body></html>"
    printed: bytes = weasyprint.HTML(string=page).write_pdf()
    return printed


def _style() -> str:
    face = resource(_FONT).as_uri()
    return f"""
@font-face {{ font-family: {_FACE}; src: url({face}) }}
@page {{ size: A4; margin: {_MARGIN}pt; @bottom-right {{ content: counter(page) }} }}
body {{ font: 10pt/16pt {_FACE}; margin: 0 }}
section {{ break-before: page }}
h1 {{ font: 16pt/22pt {_FACE}; margin: 0 }}
p {{ margin: 0 }}
table {{ font: 9pt/11pt {_FACE}; border-collapse: collapse; width: 480pt }}
td, th {{ border-bottom: .25pt solid {_COLOURS[1]}; padding: 2pt; text-align: right }}
td:first-child, th:first-child {{ text-align: left }}
tr, svg {{ break-inside: avoid }}
"""


def _html_section(section: SectionContent) -> str:
    parts = [f"<section><h1>{section.title}</h1><p>{FINDING}</p><p>{TEXT}</p>"]
    parts += [f"<p>{table.title}</p>{_html_table(table)}" for table in section.tables]
    parts += [f"<p>{chart.title}</p>{_svg(chart)}" for chart in section.charts]
    return "".join((*parts, "</section>"))


def _html_table(content: TableContent) -> str:
    head = "".join(f"<th>{word}</th>" for word in HEADS)
    rows = (
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in content.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _svg(content: ChartContent) -> str:
    place = f'width="{_CHART_WIDTH}pt" viewBox="0 0 {_CHART_WIDTH} {_CHART_HEIGHT}"'
    parts = [f'<svg {place} font-family="{_FACE}" font-size="7">']
    scale = _PLOT_HEIGHT / content.most
    for at, quarter in enumerate(content.quarters):
        left, foot = 20 + at * _STEP, float(_PLOT_HEIGHT)
        for values, colour in zip(content.series.values(), _COLOURS, strict=True):
            high = values[at] * scale
            foot -= high
            parts.append(
                f'<rect x="{left}" y="{foot:.2f}" width="24" height="{high:.2f}" fill="{colour}"/>'
            )
        parts.append(f'<text x="{left}" y="{_PLOT_HEIGHT + 12}">{quarter}</text>')
    for at in range(_TICKS + 1):
        down = _PLOT_HEIGHT * (1 - at / _TICKS)
        parts.append(f'<path d="M18 {down}H{_CHART_WIDTH}" stroke="#999" stroke-width=".3"/>')
        parts.append(f'<text x="0" y="{down}">{content.most * at / _TICKS:.0f}</text>')
    return "".join((*parts, "</svg>"))

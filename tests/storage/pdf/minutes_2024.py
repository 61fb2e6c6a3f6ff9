"""Rebuild the sample minutes of the joint meeting of October 2024, in Chinese."""

from __future__ import annotations

from domain.reports.tree import (
    Column,
    Document,
    Fact,
    Heading,
    Masthead,
    Note,
    Paragraph,
    Row,
    Run,
    SealPlace,
    Section,
    SignatureBlock,
    Table,
)
from tests.storage.pdf.quarter_2024q4 import DIGEST

_BODY = (
    Masthead(
        "衢杭创新飞地联席会议纪要",
        "〔2024〕第1号（M-2024-01）",
        (
            Fact("时　间", "2024年10月24日 9:00—11:30"),
            Fact("地　点", "杭州市余杭区"),
            Fact("召　集", "衢州市"),
            Fact("主　持", "徐守一（见附注）"),
            Fact("记　录", "园区管委会办公室"),
            Fact("议　题", "一、留白用地启用条件；二、法定人数"),
        ),
    ),
    Heading("一、到会与法定人数"),
    Table(
        "表1",
        "到会情况",
        unit="票",
        density="compact",
        columns=(
            Column("参会方"),
            Column("应有票", "right", weight=0.5),
            Column("到会票", "right", weight=0.5),
            Column("到会人"),
            Column("时间"),
        ),
        rows=(
            Row(("衢州市（召集）", "3", "3", "柯景行", "09:00—11:30")),
            Row(("杭州市余杭区（必须到会）", "3", "0", "—", "—")),
            Row(("龙游县", "2", "2", "吾可久", "09:00—11:30")),
            Row(("园区管委会", "1", "1", "叶清和", "09:00—11:30")),
            Row(("运营方（无表决权）", "0", "0", "—", "—")),
            Row(("合计", "9", "6", "3人", None), "total"),
        ),
    ),
    Paragraph(
        (
            Run("法定人数为全部9票的66.67%，且衢州市、余杭区均须到会。实到6票，余杭区无人到会。"),
            Run("会议未达法定人数，所议事项不产生效力。", "bold"),
        ),
        indent=True,
    ),
    Heading("二、留白用地启用条件"),
    Paragraph(
        "衢州市提议、龙游县附议：五号楼留白空间仅用于中试（R-2024-01，通过须过半数）。"
        "到会各方意见一致，表决结果如下，仅存记录。",
        indent=True,
    ),
    Note("附注：登记的主持人徐守一属余杭区，该方无到会记录，两项登记不一致，待召集方更正。"),
    SignatureBlock(
        tuple(
            SealPlace(name, lines=(("", "年　月　日"),))
            for name in ("衢州市会签", "杭州市余杭区会签", "龙游县会签")
        )
    ),
)

MINUTES = Document(
    kind="minutes",
    lang="zh",
    title="衢杭创新飞地联席会议纪要 M-2024-01",
    park="衢杭创新飞地",
    quarter="2024年10月24日",
    revision="第1版",
    issued="2024-10-28",
    head_left="衢杭创新飞地联席会议纪要",
    head_right="2024年10月24日",
    page_words="第 {page} 页，共 {pages} 页",
    sections=(Section("", "", _BODY),),
    imprint=("第1版　签发 2024-10-28", "数据摘要（SHA-256）"),
    digest=DIGEST,
    qr="feidi:M-2024-01",
)

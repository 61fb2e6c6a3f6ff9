"""Recognise places of administration by their names: province, city, county or district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from domain.imports.words import name_key

Level = Literal["province", "city", "county", "other"]

# City → its code, then its counties, districts and county cities, as of 2024.
_ZHEJIANG: Final = {
    "杭州市": "330100 上城区 拱墅区 西湖区 滨江区 萧山区 余杭区 富阳区 临安区 临平区 钱塘区 桐庐县 "
    "淳安县 建德市",
    "宁波市": "330200 海曙区 江北区 北仑区 镇海区 鄞州区 奉化区 象山县 宁海县 余姚市 慈溪市",
    "温州市": "330300 鹿城区 龙湾区 瓯海区 洞头区 永嘉县 平阳县 苍南县 文成县 泰顺县 瑞安市 乐清市 "
    "龙港市",
    "嘉兴市": "330400 南湖区 秀洲区 嘉善县 海盐县 海宁市 平湖市 桐乡市",
    "湖州市": "330500 吴兴区 南浔区 德清县 长兴县 安吉县",
    "绍兴市": "330600 越城区 柯桥区 上虞区 新昌县 诸暨市 嵊州市",
    "金华市": "330700 婺城区 金东区 武义县 浦江县 磐安县 兰溪市 义乌市 东阳市 永康市",
    "衢州市": "330800 柯城区 衢江区 常山县 开化县 龙游县 江山市",
    "舟山市": "330900 定海区 普陀区 岱山县 嵊泗县",
    "台州市": "331000 椒江区 黄岩区 路桥区 三门县 天台县 仙居县 温岭市 临海市 玉环市",
    "丽水市": "331100 莲都区 青田县 缙云县 遂昌县 松阳县 云和县 庆元县 景宁畲族自治县 龙泉市",
}
_MUNICIPALITIES: Final = ("北京市", "上海市", "天津市", "重庆市")
_PROVINCE_SUFFIXES: Final = ("省", "自治区", "特别行政区")
_COUNTY_SUFFIXES: Final = ("县", "区", "旗", "镇", "乡", "街道")
_CITY_SUFFIXES: Final = ("市", "州", "盟", "地区")
_ITSELF: Final = "本级"

_CITY_CODES: Final = {city: rest.split()[0] for city, rest in _ZHEJIANG.items()}
_CITY_OF: Final = {county: city for city, rest in _ZHEJIANG.items() for county in rest.split()[1:]}
_ENGLISH: Final = {
    "杭州市": ("Hangzhou", "Hangzhou"),
    "宁波市": ("Ningbo", "Ningbo"),
    "温州市": ("Wenzhou", "Wenzhou"),
    "嘉兴市": ("Jiaxing", "Jiaxing"),
    "湖州市": ("Huzhou", "Huzhou"),
    "绍兴市": ("Shaoxing", "Shaoxing"),
    "金华市": ("Jinhua", "Jinhua"),
    "衢州市": ("Quzhou", "Quzhou"),
    "舟山市": ("Zhoushan", "Zhoushan"),
    "台州市": ("Taizhou", "Taizhou"),
    "丽水市": ("Lishui", "Lishui"),
    "柯城区": ("District de Kecheng", "Kecheng District"),
    "衢江区": ("District de Qujiang", "Qujiang District"),
    "常山县": ("Comté de Changshan", "Changshan County"),
    "开化县": ("Comté de Kaihua", "Kaihua County"),
    "龙游县": ("Comté de Longyou", "Longyou County"),
    "江山市": ("Jiangshan", "Jiangshan"),
    "余杭区": ("District de Yuhang (Hangzhou)", "Yuhang District, Hangzhou"),
    "上城区": ("District de Shangcheng (Hangzhou)", "Shangcheng District, Hangzhou"),
    "拱墅区": ("District de Gongshu (Hangzhou)", "Gongshu District, Hangzhou"),
    "西湖区": ("District de Xihu (Hangzhou)", "Xihu District, Hangzhou"),
    "滨江区": ("District de Binjiang (Hangzhou)", "Binjiang District, Hangzhou"),
    "萧山区": ("District de Xiaoshan (Hangzhou)", "Xiaoshan District, Hangzhou"),
    "富阳区": ("District de Fuyang (Hangzhou)", "Fuyang District, Hangzhou"),
    "临安区": ("District de Lin’an (Hangzhou)", "Lin’an District, Hangzhou"),
    "临平区": ("District de Linping (Hangzhou)", "Linping District, Hangzhou"),
    "钱塘区": ("District de Qiantang (Hangzhou)", "Qiantang District, Hangzhou"),
    "桐庐县": ("Comté de Tonglu", "Tonglu County"),
    "淳安县": ("Comté de Chun’an", "Chun’an County"),
    "建德市": ("Jiande", "Jiande"),
    "海宁市": ("Haining", "Haining"),
    "上海市": ("Shanghai", "Shanghai"),
    "浙江省": ("Province du Zhejiang", "Zhejiang Province"),
    "省外": ("Hors de la province", "Outside the province"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is recorded.

    Attributes:
        name: official name without that of the city above it, e.g. ``龙游县``.
        level: province, city, county (or district), or other.
        parent: name of the city above a county, of the province above a city, or empty.
        code: code of administration where it is known.
        name_fr: French name, empty when none is known.
        name_en: English name, empty when none is known.
    """

    name: str
    level: Level
    parent: str = ""
    code: str = ""
    name_fr: str = ""
    name_en: str = ""


def find_place(text: str) -> Place:
    """Return the place that a name means.

    ``衢州龙游县``, ``衢州市龙游县`` and ``龙游县`` are the same county, ``衢州市本级`` is the city.
    A name without a suffix of administration is a place of level ``other``.
    """
    name = name_key(text) if text.strip().isascii() is False else text.strip()
    name = name.removesuffix(_ITSELF)
    if name in _CITY_OF:
        return _county(name, _CITY_OF[name])
    if name in _CITY_CODES:
        return _place(name, "city", "浙江省", _CITY_CODES[name])
    for city in _CITY_CODES:
        short = city.removesuffix("市")
        for prefix in (city, short):
            rest = name.removeprefix(prefix)
            if rest != name and _CITY_OF.get(rest) == city:
                return _county(rest, city)
    if f"{name}市" in _CITY_CODES:
        return find_place(f"{name}市")
    return _by_suffix(name)


def _county(name: str, city: str) -> Place:
    return _place(name, "county", city)


def _by_suffix(name: str) -> Place:
    city, rest = _split_city(name)
    if rest:
        return _place(rest, "county", city)
    if name.endswith(_PROVINCE_SUFFIXES) or name in _MUNICIPALITIES:
        return _place(name, "province")
    if name.endswith(_COUNTY_SUFFIXES):
        return _place(name, "county")
    if name.endswith(_CITY_SUFFIXES):
        return _place(name, "city")
    return _place(name, "other")


def _split_city(name: str) -> tuple[str, str]:
    """Divide ``某某市某某县`` into city and county; no county when it is not such a name."""
    at = name.find("市")
    rest = name[at + 1 :]
    if at > 0 and rest.endswith((*_COUNTY_SUFFIXES, "市")):
        return name[: at + 1], rest
    return name, ""


def _place(name: str, level: Level, parent: str = "", code: str = "") -> Place:
    french, english = _ENGLISH.get(name, ("", ""))
    return Place(name, level, parent, code, french, english)

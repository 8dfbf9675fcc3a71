"""Names in scripts without capital letters: places of the gazetteer, and foreign names with a middle dot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from ascertain.text.places import Place, cities, countries, find_place
from ascertain.text.words import MARKS
from ascertain.text.wordsets import word_set

Found = tuple[int, int, Literal["person", "organisation", "place", "name"], str]

# Characters that spell foreign names in Chinese, so that "总统弗拉基米尔·普京在" begins and ends with the name.
_SOUNDS = (
    "阿埃艾爱安昂奥澳巴白班邦保鲍贝本比彼毕别宾波伯勃博卜布查川达戴丹道德登邓狄迪蒂丁顿杜多厄恩尔法凡范方菲费芬丰冯佛弗夫福富盖甘冈"
    "高戈哥格根贡古瓜圭哈海汉豪赫黑亨洪侯胡华怀霍基吉季加贾简杰捷金京久居喀卡凯坎康考科柯可克肯孔库夸昆拉莱赖兰朗劳勒雷蕾里理利莉丽"
    "连列琳林龙卢鲁路伦罗洛马玛麦曼毛梅门蒙米密缪明莫默墨姆穆纳娜奈南内尼年涅宁纽努诺欧帕派潘庞培佩彭皮蒲普齐奇恰乔切琴青丘屈让热日"
    "翰容茹瑞若萨塞赛桑瑟森沙莎山尚绍舍申圣胜施什史士斯丝苏索塔泰坦汤唐陶特滕提廷图托脱瓦万威韦维魏温文翁沃乌武伍西希锡夏显肖谢辛欣休"
    "许雪雅亚延扬耶叶伊因尤约赞泽扎詹章珍朱佐爾維烏羅蘭馬魯倫諾蓋賈簡傑薩賽紹聖蘇湯圖脫萬韋溫詹"
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
_DOTTED = re.compile(
    f"[\u30a1-\u30fa\u30fc]+(?:[・･=＝][\u30a1-\u30fa\u30fc]+)+|[{_SOUNDS}]{{1,7}}(?:[·‧•][{_SOUNDS}]{{1,7}})+"
)
_SPACED = re.compile(f"[\u0590-\u074f\u0900-\u0dff\u10a0-\u10ff\u0530-\u058f\u1200-\u139f{MARKS}]+")
_PREFIXES = ("", "وال", "بال", "لل", "ال", "و", "ب", "ل", "ف")
_HEBREW_PREFIXES = ("", "ו", "ב", "ל", "מ", "ה", "ש")
_LONGEST = 9
# Names of Chinese cities that are everyday words.
_WORDS = word_set(
    """太平 和平 平安 大同 中山 长安 安康 吉安 保定 永州 未来 海口 大理 金华 重庆市 上海人 东方 通化 新乡 文山 日照 七台
    公安 大庆 开封 亳 天水"""
)


def find_uncased(text: str, tag: str) -> Iterator[Found]:
    """Give start, end, kind and key of the names in ``text`` that capital letters cannot show.

    ``key`` is empty where the name's own letters are to be its key.
    """
    if text.isascii():
        return
    taken: list[tuple[int, int]] = []
    for match in _DOTTED.finditer(text):
        place = find_place(match.group(), tag)
        taken.append(match.span())
        yield (*match.span(), "place" if place else "person", place.key if place else "")
    for match in _UNSPACED.finditer(text):
        for start, end, place in _inside(match.group(), match.start(), tag):
            if not any(start < b and a < end for a, b in taken):
                yield start, end, "place", place.key
    yield from _among_words(text, tag)


def _inside(run: str, offset: int, tag: str) -> Iterator[tuple[int, int, Place]]:
    """Find the longest gazetteer names inside a run of characters without spaces."""
    names, towns = countries(tag), cities()
    at = 0
    while at < len(run) - 1:
        for size in range(min(_LONGEST, len(run) - at), 1, -1):
            piece = run[at : at + size]
            place = names.get(piece) or towns.find(piece)
            if place is not None and piece not in _WORDS:
                yield offset + at, offset + at + size, place
                at += size
                break
        else:
            at += 1


def _among_words(text: str, tag: str) -> Iterator[Found]:
    """Find gazetteer names of up to three words, behind the prefixes Arabic and Hebrew write together."""
    words = list(_SPACED.finditer(text))
    index = 0
    while index < len(words):
        for size in (3, 2, 1):
            group = words[index : index + size]
            if len(group) < size or any(text[a.end() : b.start()] != " " for a, b in pairwise(group)):
                continue
            found = _behind_prefix(text[group[0].start() : group[-1].end()], tag)
            if found is not None:
                skip, place = found
                yield group[0].start() + skip, group[-1].end(), "place", place.key
                index += size
                break
        else:
            index += 1


def _behind_prefix(written: str, tag: str) -> tuple[int, Place] | None:
    prefixes = _HEBREW_PREFIXES if tag in {"he", "yi"} else _PREFIXES if tag in {"ar", "fa", "ur"} else ("",)
    for prefix in prefixes:
        rest = written.removeprefix(prefix)
        if (not prefix or rest != written) and len(rest) > 2:
            for form in (rest, "ال" + rest) if prefix and tag == "ar" else (rest,):
                place = countries(tag).get(form) or cities().find(form)
                # A letter taken for a prefix easily leaves the name of a town; large cities are safe.
                if place is not None and (not prefix or not place.population or place.population >= 500_000):
                    return len(written) - len(rest), place
    return None

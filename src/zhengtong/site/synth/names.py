"""Names put together from syllables and the words of a place. Nobody is meant; every name carries its mark."""

from dataclasses import dataclass
from random import Random

MARK = "（演示）"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN_ONE = "晓明建文志国春秋雨雪佳思梦嘉子若家海永玉红新立忠德安一宇浩俊丽婷芳静敏慧雅诗"
_GIVEN_TWO = "兰军华强平伟杰涛磊鹏飞龙云霞英梅珍琴莉娜洁颖琳萍怡然欣悦宁航辰轩泽睿琪彤远诺桐"
_BRANDS = (
    "合晟",
    "锦诺",
    "盛天",
    "美申",
    "佳缘",
    "皓明",
    "茂源",
    "巨林",
    "华生",
    "合雅",
    "小满",
    "知味",
    "一禾",
    "青禾",
    "云上",
    "拾光",
    "南风",
    "北巷",
    "老灶",
    "人间",
    "半山",
    "听雨",
    "鹿鸣",
    "归来",
    "稻香",
    "春和",
    "秋实",
    "百味",
    "金穗",
    "银杏",
    "木棉",
    "石榴",
)
_TRADES_COMPANY = ("餐饮管理", "食品", "商贸", "文化传播", "信息技术", "建筑工程", "物业服务", "医药", "教育咨询", "旅游", "物流")
_TRADES_SHOP = ("小馆", "面馆", "粉店", "茶餐厅", "火锅店", "烘焙坊", "便利店", "理发店", "奶茶铺", "书吧", "花店", "民宿")
_ROADS = ("样例", "演示", "测试", "示范", "虚拟")


@dataclass(frozen=True, slots=True)
class Place:
    """What names sound like in one place: before a firm's name, before a shop's, and where their streets are."""

    firms: str = ""
    shops: tuple[str, ...] = ("",)
    streets: str = "演示区"


def person(random: Random) -> str:
    """A surname and one or two more characters."""
    given = random.choice(_GIVEN_ONE) + (random.choice(_GIVEN_TWO) if random.random() < 0.85 else "")
    return f"{random.choice(_SURNAMES)}{given}{MARK}"


def company(random: Random, place: Place) -> str:
    return f"{place.firms}{random.choice(_BRANDS)}{random.choice(_TRADES_COMPANY)}有限公司{MARK}"


def shop(random: Random, place: Place) -> str:
    return f"{random.choice(place.shops)}{random.choice(_BRANDS)}{random.choice(_TRADES_SHOP)}{MARK}"


def address(random: Random, place: Place) -> str:
    """A road that is nowhere."""
    return f"{place.streets}{random.choice(_ROADS)}路 {random.randint(1, 999)} 号"

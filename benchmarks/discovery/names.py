"""What sites of the generated web are called. Written without a look at the score's own words:
sellers with innocent names, innocent sites with guilty ones.
"""

import random


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_PLAIN = _each(
    "amber basalt birch brook cedar clover comet coral delta ember fern finch flint frost glacier "
    "granite harbor hazel heron indigo iris ivory jade juniper kestrel lark linden lotus lumen "
    "maple marlin meadow nimbus nova oak onyx opal orchid osprey otter pearl pebble pine plover "
    "quartz quill quince raven reed ridge river robin rowan sable sage sierra slate sparrow "
    "spruce summit thistle tundra umber velvet violet walnut wren yarrow zephyr"
)
_TAILS = _each("lab works land base net line point field yard press house studio garden world")
_STATIONS = _each("ai api code cloud link one fox x go plus hub gpt claude next open key mirror")
_CJK = _each("青禾 云雀 松果 白鹭 星河 拾光 流萤 山岚 极光 鲸落 橘子 木棉 海棠 知更 北斗 麦田")
_ENDINGS = _each("科技 小站 工作室 云 服务 AI API 超市 数码")

ABOUT_STATIONS = (
    "{name}",
    "{name}",
    "{name}",
    "官网",
    "注册地址",
    "here",
    "this one",
    "click",
    "{name} 稳定快速",
    "{name}：按量计费",
    "我用的 {name}",
    "{name} - one key for every model",
    "pay as you go models",
    "подключение к {name}",
    "{name} - đăng ký",
    "{name} 登録",
    "claude code 便宜渠道",
    "gpt-5 十分之一价格",
    "codex 包月",
    "мой сервис нейросетей",
    "tài khoản gpt",
    "jual gpt plus",
)
ABOUT_ANYTHING = (
    "{name}",
    "{name}",
    "{name} weekly",
    "my talk at {name}",
    "an introduction to {name}",
    "关于 {name}",
    "{name} 的笔记",
    "release notes",
    "source",
    "archive",
    "照片",
    "读书",
    "о проекте {name}",
    "Rezepte von {name}",
    "photos of {name}",
    "about",
    "contact",
    "更多",
    "how transformers work",
    "gpt from scratch",
    "prompting guide",
    "learning api design",
    "claude monet at {name}",
    "gemini horoscope",
    "a sonnet a day",
    "relay race results",
    "token ring networks",
    "codex sinaiticus",
    "house proxy rules",
    "account books of {name}",
)
ABOUT_FARMS = (
    "best ai tools 2026",
    "free gpt online",
    "claude alternative cheap",
    "chatgpt login",
    "buy followers",
    "win big tonight",
    "cheap api keys",
    "gpt 中转 免费",
    "ai 镜像 站",
    "top 10 {name}",
    "{name} coupon",
    "seo links {name}",
    "crypto {name} bonus",
    "бесплатный chatgpt",
    "gpt gratis",
)


def innocent(number: int, dice: random.Random) -> str:
    """A name that says nothing."""
    return f"{dice.choice(_PLAIN)}{dice.choice(_TAILS)}{number}"


def station(number: int, dice: random.Random) -> str:
    """A seller's name: two in five innocent, the others with a word of machines in it."""
    if dice.random() < 0.4:
        return innocent(number, dice)
    return f"{dice.choice(_PLAIN)}{dice.choice(_STATIONS)}{number}"


def guilty(number: int, dice: random.Random) -> str:
    """A farm's host: as often as not made of what people search for."""
    words = _each("gpt ai chat free best login online tool claude bonus win deal top")
    return f"{dice.choice(words)}-{dice.choice(words)}-{dice.choice(_PLAIN)}{number}"


def called(host: str, dice: random.Random) -> str:
    """A site's title: from its host, or a Chinese one of its own."""
    if dice.random() < 0.35:
        return f"{dice.choice(_CJK)}{dice.choice(_ENDINGS)}"
    return host.partition(".")[0].rstrip("0123456789").title()

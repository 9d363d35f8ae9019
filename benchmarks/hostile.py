"""Text made to be hard to read: runs of one sign, markup that never ends, marks that combine, turn
around or hide, money without sense, and listings cut to pieces. The same for the same seed.
"""

import random
from collections.abc import Sequence

PIECES: tuple[str, ...] = (
    *"0123456789", *"折倍刀元块毛分角万亿千百个次张号月年天一二三五十半",
    *"()（）[]【】{}<>《》「」\"'",
    *",，.。;；:：!！?？、/\\|=＝+-–—~～*_`^#@&%٪‰$¥￥€£₽₫₹₩₴₸฿₺₱", "\n", "\t", " ", "\u3000",
    "\u00a0", "\u202f", "\r\n", "\0", "\u0301", "\u0300\u0301\u0302", "\u202e", "\u202d",
    "\u2066", "\u2069", "\u200b", "\u200d", "\ufeff", "\ufe0f", "\ue000", "\ud800", "\udfff", "İ",
    "ß", "ŉ", "ﷺ", "👨\u200d👩\u200d👧", "🔥", "①", "Ⅳ", "½", "<b>", "</b>", "<del>", "</del>",
    "<a href=\"", "</td><td>", "<br>", "<!--", "-->", "&nbsp;", "&#x24;", "**", "~~", "`",
    "| --- |", "](", "https://", "www.", ".example", "http://a.example/?aff=", "@", "t.me/",
    "Claude", "GPT-5.5", "opus 4.8", "Claude Max 20x", "cc", "官转", "逆向", "号池", "非", "不是",
    "1元=1刀", "0.6R 一刀", "3折", "0.7折", "85 折", "0.2倍率", "倍率", "$3/M", "/1M tokens",
    "百万", "1:1", "充值", "送", "注册送", "首充", "优惠码", "满", "起充", "官方价",
    "of official price", "% off", "off", "一毛五", "两百五", "三五折", "千分之", "1/3", "half",
    "一半", "10万 token", "500 credits", "每天", "月卡", "微信", "qq群：", "v：", "支付宝",
    "USDT", "Rp", "1.290,00", "1 875 000", "1'000", "12:30", "2026-01-01", "скидка",
    "за 1 млн токенов", "₽", "giảm", "350.000đ", "公式価格", "割", "オフ", "des Originalpreises",
    "moins cher", "descuento", "desconto", "hemat", "indirim", "خصم", "٥٠", "حساب", "할인",
)  # fmt: skip
_HEADS = (
    "",
    "",
    "Claude API 中转",
    "| 模型 | 输入 元/百万 | 倍率 |",
    "| 站点 | 价格 | 地址 |",
    "折" * 300,
)
_LARGE = 1_000  # every so many strings a large one


def hostile(
    number: int, seed: int, listings: Sequence[str], longest: int = 1_000_000
) -> tuple[str, str]:
    """The text with this number and the heading it stands under. Most are short, one in a thousand
    has up to ``longest`` characters.
    """
    dice = random.Random(f"{seed}:{number}")
    most = longest if number % _LARGE == 0 else min(longest, 2_000)
    size = int(most ** dice.uniform(0.2, 1)) if most < longest else dice.randint(most // 5, most)
    text = dice.choice(_WAYS)(dice, size, listings)
    return text[:most], dice.choice(_HEADS)


def _mixed(dice: random.Random, size: int, _listings: Sequence[str]) -> str:
    few: list[str] = dice.sample(PIECES, dice.randint(2, 40))
    return "".join(dice.choices(few, k=size))


def _run(dice: random.Random, size: int, _listings: Sequence[str]) -> str:
    """One piece, or a few, over and over; a number or a sign at either end."""
    unit: str = "".join(dice.choices(PIECES, k=dice.randint(1, 3)))
    return dice.choice(PIECES) + unit * (size // len(unit) + 1) + dice.choice(PIECES)


def _nested(dice: random.Random, size: int, _listings: Sequence[str]) -> str:
    """What opens and is never closed, then what was never opened."""
    opening, closing = dice.choice(
        (("(", ")"), ("<b>", "</b>"), ("【", "】"), ("~~", "~~"), ("{", "}"))
    )
    half = size // (len(opening) + len(closing)) + 1
    return opening * half + dice.choice(PIECES) + closing * half


def _broken(dice: random.Random, size: int, listings: Sequence[str]) -> str:
    """A listing with pieces put in, taken out and said again, as often as there is room."""
    marks = list(dice.choice(listings))
    for _ in range(dice.randint(1, 30)):
        at = dice.randrange(len(marks) + 1)
        match dice.randrange(3):
            case 0:
                marks.insert(at, dice.choice(PIECES))
            case 1:
                del marks[at : at + dice.randint(1, 3)]
            case _:
                marks[at:at] = marks[max(0, at - 8) : at]
    text: str = "".join(marks) or "0"
    return text * max(1, size // len(text))


def _any(dice: random.Random, size: int, _listings: Sequence[str]) -> str:
    """Characters of any script at all."""
    return "".join(chr(dice.randrange(1, 0x2FA1F)) for _ in range(size))


_WAYS = (_mixed, _mixed, _run, _nested, _broken, _broken, _any)

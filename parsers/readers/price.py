"""What the buyer pays: for a credited dollar, a million tokens, a call, an account, a month, or a
package. Rates stated as an equation ("1元=1刀") are top-ups: ``parsers.readers.top_up`` reads them.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from market.types import Fact
from parsers.readers import units
from parsers.readers.amounts import Amounts, PaidFor, is_paid, price_fact
from parsers.readers.around import Said, after, before, is_struck, said
from parsers.readers.cells import cells
from parsers.readers.facts import LIKELY, found, said_once
from parsers.readers.hints import has_money, has_tokens
from parsers.readers.token import Token
from parsers.readers.tokens import is_plan

_TRIGGER = re.compile(r"[\d一二两三四五六七八九十半]")
# "0.6R 一刀", "0.15 元/刀", "3 RMB per USD", "0.25一刀"
_CREDIT = re.compile(r"(?P<paid>[mn])(?:\.?(?P<per>/?)|,)(?P<dollar>[mc])")
# "¥6(进)36(出)/一百万Token", "14/84 一百万 Token", "$5 / $25 per 1M"
_PAIR = re.compile(r"(?P<a>[mn])\(?(?P<sa>i?)\)?[/,.]?(?P<b>[mn])\(?(?P<sb>i?)\)?\.?(?P<t>t)")
# "输入 ¥0.72/M", "输入价格 0.5 元/百万 tokens", "$3/M input", "¥1.5(输入)/一百万Token",
# "1-2块钱/百万token"
_MTOK = re.compile(
    r"(?P<sa>i)[.=(/]{0,3}(?P<paid>[mn])\.?(?P<t>t)"
    r"|(?:(?P<low>n)-)?(?P<amount>[mn])\(?(?P<sb>i?)\)?\.?(?P<u>t)(?P<sc>i?)"
)
# "输入 (/1M) 单价¥5"
_SIDE_FIRST = re.compile(r"(?P<sa>i)\(?(?P<t>t)\)?\.{0,3}(?P<paid>m)")
# "19元/个", "1 毛一张", "4分钱一次", "$0.05/image"; "每次4分钱"
_UNIT = re.compile(r"(?P<paid>m)(?P<per>/?)(?P<one>n?)(?P<unit>u)")
_UNIT_FIRST = re.compile(r"(?P<unit>u)\.?(?P<paid>m)")
# "$7.99/tháng", "50人民币一个月", "80 元包月 800 刀", "¥399/4周"; "月卡 ¥30", "首月 ¥699"
_PERIOD = re.compile(r"(?P<paid>m)[/.]?(?P<count>n?)(?P<period>p)(?:\.?(?P<face>m))?")
_PERIOD_FIRST = re.compile(r"(?P<count>n?)(?P<period>p)[.=(]{0,2}(?P<paid>m)")
# "9.9 元/150 刀额度", "¥50购$50", "充值200R，到账400刀"; "$50 worth of credits for just $1.99"
_PACKAGE = re.compile(
    r"(?P<paid>m)[.M,]{0,4}(?P<sign>[=/])[.=v]{0,3}(?P<face>m)[.M]{0,3}(?P<worth>v?)"
)
_PACKAGE_BACKWARDS = re.compile(r"(?P<face>m)[=.]{0,2}M?[.]{0,3}(?P<worth>v)[.l/]{0,4}(?P<paid>m)")
# "Claude Pro 月卡 ¥39", "ChatGPT Plus 1 tháng … 350.000đ"
_PLAN = re.compile(r"(?P<plan>M)(?=(?P<rest>[^;MW]{0,14}))")


def read_price(text: str, context: str = "") -> Iterator[Fact]:
    """Prices stated in the text, each amount once."""
    if not (_TRIGGER.search(text) and _names_a_unit(text, context)):
        return iter(())
    told = said(text, context)
    return iter(()) if told.silent() else said_once(_read(told))


def _names_a_unit(text: str, context: str) -> bool:
    """Whether a number can be money here: by a currency, by tokens, by the head of a table."""
    return "|" in context or has_money(text) or has_tokens(text)


def _read(told: Said) -> Iterator[Fact]:
    so_far = Amounts(told)
    yield from _cells(so_far)
    for pattern, reading in _PATTERNS:
        for match in found(pattern, told.text):
            yield from reading(so_far, match)


def _credit(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    tokens = so_far.told.text.tokens
    paid, dollar = tokens[match.start("paid")], tokens[match.start("dollar")]
    bare = dollar.kind == "c" and (match["per"] or dollar.text == "刀")
    if dollar.value != "USD" or not (bare or dollar.amount == 1) or paid.value == "USD":
        return
    if paid.kind == "n" and not (match["per"] or dollar.text in ("一", "刀")):
        return
    if "," in match[0] and not paid.amount == dollar.amount == 1:
        return  # "1块钱，1刀", but not "充10块，1刀赠金"
    previous = tokens[match.start() - 1] if match.start() else None
    if previous is not None and (previous.kind == "=" or previous.value == "times"):
        return  # "7刀 × 12.50元/刀" is a sum, "= 1刀" an equation
    yuan = "CNY" if (dollar.kind == "c" and dollar.text == "刀") or dollar.text == "一" else None
    yield from so_far.price(match, "paid", PaidFor("usd_credit", yuan))


def _pair(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    """Input and output price of one model, in this order unless they say otherwise."""
    tokens = so_far.told.text.tokens
    first, second = tokens[match.start("a")], tokens[match.start("b")]
    if "n" in (first.kind, second.kind) and not (match["sa"] or "/" in match[0]):
        return
    scale = tokens[match.start("t")].amount or Decimal(1)
    currency = first.value or second.value or None
    for name, side, otherwise in (("a", "sa", "in"), ("b", "sb", "out")):
        which = tokens[match.start(side)].value if match[side] else otherwise
        yield from so_far.price(match, name, PaidFor(units.PER_SIDE[which], currency, scale))


def _mtok(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    tokens = so_far.told.text.tokens
    groups = {name: tokens[match.start(name)] for name, said in match.groupdict().items() if said}
    paid, token = (
        (groups["paid"], groups["t"]) if "t" in groups else (groups["amount"], groups["u"])
    )
    if paid.kind == "n" and not token.text.startswith("/"):
        return  # "500 million tokens" is an amount of tokens
    sides = [groups[side].value for side in ("sa", "sb", "sc") if side in groups]
    per = units.PER_SIDE[sides[0]] if sides else "1m_tokens"
    unit = PaidFor(per, paid.value or None, token.amount or Decimal(1))
    for name in ("low", "paid", "amount"):
        if name in groups:
            yield from so_far.price(match, name, unit)


def _unit(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    tokens = so_far.told.text.tokens
    unit = tokens[match.start("unit")]
    if match.re is _UNIT_FIRST:
        told = unit.text.startswith(("每", "单", "/"))
    else:
        one = match["one"] and tokens[match.start("one")].amount == 1
        told = bool(one) or (not match["one"] and (match["per"] == "/" or unit.text in "次张"))
    if told:
        yield from so_far.price(match, "paid", PaidFor(unit.value))


def _period(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    tokens = so_far.told.text.tokens
    period, paid = tokens[match.start("period")], tokens[match.start("paid")]
    count = tokens[match.start("count")].amount if match["count"] else Decimal(1)
    priced = period.text in units.PRICED_PERIODS
    if match.re is _PERIOD_FIRST and not priced:
        return  # "每天 40 刀" is a quota
    if (
        paid.value == "USD"
        and paid.text
        and after(so_far.told.text.shape, match.start("paid"), "v")
    ):
        return
    face = tokens[match.start("face")] if match.groupdict().get("face") else None
    worth = (
        face.amount if face is not None and face.value == "USD" and paid.value != "USD" else None
    )
    per = units.period(period.value, count)
    if worth is not None:
        so_far.taken.add(match.start("face"))
    yield from so_far.price(match, "paid", PaidFor(per, face=worth))


def _package(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    tokens = so_far.told.text.tokens
    paid, face = tokens[match.start("paid")], tokens[match.start("face")]
    sign = tokens[match.start("sign")] if match.groupdict().get("sign") else None
    if face.value != "USD" or not face.amount or not paid.amount or not _buys(sign, match, so_far):
        return
    if sign is not None and sign.kind == "/" and face.amount == 1:
        return
    if paid.value == "USD" and not _more_for_less(so_far, match, paid.amount, face.amount):
        return
    yield from so_far.price(match, "paid", PaidFor("package", face=face.amount))


def _buys(sign: Token | None, match: re.Match[str], so_far: Amounts) -> bool:
    """Whether the sign says that one thing is had for the other."""
    if sign is None:
        return True
    if sign.kind == "/":
        return sign.text == "/" and bool(match["worth"])
    return sign.value == "gets" or _recharges(so_far, match)


def _recharges(so_far: Amounts, match: re.Match[str]) -> bool:
    return before(so_far.told.text.shape, match.start(), "r")


def _more_for_less(so_far: Amounts, match: re.Match[str], paid: Decimal, face: Decimal) -> bool:
    """Dollars for dollars are a package only where more are had than paid, and it is said so."""
    return paid < face and bool(match["worth"] or _recharges(so_far, match))


def _plan(so_far: Amounts, match: re.Match[str]) -> Iterator[Fact]:
    """The first amount behind a plan's name that a buyer pays, and those struck out before it."""
    scan = so_far.told.text
    if not is_plan(scan.tokens[match.start("plan")].text):
        return
    for at in range(*match.span("rest")):
        if at in so_far.taken and not is_struck(scan, at):
            return  # the plan has its price
        if scan.shape[at] != "m" or at in so_far.taken or not is_paid(scan, at):
            continue
        so_far.taken.add(at)
        unit = PaidFor(units.per_between(scan, match.start(), at + 1))
        yield price_fact(so_far.told, at, (match.start(), at), unit)
        if not is_struck(scan, at):
            return


def _cells(so_far: Amounts) -> Iterator[Fact]:
    """A lone amount under a head that says its unit: "汇率 1$=?¥", "价格（元/百万 tokens）"."""
    told = so_far.told
    for cell in cells(told):
        unit = units.of_head(cell.head, told.head.folded.text)
        if unit is None or cell.lone is None or cell.lone in so_far.taken:
            continue
        if told.text.tokens[cell.lone].value or unit.currency or unit.certain:
            so_far.taken.add(cell.lone)
            priced = PaidFor(unit.per, unit.currency, sure=LIKELY)
            yield price_fact(told, cell.lone, (cell.lone, cell.lone), priced)


_Reading = Callable[[Amounts, re.Match[str]], Iterator[Fact]]
_PATTERNS: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (_PAIR, _pair),
    (_MTOK, _mtok),
    (_SIDE_FIRST, _mtok),
    (_CREDIT, _credit),
    (_UNIT, _unit),
    (_UNIT_FIRST, _unit),
    (_PERIOD, _period),
    (_PERIOD_FIRST, _period),
    (_PACKAGE, _package),
    (_PACKAGE_BACKWARDS, _package),
    (_PLAN, _plan),
)

"""What sellers assert: one frozen value type per fact kind, as the seller puts it, before
arithmetic.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """What the buyer pays. ``per`` follows the corpus: usd_credit, 1m_tokens, call, account,
    month, package, ...
    """

    amount: Decimal
    currency: str | None  # ISO 4217; None when neither text nor context names it
    per: str
    provider: str | None = None
    model: str | None = None
    access: str = "unknown"
    face_value_usd: Decimal | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Discount:
    """Part taken off the official price, 0..1. ``off_low`` makes a range of which ``off`` is the
    deep end.
    """

    off: Decimal
    off_low: Decimal | None = None
    bound: str | None = None  # up_to, at_least, approx
    provider: str | None = None
    model: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A ratio as written (倍率): of a group, a plan or a model. Worth nothing without the top-up
    rate.
    """

    value: Decimal
    group: str = ""
    provider: str | None = None
    model: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class TopUp:
    """What one credited dollar costs. ``reliable`` is False for defaults and where a card shop
    sets the true price.
    """

    amount: Decimal
    currency: str
    source: str  # "status.price", "status.PaymentUSDRate", "text"
    reliable: bool = True


@dataclass(frozen=True, slots=True)
class CreditUnit:
    """new-api's quota_per_unit: how many quota points make one credited dollar (500000 unless
    changed).
    """

    quota_per_unit: Decimal


@dataclass(frozen=True, slots=True)
class Volume:
    """Stock, capacity, quota or supply on offer, or the use that was made of it."""

    amount: Decimal
    unit: str
    period: str = "total"
    model: str | None = None  # as listed, where it is one model's


@dataclass(frozen=True, slots=True)
class Bonus:
    """Credit given for nothing or on top."""

    amount: Decimal
    unit: str | None
    reason: str
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Coupon:
    """Off the shop's own price; never a discount on the official one."""

    off: Decimal | None


@dataclass(frozen=True, slots=True)
class Supply:
    """The seller's words about where the access comes from, and the origin they claim."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """Where the seller is reached."""

    platform: str  # site, telegram, wechat, qq, qq_group, email, discord, x
    value: str


@dataclass(frozen=True, slots=True)
class Payment:
    """How the buyer pays."""

    method: str


@dataclass(frozen=True, slots=True)
class ModelOnOffer:
    """A model or plan on offer, with no number."""

    provider: str | None
    model: str | None
    access: str = "unknown"


@dataclass(frozen=True, slots=True)
class Stock:
    """Units the shop says it has left."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sold:
    """Units the shop says it has sold."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class StockBand:
    """How much the shop says is left, where it gives no number: sold_out, nearly_sold_out, some,
    plenty, abundant, in_stock, preorder.
    """

    band: str


@dataclass(frozen=True, slots=True)
class Wholesale:
    """What one unit costs from so many units on."""

    least: Decimal
    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Resold:
    """The article is another shop's, sold on; ``upstream`` is that shop's number in this one's
    books.
    """

    upstream: str


@dataclass(frozen=True, slots=True)
class ShopMoney:
    """The currency (ISO 4217) of every price of a shop that names none beside its prices."""

    currency: str


@dataclass(frozen=True, slots=True)
class Availability:
    """How much of a period a monitored channel was up, 0..1, as the site's own monitor counts."""

    monitor: str  # its name: often names the upstream or the group
    share: Decimal
    period: str = "day"  # day, month


@dataclass(frozen=True, slots=True)
class Term:
    """A condition of the trade: logs_collected, logs_denied, training_on_data, training_denied,
    logs_for_discount, client_lock, refund, no_refund, warranty, no_warranty, no_kyc, wholesale,
    automatic_delivery, manual_delivery.
    """

    name: str
    days: int | None = None  # how long a warranty or a refund holds, where that is said


@dataclass(frozen=True, slots=True)
class Rate:
    """One model in one group of a structured price sheet, as numbers to be multiplied.

    The product of ``factors`` is the seller's credit dollars for one ``unit``.
    ``scale`` "ratio": new-api's ratio, to be multiplied by 1e6 / quota_per_unit as well; "usd":
    complete as it is.
    ``group_ratio`` None: the sheet names the group but gives no ratio for it (a hidden group).
    ``problem`` names why no price may be made of it ("unparsed_expression"); then ``factors`` may
    be empty.
    """

    listed_as: str
    group: str
    unit: str  # a value of market.types.Unit
    factors: tuple[
        tuple[str, Decimal, str], ...
    ]  # (name, value, JSON pointer); without the group's
    group_ratio: Decimal | None
    scale: str = "usd"
    group_text: str = ""  # the group's description, for the supply claim
    owner: str = ""  # vendor or platform as the sheet names it
    currency: str | None = None  # set when the sheet itself is in real money (X-Billing-Currency)
    free_group: bool = False  # the group says itself that it is free (公益, 福利)
    completion_ratio: Decimal | None = None  # of the row, to judge the 37.5 sentinel
    row_numbers: tuple[Decimal, ...] = ()  # its input and output as written, to judge (30, 30)
    group_place: str = ""  # where the group's ratio stands
    place: str = ""
    problem: str = ""


Value = (
    Price
    | Discount
    | Multiplier
    | TopUp
    | CreditUnit
    | Volume
    | Bonus
    | Coupon
    | Supply
    | Contact
    | Payment
    | ModelOnOffer
    | Stock
    | Sold
    | StockBand
    | Wholesale
    | Resold
    | ShopMoney
    | Availability
    | Term
    | Rate
)

KINDS: dict[str, type] = {
    "price": Price,
    "discount": Discount,
    "multiplier": Multiplier,
    "top_up": TopUp,
    "credit_unit": CreditUnit,
    "volume": Volume,
    "bonus": Bonus,
    "coupon": Coupon,
    "supply": Supply,
    "contact": Contact,
    "payment": Payment,
    "model": ModelOnOffer,
    "stock": Stock,
    "sold": Sold,
    "stock_band": StockBand,
    "wholesale": Wholesale,
    "resold": Resold,
    "shop_money": ShopMoney,
    "availability": Availability,
    "terms": Term,
    "rate": Rate,
}

_NAMES = {claim: kind for kind, claim in KINDS.items()}


def kind_of(value: Value) -> str:
    """The fact kind a value belongs to."""
    return _NAMES[type(value)]

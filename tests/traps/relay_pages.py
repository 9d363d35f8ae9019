"""Whole visits in miniature: answers of relay software in, offers and issues out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from market.fx import FxRates
from market.pricebook import PriceBook
from market.pricing import PricedSheet, against_list, offers
from market.types import Offer, Page
from market.visits import Reading
from parsers.read import read_visit
from tests.parsers.pages import page

ON = date(2026, 9, 8)
HOST = "https://relay.example"
FX = FxRates.load().with_overrides({"CNY": Decimal("6.80")})


@dataclass(frozen=True, slots=True)
class Visit:
    """What was read, and the prices made of it."""

    reading: Reading
    priced: PricedSheet

    @property
    def codes(self) -> set[str]:
        """Every issue's code, of whatever step."""
        told = [issue for listing in self.reading.listings for issue in listing.issues]
        return {issue.code for issue in (*self.reading.issues, *told, *self.priced.issues)}

    @property
    def credit(self) -> dict[tuple[str, str, str], Decimal | None]:
        """Credit dollars by model as listed, group and unit."""
        made = self.priced.offers
        return {(one.listed_as, one.group, one.unit.value): one.credit_usd for one in made}

    @property
    def paid(self) -> dict[tuple[str, str, str], Decimal]:
        """What the buyer pays, by the same."""
        made = self.priced.offers
        return {(one.listed_as, one.group, one.unit.value): one.paid for one in made}


def visited(*pages: Page) -> Visit:
    """These pages read and priced as one visit."""
    reading = read_visit(pages)
    return Visit(reading, offers(reading.listings, PriceBook.load(), FX, ON))


def share(offer: Offer) -> Decimal:
    """The share of the official price."""
    found = against_list(offer, PriceBook.load(), FX, ON).share_of_list
    assert found is not None
    return found


def status(**more: object) -> Page:
    """new-api's ``/api/status``: 500000 points a dollar, one yuan a dollar."""
    data = {"quota_per_unit": 500000, "price": 1, "system_name": "松鼠 API", **more}
    return page({"success": True, "message": "", "data": data}, f"{HOST}/api/status")


def row(model: str = "gpt-5", ratio: float = 0.625, **more: object) -> dict[str, object]:
    """One row of new-api's price sheet."""
    told = {
        "model_name": model,
        "quota_type": 0,
        "model_ratio": ratio,
        "model_price": 0,
        "completion_ratio": 8,
        "enable_groups": ["default"],
    }
    return told | more


def sheet(
    *rows: dict[str, object],
    ratios: object = None,
    usable: dict[str, object] | None = None,
    headers: tuple[tuple[str, str], ...] = (),
) -> Page:
    """new-api's ``/api/pricing`` of these rows."""
    ratios = {"default": 1} if ratios is None else ratios
    body: dict[str, object] = {"success": True, "data": list(rows), "group_ratio": ratios}
    if usable is not None:
        body["usable_group"] = usable
    return page(body, f"{HOST}/api/pricing", headers=headers)


def plaza(**group: object) -> Page:
    """sub2api's model plaza of one group."""
    told = {"id": 1, "name": "Max", "platform": "anthropic", "rate_multiplier": 0.8, **group}
    body = {"code": 0, "message": "success", "data": {"groups": [told]}}
    return page(body, f"{HOST}/api/v1/model-plaza")


def hub(price: dict[str, object], ratio: float = 0.55) -> tuple[Page, Page, Page]:
    """one-hub's status, one model and one group."""
    terms = {"PaymentUSDRate": 1.2, "RechargeDiscount": "", "quota_per_unit": 500000}
    model = {"groups": ["default"], "owned_by": "x", "price": price}
    group = {"id": 1, "symbol": "default", "name": "默认", "ratio": ratio, "enable": True}
    told = {"success": True, "message": ""}
    return (
        page({**told, "data": terms}, f"{HOST}/api/status"),
        page({**told, "data": {str(price["model"]): model}}, f"{HOST}/api/available_model"),
        page({**told, "data": {"default": group}}, f"{HOST}/api/user_group_map"),
    )

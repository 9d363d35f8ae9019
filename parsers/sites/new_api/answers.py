"""What an answer of new-api's or of its dialects is, by its keys."""

from enum import StrEnum
from typing import Any

from market.types import Page
from parsers.payload import document, first, is_json, mapping

STATUS, PRICING = "/api/status", "/api/pricing"
WORDS = {"/api/notice": "notice", "/api/about": "about", "/api/home_page_content": "home"}


class Answer(StrEnum):
    """The public answers that are read."""

    STATUS = "status"
    SHEET = "sheet"
    WORDS = "words"
    RATIOS = "ratios"
    GROUPS = "groups"
    TRAFFIC = "traffic"
    RANKING = "ranking"
    UPTIME = "uptime"


# Where each is found, for what keys alone do not tell: refusals and empty answers.
_PLACES = {
    STATUS: Answer.STATUS,
    PRICING: Answer.SHEET,
    **dict.fromkeys(WORDS, Answer.WORDS),
    "/api/ratio_config": Answer.RATIOS,
    "/api/user/groups": Answer.GROUPS,
    "/api/perf-metrics/summary": Answer.TRAFFIC,
    "/api/rankings": Answer.RANKING,
    "/api/uptime/status": Answer.UPTIME,
}
_GOODS: dict[Answer, type | tuple[type, ...]] = {
    # Rix-API's sheet stands at the same address as an object.
    Answer.SHEET: (list, str, type(None)),
    Answer.WORDS: (list, str, type(None)),
    Answer.TRAFFIC: dict,
    Answer.RANKING: dict,
    Answer.UPTIME: list,
}
_MEASURED = {"avg_latency_ms", "success_rate", "avg_tps"}


def kind_of(page: Page) -> Answer | None:
    """Which answer a page is, by its keys wherever it stands, else by its address; None if none."""
    answer = mapping(document(page))
    return told_by(answer) or _told_by_place(page, answer)


def told_by(answer: dict[str, Any]) -> Answer | None:
    """Which answer it is, as far as its keys tell."""
    data = answer.get("data")
    if is_status(mapping(data)):
        return Answer.STATUS
    if is_sheet(answer):
        return Answer.SHEET
    if _is_ratios(mapping(data)):
        return Answer.RATIOS
    if _are_groups(mapping(data)):
        return Answer.GROUPS
    if "monitors" in first(data) and "categoryName" in first(data):
        return Answer.UPTIME
    return _counted(first(mapping(data).get("models")))


def is_status(data: dict[str, Any]) -> bool:
    """A status with a recharge price, as one-api has none and one-hub another."""
    return "quota_per_unit" in data and "price" in data and "PaymentUSDRate" not in data


def is_sheet(answer: dict[str, Any]) -> bool:
    """A list of priced models."""
    return {"model_name", "quota_type"} <= first(answer.get("data")).keys()


def _is_ratios(data: dict[str, Any]) -> bool:
    tables = ("model_ratio", "completion_ratio")
    return all(isinstance(data.get(name), dict) for name in tables)


def _are_groups(data: dict[str, Any]) -> bool:
    first = mapping(next(iter(data.values()), None))
    return {"ratio", "desc"} <= first.keys()


def _counted(row: dict[str, Any]) -> Answer | None:
    if "model_name" not in row:
        return None
    if "rank" in row or "total_tokens" in row:
        return Answer.RANKING
    return Answer.TRAFFIC if row.keys() & _MEASURED else None


def _told_by_place(page: Page, answer: dict[str, Any]) -> Answer | None:
    place = next((kind for path, kind in _PLACES.items() if page.path.endswith(path)), None)
    if place is None or not is_json(page) or isinstance(document(page), list):
        return None
    if not answer or answer.get("success") is False:  # broken, or an envelope without goods
        return place if page.evidence.status in {200, 401, 403} else None
    goods = _GOODS.get(place)
    ours = goods is not None and isinstance(answer.get("data"), goods)
    return place if ours and answer.get("success") is True else None

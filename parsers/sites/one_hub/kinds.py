"""Which of its pages an answer is, and whether it is done-hub's."""

from collections.abc import Iterator
from typing import Any

from parsers.payload import first, mapping, sequence

STATUS = "/api/status"
MODELS, GROUPS, PRICES = "/api/available_model", "/api/user_group_map", "/api/prices"

# Keys that done-hub added to its status.
_MARKS = frozenset(
    {
        "linuxDo_oauth",
        "invite_code_register",
        "builtin_chat_enabled",
        "GeminiAPIEnabled",
        "ClaudeAPIEnabled",
        "max_log_query_days",
    }
)


def kind(answer: dict[str, Any]) -> str:
    """Status, models, groups or prices, by keys of their own; "" for anything else."""
    data = answer.get("data")
    if "PaymentUSDRate" in mapping(data) and "quota_per_unit" in mapping(data):
        return "status"
    one = mapping(next(iter(mapping(data).values()), None))
    if "price" in one and "groups" in one:
        return "models"
    if "ratio" in one and "symbol" in one:
        return "groups"
    row = first(data)
    return "prices" if {"model", "type", "channel_type", "input"} <= row.keys() else ""


def is_done_hub(answer: dict[str, Any]) -> bool:
    """Whether a page of the line bears a mark that only done-hub makes."""
    match kind(answer):
        case "status":
            return not _MARKS.isdisjoint(answer["data"])
        case "groups":
            return any("description" in mapping(group) for group in answer["data"].values())
        case "models" | "prices":
            return any("long_context" in price for price in _prices(answer["data"]))
        case _:
            return False


def _prices(data: Any) -> Iterator[dict[str, Any]]:
    for model in mapping(data).values():
        yield mapping(mapping(model).get("price"))
    yield from map(mapping, sequence(data))

"""By which keys an answer is one of a dialect that has an adapter of its own."""

from typing import Any

from parsers.payload import mapping
from parsers.sites.new_api.answers import is_sheet, is_status


def dialect(answer: dict[str, Any]) -> str:
    """The family whose marks an answer bears, "" if it is plain new-api."""
    data = mapping(answer.get("data"))
    # Veloera left new-api in April 2025: it counts daily visits, and knows no exchange rate.
    if is_status(data) and "check_in_enabled" in data and "usd_exchange_rate" not in data:
        return "veloera"
    if is_sheet(answer) and "group_names" in answer and "usable_group" not in answer:
        return "v_api"
    return ""

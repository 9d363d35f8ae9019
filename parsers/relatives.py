"""Relay software that is recognised by its answers but has no adapter: a person should know."""

from market.types import Page
from parsers.payload import document, mapping


def software(page: Page) -> str:
    """The name of relay software whose answer this is and which we cannot read, "" if none."""
    answer = mapping(document(page))
    data = mapping(answer.get("data"))
    if "quota_per_unit" in data and "oidc_well_known" in data:
        return "one-api (it publishes no prices)"
    if "model_group" in data and "model_completion_ratio" in data:
        return "Rix-API"
    if isinstance(data.get("models"), list) and "group_price" in str(data["models"][:1]):
        return "VoAPI"
    return ""

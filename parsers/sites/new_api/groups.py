"""Groups of a price sheet: who may use which, at what ratio, over every age of ``/api/pricing``."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from market.supply import says_free
from parsers.adapter import Drifted
from parsers.payload import mapping, number, pointer, sequence, words

# "优惠=x0.8倍": V-API writes a group's ratio behind its description.
_DESCRIBED = re.compile(r"(.{0,300}?)=\s*[x×]\s*([0-9.]{1,12})\s*倍?")


@dataclass(frozen=True, slots=True)
class Group:
    """One group for one row; ``ratio`` None when the sheet gives none."""

    name: str
    text: str
    ratio: Decimal | None
    place: str
    free: bool  # its name or description says that it costs nothing


class Groups:
    """The groups of one sheet."""

    def __init__(self, sheet: dict[str, Any]) -> None:
        self._sheet = sheet
        self._ratios = self._listed_ratios(sheet.get("group_ratio"))
        # V-API says group_names where everybody else says usable_group.
        self._named = "usable_group" if "usable_group" in sheet else "group_names"
        self._texts = mapping(sheet.get(self._named))
        # The key "" is the group of a visitor who is not logged in: nothing is sold under it.
        self.usable = tuple(name for name in self._texts or self._ratios if name)

    @staticmethod
    def _listed_ratios(ratios: Any) -> dict[str, tuple[Decimal | None, str]]:
        match ratios:
            case dict():
                return {
                    name: (number(ratio), pointer("group_ratio", name))
                    for name, ratio in ratios.items()
                }
            case int() | float() if not isinstance(ratios, bool):  # 2024-05: the default group's
                return {"default": (number(ratios), "/group_ratio")}
            case None:
                return {}
            case _:
                raise Drifted(f"group_ratio is {type(ratios).__name__}")

    def of(self, row: dict[str, Any], at: int) -> list[Group]:
        """The groups that may use a row, each once, in the row's order."""
        listed = sequence(row.get("enable_groups", row.get("enable_group")))
        names = [words(name) for name in listed]
        if "all" in names:
            names = [*names, *self.usable]
        wanted = dict.fromkeys(name for name in names if name and name != "all")
        found = [self._group(name, row, at) for name in wanted]
        # "auto" picks one of the other groups for the buyer; it is no group with a price.
        return [group for group in found if group.name != "auto" or group.ratio is not None]

    def _group(self, name: str, row: dict[str, Any], at: int) -> Group:
        told = self._texts.get(name)
        text = words(mapping(told).get("desc")) if isinstance(told, dict) else words(told)
        text = _described(text)[0]
        ratio, place = self._ratio(name, row, at)
        return Group(name, text, ratio, place, says_free(f"{name} {text}"))

    def _ratio(self, name: str, row: dict[str, Any], at: int) -> tuple[Decimal | None, str]:
        """By the forks' precedence: the row's own, the model's, the group's."""
        model = str(row.get("model_name"))
        by_model = mapping(self._sheet.get("effective_group_model_ratio"))
        told = mapping(self._texts.get(name))
        for value, place in (
            (
                mapping(row.get("effective_group_ratio")).get(name),
                pointer("data", at, "effective_group_ratio", name),
            ),
            (
                mapping(by_model.get(model)).get(name),
                pointer("effective_group_model_ratio", model, name),
            ),
        ):
            if (ratio := number(value)) is not None:
                return ratio, place
        if name in self._ratios:
            return self._ratios[name]
        described = _described(words(self._texts.get(name)))[1]
        if described is not None:
            return described, pointer(self._named, name)
        return number(told.get("ratio")), pointer(self._named, name, "ratio")


def _described(text: str) -> tuple[str, Decimal | None]:
    """A description, and the ratio it ends in, if any."""
    found = _DESCRIBED.fullmatch(text)
    return (found[1].strip(), number(found[2])) if found else (text, None)

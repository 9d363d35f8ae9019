"""What a listing is like as a whole, so far as it changes how its supply words count."""

import re
from dataclasses import dataclass
from functools import cache

from parsers.readers.text.words import any_of, vocabulary, whole

CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Setting:
    """Whether a listing's words are Chinese, and whether a shared account of it says anything,
    because it names a model and sells no account of one's own as well.
    """

    chinese: bool
    shares: bool


def setting(text: str) -> Setting:
    """The setting of a folded listing with the head it stands under."""
    return Setting(
        chinese=CHINESE.search(text) is not None,
        shares=_names().search(text) is not None and _own().search(text) is None,
    )


@cache
def _names() -> re.Pattern[str]:
    named = vocabulary("names")["family"].values()
    return re.compile(whole(tuple(name for found in named for name in found)))


@cache
def _own() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary("supply")["elsewhere"]["own"]))

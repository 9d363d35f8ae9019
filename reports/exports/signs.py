"""What a reader should know beside a number: flags in words, and what else moved a cell."""

from market.trends.published import Published

_STEP = 0.02  # a log change in one period that is worth a mark

FLAGS = {
    "few_operators": "few operators",
    "imputed": "moved as its parent did",
    "provisional": "may still change",
    "rebased": "begun anew",
    "reweighted": "new weights",
    "little_read": "much less was read than usual",
}


def notes(one: Published) -> list[str]:
    """Flags in plain words; a flag we have no words for as it is spelt."""
    return [FLAGS.get(flag, flag.replace("_", " ")) for flag in one.flags]


def signs(one: Published) -> list[str]:
    """What moved besides sellers, and where the series itself changed."""
    link = one.link
    told = {
        "list price": link is not None and abs(link.list_price) > _STEP,
        "exchange rate": link is not None and abs(link.fx) > _STEP,
        "new weights": "reweighted" in one.flags,
        "begun anew": "rebased" in one.flags,
        "little read": "little_read" in one.flags,
    }
    return [words for words, holds in told.items() if holds]

"""Facts in one short line each, as the sayings in ``fixtures/readers`` expect them."""

from market.claims import Contact, Discount, Multiplier, Price, Supply, TopUp, Value


def short(value: Value) -> str:
    """The value in a few words: "0.6 CNY/usd_credit openai", "0.7 off", "x0.2 @claude-max"."""
    match value:
        case Price():
            return _words(
                f"{value.amount} {value.currency or '?'}/{value.per}",
                value.face_value_usd and f"face {value.face_value_usd}",
                *_about(value),
            )
        case Discount():
            span = f"{value.off_low}-{value.off}" if value.off_low else f"{value.off}"
            return _words(f"{span} off", value.bound, *_about(value))
        case Multiplier():
            return _words(f"x{value.value}", value.group and f"@{value.group}", *_about(value))
        case _:
            return _shorter(value)


def _shorter(value: Value) -> str:
    match value:
        case TopUp():
            return f"{value.amount} {value.currency}"
        case Contact():
            return f"{value.platform} {value.value}"
        case Supply():
            return f"{value.text} = {value.origin}"
        case _:
            return repr(value)


def _about(value: Price | Discount | Multiplier) -> tuple[str | None, ...]:
    model = value.model and f"[{value.model}]"
    return value.provider, model, "withdrawn" if value.withdrawn else None


def _words(*words: object) -> str:
    return " ".join(str(word) for word in words if word)

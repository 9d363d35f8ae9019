"""JSON envelopes that carry a refusal or an error instead of goods, often with status 200."""

import re
from typing import Any

from market.types import Page
from parsers.adapter import Blocked, Drifted
from parsers.payload import words

# "pricing is disabled", "未登录…", "无权进行此操作", "倍率配置接口未启用": the operator's wish.
# Anything else ("系统繁忙") is a fault of the site's.
_WISH = re.compile(
    r"disabled|not enabled|required|unauthorized|登录|登陆|无权|未启用|关闭", re.IGNORECASE
)


def opened(answer: dict[str, Any], page: Page) -> None:
    """Return where there are goods. Raises Blocked for a refusal, Drifted for an error."""
    status = page.evidence.status
    if answer.get("success") is not False and status not in {401, 403}:
        if not answer:
            raise Drifted("an empty object instead of goods")
        return
    message = words(answer.get("message"))
    if status in {401, 403} or _WISH.search(message):
        raise Blocked(message or f"HTTP {status}")
    raise Drifted(f"an error instead of goods: {message or 'no message'}")

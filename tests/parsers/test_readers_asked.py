"""What is asked, ruled or grumbled about is nobody's offer; buyers asked to come are."""

import pytest

from market.types import Listing
from parsers.readers import NUMBERS, read


def _told(text: str) -> list[object]:
    facts = read(Listing(key="1", title="", text=text))
    return [fact.value for fact in facts if fact.reader.partition("/")[0] in NUMBERS]


@pytest.mark.parametrize(
    "text",
    [
        "充值 1:2 是什么意思呀",
        "你们的 Claude 分组是 0.4 倍率吗？我怎么被扣了三次",
        "他家写着 0.3R 一刀，全是掺水的，别信",
        "首页说 4 折，算完比官方还贵",
        "倍率又从 0.5 涨到 0.9，割韭菜",
        "收录标准：倍率不高于 0.8，注册送不少于 1 刀",
        "assert price(ratio=0.4) == 2  # 官方 $5，四折",
        "楼上说 0.04 倍率的，天天掉线，呵呵",
        "版规：单价低于 6 元的账号不得开帖",
        "const QuotaPerUnit = 500 * 1000.0 // $0.002 / 1K tokens",
        "在控制台新建令牌，分组选 default（倍率 1）",
        "收 gemini 成品号，12 块一个",
        "长期收 plus 号 10 元/个",
        "Kimi K3 上线，输入 4 元/百万 token，输出 18 元/百万 token",
        "豆包夏季活动 3 折",
        "设置分组：default 1，vip 0.7 倍率",
        "修复：充值 100 元只到账 80 元",
        "屠龙页游：一刀 999，倍率 2 倍",
    ],
)
def test_nothing_is_offered(text: str) -> None:
    """Questions, complaints, rules of a list, tests of software, games."""
    assert _told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "0.12 元一刀的 codex，有人要吗？",
        "Claude 官转 2R 一刀，需要的来？",
        "0.4R 一刀 https://relay.example/?aff=7",
    ],
)
def test_a_question_to_buyers_is_an_offer(text: str) -> None:
    """So is what stands before the mark within an address."""
    assert len(_told(text)) == 1

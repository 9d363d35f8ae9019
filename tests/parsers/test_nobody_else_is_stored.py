"""In every recorded page of a community, people who ask, buy, review or complain leave no trace:
planted among its posts with names, pictures, mail and words of their own, none of it is read.
"""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pages import page as made

from fixtures.cases import Case, cases
from market import wire
from market.types import Page
from market.visits import Reading
from parsers.payload import document, mapping
from parsers.read import read_visit

COMMUNITIES = {
    "discourse", "telegram", "v2ex", "reddit", "hacker_news", "github", "feed",
}  # fmt: skip
CASES = [case for case in cases() if case.family in COMMUNITIES]
NAMES = [f"{case.family}/{case.name}" for case in CASES]

PERSON, FULL_NAME = "curlew77bystander", "Curlew Seventyseven"
PICTURE = "https://pictures.example/curlew77.png"
MARKS = ("curlew", "seventyseven", "鹬鸣山谷", "bystandersite", "9988776655")
# What people say who sell nothing, in as many ways as we thought of.
SAYINGS = [
    "请问 0.5 倍率怎么算的？鹬鸣山谷",
    "求购 Claude Max 号，200 元一个，加我微信 curlew77_wx",
    "收 Claude 号，¥200/个，TG @curlew77_tg",
    "用了一个月 0.05 倍率，挺稳，地址 https://bystandersite.example/?aff=CURLEW",
    "避雷，充了 100 元跑路了，说好 0.3 倍率，我的邮箱 curlew77@mailbox.example",
    "楼上说 0.6R 一刀，我买的才 0.4R 一刀 鹬鸣山谷",
    "&gt; 我们家 0.1 倍率，¥1=$1，加我 TG @curlew77_tg\n\n同问",
    "<blockquote>我们家 0.1 倍率，¥1=$1，加我 TG @curlew77_tg</blockquote><p>鹬鸣山谷</p>",
    "I bought two for $5 each from https://bystandersite.example/, curlew77@mailbox.example",
    "WTB Claude credits, paying 60% of face value, dm me, discord curlew77#0001",
    "Has anyone tried the one at 40% of official price? QQ 9988776655",
    "I pay $200 a month for Claude Max, 鹬鸣山谷",
    "куплю аккаунт ChatGPT Plus за 500 ₽, пишите @curlew77_tg",
    "mình mua Claude Pro giá 200k rồi, ổn, curlew77@mailbox.example",
    "谢谢 @curlew77bystander 支持",
]


def head(saying: str) -> str:
    """A title of the person's own; nothing can be quoted in one."""
    return "Claude 中转" if "&gt;" in saying or "<" in saying else saying


def rows(saying: str, *, opens: bool) -> dict[str, dict[str, Any]]:
    """The person's post in every community's shape; ``opens``: as a thread of their own."""
    title = {"title": head(saying)} if opens else {}
    member = {
        "id": 7,
        "username": PERSON,
        "avatar_mini": PICTURE,
        "bio": saying,
        "website": PICTURE,
    }
    return {
        "discourse": {
            "id": 990_001, "name": FULL_NAME, "username": PERSON, "avatar_template": PICTURE,
            "cooked": f"<p>{saying}</p>", "post_number": 99, "user_title": saying,
        },
        "v2ex": {
            "id": 990_001, "thanks": 0, "content": saying, "content_rendered": f"<p>{saying}</p>",
            "member": member, "replies": 0,
        } | ({"node": {"name": "qna"}, **title} if opens else {}),
        "reddit": {
            "kind": "t3" if opens else "t1",
            "data": {
                "id": "cu", "name": "t3_cu" if opens else "t1_cu", "author": PERSON,
                "selftext": saying, "body": saying, "author_flair_text": saying, "is_self": True,
                "link_id": "t3_aa1", "thumbnail": PICTURE, **title,
            },
        },
        "hacker_news": {
            "objectID": "990001", "author": PERSON, "story_id": 40000001,
            "_tags": ["story" if opens else "comment", f"author_{PERSON}"],
            "comment_text": None if opens else saying, "story_text": saying if opens else None,
            "story_title": "Claude at 30% of official price", **title,
        },
        "github": {
            "id": 990_001, "html_url": "https://github.com/plover-example/plans/issues/99",
            "issue_url": "https://api.github.com/repos/plover-example/plans/issues/9",
            "user": {"login": PERSON, "avatar_url": PICTURE, "type": "User"}, "body": saying,
            "author_association": "NONE", **({"number": 99, **title} if opens else {}),
        },
    }  # fmt: skip


def planted(case: Case, page: Page, saying: str, *, opens: bool) -> Page:
    """The page with the person's post in it, where a page of its shape has others'."""
    answer = copy.deepcopy(document(page))
    if answer is None:
        body = _into_markup(page.text, saying, opens=opens)
        return made(body, page.url, page.evidence.status)
    post = rows(saying, opens=opens)[case.family]
    for place in _places(answer, case.family):
        place.append(post)
    if isinstance(answer, dict) and case.family == "discourse":
        someone = {"id": 7, "username": PERSON, "name": FULL_NAME, "avatar_template": PICTURE}
        answer.setdefault("users", []).append(someone)
        answer["details"] = mapping(answer.get("details")) | {"last_poster": someone}
        answer["suggested_topics"] = [{"id": 1, "title": saying, "posters": [{"user": someone}]}]
    return made(answer, page.url, page.evidence.status)


def _places(answer: Any, family: str) -> Iterator[list[Any]]:
    match family, answer:
        case "discourse", dict():
            found = mapping(answer.get("post_stream")).get("posts") or answer.get("posts")
            yield from [found] if isinstance(found, list) else []
        case "reddit", list():
            yield answer[1]["data"]["children"]
        case "reddit", dict() if "data" in answer:
            yield answer["data"]["children"]
        case (("v2ex" | "github"), list()):
            yield answer
        case "hacker_news", _:
            yield answer["hits"]
        case "github", dict() if "items" in answer:
            yield answer["items"]
        case _:
            pass


def _into_markup(text: str, saying: str, *, opens: bool) -> str:
    """A feed's entry, or what a Telegram message replies to and whom it was passed on from."""
    escaped = saying.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    subject = head(saying) if opens else "Re: Claude Max 20x"
    item = (
        f"<item><title>{subject}</title><guid>990001</guid><author>{PERSON}</author>"
        f"<description>{escaped}</description></item>"
    )
    entry = (
        f"<entry><title>{subject}</title><id>990001</id><author><name>{PERSON}</name>"
        f'<email>curlew77@mailbox.example</email></author><content type="html">{escaped}</content>'
        "</entry>"
    )
    reply = (
        f'<a class="tgme_widget_message_reply"><span class="tgme_widget_message_author_name">'
        f'{FULL_NAME}</span><div class="tgme_widget_message_text js-message_reply_text">{saying}'
        f'</div></a><span class="tgme_widget_message_forwarded_from_name">{FULL_NAME}</span>'
        f'<span class="tgme_widget_message_from_author">{FULL_NAME}</span>'
    )
    text = text.replace("</item>", f"</item>{item}", 1).replace("</entry>", f"</entry>{entry}", 1)
    return text.replace('<div class="tgme_widget_message_text', f"{reply}<div class="
                        '"tgme_widget_message_text')  # fmt: skip


def said(reading: Reading) -> str:
    return json.dumps(json.loads(wire.encode(reading)), ensure_ascii=False).lower()


def without_counts(reading: Reading) -> list[tuple[object, ...]]:
    """Listings as they are but for how many others there were, and for the bytes they lay in."""
    return [
        (one.key, one.title, one.text, one.context, one.seller, one.facts)
        for one in reading.listings
        if one.text
    ]


@pytest.mark.parametrize("opens", [False, True], ids=["replies", "threads"])
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_no_trace_of_a_person_who_sells_nothing(case: Case, *, opens: bool) -> None:
    """Neither in listings nor in facts, identifiers, mentions or issues."""
    before = without_counts(read_visit(case.pages()))
    speaks_for_itself = case.name == "shop_in_its_own_voice"  # until somebody else is named in it
    for saying in SAYINGS:
        pages = [planted(case, page, saying, opens=opens) for page in case.pages()]
        reading = read_visit(pages)

        assert [mark for mark in MARKS if mark in said(reading)] == [], saying
        assert without_counts(reading) == before or speaks_for_itself, saying


def test_what_is_planted_would_be_found() -> None:
    """The same person as a seller is a seller: the test does not pass for want of reading."""
    found: dict[str, bool] = {}
    advert = "我们家 Claude 0.3 倍率，¥1=$1，加我 TG @curlew77_tg 鹬鸣山谷"
    for case in CASES:
        pages = [planted(case, page, advert, opens=False) for page in case.pages()]
        found[case.family] = found.get(case.family, False) or "curlew77" in said(read_visit(pages))

    assert {family for family, read in found.items() if not read} <= {"telegram"}


KNOWN: list[tuple[str, Callable[[Reading], bool]]] = [
    ("discourse/thread_with_buyers", lambda told: "buyer_example" not in said(told)),
    ("discourse/thread_with_buyers", lambda told: "reader_example" not in said(told)),
    ("v2ex/topic_and_replies", lambda told: "buyer_example" not in said(told)),
    ("reddit/new_submissions", lambda told: "happy_buyer" not in said(told)),
    ("github/issue_and_comments", lambda told: "buyer" not in said(told)),
    ("feed/phpbb_front_page_and_atom", lambda told: "buyer" not in said(told)),
    ("telegram/paged_forwarded_and_answered", lambda told: "person" not in said(told)),
]


@pytest.mark.parametrize(
    ("name", "holds"), KNOWN, ids=[f"{name}-{at}" for at, (name, _) in enumerate(KNOWN)]
)
def test_nor_of_the_people_who_were_there(name: str, holds: Callable[[Reading], bool]) -> None:
    (case,) = [case for case in CASES if f"{case.family}/{case.name}" == name]

    assert holds(read_visit(case.pages()))

"""What a link says of the seller: a site, a place on a platform, or nothing."""

import pytest

from parsers.readers.contacts.contact import read_contact
from parsers.readers.short import short

# On hosts that are live, so that they cannot stand among the sayings.
LINKS = [
    ("http://203.0.114.9:3000/v1", "site 203.0.114.9:3000"),
    ("https://t.me/joinchat/AbExample123", "telegram +AbExample123"),
    ("https://t.me/s/otter_example?before=9", "telegram otter_example"),
    ("https://t.me/otter_example/218", "telegram otter_example"),
    ("https://otter-example.t.me", "telegram otter-example"),
    ("https://t.me/share/url?url=a", ""),
    ("https://t.me/", ""),
    ("https://discord.com/invite/otterexample", "discord otterexample"),
    ("discord.gg/otterexample", "discord otterexample"),
    ("https://discord.com/channels/1/2", ""),
    ("https://x.com/otter_example/status/1", ""),
    ("https://x.com/intent/tweet?text=a", ""),
    ("https://line.me/ti/p/~otter_example", "line otter_example"),
    ("https://line.me/R/ti/p/@otter_example", "line otter_example"),
    ("https://api.whatsapp.com/send?phone=10000000000&text=hi", "whatsapp 10000000000"),
    ("https://chat.whatsapp.com/OtterExample", "whatsapp OtterExample"),
    ("https://www.facebook.com/otter.example?ref=1", "facebook www.facebook.com/otter.example"),
    ("https://qm.qq.com/q/otterexample", "qq_group qm.qq.com/q/otterexample"),
    ("https://jq.qq.com/?_wv=1027&k=OtterEx", "qq_group jq.qq.com?_wv=1027&k=OtterEx"),
    ("https://zalo.me/g/otterexample", "zalo zalo.me/g/otterexample"),
    ("https://pay.ldxp.cn/shop/OTTER", "site pay.ldxp.cn/shop/OTTER"),
    ("https://pay.ldxp.cn/", ""),
    ("https://github.com/otter/relay", ""),
    ("https://otter.github.io/relay", "site otter.github.io"),
    ("https://linux.do/t/topic/1", ""),
    ("https://cdn.jsdelivr.net/npm/a", ""),
    ("https://[bad", ""),
    ("a1@otter.example----password", ""),
    ("otter.ltd 中转", "site otter.ltd"),
    ("otter.co.uk relay", "site otter.co.uk"),
    ("官网 otter.codes", "site otter.codes"),
    ("otter.codes is None", ""),
    ("README.md", ""),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_a_link_leads_to_whom_it_names(text: str, expected: str) -> None:
    """Codes of promoters and single posts are left out."""
    assert "; ".join(short(fact.value) for fact in read_contact(text)) == expected

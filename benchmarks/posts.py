"""Forum posts as they are written around this trade: invented, in several languages, of about two
kilobytes each. One in fifty holds a listing, one in three speaks of models, and one in twenty
quotes a price or a percentage without offering anything.
"""

import random
from collections.abc import Iterator, Sequence

BYTES = 2_000
LISTING_IN = 50
_OF_MODELS = 3  # every so many posts
_QUOTES = 20

_PLAIN = {
    "zh": (
        "昨天把服务器升级到 {a}.{b}，重启了 {c} 次才正常，日志里还有 {d} 行警告。",
        "楼上说得对，我这边第 {c} 次试也是一样的结果，先记录下来再看。",
        "周末打算把家里的路由器换掉，信号一直不好，穿两堵墙就断。",
        "编译花了 {c} 分钟，报错 {d}，查了半天发现是头文件没有装全。",
        "有没有人遇到过类似的情况，欢迎在下面留言，我整理之后更新到 wiki。",
        "从 {e} 年开始写这个项目，到现在一共合并了 {d} 个请求，感谢大家。",
        "这本书的第 {c} 章讲得很清楚，建议先读完再动手，不然容易走弯路。",
        "数据库索引重建以后，查询从 {d} 毫秒降到了 {c} 毫秒，效果明显。",
    ),
    "en": (
        "I moved the server to version {a}.{b} yesterday and had to restart it {c} times.",
        "The same thing happened to me, and the log had {d} warnings about the header.",
        "We talked about this at the meetup in {e} and nobody knew a better answer.",
        "Rebuilding the index brought the query down to {c} ms on the old machine.",
        "Thanks everybody for the reviews, the branch is finally merged after {c} weeks.",
        "My keyboard arrived on Tuesday, the switches are quieter than I expected.",
        "Chapter {c} explains it well, read it before you touch the configuration.",
    ),
    "ru": (
        "Вчера обновил сервер до версии {a}.{b}, пришлось перезагрузить его несколько раз.",
        "У меня то же самое, в журнале около {d} предупреждений, потом само прошло.",
        "В главе {c} всё хорошо объяснено, прочитайте, прежде чем менять настройки.",
    ),
    "vi": (
        "Hôm qua mình cập nhật máy lên bản {a}.{b}, phải khởi động lại vài lần mới chạy.",
        "Bạn thử đọc lại chương {c} xem, trong đó giải thích khá rõ ràng.",
    ),
    "ja": (
        "昨日サーバーを {a}.{b} に上げたら、ログに警告が {d} 行も出ていました。",
        "第 {c} 章を先に読んでから設定を変えたほうがいいと思います。",
    ),
    "de": (
        "Gestern habe ich den Server auf Version {a}.{b} gebracht, danach lief alles wieder.",
        "Im Protokoll standen {d} Warnungen, nach dem Neustart war keine mehr da.",
    ),
}  # fmt: skip
_MODELS = {
    "zh": (
        "今天用 Claude 写了一整天的代码，Opus {a}.{b} 的长文理解确实比上一版强不少。",
        "GPT-{a}.{b} 的延迟大概 {d}ms，回答质量还可以，就是偶尔会忘记前面的要求。",
        "模型一多就挑花眼，Gemini 看图，Claude 改代码，各有各的用处。",
        "把 API 接到编辑器里之后，补全变快了，不过第一次加载还是要等。",
    ),
    "en": (
        "Claude handled the refactoring well, Opus {a}.{b} kept the whole module in mind.",
        "Latency with GPT-{a}.{b} was around {d}ms for me, quality is fine so far.",
        "I wired the API into my editor and the completions feel faster than before.",
    ),
    "ru": ("Claude сегодня хорошо переписал модуль, Opus {a}.{b} держит в голове весь проект.",),
    "vi": ("Hôm nay mình dùng Claude sửa lại module, Opus {a}.{b} nhớ ngữ cảnh khá tốt.",),
    "ja": ("今日は Claude でモジュールを書き直しました。Opus {a}.{b} は文脈をよく覚えています。",),
    "de": ("Claude hat das Modul heute gut umgebaut, Opus {a}.{b} behält den Überblick.",),
}  # fmt: skip
_PRICES = {
    "zh": ("官方每月 20 美元的订阅够我用了，跑分也提高了 {c}%，暂时不折腾别的。",),
    "en": ("The official Claude plan at $20 a month is enough, and accuracy rose by {c}%.",),
    "ru": ("Мне хватает официальной подписки за $20 в месяц, точность выросла на {c}%.",),
    "vi": ("Gói chính thức 20$ một tháng là đủ với mình, độ chính xác tăng {c}%.",),
    "ja": ("公式の月 20 ドルのプランで十分です。精度は {c}% 上がりました。",),
    "de": ("Mir genügt das offizielle Abo für 20 $ im Monat, die Trefferquote stieg um {c} %.",),
}


def posts(many: int, listings: Sequence[str], seed: int = 1) -> Iterator[str]:
    """So many posts, the same for the same seed."""
    dice = random.Random(seed)
    for number in range(many):
        language = dice.choice(("zh", "zh", "zh", "en", "en", "ru", "vi", "ja", "de"))
        stock = _PLAIN[language]
        if number % _OF_MODELS == 0:
            stock += _MODELS[language]
        sentences = list(_sentences(dice, stock))
        if number % _QUOTES == 1:
            sentences += [sentence.format(c=dice.randint(2, 40)) for sentence in _PRICES[language]]
        if number % LISTING_IN == 0:
            sentences.insert(len(sentences) // 2, f"\n{dice.choice(listings)}\n")
        yield f"{number}# {' '.join(sentences)}"


def _sentences(dice: random.Random, stock: Sequence[str]) -> Iterator[str]:
    size = 0
    while size < BYTES:
        numbers = {"a": dice.randint(2, 9), "b": dice.randint(0, 9), "c": dice.randint(2, 40),
                   "d": dice.randint(41, 990), "e": dice.randint(1998, 2026)}  # fmt: skip
        sentence = dice.choice(stock).format(**numbers)
        size += len(sentence.encode()) + 1
        yield sentence

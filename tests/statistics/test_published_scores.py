"""Charts, alarms, probabilities and intervals against published figures."""

from math import sqrt

from published_vectors import close, published, reproduced

from benchmarks.peers_of_index.ears import ears
from benchmarks.peers_of_index.shares import clopper_pearson
from market.statistics.cusum import run_length, two_sided_run_length, upper
from market.statistics.forecasts import brier, murphy
from market.statistics.intervals import geometric_mean, wilson
from market.statistics.surges import surge

CUSUM, SCORES = "08_cusum", "12_scores_and_intervals"


def test_cusum_in_both_directions() -> None:
    """Nothing is reset after a signal, and a sum equal to the threshold is none."""
    case = published(CUSUM, "qcc_unit_test")
    rise, fall = upper(case["input"]["x"]), upper([-x for x in case["input"]["x"]])
    threshold = case["input"]["h"]
    found = {
        "pos": rise,
        "neg": [-one for one in fall],
        "signal_upper_at": _signals(rise, threshold),
        "signal_lower_at": _signals(fall, threshold),
    }

    reproduced(case["expected"], found)


def test_cusum_of_means_of_few() -> None:
    case = published(CUSUM, "qcc_phase2_unequal_sizes")
    given = case["input"]
    steps = [
        (mean - given["center"]) / (given["sd"] / sqrt(size))
        for mean, size in zip(given["means"], given["sizes"], strict=True)
    ]

    reproduced(case["expected"], {"pos": upper(steps, slack=given["se_shift"] / 2)})


def test_cusum_of_a_textbook() -> None:
    case = published(CUSUM, "tabular_30_obs")
    given = case["input"]
    sums = upper([(x - given["center"]) / given["sd"] for x in given["x"]], slack=given["k"])
    first = _signals(sums, given["h"])[0]

    reproduced(case["expected"], {"pos": sums, "first_upper_signal_index_1based": first})


def test_average_run_lengths() -> None:
    """Told to four decimals."""
    for row in published(CUSUM, "arl")["expected"]:
        for shift, length in row["two_sided"].items():
            found = two_sided_run_length(row["h"], slack=row["k"], shift=float(shift))
            close(found, length, 6e-5)
        if "one_sided_ARL0" in row:
            close(run_length(row["h"], slack=row["k"]), row["one_sided_ARL0"], 6e-5)


def _signals(sums: list[float], threshold: float) -> list[int]:
    return [at for at, reached in enumerate(sums, start=1) if reached > threshold]


def test_ears() -> None:
    case = published("09_ears", "earsC_17")
    given = case["input"]
    told = {"baseline": given["baseline"], "alpha": given["alpha_C1_C2"]}
    first, second = (ears(given["counts"], lag=lag, **told) for lag in (0, 2))
    found = {
        "C1_upper_from_t8": [day.bound for day in first],
        "C1_alarm": [day.alarm for day in first],
        "C2_upper_from_t10": [day.bound for day in second],
        "C2_alarm": [day.alarm for day in second],
    }

    reproduced(case["expected"], found)
    assert (first[0].place + 1, second[0].place + 1) == (8, 10)


def test_surges_of_counts() -> None:
    case = published("16_alert_rules", "nb_cusum_step")
    given = case["input"]
    means = [given["m"]] * len(given["x"])

    close(surge(given["x"], means, dispersion=given["a"], ratio=given["r"]), case["expected"])


def test_brier_and_murphy_s_split() -> None:
    score = published(SCORES, "brier_sklearn")
    close(brier(score["input"]["p"], score["input"]["y"]), score["expected"], 1e-12)
    case = published(SCORES, "brier_murphy_decomposition")
    said, happened = case["input"]["p"], case["input"]["y"]
    split = murphy(said, happened)
    found = {
        "brier": brier(said, happened),
        "reliability": split.reliability,
        "resolution": split.resolution,
        "uncertainty": split.uncertainty,
    }

    reproduced(case["expected"], found)


def test_intervals_of_shares() -> None:
    for case in published(SCORES, "wilson95")["cases"]:
        found = wilson(case["k"], case["n"])
        close([found.low, found.high], case["wilson"])
        exact = clopper_pearson(case["k"], case["n"])
        close([exact.low, exact.high], case["clopper_pearson"])


def test_a_mean_of_few_operators() -> None:
    case = published(SCORES, "t_interval_by_channel")
    level = geometric_mean(case["input"]["channel_log_ratios"])

    reproduced(
        case["expected"],
        {"geomean_ratio": level.value, "ci95_ratio": [level.low, level.high]},
    )

"""Which channels one operator runs: signs → ties → clusters, explained. Pure; a hypothesis until a
person confirms it.
"""

from market.linkage.clusters import MOST_CHANNELS, Clusters, TooLarge, clusters, operators
from market.linkage.decisions import Decision, Ruled, Verdict, ruled
from market.linkage.kinds import Kind, Kinds, Strength, shipped
from market.linkage.lineage import Change, Operator, applied, settle
from market.linkage.reasons import Reasons, Step, why
from market.linkage.signs import Shared, Sign, Tie
from market.linkage.ties import shown, tie, ties

__all__ = [
    "MOST_CHANNELS",
    "Change",
    "Clusters",
    "Decision",
    "Kind",
    "Kinds",
    "Operator",
    "Reasons",
    "Ruled",
    "Shared",
    "Sign",
    "Step",
    "Strength",
    "Tie",
    "TooLarge",
    "Verdict",
    "applied",
    "clusters",
    "operators",
    "ruled",
    "settle",
    "shipped",
    "shown",
    "tie",
    "ties",
    "why",
]

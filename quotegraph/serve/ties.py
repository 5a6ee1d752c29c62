"""Who agrees with whom: groups of speakers tied by the sides that they take on the same topics."""

from __future__ import annotations

from typing import Any

import numpy as np

from quotegraph.model import STANCES
from quotegraph.serve.choice import At, Choice, Facets
from quotegraph.serve.picture import speaker_rows
from quotegraph.serve.seen import Lines
from quotegraph.serve.texts import Numbers
from quotegraph.viz import style

MOST_GROUPS = 1200
MOST_TIES = 1000
MOST_LISTED = 40
SUPPORT, OPPOSE, NEUTRAL = (STANCES.index(name) for name in ("support", "oppose", "neutral"))


def ties(facets: Facets, lines: Lines, choice: Choice) -> dict[str, Any]:
    """The strongest ties between the most quoted groups, by as many shared topics as there are.

    The weights are Σ (for × for + against × against) and Σ (for × against + against × for) over all topics.
    """
    c = facets.columns
    if choice.by not in facets.groups:
        return {"ties": [], "groups": [], "cut": False}
    names, group_of = facets.groups[choice.by]
    group, stance = group_of[c.tie_speaker[lines.tie]], c.tie_stance[lines.tie]
    signed = (group >= 0) & (stance != NEUTRAL)
    quoted = np.bincount(group[signed], lines.count[signed], len(names))
    ordered = sorted(np.flatnonzero(quoted).tolist(), key=lambda at: (-quoted[at], names[at]))
    chosen = np.asarray(ordered[:MOST_GROUPS], np.int64)
    place = np.full(len(names), -1)
    place[chosen] = np.arange(len(chosen))
    sides: list[Numbers] = []
    for side in (SUPPORT, OPPOSE):
        mine = signed & (stance == side)
        mine[mine] = place[group[mine]] >= 0
        matrix = np.zeros((len(chosen), len(c.topics)))
        np.add.at(matrix, (place[group[mine]], c.tie_topic[lines.tie[mine]]), lines.count[mine])
        sides.append(matrix)
    found = [*_found(sides[0], sides[1], names, chosen, choice.net)]
    found.sort(key=lambda tie: (-tie[4], -tie[3], tie[0] + tie[1]))
    cut = len(found) > MOST_TIES or len(ordered) > MOST_GROUPS
    kept = found[:MOST_TIES]
    there = {name for tie in kept for name in tie[:2]}
    return {
        "ties": kept,
        "all": len(found),
        "groups": _groups(
            facets, lines, choice.by, group, [at for at in chosen.tolist() if names[at] in there], quoted
        ),
        "cut": cut,
    }


def _found(support: Numbers, oppose: Numbers, names: list[str], chosen: Numbers, net: str) -> list[list[Any]]:
    """Ties as one, other, sign, weight, number of topics."""
    has, hates = (support > 0).astype(float), (oppose > 0).astype(float)
    both = (has * hates) @ (has * hates).T
    out = []
    for sign, weight, topics in (
        ("agree", support @ support.T + oppose @ oppose.T, has @ has.T + hates @ hates.T - both),
        ("differ", support @ oppose.T + oppose @ support.T, has @ hates.T + hates @ has.T - both),
    ):
        if net in ("both", sign):
            one, other = np.nonzero(np.triu(weight, 1))
            most = np.argsort(-topics[one, other], kind="stable")
            if len(most) > MOST_TIES:  # others of as many topics as the last are needed to choose among them
                least = topics[one[most[MOST_TIES]], other[most[MOST_TIES]]]
                most = most[topics[one[most], other[most]] >= least]
            out += [
                [names[chosen[i]], names[chosen[j]], sign, int(weight[i, j]), int(topics[i, j])]
                for i, j in zip(one[most].tolist(), other[most].tolist(), strict=True)
            ]
    return out


def _groups(
    facets: Facets, lines: Lines, by: str, group: Numbers, wanted: list[int], quoted: Numbers
) -> list[dict[str, Any]]:
    """Where each group stands (side, height), how often it takes a side, whether any of that is checked."""
    c = facets.columns
    names = facets.groups[by][0]
    speaker, mine = c.tie_speaker[lines.tie], group >= 0
    weight = lines.count[mine]
    side = np.bincount(group[mine], np.sign(c.speaker_x[speaker[mine]]) * weight, len(names))
    height = np.bincount(group[mine], c.speaker_y[speaker[mine]] * weight, len(names))
    every = np.bincount(group[mine], weight, len(names))
    checked = np.bincount(group[mine], lines.checked[mine], len(names)) > 0
    kinds = {}
    if by == "person":
        kinds = {row[0]: row[1] for row in speaker_rows(c, np.asarray(wanted, np.int64))}
    return [
        {
            "name": names[at],
            "side": -1 if side[at] < 0 else 1,
            "height": height[at] / max(1.0, every[at]),
            "count": int(quoted[at]),
            "checked": bool(checked[at]),
            "kind": kinds.get(names[at], by if by in ("organisation", "country") else "group"),
            "mark": style.initials(names[at])
            if kinds.get(names[at], "x") not in style.ICONS and by == "person"
            else "",
            "room": style.label_width(names[at]) if by == "person" else style.NAME_WIDTH,
        }
        for at in wanted
    ]


def tie(facets: Facets, lines: Lines, at: At) -> dict[str, Any]:
    """Who belongs to a group; or on what the two of a pair agree and differ."""
    c = facets.columns
    if at["what"] == "group":
        members = np.flatnonzero(facets.members(at["by"], at["name"]))
        most = members[np.argsort(-c.speaker_count[members], kind="stable")]
        listed = [[row[0], row[5]] for row in speaker_rows(c, most[:MOST_LISTED])]
        return {"members": listed, "number": len(members)}
    one, other = (_sides(facets, lines, facets.members(at["by"], at[part])) for part in ("one", "other"))
    same = one[:, 0] * other[:, 0] + one[:, 1] * other[:, 1]
    opposite = one[:, 0] * other[:, 1] + one[:, 1] * other[:, 0]

    def listed_topics(weights: Numbers) -> dict[str, Any]:
        found = np.flatnonzero(weights)
        rows = [
            {"topic": c.topics[t], "label": c.labels[t], "mine": _named(one[t]), "theirs": _named(other[t])}
            for t in found[:MOST_LISTED].tolist()
        ]
        return {"number": len(found), "rows": rows}

    return {"agree": listed_topics(same), "differ": listed_topics(opposite)}


def _sides(facets: Facets, lines: Lines, members: Numbers) -> Numbers:
    """For each topic how often ``members`` are for it and against it."""
    c = facets.columns
    out = np.zeros((len(c.topics), 2), np.int64)
    for column, side in enumerate((SUPPORT, OPPOSE)):
        mine = members[c.tie_speaker[lines.tie]] & (c.tie_stance[lines.tie] == side)
        np.add.at(out[:, column], c.tie_topic[lines.tie[mine]], lines.count[mine])
    return out


def _named(row: Numbers) -> dict[str, int]:
    return {"support": int(row[0]), "oppose": int(row[1])}

"""The speakers and topics of some lines, with their places in the picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from quotegraph.serve.columns import Columns
from quotegraph.serve.texts import Numbers
from quotegraph.viz import carrier
from quotegraph.viz.arrange import flanks
from quotegraph.viz.data import Block
from quotegraph.viz.style import CARD


def speaker_rows(c: Columns, places: Numbers) -> list[list[Any]]:
    """Name, kind, organisation, country, camp and number of quotations of speakers."""
    return [
        [
            c.speakers[at],
            c.kinds[c.speaker_kind[at]],
            c.organisations[c.speaker_organisation[at]],
            c.countries[c.speaker_country[at]],
            c.camps[c.speaker_camp[at]],
            int(c.speaker_count[at]),
        ]
        for at in places.tolist()
    ]


def topic_rows(c: Columns, places: Numbers) -> list[list[Any]]:
    """Id, label, proposition, note and number of quotations of topics."""
    return [
        [c.topics[at], c.labels[at], c.propositions[at], c.notes[at], int(c.topic_count[at])] for at in places.tolist()
    ]


def picture(c: Columns, speakers: Numbers, topics: Numbers) -> dict[str, Any]:
    """The rows of these speakers and topics (places, ascending), and the plan of their picture."""
    rows = Block(speaker_rows(c, speakers), topic_rows(c, topics), [], [], [], [])
    hints = {
        carrier.speaker_id(c.speakers[at]): (float(c.speaker_x[at]), float(c.speaker_y[at])) for at in speakers.tolist()
    }
    hints |= {carrier.topic_id(c.topics[at]): (float(c.topic_x[at]), float(c.topic_y[at])) for at in topics.tolist()}
    arrangement = flanks(*carrier.boxes(rows), CARD, hints)
    plan = carrier.plan(carrier.network(rows, arrangement, lines=False), arrangement.bounds)
    del plan["options"]  # the page has them
    return {"speakers": rows.speakers, "topics": rows.topics, "network": plan}


def used(c: Columns, ties: Numbers) -> tuple[Numbers, Numbers]:
    """Places of the speakers and of the topics of some lines."""
    return np.unique(c.tie_speaker[ties]), np.unique(c.tie_topic[ties])

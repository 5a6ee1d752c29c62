"""The order of the stages: articles in, annotations out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotegraph import stages
from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article, Topic

if TYPE_CHECKING:
    from quotegraph.language import Reading


@dataclass(frozen=True, slots=True)
class Profile:
    """The names of the stages that a run uses (see :mod:`quotegraph.stages`); ``stance`` can be the stage itself."""

    extract: str = "tagged"
    speakers: str = "rules"
    link: str = "register"
    stance: str | stages.StanceModel = "rules"


PROFILES = {"accurate": Profile(), "fast": Profile(extract="rules")}
"""``accurate``: rules and a trained tagger vote; ``fast``: rules alone, about twice as fast."""


ATTRIBUTIONS = ("quotations", "all")


def profile_of(name: str, attributions: str = "quotations") -> Profile:
    """The profile of a name; with ``attributions="all"`` one that finds beliefs and plans, too.

    >>> profile_of("accurate", "all").extract
    'attributions'
    """
    chosen = _profile(name)
    if attributions not in ATTRIBUTIONS:
        raise QuotegraphError(f"no attributions are called {attributions!r}; there are: {', '.join(ATTRIBUTIONS)}")
    if attributions == "quotations":
        return chosen
    if name == "fast":
        raise QuotegraphError("all attributions are found by the profile accurate alone, not by fast")
    return replace(chosen, extract="attributions")


def annotate(
    articles: Iterable[Article],
    topics: Sequence[Topic] = (),
    profile: str | Profile = "accurate",
    known: Sequence[Annotation] = (),
    problem: Callable[[str], None] | None = None,
    listed: Sequence[ListedSpeaker] = (),
) -> Iterator[Annotation]:
    """Annotations of articles, in their order.

    Articles are read and searched one after the other; speakers are linked once all are read, so that a name means
    the same person in all of them whatever their order. ``known`` are annotations from earlier runs whose speakers
    count too: those that the new articles show in another light are given out again, after the new ones. ``listed`` are
    speakers that somebody has listed; what the list says comes first. An article that fails is told to ``problem`` and
    given out without quotations, or, if there is no ``problem``, the error is raised.

    >>> text = "“The tax must fall,” said Mara Lindqvist, the trade minister."
    >>> [q.speaker.name for a in annotate([Article("a", text)]) for q in a.quotations]
    ['Mara Lindqvist']
    """
    names = _profile(profile)
    run = _Run(
        stages.create("extract", names.extract),
        stages.create("speakers", names.speakers),
        stages.create("stance", names.stance),
        tuple(topics),
        problem,
    )
    found = [run.one(reading) for reading in _readings(articles)]
    linked = [as_listed(one, listed) for one in stages.create("link", names.link).link([*known, *found])]
    yield from linked[len(known) :]
    for before, after in zip(known, linked, strict=False):
        if is_linked(before) and told_of(before) != told_of(after):
            yield after


def _readings(articles: Iterable[Article]) -> Iterator[Reading]:
    from quotegraph.language import read  # loads spaCy

    return read(articles)


def _profile(profile: str | Profile) -> Profile:
    if isinstance(profile, Profile):
        return profile
    if profile not in PROFILES:
        raise QuotegraphError(f"no profile is called {profile!r}; there are: {', '.join(PROFILES)}")
    return PROFILES[profile]


@dataclass(frozen=True, slots=True)
class _Run:
    extractor: stages.Extractor
    resolver: stages.SpeakerResolver
    stance: stages.StanceModel
    topics: tuple[Topic, ...]
    problem: Callable[[str], None] | None

    def one(self, reading: Reading) -> Annotation:
        try:
            quotations = self.extractor.extract(reading)
            annotation = self.resolver.resolve(reading, quotations)
            judged = self.stance.judge(reading, annotation.quotations, self.topics)
        except Exception as error:
            if self.problem is None:
                raise
            self.problem(f"{reading.article.doc_id}: given out without quotations: {type(error).__name__}: {error}")
            return Annotation(reading.article)
        return Annotation(annotation.article, judged, annotation.mentions)

"""The order of the stages: articles in, annotations out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotegraph import stages
from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article, ListedSpeaker, Topic
from quotegraph.speakers.across import is_linked, same_links
from quotegraph.speakers.listed import as_listed

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
    count too (they are not given out again; see :func:`extend`). ``listed`` are speakers that somebody has listed; what
    the list says comes first. An article that fails is told to ``problem`` and given out without quotations, or, if
    there is no ``problem``, the error is raised.

    >>> text = "“The tax must fall,” said Mara Lindqvist, the trade minister."
    >>> [q.speaker.name for a in annotate([Article("a", text)]) for q in a.quotations]
    ['Mara Lindqvist']
    """
    new, _ = _with_known(articles, topics, profile, known, problem, listed)
    yield from new


def extend(
    known: Sequence[Annotation],
    articles: Iterable[Article],
    topics: Sequence[Topic] = (),
    profile: str | Profile = "accurate",
    problem: Callable[[str], None] | None = None,
    listed: Sequence[ListedSpeaker] = (),
) -> Iterator[Annotation]:
    """Annotations of articles that come to known ones, then those of the known that they show in another light.

    All is as in :func:`annotate`. Whatever comes first and whatever later, in the end the same speakers come out.

    >>> first = list(annotate([Article("a", "“No,” said Holt.")]))
    >>> both = extend(first, [Article("b", "“Yes,” said Mara Holt, the minister.")])
    >>> [(a.article.doc_id, a.quotations[0].speaker.name) for a in both]
    [('b', 'Mara Holt'), ('a', 'Mara Holt')]
    """
    new, changed = _with_known(articles, topics, profile, known, problem, listed)
    yield from new
    yield from changed


def _with_known(
    articles: Iterable[Article],
    topics: Sequence[Topic],
    profile: str | Profile,
    known: Sequence[Annotation],
    problem: Callable[[str], None] | None,
    listed: Sequence[ListedSpeaker],
) -> tuple[Sequence[Annotation], Iterable[Annotation]]:
    """The annotations of articles, and the known ones that have other speakers now."""
    names = _profile(profile)
    run = _Run(
        stages.create("extract", names.extract),
        stages.create("speakers", names.speakers),
        stages.create("stance", names.stance) if isinstance(names.stance, str) else names.stance,
        tuple(topics),
        problem,
    )
    found = [run.one(reading) for reading in _readings(articles)]
    linked = _linked([*known, *found], names, listed)
    return linked[len(known) :], _changed(known, linked)


def relinked(
    known: Sequence[Annotation], profile: str | Profile = "accurate", listed: Sequence[ListedSpeaker] = ()
) -> Iterator[Annotation]:
    """Those of some annotations whose speakers all of them together show in another light, or a list of speakers does.

    >>> list(relinked([Annotation(Article("a", "Nobody spoke."))]))
    []
    """
    if any(map(is_linked, known)):
        yield from _changed(known, _linked(known, _profile(profile), listed))


def _linked(annotations: Sequence[Annotation], profile: Profile, listed: Sequence[ListedSpeaker]) -> list[Annotation]:
    linker: stages.SpeakerLinker = stages.create("link", profile.link)
    return [as_listed(one, listed) for one in linker.link(annotations)]


def _changed(before: Sequence[Annotation], after: Sequence[Annotation]) -> Iterator[Annotation]:
    for old, new in zip(before, after, strict=False):
        if is_linked(old) and not same_links(old, new):
            yield new


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

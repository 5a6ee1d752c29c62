"""How long it takes to link one article to a register of 100,000 speakers; printed, never asserted."""

import random
import statistics
import sys
import time

from quotegraph.model import Annotation, Article, Quotation, Span, Speaker
from quotegraph.speakers.across import meaning_of
from quotegraph.speakers.names import slug
from quotegraph.speakers.register import gathered
from quotegraph.speakers.told import Told, ToldOf, told

SPEAKERS = 140_000  # some of whom bear one name
STORY = 20  # articles of one story
CAST = 10  # people of one story
SYLLABLES = (
    "ba bel bran dor dun el fen gar hol il kar kel lin lor mar mel nor ol par ran ros sel tor ul var wen yor zan"
).split()
FIRST = (
    "Anna Ben Clara David Eva Felix Grace Hugo Ines Jonas Karin Leo Mara Nils Olga Paul Rita Sven Tara Uwe Vera Wim"
).split()
ROLES = (
    "the mayor|a baker|the trade minister|a spokeswoman for the council|the union's leader|a judge|the chief executive"
)


def person(draw: random.Random) -> tuple[str, str]:
    last = "".join(draw.choices(SYLLABLES, k=draw.choice((2, 3, 3, 3)))).capitalize()
    return f"{draw.choice(FIRST)} {last}", draw.choice(ROLES.split("|"))


def stories(draw: random.Random, speakers: int) -> list[Told]:
    """What the articles of many stories tell, each of a cast of its own."""
    found = []
    for number in range(speakers // CAST):
        cast = [person(draw) for _ in range(CAST)]
        places = frozenset("".join(draw.choices(SYLLABLES, k=2)) for _ in range(6)) | {"brussels", "europe"}
        for article in range(STORY // 4):
            here = draw.sample(cast, 5) if article else cast
            found.append(
                Told(
                    f"{number:05}/{article:02}",
                    f"20{draw.randrange(10, 26)}-0{draw.randrange(1, 10)}-01",
                    tuple(ToldOf("person", name, ((name, 2),), "", (role,)) for name, role in here),
                    context=places
                    | {name.casefold() for name, _ in here}
                    | {name.split()[-1].casefold() for name, _ in here},
                )
            )
    return found


def article(number: int, told_before: Told, draw: random.Random) -> Annotation:
    """An article of a story that quotes its people by full names, last names and roles."""
    people = [(one.name, one.roles[0]) for one in told_before.people]
    text = " ".join(
        f"{name}, {role}, spoke in {draw.choice(sorted(told_before.context)).title()}." for name, role in people[:3]
    )
    shown = [Speaker(slug(name), name) for name, _ in people[:3]]
    shown += [Speaker(slug(name.split()[-1]), name.split()[-1]) for name, _ in people]
    shown += [Speaker(None, role if role.startswith("the") else f"the {role[2:]}", "unnamed") for _, role in people]
    quotations = tuple(Quotation(f"q{n}", (Span(0, 4),), speaker=one) for n, one in enumerate(shown))
    return Annotation(Article(f"new/{number}", text, date="2026-01-01"), quotations)


def main() -> None:
    draw = random.Random(7)
    before = time.process_time()
    known = stories(draw, SPEAKERS)
    made = time.process_time()
    new = [article(number, draw.choice(known), draw) for number in range(50)]
    register = gathered([*known, *(told(one.article) for one in new)])
    built = time.process_time()
    print(f"register of {len(register.people):,} people from {len(known):,} articles: {built - made:.1f} CPU seconds")
    meaning = meaning_of(register, new)
    took = []
    for one in new:
        start = time.process_time()
        for quotation in one.quotations:
            assert quotation.speaker
            meaning.of(quotation.speaker, one.article)
        took.append((time.process_time() - start) * 1000)
    quotations = sum(len(one.quotations) for one in new) / len(new)
    print(
        f"linking one article of {quotations:.0f} quotations: median {statistics.median(took):.1f} ms, "
        f"slowest {max(took):.1f} ms CPU (bar: 20 ms)"
    )
    print(f"(inventing the articles took {made - before:.1f} s)", file=sys.stderr)


if __name__ == "__main__":
    main()

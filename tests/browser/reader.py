"""Somebody who looks at a page in Chromium, and pages to look at. All names and words are invented."""

import re
from random import Random
from urllib.parse import quote

from quotegraph.model import STANCES, Statement, Topic
from quotegraph.statements import Passage
from quotegraph.viz import Page

TOPICS = (
    Topic("harbour-bridge", "Harbour bridge", "The town should build a bridge across the harbour."),
    Topic("night-buses", "Night buses", "Buses should run all night.", note="Asked every winter."),
    Topic("dog-tax", "Dog tax", "The dog tax should be abolished."),
)
_SAID = """
Mara Lindqvist | person | harbour-bridge | support | 3 | .95 | 2031-03-02 | Evening Post | direct | we need it now
Mara Lindqvist | person | harbour-bridge | support | 2 | .9 | 2031-05-20 | Gazette | indirect | it would pay for itself
Mara Lindqvist | person | harbour-bridge | support | 2 | .85 | 2031-04-11 | Evening Post | mixed | a “gift to the young”
Mara Lindqvist | person | night-buses | support | 2 | .8 | 2031-03-02 | Evening Post | direct | nobody should walk home
José Ábrego | person | harbour-bridge | oppose | 3 | .9 | 2031-03-09 | Evening Post | direct | it will ruin the bay
José Ábrego | person | harbour-bridge | support | 1 | .3 | 2031-06-01 | Gazette | indirect | a smaller one might do
José Ábrego | person | dog-tax | support | 2 | .7 | 2031-06-01 | Gazette | indirect | it only annoys people
Anglers' Union|organisation|harbour-bridge|oppose|2|.75 | 2031-03-09 | Evening Post | indirect | herring would leave
Anglers' Union | organisation | night-buses|neutral | 0 | .6 | 2031-05-20 | Gazette | indirect | divided on it
Town council | group | night-buses | oppose | 2 | .65 | 2031-04-11 | Evening Post | stance | too dear for a small town
Town council | group | dog-tax | oppose | 2 | .8 | 2031-04-11 | Evening Post | indirect | the money is spoken for
Norland | country | harbour-bridge | support | 2 | | | | indirect | it will lend a third of the cost
"""
_RELAYED, _CHECKED = 7, (1, 11)


def town(**options) -> Page:
    """The page of :func:`town_said`."""
    return Page(*town_said(), **{"title": "A bridge for the town?", **options})


def town_said():
    """Five speakers, three topics, ten lines made of twelve quotations; the last has neither date nor publisher."""
    statements, passages = [], []
    for n, row in enumerate(_SAID.strip().splitlines()):
        speaker, kind, topic, stance, intensity, sure, date, publisher, form, words = map(str.strip, row.split("|"))
        article = f"{publisher or 'leaflet'}/{date or 'undated'}"
        key, confidence = f"{article}#q{n}", float(sure) if sure else None
        statements.append(
            Statement(
                speaker, topic, stance, int(intensity), confidence, date, article, publisher, "", kind, key, words
            )
        )
        around = [(None, ""), ("In the hall, ", ""), (speaker, "source"), (" ", ""), ("said", "cue"), (": ", "")]
        passages.append(
            Passage(
                quote_id=key,
                title=f"News of {date or 'no day'}",
                url=f"https://news.example/{date}" if publisher else "",
                pieces=(*around, (words, "content"), (". Then it rained.", "")),
                type=form,
                modality="hedged" if stance == "neutral" else "asserted",
                via="the mayor" if n == _RELAYED else "",
                confidence=confidence,
                reviewed=n in _CHECKED,
            )
        )
    return statements, passages, TOPICS


def debate(speakers: int = 60, topics: int = 15, lines: int = 150) -> Page:
    """The page of :func:`debate_said`."""
    return Page(debate_said(speakers, topics, lines), title="Ward debate")


def debate_said(speakers: int = 60, topics: int = 15, lines: int = 150):
    """A debate of common size between two sides, with names as long as names are."""
    draw = Random(7)
    first = "Alexandra Bo Christopher Dana Ekaterina Florian Guy Henrietta Ioannis Jo".split()
    last = "Abercrombie-Nkemelu Brandt Castellanos Dufour Eze Featherstonehaugh Grigoryan Hu Ivanova".split()
    names = [
        f"{first[n % 10]} {last[n % 9]} {'of' if n % 7 else 'from'} Ward {n}"[: 14 + n % 19] + f" {n}"
        for n in range(speakers)
    ]
    things = ("market hall", "tram line", "old waterworks", "riverside park", "library")
    labels = [f"{word} of the {thing}" for word in ("Future", "Price", "Closing") for thing in things][:topics]
    keys = set()
    for n in range(speakers):
        keys.add((n, n % topics))
    while len(keys) < lines:
        keys.add((draw.randrange(speakers), draw.randrange(topics)))
    return [
        Statement(
            names[speaker],
            labels[topic],
            STANCES[(speaker + topic) % 2] if draw.random() < 0.9 else "neutral",
            confidence=round(draw.random(), 2),
            date=f"2030-{1 + n % 12:02d}-05",
            words=f"words {n}",
            kind="person",
        )
        for n, (speaker, topic) in enumerate(sorted(keys))
        for _ in range(1 + (n % 5 == 0))
    ]


class Reader:
    """Opens pages and does what a person can do; ``complaints`` and ``requests`` must stay empty."""

    def __init__(self, browser, first_visit=False, **options):
        self.complaints, self.requests = [], []
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "offline": True, **options})
        if not first_visit:
            self.context.add_init_script("try { localStorage.setItem('quotegraph.hints', '1') } catch {}")
        self.context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => console.error('CSP ' + event.violatedDirective))"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.on("request", self._note)

    def begin(self):
        """As if just sat down."""
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": 1440, "height": 900})
        self.page.mouse.move(0, 0)
        self.complaints.clear()
        self.requests.clear()

    def _note(self, request):
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.requests.append(request.url)

    def open(self, path, address=""):
        """A page in a file, or at an address of its own."""
        if not self.page.url.startswith("about:"):
            self.page.goto("about:blank")
        self.page.goto(f"{path if str(path).startswith('http') else f'file://{path}'}{address}")
        self.page.wait_for_selector("html[data-ready=yes]")
        self.settle()

    def settle(self):
        """Until nothing is under way, and two frames: what was asked for is drawn."""
        self.page.evaluate(
            """async () => {
              while (globalThis.quotegraph && !quotegraph.idle()) await new Promise((done) => setTimeout(done, 5));
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }"""
        )

    def until(self, expression):
        """Wait until it holds; the page's policy forbids the browser's own way of waiting."""
        for _ in range(100):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {expression}")

    def close(self):
        self.context.close()

    def picture(self, call):
        return self.page.evaluate(f"quotegraph.picture.{call}")

    def lines(self):
        """The lines in the picture: (speaker, stance, topic id)."""
        self.settle()
        return {(line["speaker"], line["stance"], line["topic"]) for line in self.picture("lines()")}

    def line(self, speaker, stance, topic):
        """A line's number and look as drawn."""
        found = [
            line
            for line in self.picture("lines()")
            if (line["speaker"], line["stance"], line["topic"]) == (speaker, stance, topic)
        ]
        assert len(found) == 1, (speaker, stance, topic)
        return found[0]

    def click_line(self, speaker, stance, topic):
        self.settle()
        self.page.mouse.click(*self.picture(f"pointOn({self.line(speaker, stance, topic)['id']})"))
        self.settle()

    def point_of(self, node):
        return self.picture(f"pointOf({node!r})")

    def click_node(self, node):
        self.settle()
        self.page.mouse.click(*self.point_of(node))
        self.settle()

    def colour_at(self, x, y):
        """Red, green, blue of the picture at a point of the screen."""
        return self.page.evaluate(
            """([x, y]) => {
              const canvas = document.querySelector('#canvas canvas');
              const frame = canvas.getBoundingClientRect();
              const scale = canvas.width / frame.width;
              const point = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              point.drawImage(canvas, (x - frame.left) * scale, (y - frame.top) * scale, 1, 1, 0, 0, 1, 1);
              return [...point.getImageData(0, 0, 1, 1).data.slice(0, 3)];
            }""",
            [x, y],
        )

    def tick(self, facet, name):
        """Tick a box of a filter."""
        section = self.page.locator(f"details[data-facet={facet}]")
        if section.get_attribute("open") is None:
            section.locator("summary").click()
        self.box(facet, name).click()
        self.settle()

    def box(self, facet, name):
        """The box of a filter before ``name``."""
        exactly = self.page.locator("bdi", has_text=re.compile(f"^{re.escape(name)}$"))
        return self.page.locator(f"details[data-facet={facet}] label", has=exactly).locator("input")

    def panel(self):
        self.settle()
        return self.page.locator("#panel").inner_text()

    def heading(self):
        """What the panel is about."""
        self.settle()
        return self.page.locator("#panel h2").inner_text()

    def words(self):
        """The words of each quotation in the panel, as marked."""
        self.settle()
        return self.page.locator("#panel mark.content").all_inner_texts()[1:]  # the first explains the mark

    def search(self, text):
        self.page.fill("#q", text)
        self.until("quotegraph.store.state.q === document.getElementById('q').value")
        self.settle()

    def showing(self):
        return self.page.locator("#showing").inner_text()

    def choose(self, change):
        """Set what somebody would choose."""
        self.page.evaluate("(change) => quotegraph.store.set(change)", change)
        self.settle()

    def saved(self, button):
        """The file that a button of the menu saves: its name and bytes."""
        self.page.click("#save summary")
        with self.page.expect_download() as download:
            self.page.click(button)
        return download.value.suggested_filename, download.value.path().read_bytes()

    def violations(self, source, rules=()):
        """What axe-core (by some of its rules, all without) holds to be a serious or critical fault, and where."""
        self.page.evaluate(source)
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = self.page.evaluate("(options) => axe.run(options)", options)["violations"]
        return [
            (fault["id"], node["target"], node["failureSummary"])
            for fault in found
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]


def line_address(stance, speaker, topic):
    """The address that opens a line."""
    return "#at=" + quote(":".join(["line", *(quote(part, safe="") for part in (stance, speaker, topic))]), safe="")


def drag(reader, node, dx, dy):
    x, y = reader.point_of(node)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + dx / 2, y + dy / 2)
    reader.page.mouse.move(x + dx, y + dy)
    reader.page.mouse.up()
    reader.settle()


def overlaps(boxes):
    """Pairs of (id, text, box) whose boxes share any area."""
    return [
        (one["text"], other["text"])
        for n, one in enumerate(boxes)
        for other in boxes[:n]
        if one["box"][0] < other["box"][2] - 0.5
        and other["box"][0] < one["box"][2] - 0.5
        and one["box"][1] < other["box"][3] - 0.5
        and other["box"][1] < one["box"][3] - 0.5
    ]

"""What one sees at first sight, and what the mouse does."""

from itertools import pairwise

import pytest

from tests.browser.reader import Reader, overlaps

BLUE, RED = (0x21, 0x66, 0xAC), (0xB2, 0x18, 0x2B)


def near(colour, wanted, distance=90):
    return sum(abs(one - other) for one, other in zip(colour, wanted, strict=True)) < distance


def test_title_and_counts_head_the_page(at_town):
    assert at_town.page.inner_text("#title") == "A bridge for the town?"
    assert at_town.page.title() == "A bridge for the town?"
    assert at_town.page.inner_text("#counts") == (
        "5 speakers · 3 topics · 12 quotations from 6 articles · 2 Mar 2031 – 1 Jun 2031"
    )


def test_every_speaker_stance_and_topic_is_one_line(at_town):
    assert len(at_town.lines()) == 10
    assert at_town.showing() == "10 lines between 5 speakers and 3 topics"


def test_every_name_is_written_in_the_picture(at_town):
    speakers = {"Mara Lindqvist", "José Ábrego", "Anglers' Union", "Town council", "Norland"}
    topics = {"Harbour bridge", "Night buses", "Dog tax"}
    assert {label["text"] for label in at_town.picture("labels()")} == speakers | topics


def test_support_is_blue_and_oppose_red(at_town):
    support = at_town.line("Mara Lindqvist", "support", "harbour-bridge")
    assert near(at_town.colour_at(*at_town.picture(f"pointOn({support['id']})")), BLUE)
    oppose = at_town.line("Anglers' Union", "oppose", "harbour-bridge")
    x, y = at_town.picture(f"pointOn({oppose['id']})")
    around = [at_town.colour_at(x + dx, y + dy) for dx in range(-8, 9, 2) for dy in range(-4, 5)]
    assert any(near(colour, RED) for colour in around)


def test_lines_against_are_dashed_and_others_not(at_town):
    dashed = {line["stance"] for line in at_town.picture("lines()") if line["dashes"]}
    solid = {line["stance"] for line in at_town.picture("lines()") if not line["dashes"]}
    assert (dashed, solid) == ({"oppose"}, {"support", "neutral"})


def test_neutral_is_thin_and_more_quotations_are_thick(at_town):
    three = at_town.line("Mara Lindqvist", "support", "harbour-bridge")["width"]
    one = at_town.line("Mara Lindqvist", "support", "night-buses")["width"]
    neutral = at_town.line("Anglers' Union", "neutral", "night-buses")["width"]
    assert neutral < one < three


def test_what_is_less_sure_is_fainter(at_town):
    sure = at_town.line("José Ábrego", "oppose", "harbour-bridge")["opacity"]
    unsure = at_town.line("José Ábrego", "support", "harbour-bridge")["opacity"]
    assert unsure < 0.6 < sure


def test_two_lines_between_the_same_two_can_both_be_clicked(at_town):
    for stance in ("support", "oppose"):
        at_town.click_line("José Ábrego", stance, "harbour-bridge")
        assert at_town.heading() == f"José Ábrego {stance}s Harbour bridge"


def test_opponents_stand_on_the_other_side_of_the_topics(at_town):
    sides = [
        at_town.point_of(node)[0]
        for node in ("speaker:Mara Lindqvist", "topic:harbour-bridge", "speaker:Anglers' Union")
    ]
    assert sides in (sorted(sides), sorted(sides, reverse=True))


def test_the_more_quoted_are_larger(at_town):
    assert at_town.picture("node('speaker:Mara Lindqvist').size") > at_town.picture("node('speaker:Norland').size")


def test_nothing_moves_by_itself(at_debate):
    before = [at_debate.point_of(node) for node in at_debate.picture("nodes()")[:5]]
    at_debate.page.wait_for_timeout(300)
    assert [at_debate.point_of(node) for node in at_debate.picture("nodes()")[:5]] == before


def test_all_labels_of_a_common_debate_are_there_and_none_overlap(at_debate):
    labels = at_debate.picture("labels()")
    assert len(labels) == 75
    assert overlaps(labels) == []


def test_no_label_leaves_the_picture(at_debate):
    frame = at_debate.page.locator("#canvas").bounding_box()
    for label in at_debate.picture("labels()"):
        left, top, right, bottom = label["box"]
        assert frame["x"] <= left < right <= frame["x"] + frame["width"]
        assert frame["y"] <= top < bottom <= frame["y"] + frame["height"]


@pytest.mark.parametrize("factor", [0.3, 0.6, 2])
def test_labels_do_not_overlap_at_any_zoom(at_debate, factor):
    at_debate.picture(f"zoom({factor})")
    at_debate.settle()
    labels = at_debate.picture("labels()")
    assert labels
    assert overlaps(labels) == []


def test_no_card_covers_another_thing(at_debate):
    places = [at_debate.point_of(node) for node in at_debate.picture("nodes()")]
    for (x, y), (other_x, other_y) in ((a, b) for n, a in enumerate(places) for b in places[:n]):
        assert abs(x - other_x) > 10 or abs(y - other_y) > 10


def test_pointing_at_a_topic_tells_its_proposition(at_town):
    at_town.page.mouse.move(*at_town.point_of("topic:dog-tax"))
    at_town.page.wait_for_selector("#tip:not([hidden])")
    assert "The dog tax should be abolished." in at_town.page.inner_text("#tip")


def test_pointing_at_a_line_tells_who_and_how_often(at_town):
    line = at_town.line("Mara Lindqvist", "support", "harbour-bridge")
    at_town.page.mouse.move(*at_town.picture(f"pointOn({line['id']})"))
    at_town.page.wait_for_selector("#tip:not([hidden])")
    assert (
        at_town.page.inner_text("#tip")
        == "Mara Lindqvist supports Harbour bridge\n3 quotations. Click to read.\n90 % sure"
    )
    at_town.page.mouse.move(700, 5)
    at_town.page.wait_for_selector("#tip", state="hidden")


def test_a_chosen_speaker_makes_the_others_faint(at_town):
    at_town.click_node("speaker:Norland")
    opacities = {line["opacity"] for line in at_town.picture("lines()") if line["from"] != "speaker:Norland"}
    assert max(opacities) < 0.1 < at_town.line("Norland", "support", "harbour-bridge")["opacity"]


def test_nothing_is_faint_for_a_chosen_line_that_a_filter_hides(at_town):
    at_town.tick("stance", "Oppose")
    opacities = [line["opacity"] for line in at_town.picture("lines()")]
    at_town.box("stance", "Oppose").uncheck()
    at_town.click_line("Norland", "support", "harbour-bridge")
    at_town.tick("stance", "Oppose")
    assert "No quotation matches" in at_town.panel()
    assert [line["opacity"] for line in at_town.picture("lines()")] == opacities


def test_a_click_beside_everything_lets_go(at_town):
    at_town.click_node("speaker:Norland")
    frame = at_town.page.locator("#canvas").bounding_box()
    at_town.page.mouse.click(frame["x"] + 5, frame["y"] + 5)
    at_town.settle()
    assert "Read the words" in at_town.panel()


def test_a_name_can_be_clicked_as_well(at_debate):
    label = next(label for label in at_debate.picture("labels()") if label["id"].startswith("speaker:"))
    left, top, right, bottom = label["box"]
    at_debate.page.mouse.click((left + right) / 2, (top + bottom) / 2)
    at_debate.settle()
    assert at_debate.heading() == label["id"].removeprefix("speaker:")


def test_the_force_layout_comes_to_rest_without_overlaps(at_debate):
    before = {node: at_debate.picture(f"placeOf({node!r})") for node in at_debate.picture("nodes()")}
    at_debate.page.select_option("#layout", "force")
    at_debate.until("quotegraph.picture.resting()")
    at_debate.settle()
    after = {node: at_debate.picture(f"placeOf({node!r})") for node in before}
    assert after != before
    assert overlaps(at_debate.picture("labels()")) == []
    at_debate.page.select_option("#layout", "camps")
    at_debate.settle()
    assert {node: at_debate.picture(f"placeOf({node!r})") for node in before} == before


def test_the_force_layout_places_what_a_filter_had_hidden(reader, town_page):
    reader.open(town_page, "#layout=force&speaker=Norland")
    reader.until("quotegraph.picture.resting()")
    reader.page.click("#clear")
    reader.until("quotegraph.picture.nodes().length === 8 && quotegraph.picture.resting()")
    reader.settle()
    places = [tuple(reader.point_of(node)) for node in reader.picture("nodes()")]
    frame = reader.page.locator("#canvas").bounding_box()
    assert len(set(places)) == 8
    for x, y in places:
        assert frame["x"] < x < frame["x"] + frame["width"]
        assert frame["y"] < y < frame["y"] + frame["height"]
    assert overlaps(reader.picture("labels()")) == []


def test_zoom_buttons_and_show_everything(at_town):
    def span():
        return at_town.point_of("topic:harbour-bridge")[0] - at_town.point_of("speaker:Mara Lindqvist")[0]

    before = span()
    at_town.page.click("#zoom-in")
    assert abs(span()) > abs(before)
    at_town.page.click("#zoom-fit")
    assert span() == pytest.approx(before)


def test_the_legend_explains_every_kind_of_line(at_town):
    legend = at_town.page.inner_text("#legend")
    for text in ("supports", "opposes", "is neutral on", "more quotations", "less sure", "For example:"):
        assert text in legend
    at_town.page.click("#legend .example button")
    assert at_town.heading() == "Mara Lindqvist supports Harbour bridge"


def test_dark_where_the_system_is_dark_and_by_choice(browser, town_page):
    reader = Reader(browser, color_scheme="dark")
    reader.open(town_page)

    def brightness():
        reader.settle()
        return sum(
            int(part) for part in reader.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)")
        )

    assert brightness() < 150
    x, y = reader.point_of("topic:harbour-bridge")
    assert sum(reader.colour_at(x, y - 12)) < 250
    reader.page.click("#theme")
    assert brightness() > 600
    assert sum(reader.colour_at(x, y - 12)) > 600
    assert "theme=light" in reader.page.url
    reader.close()
    assert reader.complaints == []


def test_a_tablet_shows_the_names_of_all_topics_in_full(browser, debate_page):
    tablet = Reader(browser)
    tablet.page.set_viewport_size({"width": 1024, "height": 700})
    tablet.open(debate_page)
    written = {label["id"]: label["text"] for label in tablet.picture("labels()")}
    topics = [node for node in tablet.picture("nodes()") if node.startswith("topic:")]
    assert topics
    assert not [written[node] for node in topics if "…" in written[node]]
    tablet.close()


def test_a_narrow_screen_needs_no_sideways_scrolling(browser, town_page):
    reader = Reader(browser)
    reader.page.set_viewport_size({"width": 390, "height": 800})
    reader.open(town_page)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    labels = reader.picture("labels()")
    assert labels
    assert overlaps(labels) == []
    reader.close()


def test_the_order_of_labels_is_stable(at_town, town_page):
    first = at_town.picture("labels()")
    at_town.open(town_page)
    assert at_town.picture("labels()") == first
    assert all(a["id"] != b["id"] for a, b in pairwise(first))

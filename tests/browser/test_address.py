"""Everything chosen stands in the address: reload, back and a sent link show the same."""

from tests.browser.reader import drag, line_address


def test_reloading_shows_the_same(at_town):
    at_town.tick("stance", "Oppose")
    at_town.tick("topic", "Harbour bridge")
    at_town.search("the")
    at_town.page.locator("#sure").fill("60")
    at_town.click_line("Anglers' Union", "oppose", "harbour-bridge")
    before = at_town.lines(), at_town.panel(), at_town.showing(), at_town.page.inner_text("#chips")
    at_town.page.reload()
    at_town.page.wait_for_selector("html[data-ready=yes]")
    assert (at_town.lines(), at_town.panel(), at_town.showing(), at_town.page.inner_text("#chips")) == before
    assert at_town.page.input_value("#q") == "the"
    assert at_town.box("stance", "Oppose").is_checked()


def test_back_goes_back_step_by_step(at_town):
    at_town.click_node("speaker:Norland")
    at_town.tick("stance", "Oppose")
    at_town.page.click("#tab-table")
    at_town.page.go_back()
    at_town.page.wait_for_selector("#view-picture:not([hidden])")
    assert len(at_town.lines()) == 4
    at_town.page.go_back()
    at_town.until("quotegraph.picture.lines().length === 10")
    assert at_town.heading() == "Norland"
    at_town.page.go_back()
    at_town.page.wait_for_selector("#panel h2:text('Read the words')")
    at_town.page.go_forward()
    at_town.page.wait_for_selector("#panel h2:text('Norland')")


def test_a_link_opens_a_line(reader, town_page):
    reader.open(town_page, line_address("oppose", "José Ábrego", "harbour-bridge"))
    assert reader.words() == ["it will ruin the bay"]


def test_view_layout_and_theme_are_kept(reader, town_page):
    reader.open(town_page, "#view=matrix&theme=dark&layout=force")
    assert reader.page.is_visible("#matrix table")
    assert reader.page.input_value("#layout") == "force"
    assert reader.page.get_attribute("html", "data-theme") == "dark"


def test_nonsense_is_ignored_and_named_and_the_rest_used(reader, town_page):
    reader.open(town_page, "#stance=oppose&topic=moon&view=hologram&at=line:x&foo&sure=999&from=yesterday&%E0%A4%A=1")
    assert len(reader.lines()) == 4
    note = reader.page.inner_text("#notice")
    for part in ("topic=moon", "view=hologram", "at=line:x", "foo", "sure=999", "from=yesterday"):
        assert part in note
    reader.page.click("#notice-close")
    assert not reader.page.is_visible("#notice")
    reader.tick("stance", "Neutral")
    assert not reader.page.is_visible("#notice")


def test_a_speaker_of_another_page_is_ignored(reader, town_page):
    reader.open(town_page, "#at=speaker%3ANobody%2520Here&speaker=Nobody")
    assert reader.page.is_visible("#notice")
    assert len(reader.lines()) == 10
    assert "Read the words" in reader.panel()


def test_an_untouched_page_has_a_clean_address(at_town):
    assert "#" not in at_town.page.url
    at_town.tick("stance", "Oppose")
    assert at_town.page.url.endswith("#stance=oppose")
    at_town.page.click("#clear")
    at_town.settle()
    assert "#" not in at_town.page.url


def test_what_was_moved_is_where_it_was_put_after_reloading(at_town):
    drag(at_town, "topic:night-buses", 70, -30)
    drag(at_town, "speaker:Norland", 20, 50)
    places = [at_town.picture(f"placeOf('{node}')") for node in ("topic:night-buses", "speaker:Norland")]
    assert at_town.page.evaluate("location.hash").count("moved=") == 2
    at_town.page.reload()
    at_town.page.wait_for_selector("html[data-ready=yes]")
    at_town.settle()
    for node, place in zip(("topic:night-buses", "speaker:Norland"), places, strict=True):
        assert at_town.picture(f"placeOf('{node}')") == {axis: round(value) for axis, value in place.items()}
    at_town.page.click("#reset")
    at_town.settle()
    assert "moved" not in at_town.page.evaluate("location.hash")
    assert at_town.picture("placeOf('speaker:Norland')") != places[1]


def test_moves_belong_to_their_arrangement(at_town):
    drag(at_town, "topic:night-buses", 70, -30)
    at_town.choose({"net": "agree"})
    assert "moved" not in at_town.page.evaluate("location.hash")
    at_town.choose({"net": "all"})
    assert "moved=topic" in at_town.page.evaluate("location.hash")


def test_moves_of_nothing_are_told(reader, town_page):
    reader.open(town_page, "#moved=speaker:Nobody@1,2&moved=speaker:Norland@x&moved=topic:dog-tax@-90,40")
    assert "moved=speaker:Nobody@1,2, moved=speaker:Norland@x" in reader.page.inner_text("#notice")
    assert reader.picture("placeOf('topic:dog-tax')") == {"x": -90, "y": 40}
    assert reader.page.is_visible("#undo")

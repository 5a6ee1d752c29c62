"""Two clicks to the very words."""

from tests.browser.reader import Reader


def test_one_click_on_a_line_opens_its_words(at_town):
    at_town.click_line("Anglers' Union", "oppose", "harbour-bridge")
    assert at_town.heading() == "Anglers' Union opposes Harbour bridge"
    assert at_town.words() == ["herring would leave"]


def test_the_words_stand_in_their_place_with_source_and_cue_marked(at_town):
    at_town.click_line("Anglers' Union", "oppose", "harbour-bridge")
    card = at_town.page.locator("#panel .card")
    assert (
        card.locator(".words").inner_text() == "…In the hall, Anglers' Union said: herring would leave. Then it rained."
    )
    assert card.locator(".source").inner_text() == "Anglers' Union"
    assert card.locator(".cue").inner_text() == "said"


def test_article_publisher_date_and_link_are_named(at_town):
    at_town.click_line("Anglers' Union", "oppose", "harbour-bridge")
    where = at_town.page.locator("#panel .where")
    assert "News of 2031-03-09" in where.inner_text()
    assert "Evening Post, 9 Mar 2031" in where.inner_text()
    link = where.locator("a")
    assert link.get_attribute("href") == "https://news.example/2031-03-09"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_relayed_hedged_checked_and_sure_are_told(at_town):
    at_town.click_line("Anglers' Union", "oppose", "harbour-bridge")
    assert "as relayed by the mayor" in at_town.panel()
    assert "75 % sure" in at_town.panel()
    at_town.click_line("Anglers' Union", "neutral", "night-buses")
    assert "hedged" in at_town.panel()
    at_town.click_line("Norland", "support", "harbour-bridge")
    assert "Checked by a person" in at_town.panel()


def test_quotations_come_newest_first(at_town):
    at_town.click_line("Mara Lindqvist", "support", "harbour-bridge")
    assert "3 quotations, newest first" in at_town.panel()
    assert at_town.words() == ["it would pay for itself", "a “gift to the young”", "we need it now"]


def test_a_topic_tells_its_proposition_and_both_sides(at_town):
    at_town.click_node("topic:harbour-bridge")
    assert "The town should build a bridge across the harbour." in at_town.panel()
    assert at_town.page.locator("#panel .sides .support li").all_inner_texts()[0].split("\n")[0] == "Mara Lindqvist"
    assert {row.split("\n")[0] for row in at_town.page.locator("#panel .sides .oppose li").all_inner_texts()} == {
        "Anglers' Union",
        "José Ábrego",
    }


def test_a_speaker_tells_what_they_are_for_and_against(at_town):
    at_town.click_node("speaker:Town council")
    text = at_town.panel()
    assert "Group" in text
    assert text.index("Opposes") < text.index("Night buses")
    assert "Supports" not in text
    assert sorted(at_town.words()) == ["the money is spoken for", "too dear for a small town"]


def test_from_a_speaker_on_to_a_line_and_back_to_the_topic(at_town):
    at_town.click_node("speaker:Mara Lindqvist")
    at_town.page.locator("#panel .sides button", has_text="Night buses").click()
    assert at_town.heading() == "Mara Lindqvist supports Night buses"
    at_town.page.locator("#panel h2 button", has_text="Night buses").click()
    assert "Asked every winter." in at_town.panel()


def test_before_any_click_it_says_what_to_do_and_what_is_disputed(at_town):
    text = at_town.panel()
    assert "Click a line, a speaker or a topic." in text
    disputed = at_town.page.locator("#panel .disputed li").first.inner_text()
    assert disputed.split("\n")[0] == "Harbour bridge"
    assert "For 5" in disputed
    assert "Against 2" in disputed
    at_town.page.locator("#panel .disputed button").first.click()
    assert at_town.heading() == "Harbour bridge"


def test_filters_hold_in_the_panel_too(at_town):
    at_town.click_line("Mara Lindqvist", "support", "harbour-bridge")
    at_town.tick("publisher", "Gazette")
    assert at_town.words() == ["it would pay for itself"]
    assert "1 of 3 match the filters." in at_town.panel()
    at_town.tick("stance", "Oppose")
    assert "No quotation matches the filters." in at_town.panel()


def test_closing_the_panel(at_town):
    at_town.click_node("speaker:Norland")
    at_town.page.click("#panel .close")
    assert "Read the words" in at_town.panel()
    assert "at=" not in at_town.page.url


def test_many_quotations_come_in_portions(at_debate):
    busiest = at_debate.page.locator("#panel section").last.locator("button").first
    busiest.click()
    at_debate.settle()
    cards = at_debate.page.locator("#panel .card").count()
    assert cards == int(at_debate.page.inner_text("#panel h3.number").split()[0])


def test_on_paper_the_picture_and_the_words_are_left(browser, town_page):
    reader = Reader(browser)
    reader.open(town_page)
    reader.click_node("topic:dog-tax")
    reader.page.emulate_media(media="print")
    assert reader.page.is_visible("#canvas")
    assert reader.page.is_visible("#panel .card")
    assert not reader.page.is_visible("#side")
    assert not reader.page.is_visible("#tools")
    reader.close()

"""Two stretches of time side by side."""

from quotegraph.model import Statement
from quotegraph.viz import Page


def changes(reader):
    """Heading → lines of each list."""
    reader.settle()
    return {
        section.locator("h3").inner_text(): section.locator("li").all_inner_texts()
        for section in reader.page.locator("#compare .changes section").all()
    }


def test_what_appeared_vanished_and_turned(at_town):
    at_town.page.click("#tab-compare")
    at_town.until("document.querySelectorAll('#compare canvas').length === 2")
    assert changes(at_town) == {
        "Turned 1": ["José Ábrego, Harbour bridge: opposes → supports"],
        "Appeared 4": [
            "Anglers' Union is neutral on Night buses",
            "José Ábrego supports Dog tax",
            "Town council opposes Dog tax",
            "Town council opposes Night buses",
        ],
        "Vanished 2": ["Anglers' Union opposes Harbour bridge", "Mara Lindqvist supports Night buses"],
    }
    assert "In both: 1 line." in at_town.page.inner_text("#compare")


def test_both_pictures_are_drawn(at_town):
    at_town.page.click("#tab-compare")
    at_town.until("document.querySelectorAll('#compare canvas').length === 2")
    drawn = at_town.page.evaluate(
        """[...document.querySelectorAll('#compare canvas')].map((canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return data.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 0 ? 1 : 0), 0);
        })"""
    )
    assert min(drawn) > 2000
    label = at_town.page.locator("#compare canvas").nth(1).get_attribute("aria-label")
    assert label == "Then: 6 lines"


def test_other_times_can_be_chosen_and_stay_in_the_address(at_town):
    at_town.page.click("#tab-compare")
    at_town.page.get_by_label("First: To").fill("2031-03-05")
    at_town.page.get_by_label("First: To").dispatch_event("change")
    at_town.until("document.querySelector('#compare .changes h3').textContent === 'Turned 0'")
    assert "a=2031-03-02..2031-03-05" in at_town.page.url
    at_town.page.reload()
    at_town.page.wait_for_selector("html[data-ready=yes]")
    assert at_town.page.get_by_label("First: To").input_value() == "2031-03-05"


def test_a_change_leads_to_its_words(at_town):
    at_town.page.click("#tab-compare")
    at_town.page.click("#compare li button:has-text('Dog tax') >> nth=0")
    assert at_town.heading() == "José Ábrego supports Dog tax"


def test_filters_hold_here_too(at_town):
    at_town.page.click("#tab-compare")
    at_town.tick("speaker", "Town council")
    assert list(changes(at_town)) == ["Turned 0", "Appeared 2", "Vanished 0"]


def test_without_two_dates_it_says_so(reader, folder):
    Page([Statement("Ann", "toll", "support", date="2030-01-01"), Statement("Bo", "toll", "oppose")]).write(
        folder / "undated.html"
    )
    reader.open(folder / "undated.html", "#view=compare")
    assert reader.page.inner_text("#compare") == "There are not two dates to compare."

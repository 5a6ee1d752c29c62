"""Without a mouse, and without eyes: keys reach everything, and what happens is said."""


def active(reader):
    return reader.page.evaluate("document.activeElement.id || document.activeElement.tagName")


def spoken(reader):
    reader.settle()
    return reader.page.inner_text("#live")


def standing(reader):
    return reader.page.inner_text("#options")


def into_picture(reader):
    reader.page.keyboard.press("Tab")
    assert active(reader) == "skip"
    reader.page.keyboard.press("Enter")
    assert active(reader) == "picture"


def test_the_skip_link_leads_to_the_picture(at_town):
    into_picture(at_town)
    assert "#" not in at_town.page.url
    assert "quotation" in standing(at_town)


def test_arrows_walk_and_enter_opens(at_town):
    into_picture(at_town)
    kinds = []
    for key in ("Home", "ArrowRight", "ArrowRight"):
        at_town.page.keyboard.press(key)
        kinds.append(standing(at_town).split(", ")[1])
    assert kinds == ["speaker", "topic", "speaker"]
    name = standing(at_town).split(",")[0]
    at_town.page.keyboard.press("Enter")
    assert spoken(at_town).startswith(name)
    assert at_town.heading() == name


def test_every_node_can_be_reached(at_town):
    into_picture(at_town)
    everything = {label["text"] for label in at_town.picture("labels()")}
    column = ["ArrowUp"] * 3 + ["ArrowDown"] * 3
    for keys in ([*column, "ArrowRight", *column, "ArrowRight", *column], ["PageDown"] * 8, ["PageUp"] * 8):
        reached = set()
        for key in keys:
            at_town.page.keyboard.press(key)
            reached.add(standing(at_town).split(",")[0])
        assert reached == everything


def test_n_walks_along_lines_and_enter_reads_the_words(at_town):
    into_picture(at_town)
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        at_town.page.keyboard.press(key)
    assert "Anglers' Union" in standing(at_town)
    at_town.page.keyboard.press("n")
    assert standing(at_town) == "Anglers' Union opposes Harbour bridge, 1 quotation"
    at_town.page.keyboard.press("n")
    assert standing(at_town) == "Anglers' Union is neutral on Night buses, 1 quotation"
    at_town.page.keyboard.press("p")
    at_town.page.keyboard.press("Enter")
    at_town.settle()
    assert at_town.words() == ["herring would leave"]
    assert active(at_town) == "H2"


def test_escape_closes(at_town):
    at_town.click_node("speaker:Norland")
    at_town.page.keyboard.press("Escape")
    at_town.settle()
    assert "Read the words" in at_town.panel()


def test_arrow_keys_switch_the_views(at_town):
    at_town.page.focus("#tab-picture")
    at_town.page.keyboard.press("ArrowRight")
    assert at_town.page.is_visible("#matrix table")
    assert active(at_town) == "tab-matrix"
    at_town.page.keyboard.press("ArrowRight")
    assert at_town.page.is_visible("#table table")
    assert at_town.page.get_attribute("#tab-table", "aria-selected") == "true"


def test_slash_goes_to_search_and_escape_empties_it(at_town):
    at_town.page.keyboard.press("/")
    assert active(at_town) == "q"
    at_town.search("herring")
    assert "1 line between" in spoken(at_town)
    at_town.page.keyboard.press("Escape")
    assert len(at_town.lines()) == 10


def test_tab_reaches_search_filters_views_picture_and_panel(at_town):
    reached = set()
    for _ in range(60):
        at_town.page.keyboard.press("Tab")
        reached.add(at_town.page.evaluate("document.activeElement.closest('[id]')?.id"))
    for part in (
        "skip",
        "theme",
        "q",
        "facets",
        "sure",
        "date-from",
        "tab-picture",
        "layout",
        "zoom-in",
        "picture",
        "legend",
        "panel",
    ):
        assert part in reached


def test_everything_that_can_be_pressed_has_a_name(at_town):
    at_town.click_node("topic:harbour-bridge")
    nameless = at_town.page.evaluate(
        """[...document.querySelectorAll('button, a, input, select, summary, [role=listbox]')]
        .filter((part) => !part.closest('[hidden]') && !part.textContent.trim())
        .filter((part) => !part.getAttribute('aria-label') && !part.labels?.length)
        .map((part) => part.outerHTML)"""
    )
    assert nameless == []


def test_filters_are_told_to_those_who_listen(at_town):
    at_town.tick("stance", "Oppose")
    assert spoken(at_town) == "4 lines between 3 speakers and 3 topics"

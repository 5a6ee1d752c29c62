"""Table and matrix say the same as the picture."""


def rows(reader):
    return [
        tuple(row.locator("th, td").nth(n).inner_text() for n in range(6))
        for row in reader.page.locator("#table tbody tr").all()
    ]


LABELS = {"harbour-bridge": "Harbour bridge", "night-buses": "Night buses", "dog-tax": "Dog tax"}
VERBS = {"support": "supports", "oppose": "opposes", "neutral": "is neutral on"}


def test_the_table_has_a_row_for_each_line_of_the_picture(at_town):
    lines = {(speaker, VERBS[stance], LABELS[topic]) for speaker, stance, topic in at_town.lines()}
    at_town.page.click("#tab-table")
    assert {row[:3] for row in rows(at_town)} == lines
    assert len(rows(at_town)) == len(lines)


def test_a_row_tells_number_confidence_and_latest_day(at_town):
    at_town.page.click("#tab-table")
    assert rows(at_town)[0] == ("Mara Lindqvist", "supports", "Harbour bridge", "3", "90 %", "20 May 2031")
    assert ("Norland", "supports", "Harbour bridge", "1", "–", "–") in rows(at_town)


def test_the_table_sorts_both_ways_by_each_column(at_town):
    at_town.page.click("#tab-table")
    for n, column in enumerate(("Speaker", "Stance", "Topic", "Quotations", "Confidence", "Latest")):
        button = at_town.page.get_by_role("button", name=column, exact=True)
        button.click()
        at_town.settle()
        head = at_town.page.locator("#table th").nth(n)
        first, order = rows(at_town), head.get_attribute("aria-sort")
        button.click()
        at_town.settle()
        assert {order, head.get_attribute("aria-sort")} == {"ascending", "descending"}
        assert [row[n] for row in rows(at_town)] != [row[n] for row in first]
        assert sorted(rows(at_town)) == sorted(first)


def test_the_sorting_is_kept_in_the_address(reader, town_page):
    reader.open(town_page, "#view=table&sort=speaker&sort-up=1")
    names = [row[0] for row in rows(reader)]
    assert names == sorted(names)


def test_reading_from_the_table(at_town):
    at_town.page.click("#tab-table")
    at_town.page.get_by_role("button", name="Read the quotations: Town council opposes Dog tax").click()
    assert at_town.words() == ["the money is spoken for"]


def test_filters_hold_in_the_table(at_town):
    at_town.page.click("#tab-table")
    at_town.tick("stance", "Neutral")
    assert [row[:3] for row in rows(at_town)] == [("Anglers' Union", "is neutral on", "Night buses")]


def test_the_matrix_has_a_mark_for_each_line(at_town):
    lines = at_town.lines()
    at_town.page.click("#tab-matrix")
    marks = at_town.page.locator("#matrix .cell")
    assert marks.count() == len(lines)
    texts = marks.all_inner_texts()
    assert sorted(texts) == sorted(["+3", "+1", "+1", "+1", "+1", "−1", "−1", "−1", "−1", "·1"])
    assert at_town.page.locator("#matrix tbody tr").count() == 5
    assert at_town.page.locator("#matrix thead th").count() == 3


def test_a_cell_with_two_stances_shows_both_and_opens_each(at_town):
    at_town.page.click("#tab-matrix")
    row = at_town.page.locator("#matrix tbody tr", has_text="José Ábrego")
    cell = row.locator("td", has_text="−")
    assert cell.locator("button").all_inner_texts() == ["+1", "−1"]
    cell.locator("button").nth(1).click()
    assert at_town.words() == ["it will ruin the bay"]


def test_long_tables_come_in_portions(reader, folder):
    from tests.browser.reader import debate

    path = folder / "long.html"
    debate(speakers=60, topics=15, lines=450).write(path)
    reader.open(path, "#view=table")
    assert reader.page.locator("#table tbody tr").count() == 300
    reader.page.locator("#table .more").click()
    assert reader.page.locator("#table tbody tr").count() == len(reader.lines()) > 400
    assert not reader.page.locator("#table .more").is_visible()

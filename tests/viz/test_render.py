import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.viz import render

ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(ANYTHING)
def test_data_come_back_as_they_were_and_cannot_end_their_element(value):
    text = render.as_script_data(value)
    assert json.loads(text) == value
    assert not set("<>&") & set(text)


@given(st.text(alphabet=st.characters()))
def test_any_string_makes_a_file_that_can_be_written(value):
    written = render.as_script_data(value) + render.printable(value)
    assert written.encode().decode() == written
    assert "\0" not in written


def test_no_number_that_is_none_gets_into_the_data():
    with pytest.raises(ValueError, match="JSON"):
        render.as_script_data(float("nan"))


@given(st.text())
def test_a_title_cannot_leave_its_place(title):
    page = render.html({}, title)
    head = page[: page.index("<style>")]
    assert head.count("<title>") == head.count("</title>") == 1
    assert re.search(r"<title>[^<>]*</title>", head)


def test_the_policy_names_every_script_and_style_and_allows_no_other():
    page = render.html({}, "")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.count("'sha256-") == 3


def test_the_page_names_no_other_place():
    page = render.html({}, "")
    own = page
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", own))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "sourceMappingURL" not in page
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"(?!data:,)", own)


def test_no_script_of_ours_makes_html_of_text():
    for name in render.MODULES:
        text = (render.TEMPLATES / name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text), (
            name
        )


def test_every_module_and_style_sheet_is_used():
    there = {path.name for path in render.TEMPLATES.iterdir() if path.is_file()}
    assert there == {*render.MODULES, *render.STYLES, "page.html"}


def test_modules_import_only_earlier_ones():
    for place, name in enumerate(render.MODULES):
        text = (render.TEMPLATES / name).read_text("utf-8")
        for other in re.findall(r'from "\./([\w.]+)"', text):
            assert other in render.MODULES[:place], (name, other)


def test_every_text_that_the_scripts_ask_for_is_there_and_none_is_left_over():
    texts = render.interface_texts("en")
    sources = "".join((render.TEMPLATES / name).read_text("utf-8") for name in (*render.MODULES, "page.html"))
    asked = set(re.findall(r"""\bt(?:Or)?\(\s*"([\w.]+)"|\bt\["([\w.]+)"\]""", sources))
    for key in {one or other for one, other in asked}:
        assert key in texts, key
    built = "n. type. kind. modality. publisher. facet. view. layout. panel.part. table. date.undated. picture.option. "
    built += "by. net. pair. compare. hints. organisation. country. story.broken"
    stances = re.compile(r"(support|oppose|neutral)(\.\w+)?")
    left = {
        key
        for key in texts
        if f'"{key}"' not in sources
        and not key.startswith((*built.split(), "reviewed."))
        and not stances.fullmatch(key)
    }
    assert left == set()


def test_a_language_without_texts_is_named():
    with pytest.raises(QuotegraphError, match="no interface texts in 'xx'; there are: de, en, fr, uk"):
        render.html({}, "", language="xx")


def test_every_text_has_both_forms_of_number():
    texts = render.interface_texts("en")
    counted = {key.rsplit(".", 1)[0] for key in texts if key.endswith((".one", ".other"))}
    assert all({f"{key}.one", f"{key}.other"} <= set(texts) for key in counted)

import re

import pytest

from quotegraph.model import Statement
from quotegraph.viz import Page, render

LANGUAGES = ("de", "en", "fr", "uk")
FORMS = {"de": {"one", "other"}, "en": {"one", "other"}, "fr": {"one", "other"}, "uk": {"one", "few", "many", "other"}}
FORM = re.compile(r"(.+)\.(one|few|many|other)")


def plain(texts):
    return {key for key in texts if not FORM.fullmatch(key)}


def counted(texts):
    forms = {}
    for found in filter(None, map(FORM.fullmatch, texts)):
        forms.setdefault(found[1], set()).add(found[2])
    return forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language):
    texts, english = render.interface_texts(language), render.interface_texts("en")
    assert plain(texts) == plain(english)
    assert counted(texts) == dict.fromkeys(counted(english), FORMS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same_in_every_language(language):
    texts, english = render.interface_texts(language), render.interface_texts("en")
    for key in plain(texts):
        assert sorted(re.findall(r"\{\w+\}", texts[key])) == sorted(re.findall(r"\{\w+\}", english[key])), key
        assert texts[key].strip(), key


@pytest.mark.parametrize("language", ["de", "fr", "uk"])
def test_a_translation_is_none_where_it_says_the_same_as_the_english(language):
    texts, english = render.interface_texts(language), render.interface_texts("en")
    same = {key for key in plain(texts) if texts[key] == english[key]}
    sentences = {key for key in same if len(re.findall(r"[a-z]{2,}", re.sub(r"\{\w+\}", "", texts[key]))) > 1}
    assert sentences <= {"empty.command", "empty.found.command", "empty.unsure.command"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_its_language(language):
    page = Page([Statement("Ann", "toll", "support")], language=language).html()
    assert f'<html lang="{language}">' in page
    assert render.interface_texts(language)["panel.start"] in page

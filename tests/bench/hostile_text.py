"""What hostile texts cost ``quotegraph annotate`` with the default topics. Printed, not asserted.

Each in a process of its own. For each kind of text: CPU seconds (user and system) and peak memory, and the growth from
half the size (2 is linear) without what starting costs. Arguments: the size in characters (default 500,000), then the
kinds wanted (default all). ``ANNOTATE_OPTIONS``: further options of the command.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("Ann Lee", "Bo Okafor", "the union", "Mara Lind", "the minister")
ACTS = (
    "said on Monday that the bridge would open in June",
    "welcomed the vote",
    "told reporters the toll was too high",
    "met the council in the old hall",
    "promised a second platform by the summer",
)
WORDS = "the council met on monday and the minister said that the bridge would open in june because residents".split()
SPOKEN = ("It opens.", "We will wait,", "No,", "Who pays?", "It is late,")
CUES = ("said Ann Lee.", "she said.", "he asked.", "Bo Okafor replied.")


def drawn(size, make):
    """Pieces that ``make`` draws with a random generator, until they fill the size."""
    chance, out, length = random.Random(7), [], 0
    while length < size:
        out.append(make(chance))
        length += len(out[-1])
    return "".join(out)[:size]


def filled(piece):
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def sentence(chance):
    said = f"{chance.choice(NAMES)} {chance.choice(ACTS)}. "
    return said[0].upper() + said[1:]


KINDS = {
    "prose on one line": lambda size: drawn(size, sentence),
    "prose, short paragraphs": lambda size: drawn(size, lambda chance: sentence(chance) + sentence(chance) + "\n\n"),
    "no end of a sentence": lambda size: drawn(size, lambda chance: chance.choice(WORDS) + " "),
    "dialogue on one line": lambda size: drawn(size, lambda c: f"“{c.choice(SPOKEN)}” {c.choice(CUES)} "),
    "dialogue, short lines": lambda size: drawn(size, lambda c: f"“{c.choice(SPOKEN)}” {c.choice(CUES)}\n\n"),
    "opening marks": filled("“we „go «on ‘and "),
    "opening marks in prose": lambda size: drawn(size, lambda c: f"{c.choice(WORDS)} “{c.choice(WORDS)} "),
    "straight opening marks": filled('"a b '),
    "straight marks": filled('"'),
    "marks of all kinds": filled("“”\"'‘’«»"),
    "NUL": filled("\0"),
    "zero-width": filled("\u200b"),
    "right-to-left": filled("“\u202eشلوم عليكم\u202c” said Ann. "),
    "right-to-left prose": filled("قال الوزير يوم الاثنين إن الجسر سيفتح في يونيو. "),
    "Chinese": filled("部长星期一说，“大桥将在六月开放。”"),
    "line ends": filled("\n"),
    "one letter a line": filled("a\n"),
    "he said that": filled("he said that "),
    "and said": filled("Ann said it was late and "),
    "according to": filled("according to Ann, "),
    "names": lambda size: drawn(size, lambda c: f"{c.choice(NAMES[:2])}{c.randrange(10_000)} Lee said no. "),
    "turns": lambda size: drawn(size, lambda c: f"ANN LEE: {sentence(c)}\nBO OKAFOR: No.\n"),
    "capitals": lambda size: drawn(size, sentence).upper(),
    "digits": filled("0123456789 "),
    "one word": filled("a"),
    "quoted mail": filled("> He said it was late.\n"),
}


def cost(text):
    """CPU seconds and peak mebibytes of annotating a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text.txt")
        path.write_text(text, encoding="utf-8", newline="")
        command = [sys.executable, "-m", "quotegraph", "annotate", str(path), "-o", str(Path(folder, "out.jsonl"))]
        process = subprocess.Popen(
            [*command, *os.environ.get("ANNOTATE_OPTIONS", "").split()],
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"exit code {process.returncode}", file=sys.stderr)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    large = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    start, _ = cost("“No,” said Ann Lee.")
    print(f"{'kind':26}{'CPU s':>8}{'growth':>8}{'MB':>7}   at {large:,} characters; growth from half of them")
    for kind in sys.argv[2:] or KINDS:
        half, _ = cost(KINDS[kind](large // 2))
        whole, memory = cost(KINDS[kind](large))
        growth = (whole - start) / max(0.1, half - start)
        print(f"{kind:26}{whole:8.1f}{growth:8.1f}{memory:7.0f}", flush=True)


if __name__ == "__main__":
    main()

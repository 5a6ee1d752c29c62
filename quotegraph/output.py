"""Files that are written as a whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quotegraph.errors import QuotegraphError


@contextmanager
def replacing(path: str | Path) -> Iterator[TextIO]:
    r"""A text file (UTF-8, line ends as written) that takes its place once the block ends without an error.

    Until then, and if the block fails, what was at ``path`` stays as it was. A device or a pipe is written directly.
    A QuotegraphError says why nothing can be written there.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "a.txt")) as file:
    ...         _ = file.write("Hi.\n")
    ...     Path(folder, "a.txt").read_text()
    'Hi.\n'
    """
    with _reported(path):
        target = Path(os.path.realpath(path))  # a link stays a link
        if target.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        direct = target.exists() and not target.is_file()
    if direct:
        with _reported(path):
            device = target.open("w", encoding="utf-8", newline="")
        with device:
            yield device
        return
    with _reported(path):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        with _reported(path):
            os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _reported(path: str | Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise QuotegraphError(f"{path}: cannot be written: {reason.lower()}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

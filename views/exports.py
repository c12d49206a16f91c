"""What is said while the files of an export are on their way."""

from __future__ import annotations

from views import kit
from views.kit import Body
from views.messages import answer, message


def files_coming() -> Body:
    """Where they arrive."""
    said = "Your files are on their way: they arrive in your direct message with Dunwell."
    return answer(message(said, [kit.words(said)]), public=False)

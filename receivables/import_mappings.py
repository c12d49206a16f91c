"""What was said about a file once, kept under a name: next month's file needs only the name."""

from __future__ import annotations

from pydantic import ValidationError

from connectors.mapping import Mapping
from domain.errors import NotUnderstood, listed
from storage.importing import keep_mapping, kept_mapping, kept_names
from storage.unit_of_work import Work


def save_mapping(name: str, mapping: Mapping, work: Work) -> None:
    """Keeps a mapping under a name, in place of an older one. A preview's `mapping` is the whole of what it found."""
    if not name.strip():
        words = "A mapping is saved under a name, like `--save-mapping lexware`."
        raise NotUnderstood(words, field="save_mapping")
    keep_mapping(work.scope, name.strip(), mapping.model_dump(mode="json", exclude_none=True))


def saved_mapping(name: str, work: Work) -> Mapping:
    """The mapping of this name. Raises NotUnderstood with the names there are."""
    kept = kept_mapping(work.scope, name.strip())
    if kept is None:
        names = kept_names(work.scope)
        there = f"There are {listed(names)}." if names else "None is saved yet; `--save-mapping NAME` saves one."
        words = f"There is no mapping “{name}”. {there}"
        raise NotUnderstood(words, field="mapping")
    try:
        return Mapping.model_validate(kept)
    except ValidationError:
        words = f"The mapping “{name}” was saved by another version and cannot be read. Save it anew."
        raise NotUnderstood(words, field="mapping") from None

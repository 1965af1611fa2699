"""Pack what a panel's page is given: each text once, however many lists it stands in."""

from typing import Any

FEW = 4  # entries; a shorter list is left as it is
MARK = "numbers of texts"


def packed(spec: dict[str, Any]) -> dict[str, Any]:
    """Replace lists of texts by numbers into one list of all texts; what is missing is -1.

    The twin of unpacked() in panel.js, which undoes it.
    """
    numbers: dict[str, int] = {}

    def pack(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: pack(each) for key, each in value.items()}
        if not isinstance(value, list):
            return value
        if len(value) < FEW or not all(each is None or isinstance(each, str) for each in value):
            return [pack(each) for each in value]
        return {MARK: [-1 if v is None else numbers.setdefault(v, len(numbers)) for v in value]}

    body = pack(spec)
    return {"packed": body, "texts": list(numbers)}


def unpacked(sent: dict[str, Any]) -> dict[str, Any]:
    """Undo `packed`; what was never packed stays as it is."""
    if "packed" not in sent:
        return sent
    texts = [*sent["texts"], None]  # -1 is the last

    def unpack(value: Any) -> Any:
        if isinstance(value, list):
            return [unpack(each) for each in value]
        if not isinstance(value, dict):
            return value
        if MARK in value:
            return [texts[number] for number in value[MARK]]
        return {key: unpack(each) for key, each in value.items()}

    return dict(unpack(sent["packed"]))

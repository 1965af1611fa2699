"""Name the function that reads what each rule of the grammar has found."""

from collections.abc import Callable

from . import grammar, holidays, read_clocks, read_days, read_durations, read_periods, read_relative
from .context import Context, Reading
from .tokens import Expression

Read = Callable[[Expression, Context], Reading | None]
READERS = (read_clocks, read_days, read_periods, read_relative, read_durations, holidays)


def _reader(name: str) -> Read:
    return next(vars(module)[name] for module in READERS if _is_own(vars(module).get(name), module))


def _is_own(found: object, module: object) -> bool:
    return getattr(found, "__module__", "") == getattr(module, "__name__", None)


RULES: dict[str, Read] = {name: _reader(name) for name in grammar.RULES}

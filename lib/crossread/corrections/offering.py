"""Offer a panel what can be corrected in it, and answer what its reader decides."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .. import authority
from . import belonging, catalogue, comparing, deciding, listing, settling
from .log import Line, Place
from .standing import in_force

if TYPE_CHECKING:
    from ..corpus import Corpus

Row = dict[str, Any]


class Offer:
    """What a panel needs to let its reader correct tables: the first is the one that it shows."""

    def __init__(
        self, c: "Corpus", *tables: str, tell: Callable[["Corpus"], pd.DataFrame] | None = None
    ) -> None:
        self.c, self.tables, self._tell = c, tables, tell
        self._taken: set[tuple[Any, ...]] = set()

    def both(self, rows: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray | None]:
        """Put what the rules alone would show among the rows; None: no correction is in force."""
        if self._tell is None or not self.c.n_corrections:
            return rows, None
        return comparing.both(self.c, rows, self._tell(self.c.machine))

    def spec(self, rows: pd.DataFrame | None = None, articles: pd.Series | None = None) -> Row:
        """Say what the page needs: what can be corrected, where, and what was decided.

        The page shows `rows`, or `articles` by their keys.
        """
        shown = articles if rows is None else rows["article_id"]
        known = self.c.articles.set_index("article_id")["sha256"]
        known = known if shown is None else known[known.index.isin(shown)]
        spec: Row = {
            "tables": {table: _about(table) for table in self._tables()},
            "table": self.tables[0] if self.tables else None,
            "sha256": known.to_dict(),
            "trouble": self._trouble(),
            "decided": deciding.listed([s.line for s in self._held()]),
        }
        if rows is not None and self.tables:
            anchors = comparing.anchors(rows)
            which = _which(rows, self.tables[0])
            spec |= {name: anchors[name].tolist() for name in ("start", "end", "words")}
            spec |= {"which": which, "values": self._values(rows)}
            spec |= _claims(rows, anchors, known) if "claim" in rows else {}
            spec["mine"] = self._mine(rows, anchors, which)
            about = zip(anchors["article_id"], spec["start"], spec["end"], strict=True)
            self._taken |= set(about)
        return spec

    def _tables(self) -> list[str]:
        return [t for own in self.tables for t in (own, *catalogue.WITH.get(own, ()))]

    def _held(self) -> list[Any]:
        return [s for table in self._tables() for s in in_force(self.c.standings, table)]

    def _mine(self, rows: pd.DataFrame, anchors: pd.DataFrame, which: list[str]) -> list[Row]:
        """List for each row that somebody decided about the decisions, by their numbers here."""
        held: dict[tuple[Any, ...], list[tuple[int, Line]]] = {}
        for i, s in enumerate(self._held()):
            if s.line.place:
                place = s.article_id, s.line.place.start, s.line.place.end
                held.setdefault(place, []).append((i, s.line))
        found = []
        spans = zip(*(anchors[name] for name in ("article_id", "start", "end")), strict=True)
        for at, (span, name) in enumerate(zip(spans, which, strict=True)):
            own = [i for i, line in held.get(span, ()) if _is_about(line, name)]
            if own:
                found.append({"row": at, "decided": own})
        return found

    def _values(self, rows: pd.DataFrame) -> dict[str, dict[str, list[str]]]:
        """Give by table and column what the rows hold of what can be corrected."""
        found: dict[str, dict[str, list[str]]] = {}
        for table in self._tables():
            own = {name: name for name in catalogue.TABLES[table].columns}
            if table != self.tables[0]:
                own = {name: f"{table.removesuffix('s')}_{name}" for name in own}
            found[table] = {
                name: [settling.say(v) for v in rows[shown]]
                for name, shown in own.items()
                if shown in rows
            }
        return found

    def _trouble(self) -> list[Row]:
        return self.c.lost_corrections[["line", "status", "reason", "table", "text"]].to_dict(
            "records"
        )

    def answer(self, message: Mapping[str, Any]) -> Row:
        """Do what the page asks, and say what came of it."""
        try:
            return {"kind": "answer", "ask": message.get("ask"), "ok": True} | self._done(message)
        except (ValueError, KeyError, TypeError) as error:
            told = str(error)
        except OSError as error:
            told = f"{error.filename or 'the file'}: {error.strerror}"
        return {
            "kind": "answer",
            "ask": message.get("ask"),
            "ok": False,
            "told": f"Not saved: {told}",
        }

    def _done(self, message: Mapping[str, Any]) -> Row:
        kind, asked = message["kind"], message.get("decision") or {}
        if kind == "actors":
            known = authority.load(self.c.handmade).actors.values()
            return {"actors": [[actor.actor_id, actor.name] for actor in known]}
        if kind == "list":
            cells = dict(message["cells"])
            source = "" if message["table"] == "actors" else f"source: {cells.get('source')}; "
            cells["note"] = f"{source}added by {cells.get('who')}"
            number = listing.enlist(self.c.handmade, message["table"], cells)
            return {"told": f"Saved as line {number} of {message['table']}.csv."}
        if kind == "undo":
            saved = deciding.retract(
                self.c, *(str(asked.get(n, "")) for n in ("key", "who", "why"))
            )
        else:
            self._refuse_twice(asked)
            saved = deciding.save(self.c, asked)
        [line] = deciding.listed([saved.line])
        told = f"Saved as line {saved.number} of corrections.csv. {saved.told}".strip()
        return {"told": told, "decided": line}

    def _refuse_twice(self, asked: Mapping[str, Any]) -> None:
        place = tuple(asked.get(name) for name in ("article_id", "start", "end"))
        if (
            asked.get("action") == "add"
            and asked.get("table") in self.tables[:1]
            and place in self._taken
        ):
            raise ValueError("it is there already: change that one")


def _which(rows: pd.DataFrame, table: str) -> list[str]:
    names = {"name": "actor", "actor_id": "actor_id"}
    found = [""] * len(rows)
    for column in catalogue.TABLES[table].tells:
        own = column if column in rows else names.get(column, column)
        if own in rows:
            found = [a or settling.say(b) for a, b in zip(found, rows[own], strict=True)]
    return found


def _claims(rows: pd.DataFrame, anchors: pd.DataFrame, known: pd.Series) -> Row:
    """Name each row's claim, and for each claim a place by which a decision names it."""
    first = ~rows["claim_id"].duplicated()
    own = anchors[first].itertuples()
    places = [belonging.refer(Place(known[a.article_id], a.start, a.end, a.words)) for a in own]
    labels = rows["claim"][first]
    return {
        "claims": rows["claim"].tolist(),
        "known": [[place, label] for place, label in zip(places, labels, strict=True)],
    }


def _is_about(line: Line, which: str) -> bool:
    return "" in (line.which, which) or which in (line.which, line.becomes)


def _about(table: str) -> Row:
    """Say what can be done to a table, in the words of the page."""
    own = catalogue.TABLES[table]
    return {
        "unit": catalogue.UNITS[table],
        "main": own.main,
        "tells": bool(own.tells),
        "actions": list(own.actions),
        "columns": [
            {"name": name} | catalogue.ASKED.get(name, {"caption": name.replace("_", " ")})
            | {"options": _options(table, name)}
            for name in own.columns
        ],
    }  # fmt: skip


def _options(table: str, column: str) -> Sequence[str]:
    if column in ("span", "cue"):
        return []
    return list(settling.limits(table, column).get("enum", []))

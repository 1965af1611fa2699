"""Write actors and their ties out: GEXF, GraphML, FollowTheMoney, and a table of mentions."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from .table import guarded
from .writing import asked, write

SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "force": "Organization",
    "organisation": "Organization",
    "media": "Organization",
    "group": "Organization",
    "place": "Address",
}


def gexf(who: pd.DataFrame, ties: pd.DataFrame, path: str | Path = "exports/actors.gexf") -> Path:
    """Write actors and ties as a GEXF 1.2 graph, as Gephi opens it."""
    return write(path, gexf_text(who, ties))


def gexf_text(who: pd.DataFrame, ties: pd.DataFrame) -> str:
    """Give what `gexf` writes; the day of writing, which the format has room for, is left out."""
    text = "\n".join(nx.generate_gexf(_graph(who, ties), version="1.2draft"))
    head, _, rest = text.partition("<meta")
    return (head + rest.partition("</meta>")[2] if rest else text) + "\n"


def graphml(
    who: pd.DataFrame, ties: pd.DataFrame, path: str | Path = "exports/actors.graphml"
) -> Path:
    """Write actors and ties as GraphML."""
    return write(path, graphml_text(who, ties))


def graphml_text(who: pd.DataFrame, ties: pd.DataFrame) -> str:
    """Give what `graphml` writes."""
    out = BytesIO()
    nx.write_graphml(_graph(who, ties), out)
    return out.getvalue().decode("utf-8") + "\n"


def _graph(who: pd.DataFrame, ties: pd.DataFrame) -> nx.MultiDiGraph:
    """Make a node of each actor, and an edge of the ties of two actors of one kind."""
    graph = nx.MultiDiGraph()
    for row in who.sort_values("actor_id", kind="stable").itertuples():
        counts = {"n_mentions": int(row.n_mentions), "n_articles": int(row.n_articles)}
        about = {"label": row.name, "type": row.type, "country": row.country, "qid": row.qid}
        graph.add_node(row.actor_id, **_clean(about), **counts)
    keys = ["source_id", "target_id", "kind"]
    own = ties[keys].assign(is_fresh=~ties["is_recycled"].astype("bool"))
    groups = own.groupby(keys, sort=True, observed=True)["is_fresh"]
    edges = groups.agg(weight="size", weight_fresh="sum").reset_index()
    for row in edges.itertuples():
        counts = {"weight": int(row.weight), "weight_fresh": int(row.weight_fresh)}
        graph.add_edge(row.source_id, row.target_id, key=row.Index, kind=row.kind, **counts)
    return graph


def _clean(values: dict[str, Any]) -> dict[str, str]:
    """Write what is missing as nothing, and no character that XML can't hold."""
    kept = {key: "" if pd.isna(value) else str(value) for key, value in values.items()}
    return {key: "".join(filter(_is_xml, value)) for key, value in kept.items()}


def _is_xml(char: str) -> bool:
    return char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff" and not _is_half(char))


def _is_half(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"


def followthemoney(
    who: pd.DataFrame,
    terms: pd.DataFrame,
    path: str | Path = "exports/actors.ftm.jsonl",
) -> Path:
    """Write actors and offices as entities of FollowTheMoney, one JSON object a line.

    Actors are Person, PublicBody, Organization or Address; an office is a Position, a term of
    it an Occupancy. Terms of actors that the articles do not mention are left out.
    """
    return write(path, followthemoney_text(who, terms))


def followthemoney_text(who: pd.DataFrame, terms: pd.DataFrame) -> str:
    """Give what `followthemoney` writes."""
    entities = [*_actors(who), *_offices(terms[terms["person_id"].isin(who["actor_id"])])]
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entities)


def _actors(who: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in who.sort_values("actor_id", kind="stable").itertuples():
        kind = SCHEMATA.get(row.type, "LegalEntity")
        name = "full" if kind == "Address" else "name"
        values = {name: row.name, "country": row.country, "wikidataId": row.qid}
        yield _entity(row.actor_id, kind, values)


def _offices(terms: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for lane, own in terms.groupby("lane", sort=True):
        office = f"office:{lane}"
        yield _entity(office, "Position", {"name": lane})
        for row in own.sort_values(["first", "person_id"], kind="stable").itertuples():
            ends = {"startDate": f"{row.first:%Y-%m-%d}"}
            ends |= {} if row.is_open else {"endDate": f"{row.last:%Y-%m-%d}"}
            values = {"holder": row.person_id, "post": office, "publisher": row.source, **ends}
            key = f"term:{row.person_id}:{lane}:{row.first:%Y-%m-%d}"
            yield _entity(key, "Occupancy", values)


def _entity(key: str, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    known = {name: [value] for name, value in values.items() if pd.notna(value) and value != ""}
    return {"id": key, "schema": kind, "properties": known}


@asked
def mentions(named: pd.DataFrame, path: str | Path = "exports/mentions.csv") -> Path:
    """Write the mentions as a table, one row a mention, with its sentence (RFC 4180, UTF-8).

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    return write(path, mentions_text(named))


def mentions_text(named: pd.DataFrame) -> str:
    """Give what `mentions` writes."""
    texts = named.select_dtypes(["object", "string"]).columns
    table = named.assign(**{name: named[name].map(guarded, na_action="ignore") for name in texts})
    return table.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%dT%H:%M:%S")

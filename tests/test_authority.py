"""Actors, names and offices are what people listed, and what they listed can be meant."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread import authority, countries, lexicon, records, vetting

RAW = Path(__file__).parents[1] / "data" / "raw"
HEADS = {
    "actors": "actor_id,name,type,country,side,qid,note,source",
    "aliases": "actor_id,form,kind,case,needs_context,valid_from,valid_to,note",
    "roles": "person_id,office,titles,of,from,to,precision,source,known_to",
    "groups": "form,members,note",
}
GULLS = """state_gull,Gullland,state,ZZ,,,,
per_ann,Ann Pellomar,person,ZZ,,,,
per_bo,Bo Pellomar,person,ZZ,,,,
per_cy,Cy Quill,person,ZZ,,,,
org_quay,Quay Ministry,organisation,ZZ,,,,"""
TERMS = """per_ann,Harbour Master,harbour master|HM,state_gull,2001-02-03,2010-05-31,day,log,
per_bo,Harbour Master,harbour master|HM,state_gull,2010-05-31,2015-07-08,day,log,
per_cy,Harbour Master,harbour master|HM,state_gull,2015-07-11,,day,log,2020-01-01"""


@pytest.fixture
def folder(tmp_path):
    """Write tables of an invented state; what is not given is that of the gulls."""

    def write(**tables: str) -> Path:
        lexicon.rows.cache_clear()
        authority.load.cache_clear()
        for name, body in {"actors": GULLS, **tables}.items():
            text = f"{HEADS[name]}\n{body}\n" if body else f"{HEADS[name]}\n"
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return tmp_path

    return write


def ids(holders: list[authority.Holder]) -> list[str]:
    return [holder.person_id for holder in holders]


# the decisions that ship


OURS = authority.load()


def test_the_decisions_that_ship_hold_no_error():
    found = authority.check()
    assert list(found.columns) == list(vetting.Finding._fields)
    assert not found["is_error"].any()


def test_every_term_that_ships_is_well_formed():
    assert len(OURS.roles) == 256
    for role in OURS.roles:
        assert role.source, role
        assert OURS.actors[role.person_id].type == "person", role
        assert role.of in OURS.actors, role
        assert vetting.days(role.first)[0] <= vetting.days(role.last or role.known_to)[1], role
        coarser = min(len(d) for d in (role.first, role.last) if d)
        assert role.precision == {4: "year", 7: "month", 10: "day"}[coarser], role


def test_an_open_term_says_up_to_when_it_is_known():
    assert all(role.known_to for role in OURS.roles if not role.last)


def are_in_order(listed: list[authority.Holder]) -> bool:
    """Tell whether terms follow one another and no person has two that touch."""
    ends = {}
    for term in listed:
        if term.first > term.last or term.first <= ends.get(term.person_id, ""):
            return False
        ends[term.person_id] = vetting.after(term.last)
    return [t.first for t in listed] == sorted(t.first for t in listed)


def test_the_terms_of_every_office_that_ships_are_in_order():
    assert all(map(are_in_order, OURS.terms.values()))


@pytest.mark.parametrize(
    "day, expected",
    [
        ("2020-07-15", ["per_mammadyarov"]),
        ("2020-07-16", ["per_mammadyarov", "per_bayramov"]),
        ("2020-07-17", ["per_bayramov"]),
    ],
)
def test_the_day_of_a_change_has_two_holders_and_its_neighbours_one(day, expected):
    assert ids(OURS.holders("foreign minister", "state_aze", day, day)) == expected


@pytest.mark.parametrize(
    "day, expected, reach",
    [
        ("2020-10-10", ["per_mnatsakanyan"], "held"),
        ("2020-11-16", ["per_mnatsakanyan"], "held"),
        ("2020-11-17", [], "gap"),
        ("2020-11-18", ["per_ayvazyan"], "held"),
        ("2021-06-15", [], "gap"),
        ("1990-01-01", [], "beyond"),
        ("2030-01-01", [], "beyond"),
    ],
)
def test_an_office_has_nobody_in_its_gap(day, expected, reach):
    assert ids(OURS.holders("Foreign Minister", "state_arm", day, day)) == expected
    assert OURS.reach("Foreign Minister", "state_arm", day, day) == reach


def test_an_office_that_nobody_listed_is_unlisted():
    assert OURS.holders("foreign minister", "country:DE") == []
    assert OURS.reach("foreign minister", "country:DE") == "unlisted"


@pytest.mark.parametrize(
    "title", ["FM", "foreign minister", "Foreign Minister", "Minister of Foreign Affairs"]
)
def test_every_title_of_an_office_gives_its_holder(title):
    assert ids(OURS.holders(title, "state_rus", "2020-10-19", "2020-10-19")) == ["per_lavrov"]


@pytest.mark.parametrize("title", ["Defense Ministry’s Chief", "Defence Ministry's chief"])
def test_an_apostrophe_and_a_spelling_cost_no_holder(title):
    assert ids(OURS.holders(title, "state_aze", "2021-10-18", "2021-10-18")) == ["per_hasanov"]


def test_a_country_answers_to_its_code_and_to_the_row_that_stands_for_it():
    by_code = OURS.holders("president", "country:AZ", "2020-08-13", "2020-08-13")
    assert by_code == OURS.holders("president", "state_aze", "2020-08-13", "2020-08-13")
    assert ids(by_code) == ["per_aliyev"]


def test_the_prime_minister_of_a_region_is_not_that_of_the_state():
    assert ids(OURS.holders("prime minister", "state_rus", "2016-01-01", "2016-01-01")) == [
        "per_dmitry_medvedev"
    ]


def test_namesakes_share_a_surname_and_keep_their_own_names():
    shared = {a.actor_id for a in OURS.aliases if a.form == "Aliyev"}
    assert shared == {"per_aliyev", "per_heydar_aliyev"}
    assert {a.actor_id for a in OURS.aliases if a.form == "Heydar Aliyev"} == {"per_heydar_aliyev"}


def test_a_capital_is_a_place_and_stands_for_its_government():
    assert OURS.actors["place_moscow"].type == "place"
    assert OURS.metonyms["place_moscow"] == ("state_rus",)
    assert OURS.metonyms["capital:TR"] == ("country:TR",)


def test_two_names_of_one_place_stay_two_names():
    forms = {a.form for a in OURS.aliases if a.actor_id == "place_nk"}
    assert {"Nagorno-Karabakh", "Nagorno Karabakh", "Karabakh", "Artsakh"} <= forms


@pytest.mark.parametrize(
    "form, actor",
    [
        ("Sergei Lavrov", "per_lavrov"),
        ("Sergey Lavrov", "per_lavrov"),
        ("South Cacasus", "place_south_caucasus"),
        ("South Caucasus", "place_south_caucasus"),
        ("Azerbaijans", "state_aze"),
        ("Azerbaijani army", "force_aze"),
        ("Azerbaijani troops", "force_aze"),
        ("Azerbaijan Army", "force_aze"),
        ("Armenian army", "force_arm"),
        ("Armenian Armed Forces", "force_arm"),
        ("FCDO", "org_fcdo"),
        ("Foreign, Commonwealth & Development Office", "org_fcdo"),
        ("Kremlin press service", "org_kremlin_press"),
        ("Secretariat of the Council of Europe", "org_coe_secretariat"),
        ("Azerbaijan Soviet Socialist Republic", "state_azssr"),
        ("Nagorno-Karabakh Autonomous Region", "place_nkao"),
        ("Nagorno Karabakh", "place_nk"),
        ("US", "state_usa"),
        ("RT", "media_rt"),
    ],
)
def test_a_name_as_the_articles_write_it_is_listed(form, actor):
    assert any(form in path.read_text("utf-8") for path in RAW.iterdir())
    assert {a.actor_id for a in OURS.aliases if a.form == form} == {actor}


# countries


def test_a_country_is_known_by_name_nationality_and_capital():
    found = {c.code: c for c in countries.listed()}
    assert "Norway" in found["NO"].forms
    assert found["NO"].demonyms == ("Norwegian",)
    assert found["NO"].capitals == ("Oslo",)


def test_codes_are_no_names_but_acronyms_in_use_are():
    found = {c.code: set(c.forms) for c in countries.listed()}
    assert {"US", "U.S.", "USA"} <= found["US"]
    assert not {"IT", "ITA"} & found["IT"]
    assert "AM" not in found["AM"]


def test_a_nationality_is_that_of_a_state_and_not_of_its_islands():
    owners = [c.code for c in countries.listed() if "French" in c.demonyms]
    assert owners == ["FR"]


def test_two_states_of_one_nationality_both_keep_it():
    owners = [c.code for c in countries.listed() if "Congolese" in c.demonyms]
    assert owners == ["CD", "CG"]


def test_no_name_of_a_country_is_that_of_another():
    forms = [form for c in countries.listed() for form in c.forms]
    assert sorted(forms) == sorted(set(forms))


def test_the_package_of_countries_is_not_imported_with_the_library():
    code = "import sys, crossread.authority; sys.exit('countryinfo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# another folder


def test_an_empty_folder_leaves_the_countries(tmp_path):
    found = authority.load(tmp_path)
    assert found.roles == [] and found.groups == []
    assert {actor.type for actor in found.actors.values()} == {"state", "place"}
    assert authority.check(tmp_path).empty


def test_another_folder_replaces_ours(folder):
    found = authority.load(folder(roles=TERMS))
    assert "per_lavrov" not in found.actors
    assert found.holders("foreign minister", "country:RU", "2020-10-19", "2020-10-19") == []
    assert ids(found.holders("harbour master", "state_gull")) == ["per_ann", "per_bo", "per_cy"]


def test_a_state_of_ours_stands_for_the_country_with_its_code(folder):
    rows = "state_fjord,Fjordland,state,NO,,,,\nplace_o,Oslo,place,NO,,,,"
    found = authority.load(folder(actors=rows))
    assert "country:NO" not in found.actors and "capital:NO" not in found.actors
    assert {a.actor_id for a in found.aliases if a.form == "Norwegian"} == {"state_fjord"}
    assert found.metonyms["place_o"] == ("state_fjord",)


def test_members_of_a_group_are_the_actors_that_stand_for_them(folder):
    rows = "state_fjord,Fjordland,state,NO,,,,"
    found = authority.load(folder(actors=rows, groups="both shores,country:NO|country:SE,"))
    expected = records.Collective("both shores", ("state_fjord", "country:SE"), "")
    assert found.groups == [expected]


def test_a_table_may_lack_columns_that_need_no_value(folder):
    place = folder()
    (place / "actors.csv").write_text("actor_id,name,type\nper_ann,Ann,person\n", "utf-8")
    assert authority.load(place).actors["per_ann"].country == ""


# holders


@pytest.mark.parametrize(
    "first, last, expected",
    [
        ("2001-02-02", "2001-02-02", []),
        ("2001-02-03", "2001-02-03", ["per_ann"]),
        ("2010-05-31", "2010-05-31", ["per_ann", "per_bo"]),
        ("2015-07-09", "2015-07-10", []),
        ("2015-07-08", "2015-07-11", ["per_bo", "per_cy"]),
        ("2020-01-02", "2020-01-02", []),
        ("2012-01-01", None, ["per_bo", "per_cy"]),
        (None, "2005-01-01", ["per_ann"]),
        (date(2012, 1, 1), date(2012, 1, 2), ["per_bo"]),
    ],
)
def test_holders_before_in_and_after_a_gap(folder, first, last, expected):
    found = authority.load(folder(roles=TERMS))
    assert ids(found.holders("HM", "state_gull", first, last)) == expected


def test_terms_of_one_person_that_touch_are_one(folder):
    rows = """per_ann,Bosun,,state_gull,2001-01-01,2003-01-01,day,log,
per_ann,Bosun,,state_gull,2003-01-02,2004-01-01,day,log,
per_ann,Bosun,,state_gull,2006-01-01,2007-01-01,day,log,"""
    found = authority.load(folder(roles=rows)).holders("bosun", "state_gull")
    assert [(t.first, t.last) for t in found] == [
        ("2001-01-01", "2004-01-01"),
        ("2006-01-01", "2007-01-01"),
    ]


def test_a_year_gives_its_widest_days(folder):
    rows = """per_ann,Bosun,,state_gull,2001,2003,year,log,
per_bo,Bosun,,state_gull,2003,2005-06,year,log,"""
    found = authority.load(folder(roles=rows))
    assert ids(found.holders("bosun", "state_gull", "2003-07-01", "2003-07-01")) == [
        "per_ann",
        "per_bo",
    ]
    assert found.holders("bosun", "state_gull", "2005-07-01", "2005-07-01") == []


def test_a_term_without_a_beginning_holds_for_no_day(folder):
    found = authority.load(folder(roles="per_ann,Bosun,,state_gull,,2005,year,log,"))
    assert found.holders("bosun", "state_gull") == []


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
PEOPLE = st.sampled_from(["per_ann", "per_bo", "per_cy"])


@st.composite
def roles(draw):
    first = draw(DAYS)
    last = first + timedelta(draw(st.integers(0, 3000)))
    ends = (str(last), "") if draw(st.booleans()) else ("", str(last))
    return records.Role(
        draw(PEOPLE), "Bosun", (), "state_gull", str(first), ends[0], "day", "log", ends[1]
    )


@given(st.lists(roles(), max_size=8), DAYS, st.integers(0, 1000))
def test_holders_are_those_whose_days_meet_the_interval(listed, day, length):
    first, last = str(day), str(day + timedelta(length))
    terms = authority.index(listed)
    known = OURS._replace(roles=listed, terms=terms)
    met = {r.person_id for r in listed if r.first <= last and (r.last or r.known_to) >= first}
    found = known.holders("bosun", "state_gull", first, last)
    assert set(ids(found)) == met
    assert (known.reach("bosun", "state_gull", first, last) == "held") == bool(met)


@given(st.lists(roles(), max_size=8))
def test_terms_are_well_formed_whatever_is_listed(listed):
    assert all(map(are_in_order, authority.index(listed).values()))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_lies_in_its_month_and_its_year(day):
    year, month, exact = vetting.days(f"{day:%Y}".zfill(4)), str(day)[:7], str(day)
    assert vetting.days(exact) == (exact, exact)
    assert year[0] <= vetting.days(month)[0] <= exact <= vetting.days(month)[1] <= year[1]


# errors


@pytest.mark.parametrize(
    "tables, said",
    [
        (
            {"aliases": "per_dee,Dee,full,,,,,"},
            "aliases.csv, row 2: no actor has the key 'per_dee'",
        ),
        ({"roles": "per_ann,Bosun,,state_x,2001,,year,log,"}, "no actor has the key 'state_x'"),
        (
            {"groups": "both shores,per_ann|per_x,"},
            "groups.csv, row 2: no actor has the key 'per_x'",
        ),
        (
            {"roles": "per_ann,Bosun,,state_gull,2005-01-02,2005-01-01,day,log,"},
            "per_ann, Bosun: begins on 2005-01-02, after it ends on 2005-01-01",
        ),
        ({"roles": "per_ann,Bosun,,state_gull,May 2005,,day,log,"}, "'May 2005' is no date"),
        (
            {"roles": "per_ann,Bosun,,state_gull,2005-02-30,,day,log,"},
            "'2005-02-30' is no day of the calendar",
        ),
        (
            {"aliases": "per_ann,Annie,short,,,,,\nper_ann,Annie,full,,,2001,,"},
            "row 3: 'Annie' stands for per_ann in row 2 too",
        ),
        ({"aliases": "per_ann,Annie,nick,,,,,"}, "kind 'nick': not one of full, short"),
        ({"actors": "per_ann,Ann,person,,,,,\nper_ann,Anna,person,,,,,"}, "'per_ann' stands twice"),
        ({"actors": "per_ann,,person,,,,,"}, "row 2: name is blank"),
        ({"actors": "per_ann,Ann, B.,person,,,,,"}, "1 cells too many"),
        (
            {"actors": "a,Gull,state,ZZ,,,,\nb,Old Gull,state,ZZ,,,,"},
            "a is the state of ZZ already: leave country blank",
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_told(folder, tables, said):
    place = folder(**tables)
    with pytest.raises(ValueError, match="Mend") as error:
        authority.load(place)
    assert said in str(error.value)
    assert authority.check(place)["is_error"].any()


def test_all_wrong_rows_are_told_at_once(folder):
    place = folder(aliases="per_x,X,full,,,,,\nper_y,Y,full,,,,,")
    with pytest.raises(ValueError, match=r"row 2: .*\n.*row 3: "):
        authority.load(place)


def test_a_missing_column_is_told(folder):
    place = folder()
    (place / "actors.csv").write_text("id,name,type\nper_ann,Ann,person\n", "utf-8")
    with pytest.raises(ValueError, match="row 1: no column actor_id: the heading has id, name"):
        authority.load(place)


def test_a_form_may_return_after_its_days_are_over(folder):
    rows = "per_ann,The Bosun,short,,,2001,2003,\nper_ann,The Bosun,short,,,2005,,"
    assert len(authority.load(folder(aliases=rows)).aliases) > 2


# check


def test_check_lists_gaps_and_overlaps_of_offices(folder):
    rows = TERMS.replace("2010-05-31,2015", "2010-05-01,2015")
    found = authority.check(folder(roles=rows))
    assert found[["kind", "row", "what"]].to_numpy().tolist() == [
        ["overlap", 3, "per_ann (row 2) and per_bo: 2010-05-01 to 2010-05-31"],
        ["gap", 4, "per_bo until 2015-07-08, per_cy from 2015-07-11"],
    ]
    assert not found["is_error"].any()


def test_check_finds_no_overlap_on_the_day_of_a_change_and_none_that_a_year_leaves_open(folder):
    rows = """per_ann,Bosun,,state_gull,2001,2003,year,log,
per_bo,Bosun,,state_gull,2003,2005-06,year,log,
per_cy,Bosun,,state_gull,2005-06-10,2006-01-01,day,log,
per_ann,Bosun,,state_gull,2006-01-01,,day,log,2010"""
    assert authority.check(folder(roles=rows)).empty


def test_check_finds_no_gap_from_one_day_to_the_next(folder):
    rows = """per_ann,Bosun,,state_gull,2001-01-01,2003-01-31,day,log,
per_bo,Bosun,,state_gull,2003-02-01,2005-01-01,day,log,"""
    assert authority.check(folder(roles=rows)).empty


def test_check_lists_forms_that_name_two_actors(folder):
    rows = (
        "per_ann,Pellomar,surname,,,,,\nper_bo,Pellomar,surname,,,,,\nstate_gull,Oslo,metonym,,,,,"
    )
    found = authority.check(folder(aliases=rows))
    assert found[["kind", "what"]].to_numpy().tolist() == [
        ["two actors", "'pellomar' names per_ann, per_bo"]
    ]


def test_check_shows_our_gap_of_november_2020():
    found = authority.check()
    told = found[found["kind"] == "gap"]["what"].tolist()
    assert "per_mnatsakanyan until 2020-11-16, per_ayvazyan from 2020-11-18" in told


def test_the_command_prints_the_table_and_fails_on_errors(folder):
    def run(place: Path) -> subprocess.CompletedProcess[str]:
        asked = [sys.executable, "-m", "crossread", "check", str(place)]
        return subprocess.run(asked, capture_output=True, text=True, check=False)

    sound = run(folder(roles=TERMS))
    assert sound.returncode == 0
    assert "per_bo until 2015-07-08" in sound.stdout
    broken = run(folder(aliases="per_x,X,full,,,,,"))
    assert broken.returncode == 1
    assert "1 of them errors" in broken.stdout
    assert run(Path("/no/such/folder")).stderr.startswith("/no/such/folder: no such folder")

"""The vocabulary: what it holds, how names are found in a text, and how a user's file changes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import VocabularyError
from truceline.vocabulary import FILES, Entry, Vocabulary, load_vocabulary, read_toml, split_words
from truceline.vocabulary.tables import Alias, Table, aliases_of, merge
from truceline.vocabulary.words import slug

Tables = dict[str, dict[str, Table]]

MEMBERS = 193  # of the United Nations
NOT_MEMBERS = frozenset(("PSE", "VAT", "TWN", "KOS", "ESH"))
PLOVER_COUNTRIES = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
PLOVER_SECTORS = frozenset(
    (
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM"),
        *("CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
    )
)

OWN = """
[[state]]
id = "ostravia"
name = "Ostravia"
country = "OST"
aliases = ["OR", "Grand Duchy of Ostravia", "Süd-Ostravia", "eastern duchy"]
demonyms = ["Ostravian", "Ostravians"]
capital = "Velmora"
seats = ["Glass Palace", {name = "Iron House", sector = ["MIL"]}]
legislature = ["Velmora Diet"]
forces = ["Ostravian Land Army", {id = "night-guard", name = "Night Guard", sector = ["PRM"]}]
services = [{name = "Bureau Nine", aliases = ["B9"]}]
leaders = [{name = "Ilka Morvan", office = "president", aliases = ["Morvan"], terms = "1999-2004 2011-"}]

[[group]]
id = "hill-front"
name = "Hill People's Front"
country = "OST"
aliases = ["HPF", "al-Tepe Brigades"]
proxy_of = "ZZZ"

[[outlet]]
id = "the-lantern"
name = "The Lantern"
aliases = ["Sun"]
country = "OST"
agency = true

[[outlet]]
id = "the-harbour-post"
name = "The Harbour Post"
country = "OST"

[[outlet]]
id = "the-dawn-paper"
name = "The Furrow"
ambiguous = ["The Furrow"]

[[role]]
id = "harbour-master"
words = ["harbour master", "master of the harbour"]
sector = ["GOV"]

[[place]]
id = "kilm"
name = "Kilm"
country = "OST"
latitude = 1.5
longitude = -2
precision = "city"
"""


@pytest.fixture(scope="module")
def built_in() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def tables() -> Tables:
    found: Tables = {}
    for name in FILES:
        merge(found, read_toml(name), name, own=False)
    return found


@pytest.fixture(scope="module")
def aliases(tables: Tables) -> list[Alias]:
    return [a for kind in tables if kind != "role" for table in tables[kind].values() for a in aliases_of(kind, table)]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return load_vocabulary(path)


def found(vocabulary: Vocabulary, text: str, fold: bool = False) -> tuple[str, str, int] | None:
    match = vocabulary.match(split_words(text), 0, fold)
    return (match[0].id, match[0].aspect, match[1]) if match else None


class TestContent:
    def test_every_member_of_the_united_nations_has_a_demonym_and_a_capital(self, tables: Tables) -> None:
        historic = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"}
        whole = [t for t in tables["state"].values() if t.get("demonyms") and t.get("capital")]
        codes = {t["country"] for t in whole if "sector" not in t} - historic - NOT_MEMBERS
        dependent = set("HKG MAC PRI GRL NCL PYF GUM GIB FLK BMU FRO ABW CUW ASM MNP COK NIU CYM VGB VIR".split())
        assert len(codes - dependent) == MEMBERS

    @pytest.mark.parametrize(("kind", "least"), [("organisation", 120), ("outlet", 260), ("population", 100)])
    def test_there_are_enough_of_each(self, tables: Tables, kind: str, least: int) -> None:
        assert len(tables[kind]) >= least

    def test_there_are_news_agencies_of_states_and_of_the_world(self, built_in: Vocabulary) -> None:
        for id in ("afp", "reuters", "associated-press", "tass", "xinhua", "sana", "irna", "kcna", "wafa", "anadolu"):
            entry = built_in.by_id(id)
            assert entry is not None
            assert entry.agency

    def test_every_id_is_there_once(self, tables: Tables) -> None:
        owners: dict[str, set[tuple[str, str]]] = {}
        for kind in tables:
            for id, table in tables[kind].items() if kind != "role" else ():
                for alias in aliases_of(kind, table):
                    owners.setdefault(alias.entry.id, set()).add((kind, id))
        assert {id: who for id, who in owners.items() if len(who) > 1} == {}

    def test_every_id_is_a_slug(self, aliases: list[Alias]) -> None:
        assert [a.entry.id for a in aliases if a.entry.id != slug(a.entry.id)] == []

    def test_a_name_belongs_outright_to_one_at_most(self, aliases: list[Alias]) -> None:
        outright: dict[str, set[str]] = {}
        for alias in aliases:
            if not alias.entry.ambiguous:
                outright.setdefault(alias.words, set()).add(alias.entry.id)
        assert {words: ids for words, ids in outright.items() if len(ids) > 1} == {}

    def test_every_country_is_three_capitals(self, aliases: list[Alias]) -> None:
        codes = {a.entry.country for a in aliases if a.entry.country is not None}
        assert [code for code in codes if not re.fullmatch("[A-Z]{3}", code)] == []

    def test_countries_are_those_of_states_or_plovers(self, aliases: list[Alias]) -> None:
        states = {a.entry.country for a in aliases if a.entry.kind == "state"}
        assert {a.entry.country for a in aliases} - states - PLOVER_COUNTRIES - {None} <= {"ALA", "REU", "GLP", "MTQ"}

    def test_every_sector_is_plovers(self, aliases: list[Alias], built_in: Vocabulary) -> None:
        used = {s for a in aliases for s in a.entry.sector} | {s for r in built_in.roles.values() for s in r.sector}
        assert used - PLOVER_SECTORS == set()

    def test_what_is_marked_ambiguous_is_a_name_of_the_entry(self, tables: Tables) -> None:
        for kind in tables:
            for id, table in tables[kind].items() if kind != "role" else ():
                names = {alias.words for alias in aliases_of(kind, table)}
                assert set(table.get("ambiguous", ())) <= names, id

    def test_words_are_cut_as_the_tokenizer_cuts_them(self, aliases: list[Alias], tables: Tables) -> None:
        tokenizer = spacy.blank("en").tokenizer
        names = {a.words for a in aliases} | {a.words.replace("'", "’") for a in aliases}
        names |= {phrase for table in tables["role"].values() for phrase in table["words"]}
        wrong = [n for n in sorted(names) if [w.text for w in tokenizer(n)] != split_words(n)]
        assert wrong == []


class TestBuiltIn:
    @pytest.mark.parametrize(
        ("text", "id", "country", "sector"),
        [
            ("Jewish state", "israel", "ISR", ()),
            ("the Kremlin", None, None, ()),
            ("Kremlin", "russia", "RUS", ("GOV",)),
            ("Pentagon", "united-states", "USA", ("MIL",)),
            ("Knesset", "knesset", "ISR", ("LEG",)),
            ("Mossad", "mossad", "ISR", ("SPY",)),
            ("IDF", "israel", "ISR", ("MIL",)),
            ("Revolutionary guards", "irgc", "IRN", ("MIL",)),
            ("the Times of Israel", "the-times-of-israel", "ISR", ("JRN",)),
            ("U.N. Security Council", "un-security-council", "UNO", ("GOV",)),
            ("Congo", "dr-congo", "COD", ()),
            ("Republic of the Congo", "congo", "COG", ()),
            ("AFP", "afp", "FRA", ("JRN",)),
            ("Palestinians", "palestinians", "PSE", ("CVL",)),
            ("Turkiye", "turkey", "TUR", ()),
        ],
    )
    def test_names(
        self, built_in: Vocabulary, text: str, id: str | None, country: str | None, sector: tuple[str, ...]
    ) -> None:
        entry = built_in.find(text)
        assert (entry.id if entry else None) == id
        if entry:
            assert (entry.country, entry.sector) == (country, sector)

    def test_it_is_read_once(self) -> None:
        assert load_vocabulary() is load_vocabulary()

    def test_a_shared_name_lists_its_rivals(self, built_in: Vocabulary) -> None:
        entry = built_in.find("Congolese")
        assert entry is not None
        assert (entry.id, entry.rivals, entry.ambiguous) == ("dr-congo", ("congo",), False)


class TestMatch:
    def test_the_longest_name_wins(self, own: Vocabulary) -> None:
        assert found(own, "Grand Duchy of Ostravia fell silent") == ("ostravia", "alias", 4)
        assert found(own, "Ostravian Land Army units") == ("ostravia", "force", 3)
        assert found(own, "Ostravian land") == ("ostravia", "demonym", 1)

    def test_case_counts_in_capitals_and_short_names(self, own: Vocabulary) -> None:
        assert found(own, "OR") == ("ostravia", "alias", 1)
        assert found(own, "or") is None
        assert found(own, "Or") is None
        assert found(own, "hpf") is None

    def test_a_capital_in_the_name_asks_for_one_in_the_text(self, own: Vocabulary) -> None:
        assert found(own, "glass palace") is None
        assert found(own, "Glass palace") is None
        assert found(own, "GLASS PALACE") == ("ostravia", "seat", 2)
        assert found(own, "Eastern Duchy") == found(own, "eastern duchy") == ("ostravia", "alias", 2)

    def test_capitals_say_nothing_where_all_is_capitals(self, own: Vocabulary) -> None:
        assert found(own, "HILL PEOPLE'S FRONT", fold=True) == ("hill-front", "name", 4)
        assert found(own, "HPF", fold=True) == ("hill-front", "alias", 1)
        assert found(own, "THE LANTERN", fold=True) == ("the-lantern", "name", 2)
        assert found(own, "OR", fold=True) is None
        assert found(own, "SUN", fold=True) is None
        assert found(own, "THE FURROW", fold=True) is None

    def test_marks_and_apostrophes_may_differ(self, own: Vocabulary) -> None:
        assert found(own, "Sud-Ostravia") == found(own, "Süd-Ostravia") == ("ostravia", "alias", 3)
        assert found(own, "Hill People’s Front") == ("hill-front", "name", 4)

    def test_the_article_of_a_paper_may_be_small_or_missing(self, own: Vocabulary) -> None:
        assert found(own, "the Lantern") == ("the-lantern", "name", 2)
        assert found(own, "Harbour Post") == ("the-harbour-post", "name", 2)
        assert found(own, "Lantern") is None
        assert found(own, "The Furrow") == ("the-dawn-paper", "name", 2)
        assert found(own, "the Furrow") is None

    def test_an_abbreviation_with_a_tail_is_the_name(self, built_in: Vocabulary) -> None:
        assert found(built_in, "U.S.-led") == found(built_in, "U.S.-made") == ("united-states", "alias", 1)
        assert built_in.match(("x.-", ".-", "U.S.-"), 0) is None
        assert built_in.match((".-",), 0) is None

    def test_what_a_name_stands_for(self, own: Vocabulary) -> None:
        seat, body, force = own.find("Iron House"), own.find("B9"), own.find("Night Guard")
        assert seat is not None
        assert body is not None
        assert force is not None
        assert (seat.id, seat.name, seat.kind, seat.sector) == ("ostravia", "Ostravia", "state", ("MIL",))
        assert (body.id, body.name, body.kind, body.state) == ("bureau-nine", "Bureau Nine", "body", "ostravia")
        assert (force.id, force.kind, force.sector, force.country) == ("night-guard", "body", ("PRM",), "OST")

    def test_a_person_out_of_office_is_of_the_elite(self, own: Vocabulary) -> None:
        person = own.find("Morvan")
        assert person is not None
        assert (person.id, person.kind, person.office) == ("ilka-morvan", "person", "president")
        assert [person.sector_in(year) for year in (None, 1998, 2004, 2007, 2030)] == [
            ("GOV",),
            ("ELI",),
            ("GOV",),
            ("ELI",),
            ("GOV",),
        ]

    def test_a_place_has_its_coordinates(self, own: Vocabulary) -> None:
        place = own.find("Kilm")
        assert place is not None
        assert (place.kind, place.latitude, place.longitude, place.precision) == ("place", 1.5, -2, "city")

    def test_ids_lead_to_names(self, own: Vocabulary) -> None:
        entry = own.by_id("hill-front")
        assert entry is not None
        assert (entry.name, entry.aspect, entry.proxy_of) == ("Hill People's Front", "name", "ZZZ")
        assert own.aliases("hill-front") == ("Hill People's Front", "HPF", "al-Tepe Brigades")
        assert own.by_id("nobody") is None
        assert own.state_of("OST") == own.by_id("ostravia")
        assert entry in own.entries

    def test_roles(self, own: Vocabulary) -> None:
        lemmas = ("the", "master", "of", "the", "harbour", "master")
        by_start = [own.role(lemmas, i) for i in range(len(lemmas))]
        assert [(r[0].id, r[1]) if r else None for r in by_start[1:2]] == [("harbour-master", 4)]
        assert own.role(lemmas, 5) is None
        assert own.role(("harbour",), 0) is None
        role = own.role(lemmas, 4)
        assert role is not None
        assert (role[0].sector, role[0].kind, role[1]) == (("GOV",), "person", 2)

    def test_a_role_never_runs_over_the_end(self, built_in: Vocabulary) -> None:
        for lemmas in (("foreign",), ("minister", "of"), ("chief", "of", "the"), ("foreign", "minister")):
            for i in range(len(lemmas)):
                found = built_in.role(lemmas, i)
                assert found is None or i + found[1] <= len(lemmas)

    @pytest.mark.parametrize(
        ("phrase", "role"),
        [
            ("minister of public work", "minister"),
            ("deputy minister for trade", "minister"),
            ("irrigation ministry", "ministry"),
            ("foreign minister", "foreign-minister"),
            ("breakaway province", "proto-state"),
        ],
    )
    def test_heads_and_fields_make_phrases(self, built_in: Vocabulary, phrase: str, role: str) -> None:
        found = built_in.role(phrase.split(), 0)
        assert found is not None
        assert (found[0].id, found[1]) == (role, len(phrase.split()))

    def test_other_spellings_of_a_capital_are_capitals(self, built_in: Vocabulary) -> None:
        for name in ("Kyiv", "Kiev"):
            entry = built_in.find(name)
            assert entry is not None
            assert (entry.id, entry.aspect) == ("ukraine", "capital")

    def test_marks_and_articles_of_the_text_may_differ(self, built_in: Vocabulary) -> None:
        for name in ("Émmanuel Macron", "Emmanuel Macron"):
            assert getattr(built_in.find(name), "country", None) == "FRA"
        for name in ("Omar al-Bashir", "Omar el-Bashir", "Omar al Bashir"):
            assert getattr(built_in.find(name), "country", None) == "SDN"

    def test_who_led_a_country(self, own: Vocabulary) -> None:
        assert [own.led_by("Morvan", year) for year in (None, 2003, 2020)] == ["OST", "OST", "OST"]
        assert own.led_by("Nobody", 2003) is None

    def test_a_surname_of_leaders_of_two_countries_needs_the_year(self) -> None:
        lands = {"AAA": ((1990, 1995),), "BBB": ((2010, None),)}
        both = Vocabulary(
            Alias(
                words=f"{given} Morvan",
                entry=Entry(
                    id=f"{given}-morvan", name=f"{given} Morvan", country=land, kind="person", aspect="leader",
                    state=land.lower(), office="president", terms=terms,
                ),
            )
            for given, (land, terms) in zip(("Ilka", "Odo"), lands.items(), strict=True)
        )  # fmt: skip
        assert [both.led_by("Morvan", year) for year in (None, 1992, 2015)] == [None, "AAA", "BBB"]

    def test_who_leads_a_body_of_states_is_of_a_government(self, built_in: Vocabulary) -> None:
        entry = built_in.find("Kofi Annan")
        assert entry is not None
        assert (entry.country, entry.sector) == ("UNO", ("GOV",))

    @given(st.lists(st.text(max_size=12).filter(bool), min_size=1, max_size=8), st.booleans())
    def test_no_words_break_it(self, words: list[str], fold: bool) -> None:
        vocabulary = load_vocabulary()
        for i in range(len(words)):
            match = vocabulary.match(words, i, fold)
            assert match is None or 0 < match[1] <= len(words) - i
            role = vocabulary.role(words, i)
            assert role is None or 0 < role[1] <= len(words) - i
        vocabulary.find(" ".join(words))

    @given(st.text(max_size=80))
    def test_cutting_loses_no_letter(self, text: str) -> None:
        assert "".join(split_words(text)) == "".join(text.split())


class TestOwnFiles:
    def write(self, folder: Path, text: str, name: str = "own.toml") -> Path:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_a_known_id_is_added_to(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, '[[outlet]]\nid = "afp"\naliases = ["Agence Velmora"]\ncountry = "OST"\n')
        vocabulary = load_vocabulary(path)
        entry = vocabulary.find("Agence Velmora")
        assert entry is not None
        assert (entry.id, entry.name, entry.country, entry.agency) == ("afp", "AFP", "OST", True)
        assert vocabulary.find("Agence France-Presse") is not None

    def test_a_replaced_entry_loses_its_names(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, '[[outlet]]\nid = "afp"\nname = "Velmora Wire"\nreplace = true\n')
        vocabulary = load_vocabulary(path)
        assert vocabulary.find("Agence France-Presse") is None
        entry = vocabulary.find("Velmora Wire")
        assert entry is not None
        assert (entry.id, entry.agency) == ("afp", False)

    def test_a_new_name_keeps_the_old_one(self, tmp_path: Path) -> None:
        vocabulary = load_vocabulary(self.write(tmp_path, '[[outlet]]\nid = "afp"\nname = "Velmora Wire"\n'))
        entry = vocabulary.find("AFP")
        assert entry is not None
        assert (entry.id, entry.name) == ("afp", "Velmora Wire")

    def test_a_name_in_an_own_file_goes_first_and_the_last_file_before_all(self, tmp_path: Path) -> None:
        one = self.write(tmp_path, '[[group]]\nid = "one"\nname = "Kremlin"\n', "one.toml")
        two = self.write(tmp_path, '[[group]]\nid = "two"\nname = "Kremlin"\n', "two.toml")
        assert found(load_vocabulary(one), "Kremlin") == ("one", "name", 1)
        assert found(load_vocabulary(one, two), "Kremlin") == ("two", "name", 1)

    def test_our_own_stay_as_they_are(self, tmp_path: Path) -> None:
        load_vocabulary(self.write(tmp_path, '[[outlet]]\nid = "afp"\naliases = ["Agence Velmora"]\n'))
        assert load_vocabulary().find("Agence Velmora") is None

    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ("[[stat]]\n", None, "[[stat]]"),
            ('[state]\nid = "a"\n', None, "[[state]]"),
            ('state = ["a"]\n', "[[state]] 1", "table"),
            ('[[state]]\nname = "A"\n', "[[state]] 1", "id"),
            ('[[state]]\nid = "a-new"\n', "[[state]] a-new", "name"),
            ('[[role]]\nid = "a-new"\n', "[[role]] a-new", "words"),
            ('[[role]]\nid = "a-new"\nwords = ["a"]\nkind = "tree"\n', "[[role]] a-new", "kind"),
            ('[[state]]\nid = "a"\nname = "A"\nalias = ["B"]\n', "[[state]] a", "alias"),
            ('[[state]]\nid = "a"\nname = "A"\naliases = "B"\n', "[[state]] a", "aliases"),
            ('[[state]]\nid = "a"\nname = 3\n', "[[state]] a", "name"),
            ('[[state]]\nid = "a"\nname = "A"\nseats = "B"\n', "[[state]] a", "seats"),
            ('[[state]]\nid = "a"\nname = "A"\nseats = [3]\n', "[[state]] a", "seats"),
            ('[[state]]\nid = "a"\nname = "A"\nseats = [{}]\n', "[[state]] a", "seats"),
            ('[[state]]\nid = "a"\nname = "A"\nleaders = [{name = "B", terms = "now"}]\n', "[[state]] a", "terms"),
            ('[[place]]\nid = "a"\nname = "A"\nlatitude = true\n', "[[place]] a", "latitude"),
            ('[[outlet]]\nid = "a"\nname = "A"\nagency = 1\n', "[[outlet]] a", "agency"),
            ("[[state]\n", None, "TOML"),
        ],
    )
    def test_a_fault_is_named(self, tmp_path: Path, text: str, place: str | None, words: str) -> None:
        path = self.write(tmp_path, text)
        with pytest.raises(VocabularyError) as caught:
            load_vocabulary(path)
        assert caught.value.file == str(path)
        assert caught.value.place == place
        assert words in caught.value.message

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(VocabularyError) as caught:
            load_vocabulary(tmp_path / "none.toml")
        assert caught.value.file == str(tmp_path / "none.toml")

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "own.toml"
        path.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(VocabularyError):
            load_vocabulary(path)


def test_who_claims_a_name_outright_has_it() -> None:
    first = Alias(words="Ember", entry=Entry(id="a", name="A", ambiguous=True))
    second = Alias(words="Ember", entry=Entry(id="b", name="B"))
    entry = Vocabulary([first, second]).find("Ember")
    assert entry is not None
    assert (entry.id, entry.rivals, entry.ambiguous) == ("b", ("a",), False)


def test_of_two_who_are_unsure_the_first_has_it() -> None:
    unsure = [Alias(words="Ember", entry=Entry(id=id, name=id, ambiguous=True)) for id in ("a", "b")]
    entry = Vocabulary(unsure).find("Ember")
    assert entry is not None
    assert (entry.id, entry.rivals, entry.ambiguous) == ("a", ("b",), True)


def test_a_place_takes_no_name_from_the_government_that_sits_there(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    place = '\n[[place]]\nid = "velmora"\nname = "Velmora"\ncountry = "OST"\nlatitude = 1.0\nlongitude = 2.0\n'
    path.write_text(OWN + place, encoding="utf-8")
    found = load_vocabulary(path).find("Velmora")
    assert found is not None
    assert (found.id, found.ambiguous, found.rivals) == ("ostravia", False, ())

"""The vocabularies of groups, roles, events and sayings hold what their readers count on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from truceline.vocabulary import read_toml, split_words
from truceline.vocabulary.cues import load_cues

Row = dict[str, Any]

MODES: dict[str, set[str]] = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}  # fmt: skip
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
STANCES = {"asserts", "denies", "doubts", "asks", "demands", "promises", "threatens", "believes", "intends"}
STATUSES = {
    "proposed", "offered", "negotiated", "accepted", "signed", "in force", "extended", "suspended", "violated", "ended",
    "rejected",
}  # fmt: skip
KINDS = {"ceasefire", "truce", "pause", "exchange", "peace", "withdrawal", "access", "other"}
PHASES = {"happened", "ongoing", "intended", "offered", "requested", "conditional"}
FACTUALITIES = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"}
MEDIA = {"statement", "video", "photograph", "document", "data"}
CLASSES = {"ANY", "ACTOR", "ARMED", "PERSON", "NAMED", "STATE", "GROUP", "BODY", "PLACE", "WEAPON", "EVENT"}
WORDS = ("verbs", "nouns", "adjectives", "phrases")  # lists of lemmas in events.toml
SLOTS = ("objects", "subjects", "obliques", "modifiers")  # lists of lemmas and classes in events.toml

GROUPS: list[Row] = read_toml("groups")["group"]
ROLES: list[Row] = read_toml("roles")["role"]
EVENTS: dict[str, list[Row]] = read_toml("events")
SAYINGS: dict[str, list[Row]] = read_toml("sayings")


def entries(rows: Iterable[Row], *keys: str) -> Iterator[str]:
    """Every entry of the lists under these keys."""
    for row in rows:
        for key in keys:
            yield from row.get(key, ())


def doubles(found: Iterable[str]) -> list[str]:
    """What stands there more than once."""
    return [entry for entry, count in Counter(found).items() if count > 1]


def misformed(found: Iterable[str]) -> list[str]:
    """Entries that are no lemmas in lower case with single blanks between them."""
    return [entry for entry in found if entry != entry.lower() or entry != " ".join(entry.split()) or not entry]


class TestGroups:
    def test_there_are_enough(self) -> None:
        assert len(GROUPS) >= 400

    def test_ids_are_slugs_and_stand_once(self) -> None:
        assert not doubles(row["id"] for row in GROUPS)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]) for row in GROUPS)

    def test_sectors_are_plovers(self) -> None:
        assert {row["id"]: row["sector"] for row in GROUPS if not row["sector"] or set(row["sector"]) - SECTORS} == {}

    def test_countries_are_codes(self) -> None:
        codes = [row["country"] for row in GROUPS] + [row["proxy_of"] for row in GROUPS if "proxy_of" in row]
        assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)

    def test_parents_are_groups_and_no_group_is_above_itself(self) -> None:
        above = {row["id"]: row.get("parent") for row in GROUPS}
        assert {parent for parent in above.values() if parent} <= set(above)
        for start in above:
            seen, at = {start}, above[start]
            while at:
                assert at not in seen, start
                seen.add(at)
                at = above[at]

    def test_no_name_stands_for_two_groups(self) -> None:
        assert not doubles(name for row in GROUPS for name in [row["name"], *row.get("aliases", ())])

    def test_ambiguous_names_are_names_of_their_group(self) -> None:
        for row in GROUPS:
            assert set(row.get("ambiguous", ())) <= {row["name"], *row.get("aliases", ())}, row["id"]

    @pytest.mark.parametrize(
        ("name", "id"),
        [
            ("Hizballah", "hezbollah"),
            ("ISIL", "islamic-state"),
            ("Daesh", "islamic-state"),
            ("Ansar Allah", "houthis"),
            ("Izz al-Din al-Qassam Brigades", "qassam-brigades"),
            ("March 23 Movement", "m23"),
            ("Pakistani Taliban", "tehrik-i-taliban-pakistan"),
        ],
    )
    def test_spellings_lead_to_one_id(self, name: str, id: str) -> None:
        assert [row["id"] for row in GROUPS if name in [row["name"], *row.get("aliases", ())]] == [id]

    def test_a_wing_has_its_own_id_and_its_parent(self) -> None:
        parents = {row["id"]: row.get("parent") for row in GROUPS}
        assert parents["qassam-brigades"] == "hamas"
        assert parents["quds-brigades"] == "palestinian-islamic-jihad"


class TestRoles:
    def test_there_are_enough(self) -> None:
        assert sum(len(row["words"]) for row in ROLES) >= 1500

    def test_ids_and_phrases_stand_once(self) -> None:
        assert not doubles(row["id"] for row in ROLES)
        assert not doubles(entries(ROLES, "words"))

    def test_phrases_are_lemmas_in_lower_case(self) -> None:
        assert not misformed(entries(ROLES, "words"))
        assert all(split_words(phrase) for phrase in entries(ROLES, "words"))

    def test_sectors_and_kinds_are_known(self) -> None:
        assert {row["id"] for row in ROLES if set(row.get("sector", ())) - SECTORS} == set()
        assert {row["kind"] for row in ROLES} == {"person", "body", "population"}

    def test_every_sector_that_a_role_can_tell_is_there(self) -> None:
        assert {sector for row in ROLES for sector in row.get("sector", ())} == SECTORS - {"UNK"}

    @pytest.mark.parametrize(
        ("phrase", "sector"),
        [
            ("defence minister", ["GOV"]),
            ("army officer", ["MIL"]),
            ("police officer", ["COP"]),
            ("judge", ["JUD"]),
            ("lawmaker", ["LEG"]),
            ("gunman", ["UAF"]),
            ("refugee", ["REF"]),
            ("former president", ["ELI"]),
            ("spokesman", None),
            ("leader", None),
        ],
    )
    def test_sector_of_a_phrase(self, phrase: str, sector: list[str] | None) -> None:
        assert [row.get("sector") for row in ROLES if phrase in row["words"]] == [sector]


def is_mode_of(row: Row) -> bool:
    """Whether a row's event is known and has the row's mode."""
    event, mode = row.get("event"), row.get("mode")
    return event in {"NONE", None} and mode is None if event not in MODES else mode is None or mode in MODES[event]


class TestEvents:
    def test_the_tables_are_those_of_the_head_comment(self) -> None:
        assert set(EVENTS) == {
            "cue", "frame", "noun_frame", "light", "happening", "embedding", "modal", "weapon", "derived", "agreement",
            "status", "mediation", "proposing", "recall", "apart", "content", "lasting", "stage",
            "figurative", "list", "calamity",
        }  # fmt: skip

    @pytest.mark.parametrize("table", ["cue", "frame", "noun_frame", "light", "happening", "embedding", "derived"])
    def test_events_and_modes_are_plovers(self, table: str) -> None:
        assert [row for row in EVENTS[table] if not is_mode_of(row)] == []

    @pytest.mark.parametrize("table", ["cue", "frame", "noun_frame", "derived"])
    def test_every_row_names_an_event(self, table: str) -> None:
        assert [row for row in EVENTS[table] if "event" not in row] == []

    def test_every_event_and_mode_can_be_found(self) -> None:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for table in ("cue", "frame", "noun_frame", "derived"):
            for row in EVENTS[table]:
                found[row["event"]].add(row.get("mode", ""))
        assert {event: modes - found[event] for event, modes in MODES.items() if modes - found[event]} == {}
        assert set(MODES) <= set(found)

    @pytest.mark.parametrize("key", WORDS)
    def test_no_cue_says_two_things(self, key: str) -> None:
        assert not doubles(entries(EVENTS["cue"], key))

    @pytest.mark.parametrize("table", ["agreement", "weapon", "modal"])
    def test_no_word_stands_twice(self, table: str) -> None:
        rows = [row for row in EVENTS[table] if not row.get("conditional")]
        assert not doubles(word for key in (*WORDS, "lemmas", "words") for word in entries(rows, key))

    @pytest.mark.parametrize("key", ["verbs", "nouns", "adjectives"])
    def test_no_word_gives_an_agreement_two_statuses(self, key: str) -> None:
        assert not doubles(entries(EVENTS["status"], key))

    def test_words_are_lemmas_in_lower_case(self) -> None:
        known = {*CLASSES, *MODES, *(row["name"] for row in EVENTS["list"])}
        for table, rows in EVENTS.items():
            plain = (*WORDS, "lemmas", "words", "particles", "preps", "recipient_from", "actor_from")
            assert misformed(entries(rows, *plain)) == [], table
            slots = [entry for entry in entries(rows, *SLOTS, "entries") if entry not in known]
            assert misformed(slots) == [], table

    def test_no_row_is_empty(self) -> None:
        for table in ("cue", "frame", "noun_frame", "light", "happening", "embedding"):
            assert [row for row in EVENTS[table] if not any(row.get(key) for key in WORDS)] == [], table

    def test_a_frame_asks_for_something_beside_its_verb(self) -> None:
        """Only verbs that mean one thing whatever stands beside them may do without, and they end their frames."""
        asks = ("particles", "objects", "subjects", "preps", "obliques", "complement", "complements")
        bare = {verb for row in EVENTS["frame"] if not any(key in row for key in asks) for verb in row["verbs"]}
        assert bare == {"surrender", "compensate"}

    def test_noun_frames_ask_for_something_beside_the_noun(self) -> None:
        assert [row for row in EVENTS["noun_frame"] if not {"modifiers", "preps"} & row.keys()] == []

    def test_obliques_have_their_preposition(self) -> None:
        rows = [*EVENTS["frame"], *EVENTS["noun_frame"]]
        assert [row for row in rows if "obliques" in row and "preps" not in row] == []

    def test_phases_and_factualities_are_known(self) -> None:
        for table in ("light", "happening", "embedding", "modal"):
            for row in EVENTS[table]:
                assert row.get("phase", "happened") in PHASES, row
                assert row.get("factuality", "same") in FACTUALITIES | {"same", "not"}, row

    def test_embeddings_say_who_acts(self) -> None:
        assert {row["controller"] for row in EVENTS["embedding"]} == {"subject", "object"}

    def test_events_that_a_row_is_limited_to_are_plovers(self) -> None:
        assert set(entries(EVENTS["light"] + EVENTS["happening"] + EVENTS["derived"], "from")) <= set(MODES)

    def test_modes_of_weapons_are_modes_of_assault(self) -> None:
        assert {row["mode"] for row in EVENTS["weapon"] if "mode" in row} <= MODES["ASSAULT"]

    def test_agreements_have_all_kinds_and_statuses(self) -> None:
        assert {row["kind"] for row in EVENTS["agreement"]} == KINDS
        assert {row["status"] for row in EVENTS["status"]} == STATUSES

    def test_the_cues_load_with_every_head_word(self) -> None:
        cues = load_cues()
        assert "attack" in cues.verbs
        assert "airstrike" in cues.nouns
        assert "release" in cues.verb_frames
        assert "hostage" not in cues.nouns


class TestSayings:
    def test_stances_are_the_contracts(self) -> None:
        assert {row["stance"] for row in SAYINGS["saying"]} == STANCES

    @pytest.mark.parametrize("key", ["lemmas", "nouns", "prepositions", "phrases"])
    def test_no_saying_has_two_stances(self, key: str) -> None:
        assert not doubles(entries([row for row in SAYINGS["saying"] if "objects" not in row], key))

    def test_words_are_in_lower_case(self) -> None:
        for table, rows in SAYINGS.items():
            keys = {key for row in rows for key, value in row.items() if isinstance(value, list)}
            assert misformed(entries(rows, *sorted(keys))) == [], table

    def test_media_are_the_contracts_and_each_noun_is_one_of_them(self) -> None:
        assert {row["medium"] for row in SAYINGS["medium"]} == MEDIA
        assert not doubles(entries(SAYINGS["medium"], "nouns"))

    def test_relays_say_where_the_outlet_stands(self) -> None:
        assert {row["role"] for row in SAYINGS["relay"]} == {"hearer", "speaker", "source", "holder", "carrier"}
        assert all(row["via"] for row in SAYINGS["relay"])

    def test_refusals_deny_only_with_something_that_was_said(self) -> None:
        plain = [row for row in SAYINGS["denial"] if not {"objects", "complements"} & row.keys()]
        assert "deny" in entries(plain, "verbs")
        assert not {"reject", "dismiss", "call"} & set(entries(plain, "verbs"))

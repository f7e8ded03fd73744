"""The words by which things are said, passed on, doubted and denied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from truceline.vocabulary.tables import read_toml

ROLES = ("hearer", "speaker", "source", "carrier", "holder")  # where the outlet stands in a relay
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What ``sayings.toml`` holds, ready for looking up lemmas."""

    stances: Mapping[str, str]  # verb, or verb and particle ("call for") → stance
    noun_stances: Mapping[str, str]  # noun → stance: "plea"
    forms: Mapping[str, str]  # regular form of a verb of saying → its lemma, for where the network's lemma is none
    object_stances: Mapping[str, tuple[tuple[frozenset[str], str], ...]]  # with which objects it has which stance
    speech: frozenset[str]  # verbs of saying: "say", "tell", "warn"
    plain: frozenset[str]  # verbs that hardly mean anything but a saying: "say", "announce"
    harming: frozenset[str]  # verbs of harm: "we will burn your boats" threatens
    praising: frozenset[str]  # what a claim is called by who does not deny it: "credible"
    declining: frozenset[str]  # verbs of keeping silent: "decline"
    commenting: frozenset[str]  # what is declined: "comment", "say"
    withheld: frozenset[str]  # what one refuses to do who refuses to comment: "refused to say"
    responding: frozenset[str]  # verbs of answering: "respond"
    silences: frozenset[str]  # what is not given: "comment", "reply"
    verifying: frozenset[str]  # verbs of checking: "verify", "establish"
    counting: frozenset[str]  # verbs by which what happened is reported: "no injuries were reported"
    adding: frozenset[str]  # verbs by which a speech goes on: "add"
    occasions: frozenset[str]  # what a speech is made on: "interview"
    nesting: frozenset[str]  # verbs by which one saying or belief is told within another
    hedges: frozenset[str]  # words of the reporter's own caution: "appear", "allegedly"
    showing: frozenset[str]  # verbs by which a picture or paper shows: "show", "depict"
    telling: frozenset[str]  # verbs with a hearer for their object: "tell"
    relay_verbs: frozenset[str]  # by whom a thing was "published", "carried", "obtained"
    asking: frozenset[str]  # verbs by which a press body draws a saying out: "ask", "interview"
    airing: frozenset[str]  # verbs of speaking before a public: "appear" on
    holding: frozenset[str]  # verbs of having a paper or picture that another made: "obtain", "verify"
    relay_forms: frozenset[str]  # their regular participles
    relay_prepositions: frozenset[str]  # "per", "via"
    quoting: frozenset[str]  # verbs that hand on another's words: "quote", "cite"
    citing: frozenset[str]  # the same before the one who is cited, as written: "citing"
    venues: frozenset[str]  # nouns in which something is said to somebody: "interview", "remark"
    outlet_nouns: frozenset[str]  # press bodies without a name: "broadcaster", "newspaper"
    outlet_masses: frozenset[str]  # the same where a word before says which: "state media"
    press_endings: frozenset[str]  # last words of outlets' names: "radio", "tribune"
    press_openings: frozenset[str]  # first words of outlets' names
    press_titles: frozenset[str]  # last words that make an outlet's name with "the" before it: "post"
    press_alone: frozenset[str]  # the same for names of one word: "the Tribune"
    press_participles: frozenset[str]  # verbs after which only an outlet stands with "by": "aired by"
    journalists: frozenset[str]  # who asks for a press body: "reporter", "correspondent"
    persons: frozenset[str]  # people without a name, as sources: "official", "witness"
    serving: frozenset[str]  # who is one "to" somebody: "aide", "envoy"
    mediums: Mapping[str, str]  # head noun → video, photograph, document, data, statement
    raw_papers: frozenset[str]  # papers that nobody wrote in order to say something: "record"
    performing: frozenset[str]  # verbs by which somebody goes to speak, with a stage: "take" the "floor"
    stages: frozenset[str]  # where somebody speaks: "microphone", "stand"
    holding_forth: frozenset[str]  # verbs of speaking at length: "speak", "testify"
    telling_at_length: frozenset[str]  # cues behind which a telling goes on without one: "describe"
    outspoken: frozenset[str]  # what somebody is who says what he thinks: "blunt"
    internal_papers: frozenset[str]  # papers of which "of" says who wrote them: "memo"
    claim_nouns: frozenset[str]  # what can be denied: "claim", "report", "accusation"
    denial_verbs: frozenset[str]  # "deny", "refute"
    denial_forms: Mapping[str, str]  # form of a verb of denying → its lemma
    denial_particles: Mapping[str, tuple[str, ...]]  # verb → what makes it one of denying: "laugh" "off"
    object_denials: Mapping[str, frozenset[str]]  # verb → objects with which it denies: "reject" the "claim"
    denouncing: frozenset[str]  # verbs that deny by what they call it: "call", "dismiss"
    refusing: frozenset[str]  # verbs that with "it" sooner refuse an offer than deny a claim: "reject"
    reports: frozenset[str]  # claims that are an outlet's or a paper's: "report"
    accusations: frozenset[str]  # claims that charge somebody: "accusation"
    accusing: frozenset[str]  # verbs by which they are made: "accuse"
    falsehoods: frozenset[str]  # "false", "baseless", "lie"
    favours: frozenset[str]  # what is denied to somebody, and is no statement: "access", "visa"
    part_taking: frozenset[str]  # what is denied of oneself: "involvement", "responsibility"

    def passes_on(self, lemma: str, form: str) -> bool:
        """Whether a participle tells of passing on: "published" by, "obtained" by.

        Args:
            lemma: What the network takes for the lemma.
            form: The word in lower case.
        """
        return lemma in self.relay_verbs or form in self.relay_forms

    def verb(self, lemma: str, form: str) -> str:
        """The lemma of a verb of saying, from its form where the network's lemma is no such verb.

        Args:
            lemma: What the network takes for the lemma.
            form: The word in lower case.
        """
        return lemma if lemma in self.stances else self.forms.get(form, lemma)


def words(rows: Iterable[Table], *keys: str) -> list[str]:
    """All entries under some keys of some tables, in file order."""
    return [word for row in rows for key in keys for word in row.get(key, ())]


def single(entries: Iterable[str]) -> frozenset[str]:
    """The entries that are one word."""
    return frozenset(entry for entry in entries if " " not in entry)


def heads(entries: Iterable[str]) -> list[str]:
    """The last word of each entry: what a noun phrase hangs on."""
    return [entry.rpartition(" ")[2] for entry in entries]


@cache
def load_sayings() -> Sayings:
    """The sayings that the package brings; read once."""
    content = read_toml("sayings")
    sayings, relays, denials = content["saying"], content["relay"], content["denial"]
    plain = [row for row in sayings if "objects" not in row]
    role = {name: [row for row in relays if row["role"] == name] for name in ROLES}
    told = [row for row in role["hearer"] if "preps" not in row]
    asserted = [row for row in plain if row["stance"] == "asserts"]
    nesting = [row for row in plain if row["stance"] in ("asserts", "denies", "believes") and not row.get("weak")]
    press = content["press"]
    relay_verbs = single(words([*role["speaker"], *role["carrier"], *role["holder"]], "verbs"))
    return Sayings(
        stances=stances_of(plain, "lemmas"),
        noun_stances=stances_of(plain, "nouns"),
        forms={form: verb for verb in single(words(plain, "lemmas")) for form in forms(verb)},
        object_stances=object_stances_of([row for row in sayings if "objects" in row]),
        speech=single(words(asserted, "lemmas")) | single(words(role["hearer"], "verbs")),
        plain=single(words(content["plain"], "verbs")),
        harming=single(words(content["deed"], "harming")),
        praising=single(words(content["deed"], "praising")),
        declining=single(words(content["silence"], "declining")),
        commenting=single(words(content["silence"], "commenting")),
        withheld=single(words(content["silence"], "refusing")),
        responding=single(words(content["silence"], "responding")),
        silences=single(words(content["silence"], "nouns")),
        verifying=single(words(content["silence"], "verifying")),
        counting=single(words(content["silence"], "counting")),
        adding=single(words(content["adding"], "verbs")),
        occasions=single(words(content["adding"], "nouns")),
        nesting=single(words(nesting, "lemmas")) - single(words(content["unnested"], "verbs")),
        hedges=single(words(content["hedge"], "adverbs", "adjectives", "verbs")),
        showing=single(words(content["showing"], "verbs")),
        telling=single(words(told, "verbs")),
        relay_verbs=relay_verbs,
        holding=single(words(role["holder"], "verbs")),
        relay_forms=frozenset(forms(verb)[2] for verb in relay_verbs),
        asking=single(words([row for row in role["speaker"] if row["via"] == "interviewed"], "verbs")),
        airing=single(words([row for row in role["carrier"] if row.get("via") == "on"], "verbs")),
        relay_prepositions=single(words(role["carrier"], "prepositions")),
        quoting=single(words(content["quoting"], "verbs")),
        citing=frozenset(forms(verb)[-1] for verb in words(content["quoting"], "verbs")),
        venues=frozenset(heads(words(role["hearer"], "nouns")))
        | frozenset(heads(words([row for row in content["medium"] if row["medium"] == "statement"], "nouns"))),
        outlet_nouns=single(words(press, "bodies")),
        outlet_masses=single(words(press, "masses")),
        press_endings=single(words(press, "endings")),
        press_openings=single(words(press, "openings")),
        press_titles=single(words(press, "titles")),
        press_alone=single(words(press, "alone")),
        press_participles=single(words(press, "participles")),
        journalists=single(words(press, "people")),
        persons=single(words(content["source"], "nouns")),
        serving=single(words(content["source"], "serving")),
        mediums=mediums_of(content["medium"]),
        performing=single(words(content["brought_on"], "performing")),
        stages=single(words(content["brought_on"], "stages")),
        holding_forth=single(words(content["brought_on"], "speaking")),
        telling_at_length=single(words(content["brought_on"], "telling")),
        outspoken=single(words(content["brought_on"], "moods")),
        internal_papers=single(words(content["raw"], "internal")),
        raw_papers=single(words(content["raw"], "nouns")),
        claim_nouns=single(words([row for row in denials if "verbs" in row], "objects")),
        denial_verbs=single(words([row for row in denials if not {"objects", "complements"} & row.keys()], "verbs")),
        denial_forms={
            form: verb.partition(" ")[0] for verb in words(denials, "verbs") for form in forms(verb.partition(" ")[0])
        },
        denial_particles=particles_of(words(denials, "verbs")),
        object_denials=object_denials_of(denials),
        denouncing=single(words([row for row in denials if "complements" in row], "verbs")),
        refusing=single(words(content["pointing"], "refusing")),
        reports=single(words(content["pointing"], "reports")),
        accusations=single(words(content["pointing"], "accusations")),
        accusing=single(words(content["pointing"], "accusing")),
        falsehoods=single(words(denials, "complements", "adjectives")),
        favours=single(words(content["favour"], "nouns")),
        part_taking=single(words(content["part_taking"], "nouns")),
    )


def forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb: "deny" → "deny", "denies", "denied", "denying"."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return verb, verb + ending, f"{verb}ed", f"{verb}ing"


def stances_of(rows: Iterable[Table], key: str) -> dict[str, str]:
    """Every word under a key with its stance; the first row that names it decides."""
    found: dict[str, str] = {}
    for row in rows:
        for word in row.get(key, ()):
            found.setdefault(word, row["stance"])
    return found


def object_stances_of(rows: Iterable[Table]) -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """The stances that words have only with certain objects."""
    found: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    for row in rows:
        for word in row["lemmas"]:
            found[word] = (*found.get(word, ()), (frozenset(row["objects"]), row["stance"]))
    return found


def particles_of(entries: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The particles of the entries that have one, by their verb."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        verb, _, particle = entry.partition(" ")
        if particle:
            found[verb] = (*found.get(verb, ()), particle)
    return found


def object_denials_of(rows: Iterable[Table]) -> dict[str, frozenset[str]]:
    """The verbs that deny only with certain objects."""
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        if "objects" in row:
            for verb in row["verbs"]:
                found[verb] = found.get(verb, frozenset()) | frozenset(row["objects"])
    return found


def mediums_of(rows: Iterable[Table]) -> dict[str, str]:
    """The head noun of every medium; the first row that names it outright decides."""
    found: dict[str, str] = {}
    for row in rows:
        for noun in row["nouns"]:
            if " " not in noun:
                found.setdefault(noun, row["medium"])
    return found

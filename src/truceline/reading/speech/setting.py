"""What every rule of sayings looks at: the text, who acts in it, and the attributions so far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from truceline.model import Actor, Link, Parse
from truceline.reading.index import Index
from truceline.reading.ranges import Range
from truceline.reading.speech.drafts import Drafts
from truceline.reading.speech.speakers import is_outlet, is_publisher, names_somebody, plain
from truceline.vocabulary.sayings import Sayings

BEFORE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})  # what stands before a name in its phrase


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What every shape looks at."""

    parse: Parse
    mentions: Index[Actor]
    sayings: Sayings
    drafts: Drafts
    publisher: Link
    quoted: frozenset[int]  # the words in quotation marks

    def is_outlet(self, word: int) -> bool:
        """Whether the word heads a press body other than the publisher."""
        return is_outlet(self.parse, self.mentions, self.sayings, word) and not self.is_publisher(word)

    def is_named(self, word: int) -> bool:
        """Whether the word heads a name."""
        mention = self.mentions.headed_by(word)
        return mention is not None and mention.named

    def is_publisher(self, word: int) -> bool:
        """Whether the word heads a mention of the report's own publisher."""
        mention = self.mentions.headed_by(word) or self.mentions.at(word)
        if mention is None:
            return plain(self.parse.words[word]) == plain(self.publisher.name)
        return is_publisher(self.publisher, actor=mention.actor, name=mention.name)

    def phrase(self, word: int) -> Range:
        """The words of a name or short description that a word heads."""
        mention = self.mentions.headed_by(word) or self.mentions.at(word)
        first, after = self.mentions.ranges[mention.id] if mention else (word, word + 1)
        while first > 0 and self.parse.heads[first - 1] in (word, first) and self.parse.pos[first - 1] in BEFORE:
            first -= 1
        return first, after

    @cached_property
    def outlets(self) -> tuple[int, ...]:
        """The words that head press bodies other than the publisher, in text order."""
        heads = self.mentions.heads
        found = {heads[m.id] for m in self.mentions if m.kind == "outlet" and m.id in heads}
        nouns = self.sayings.outlet_nouns | self.sayings.outlet_masses
        for word, lemma in enumerate(self.parse.lemmas):
            if lemma in nouns:
                if any(c in found and self.parse.deps[c] == "compound" for c in self.parse.children[word]):
                    continue  # "Velta magazine" is found by its name
                mention = self.mentions.at(word)  # "Radio Kestria" is one outlet, whichever word heads it
                found.add(heads[mention.id] if mention is not None and mention.named else word)
        return tuple(word for word in sorted(found) if self.is_outlet(word))


def is_somebody(setting: Setting, noun: int) -> bool:
    """Whether a noun names people, a body, or a paper that speaks for one."""
    return names_somebody(setting.parse, setting.mentions, setting.sayings, noun)


def speaks_as_outlet(setting: Setting, number: int) -> bool:
    """Whether a draft's source is a press body."""
    source = setting.drafts.all[number].source
    return source is not None and setting.is_outlet(setting.parse.head_of(*source))

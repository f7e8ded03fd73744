"""What the tests of sayings share: actors at words, and everything that is read from a parse."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model import Actor, Link, Parse, Report
from truceline.reading.index import Index
from truceline.reading.speech.attributions import Attributions, find_attributions
from truceline.reading.speech.chains import Chains
from truceline.reading.speech.denials import Denial, Denials, find_denials
from truceline.reading.speech.medium import Media
from truceline.vocabulary.sayings import load_sayings


def actor(
    parse: Parse,
    words: tuple[int, int],
    id: str | None,
    *,
    kind: str = "body",
    name: str | None = None,
    named: bool = True,
    refers_to: str | None = None,
) -> Actor:
    """A mention that covers the words (first, after the last)."""
    start, end = parse.starts[words[0]], parse.ends[words[1] - 1]
    return Actor(
        id=f"m{words[0]}",
        start=start,
        end=end,
        actor=id,
        name=name or parse.text[start:end],
        kind=kind,
        named=named,
        refers_to=refers_to,
    )


@dataclass(frozen=True)
class Scene:
    """A text, read."""

    parse: Parse
    mentions: Index[Actor]
    attributions: Attributions
    chains: Chains
    denials: tuple[Denial, ...]

    def at(self, word: str) -> int:
        """The first word with this form."""
        return self.parse.words.index(word)

    def chain(self, word: str) -> list[str | None]:
        """The names in the chain of what stands at a word."""
        return names(self.chains.of(self.attributions.innermost(self.at(word))))

    def links(self, word: str) -> tuple[Link, ...]:
        """The chain of what stands at a word."""
        return self.chains.of(self.attributions.innermost(self.at(word)))

    def deniers(self, word: str) -> list[list[str | None]]:
        """The names in the chains of those who deny what stands at a word."""
        return [names(chain) for chain in Denials(self.denials).of(self.at(word))]

    def medium(self, word: str) -> str | None:
        """The medium of what stands at a word."""
        return Media(self.parse, self.attributions, load_sayings()).of(self.at(word))


def names(chain: tuple[Link, ...]) -> list[str | None]:
    return [link.name for link in chain]


def read(parse: Parse, actors: list[Actor], outlet: str | None = "Morrow Gazette") -> Scene:
    """Everything about sayings in a parse."""
    report = Report(id="r", text=parse.text, outlet=outlet)
    mentions = Index(parse, actors)
    sayings = load_sayings()
    attributions = find_attributions(parse, mentions, sayings, report)
    chains = Chains(report, parse, attributions, mentions)
    denials = find_denials(parse, mentions, attributions, chains, sayings)
    return Scene(parse=parse, mentions=mentions, attributions=attributions, chains=chains, denials=denials)

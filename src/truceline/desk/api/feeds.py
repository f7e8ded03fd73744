"""Feeds that the desk keeps reading, and their health."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from truceline.desk.api.routing import plain_router
from truceline.desk.api.shapes import sound
from truceline.desk.api.tasks import FeedOut
from truceline.desk.asked import LastingId
from truceline.desk.own.feeds import Feed
from truceline.desk.state import AsReader, AsReviewer, TheDesk

feeds = plain_router()


class FeedIn(BaseModel):
    """A feed to keep reading."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"url": "https://coast.example/feed"}]})

    url: Annotated[str, Field(min_length=1, max_length=4000)] = Field(description="A feed, or a list of feeds (OPML).")


@feeds.get("/feeds", summary="Feeds and their health")
def list_feeds(desk: TheDesk, person: AsReader) -> list[FeedOut]:
    """Those that fail first."""
    return [feed_out(one) for one in desk.feeds.all()]


@feeds.post("/feeds", status_code=201, summary="Keep reading a feed")
def add_feed(desk: TheDesk, person: AsReviewer, feed: FeedIn) -> FeedOut:
    """It is looked at soon, and then every quarter of an hour; one that is there already stays as it is."""
    return feed_out(desk.feeds.add(feed.url, by=person.name))


@feeds.get("/feeds/{id}", summary="One feed")
def one_feed(desk: TheDesk, person: AsReader, id: LastingId) -> FeedOut:
    """A feed and its health."""
    return feed_out(desk.feeds.one(id))


@feeds.post("/feeds/{id}/look", status_code=202, summary="Look at a feed now")
def look(desk: TheDesk, person: AsReviewer, id: LastingId) -> FeedOut:
    """However long it was to wait after failures."""
    desk.feeds.look(id)
    return feed_out(desk.feeds.one(id))


@feeds.delete("/feeds/{id}", status_code=204, summary="Read a feed no more")
def remove_feed(desk: TheDesk, person: AsReviewer, id: LastingId) -> None:
    """What came from it stays in the ledger."""
    desk.feeds.remove(id)


def feed_out(feed: Feed) -> FeedOut:
    """A feed."""
    found = FeedOut.model_validate(feed)
    return found.model_copy(update={"url": sound(found.url), "reason": sound(found.reason), "by": sound(found.by)})

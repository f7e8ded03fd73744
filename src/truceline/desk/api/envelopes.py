"""What is around the API's answers: pages of lists, and the one body of errors."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

_T = TypeVar("_T")


class Page(BaseModel, Generic[_T]):
    """A page of a list."""

    items: list[_T]
    total: int = Field(description="In all pages.")
    next: str | None = Field(description="What to give as `after` for the next page; null on the last.")


class Fault(BaseModel):
    """What went wrong."""

    model_config = ConfigDict(extra="allow")

    status: int
    kind: str = Field(description="One word for programs.", examples=["unknown_id"])
    message: str = Field(description="A sentence for people.")


class ErrorOut(BaseModel):
    """The body of every error."""

    error: Fault

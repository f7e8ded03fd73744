from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import BadField, EmptyReport, InputError, NotEnglish, NotText, TooLarge
from truceline.intake.fields import Fields, id_of, published_of, report_of
from truceline.intake.limits import Limits

TEXT = "Ferries left Tarn at noon."


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2031-05-14", "2031-05-14"),
        (" 2031-05-14 ", "2031-05-14"),
        ("2031-05-14T09:30:00Z", "2031-05-14T09:30:00Z"),
        ("2031-05-14T09:30Z", "2031-05-14T09:30:00Z"),
        ("2031-05-14 09:30:00+00:00", "2031-05-14T09:30:00Z"),
        ("2031-05-14T09:30:15.123Z", "2031-05-14T09:30:15Z"),
        ("2031-05-14T12:30:00+0300", "2031-05-14T09:30:00Z"),
        # No offset: the hour in UTC is not known. Another day in UTC: the reader's day counts.
        ("2031-05-14T09:30:00", "2031-05-14"),
        ("2031-05-14T23:30:00-05:00", "2031-05-14"),
        ("2031-05-14T01:30:00+03:00", "2031-05-14"),
        ("2028-02-29", "2028-02-29"),
        ("9999-12-31T23:59:59-14:00", None),
        ("2031-02-29", None),
        ("2031-13-01", None),
        ("2031-05-14T25:00:00Z", None),
        ("20310514", None),
        ("2031-W20-3", None),
        ("14 May 2031", None),
        ("0000-01-01", None),
        ("", None),
    ],
)
def test_published_is_a_day_or_a_moment(said: str, kept: str | None) -> None:
    assert published_of(said) == kept


@given(st.dates())
def test_every_day_is_kept(day: date) -> None:
    assert published_of(day.isoformat()) == day.isoformat()


@given(st.text())
def test_published_never_breaks_and_settles_at_once(said: str) -> None:
    kept = published_of(said)
    assert kept is None or published_of(kept) == kept


def test_the_id_is_a_hash_of_everything() -> None:
    about = Fields(outlet="Coast Ledger", title="Ferries", published="2031-05-14", url="https://coast.example")
    ids = {id_of(TEXT, about), id_of(TEXT + " ", about)}
    for name in ("outlet", "title", "published", "url"):
        ids.add(id_of(TEXT, replace(about, **{name: None})))
    assert len(ids) == 6
    assert all(len(id) == 16 for id in ids)
    assert id_of(TEXT, about) == id_of(TEXT, replace(about, id="other"))


def test_the_id_does_not_change_between_versions() -> None:
    assert id_of("Ferries left.", Fields(outlet="Coast Ledger")) == "dce3ce28e98a98d0"


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_fields_cannot_run_into_one_another(a: str, b: str, c: str, d: str) -> None:
    one, other = Fields(outlet=a, title=b), Fields(outlet=c, title=d)
    assert (id_of("x", one) == id_of("x", other)) == ((a, b) == (c, d))


def test_a_given_id_is_kept() -> None:
    assert report_of(TEXT, Fields(id="coast-7")).id == "coast-7"


def test_the_text_is_kept_as_it_is() -> None:
    text = "\ufeff  Ferries left\r\n\tTarn \u2028at noon.\n\n"
    assert report_of(text).text == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", EmptyReport), (" \n\t\u2003", EmptyReport), ("Tarn\0", NotText), ("x" * 101, TooLarge)],
)
def test_a_text_that_cannot_be_read_is_refused(text: str, kind: type[InputError]) -> None:
    with pytest.raises(kind) as caught:
        report_of(text, name="a.txt", place="line 2", limits=Limits(text=100))
    assert str(caught.value).startswith("a.txt, line 2: ")


def test_another_language_is_refused() -> None:
    with pytest.raises(NotEnglish):
        report_of("Les pourparlers de Tarn ont repris lundi sans que personne sache pourquoi ni pour combien. " * 5)


def test_a_wrong_day_is_refused_by_name() -> None:
    with pytest.raises(BadField, match="published is not a day") as caught:
        report_of(TEXT, Fields(published="last Tuesday"), name="a.txt")
    assert caught.value.field == "published"


def test_fields_go_before_others() -> None:
    merged = Fields(outlet="A", title=None).over(Fields(outlet="B", title="T"))
    assert merged == Fields(outlet="A", title="T")


def test_json_of_a_lone_surrogate_can_be_hashed() -> None:
    text = json.loads('"Tarn \\ud800 left"')
    assert len(id_of(text, Fields())) == 16


def test_a_character_in_two_halves_becomes_whole() -> None:
    report = report_of("Tarn \ud83d\udd4a fell, \udd4a\ud83d.")
    assert report.text == "Tarn \U0001f54a fell, \udd4a\ud83d."
    assert json.loads(json.dumps(report.text)) == report.text

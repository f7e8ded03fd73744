"""Expressions of time: which words, which TIMEX3 value, which days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import parse_of
from truceline.model import Parse, Time
from truceline.reading.times import find_times

THURSDAY = "2024-11-28"


def plain(text: str) -> Parse:
    """A Parse without tags or trees: words parted by blanks, ``~`` glues, ``|`` ends a sentence."""
    blocks = []
    for sentence in text.split("|"):
        blocks.append("\n".join(f"{w} {w.lstrip('~').lower()} X X 0 dep" for w in sentence.split()))
    return parse_of("\n\n".join(blocks))


def found(text: str, published: str | None = THURSDAY) -> list[tuple[str, Time]]:
    """Each expression's words with its record."""
    parse = plain(text)
    return [(parse.text[t.start : t.end], t) for t in find_times(parse, published=published)]


def only(text: str, published: str | None = THURSDAY) -> tuple[str, Time]:
    """The one expression of a text."""
    times = found(text, published)
    assert len(times) == 1, times
    return times[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Rebels entered Dovan on October 7 ~, 2023 ~.", "October 7, 2023", "2023-10-07"),
        ("Rebels entered Dovan on 7 October 2023 .", "7 October 2023", "2023-10-07"),
        ("It burned on Oct. 7 last .", "Oct. 7", "2024-10-07"),
        ("It burned on Oct ~. 7 .", "Oct. 7", "2024-10-07"),
        ("It burned on the 7th of October .", "the 7th of October", "2024-10-07"),
        ("Signed 2024 ~- ~03 ~- ~09 in Karsa", "2024-03-09", "2024-03-09"),
        ("Signed 11/28/2023 in Karsa", "11/28/2023", "2023-11-28"),
        ("Signed 28/11/2023 in Karsa", "28/11/2023", "2023-11-28"),
        ("Signed 09.03.2024 in Karsa", "09.03.2024", "2024-03-09"),
        ("DOVAN , 4 FEB 90 .", "4 FEB 90", "1990-02-04"),
        ("It has stood since March 2019 .", "March 2019", "2019-03"),
        ("It has stood since 1874 .", "1874", "1874"),
        ("The towns fell in nineteen ninety ~- ~six .", "nineteen ninety-six", "1996"),
        ("In the 1990s Belvaria was calm .", "the 1990s", "199"),
        ("A temple of the 11th century stands there", "the 11th century", "10"),
        ("Exports fell in the third quarter of 2023 .", "the third quarter of 2023", "2023-Q3"),
        ("Exports fell in Q2 2023 .", "Q2 2023", "2023-Q2"),
        ("They met in the summer of 2022 .", "the summer of 2022", "2022-SU"),
        ("Police raided it in January last year .", "January last year", "2023-01"),
    ],
)
def test_dates_that_stand_by_themselves(text: str, words: str, value: str) -> None:
    span, time = only(text)
    assert (span, time.type, time.value) == (words, "DATE", value)


@pytest.mark.parametrize(
    ("text", "words", "value", "earliest", "latest"),
    [
        ("Last week shells fell", "Last week", "2024-W47", "2024-11-18", "2024-11-24"),
        ("Shells fell this month", "this month", "2024-11", "2024-11-01", "2024-11-30"),
        ("Talks open next year", "next year", "2025", "2025-01-01", "2025-12-31"),
        ("Shells fell yesterday", "yesterday", "2024-11-27", "2024-11-27", "2024-11-27"),
        ("Shells fell on Monday", "Monday", "2024-11-25", "2024-11-25", "2024-11-25"),
        ("Shells fell on Thursday", "Thursday", "2024-11-28", "2024-11-28", "2024-11-28"),
        ("Shells fell last Thursday", "last Thursday", "2024-11-21", "2024-11-21", "2024-11-21"),
        ("Next Monday it ends", "Next Monday", "2024-12-02", "2024-12-02", "2024-12-02"),
        ("It will end on Monday", "Monday", "2024-12-02", "2024-12-02", "2024-12-02"),
        ("Two days ago it ended", "Two days ago", "2024-11-26", "2024-11-26", "2024-11-26"),
        ("It ended three weeks ago", "three weeks ago", "2024-W45", "2024-11-04", "2024-11-10"),
        ("It will end in three weeks", "three weeks", "2024-W51", "2024-12-16", "2024-12-22"),
        ("It ended a decade ago", "a decade ago", "2014", "2014-01-01", "2014-12-31"),
        ("It ended over the weekend", "the weekend", "2024-W47-WE", "2024-11-23", "2024-11-24"),
        ("It opened in May", "May", "2024-05", "2024-05-01", "2024-05-31"),
        ("It will open in May", "May", "2025-05", "2025-05-01", "2025-05-31"),
        ("It ended earlier this year", "earlier this year", "2024", "2024-01-01", "2024-11-28"),
        ("It rained the week of March 6", "the week of March 6", "2024-W10", "2024-03-04", "2024-03-10"),
        ("In the first week of October", "the first week of October", "2024-W40", "2024-10-01", "2024-10-07"),
        ("On May 3 ~- ~5 they met", "May 3-5", "2024-05-03/2024-05-05", "2024-05-03", "2024-05-05"),
        ("On 3 to 5 May 2020 they met", "3 to 5 May 2020", "2020-05-03/2020-05-05", "2020-05-03", "2020-05-05"),
        ("In 2023 ~- ~24 they met", "2023-24", "2023/2024", "2023-01-01", "2024-12-31"),
    ],
)
def test_days_are_counted_from_the_reports_date(text: str, words: str, value: str, earliest: str, latest: str) -> None:
    span, time = only(text)
    assert (span, time.type, time.value) == (words, "DATE", value)
    assert (time.earliest, time.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "mod"),
    [
        ("Over 13 months the war spread", "Over 13 months", "DURATION", "P13M", "MORE_THAN"),
        ("A 42 ~- ~day truce holds", "42-day", "DURATION", "P42D", None),
        ("They hit a five year low", "five year", "DURATION", "P5Y", None),
        ("For nearly two years nobody came", "nearly two years", "DURATION", "P2Y", "LESS_THAN"),
        ("It took about five hours", "about five hours", "DURATION", "PT5H", "APPROX"),
        ("It took at least 30 days", "at least 30 days", "DURATION", "P30D", "EQUAL_OR_MORE"),
        ("It took a year and a half", "a year and a half", "DURATION", "P1Y6M", None),
        ("It took 5 1/2 hours", "5 1/2 hours", "DURATION", "PT5H30M", None),
        ("It went on for two decades", "two decades", "DURATION", "P20Y", None),
        ("It took several weeks", "several weeks", "DURATION", "PXW", None),
        ("Recent days were calm", "Recent days", "DURATION", "PXD", None),
        ("Every Friday they march", "Every Friday", "SET", "XXXX-WXX-5", None),
        ("They march on Fridays", "Fridays", "SET", "XXXX-WXX-5", None),
        ("They march each July", "each July", "SET", "XXXX-07", None),
        ("They march every two weeks", "every two weeks", "SET", "P2W", None),
        ("They stayed for a fortnight", "a fortnight", "DURATION", "P2W", None),
        ("They left at about eight o'clock", "about eight o'clock", "TIME", "2024-11-28T08:00", "APPROX"),
        ("Trucks left around midday", "around midday", "TIME", "2024-11-28TMI", "APPROX"),
        ("They march annually", "annually", "SET", "P1Y", None),
        ("They fly four times a week", "a week", "SET", "P1W", None),
        ("They pray twice a day", "a day", "SET", "P1D", None),
        ("A weeklong truce holds", "weeklong", "DURATION", "P1W", None),
        ("It took half an hour", "half an hour", "DURATION", "PT30M", None),
        ("It took a day and a half", "a day and a half", "DURATION", "P1DT12H", None),
        ("The 13 ~- ~month ~- ~old war goes on", "13-month-old", "DURATION", "P13M", None),
        ("An eight ~- ~day ~- ~old truce fails", "eight-day-old", "DURATION", "P8D", None),
        ("They now agree", "now", "DATE", "PRESENT_REF", None),
        ("They recently agreed", "recently", "DATE", "PAST_REF", None),
        ("No word as of this writing", "this writing", "DATE", "PRESENT_REF", None),
        ("It was calm in the past", "the past", "DATE", "PAST_REF", None),
        ("They think of the future", "the future", "DATE", "FUTURE_REF", None),
        ("In early 2023 it began", "early 2023", "DATE", "2023", "START"),
        ("By mid-2023 it ended", "mid-2023", "DATE", "2023", "MID"),
        ("By the end of 2023 it ended", "the end of 2023", "DATE", "2023", "END"),
        ("In late ~- ~October it ended", "late-October", "DATE", "2024-10", "END"),
        ("On Monday morning they left", "Monday morning", "TIME", "2024-11-25TMO", None),
        ("Last night they left", "Last night", "TIME", "2024-11-27TNI", None),
        ("They left at 5 p.m. on Tuesday", "5 p.m. on Tuesday", "TIME", "2024-11-26T17:00", None),
        ("They left Tuesday at 17:30", "Tuesday at 17:30", "TIME", "2024-11-26T17:30", None),
        ("They left at 0300 GMT", "0300 GMT", "TIME", "2024-11-28T03:00", None),
        ("The night of 3 June 2024 was calm", "The night of 3 June 2024", "TIME", "2024-06-03TNI", None),
    ],
)
def test_kinds_of_expressions(text: str, words: str, kind: str, value: str, mod: str | None) -> None:
    span, time = only(text)
    assert (span, time.type, time.value, time.mod) == (words, kind, value, mod)


def test_a_year_that_a_date_ends_has_the_days_up_to_it() -> None:
    year = found("Exports fell in the year ended March 31 ~, 2024 ~.")[0][1]
    assert (year.value, year.earliest, year.latest) == ("P1Y", "2023-04-01", "2024-03-31")
    quarter = found("Exports fell in the quarter ended Sept. 30 ~, 2023 ~.")[0][1]
    assert (quarter.type, quarter.value) == ("DATE", "2023-Q3")


def test_the_weekdays_of_a_range_come_in_their_order() -> None:
    assert [t.value for _, t in found("Shells fell between Wednesday and Friday")] == ["2024-11-20", "2024-11-22"]
    assert [t.value for _, t in found("Shells fell from Friday to Monday")] == ["2024-11-22", "2024-11-25"]
    assert [t.value for _, t in found("Talks will run from Wednesday to Friday")] == ["2024-12-04", "2024-12-06"]


def test_the_early_hours_are_no_length() -> None:
    assert [words for words, _ in found("It ended in the early hours of Friday")] == ["Friday"]


def test_later_in_the_day_is_the_day_spoken_of() -> None:
    assert [t.value for _, t in found("Shells fell on Monday and again later in the day")] == ["2024-11-25"] * 2


def test_the_article_before_year_earlier_is_the_nouns() -> None:
    assert only("A year ~- ~earlier loss was bigger")[0] == "year-earlier"


def test_a_weekday_and_its_date_are_one_expression() -> None:
    span, time = only("They met on Friday ~, Nov. 22 ~, 2024 .")
    assert (span, time.value) == ("Friday, Nov. 22, 2024", "2024-11-22")


def test_a_time_of_day_stands_on_the_day_named_after_it() -> None:
    times = found("It began at 4 a.m. ( 0200 GMT ) on Tuesday")
    assert [(words, t.value) for words, t in times] == [
        ("4 a.m.", "2024-11-26T04:00"),
        ("0200 GMT", "2024-11-26T02:00"),
        ("Tuesday", "2024-11-26"),
    ]


def test_a_day_without_its_year_is_the_one_that_the_text_names() -> None:
    times = found("Little changed since the March 3 raid | It began on March 3 ~, 2022 ~.")
    assert [t.value for _, t in times] == ["2022-03-03", "2022-03-03"]


def test_the_entries_of_a_live_blog_are_of_the_reports_day() -> None:
    times = found("They may meet on Sunday ~.|14:20 GMT|Trucks left ~.")
    assert [(words, t.value) for words, t in times][1:] == [("14:20 GMT", "2024-11-28T14:20")]


def test_the_second_month_of_a_range_is_a_month() -> None:
    assert [words for words, _ in found("Between April and March ~, nobody came")] == ["April", "March"]


@pytest.mark.parametrize(("have", "day"), [(None, "2024-12-01"), ("have", "2024-11-24")])
def test_what_was_to_be_lies_ahead(have: str | None, day: str) -> None:
    table = "They they PRON PRP 4 nsubj\nwere be AUX VBD 4 aux\nto to PART TO 4 mark\nmeet meet VERB VB 0 root"
    table += "\non on ADP IN 6 case\nSunday sunday PROPN NNP 4 obl"
    if have:
        table = table.replace("4 mark\nmeet meet VERB VB 0", "5 mark\nhave have AUX VB 5 aux\nmet meet VERB VBN 0")
        table = (
            table.replace("PRP 4", "PRP 5").replace("VBD 4", "VBD 5").replace("IN 6", "IN 7").replace("NNP 4", "NNP 5")
        )
    (time,) = find_times(parse_of(table), published=THURSDAY)
    assert time.value == day


def test_lasting_is_no_last_week() -> None:
    _, time = only("The truce will last 42 days")
    assert (time.value, time.earliest, time.latest) == ("P42D", None, None)


def test_since_points_back() -> None:
    assert only("It will have held since Dec. 20 then")[1].value == "2023-12-20"


def test_two_relative_days_beside_each_other_stay_two() -> None:
    assert [t.value for _, t in found("Shells fell yesterday ~, today ~.")] == ["2024-11-27", "2024-11-28"]


def test_the_thirds_of_a_stretch() -> None:
    _, early = only("In early 2023 it began")
    _, late = only("In late 2023 it began")
    assert (early.earliest, early.latest) == ("2023-01-01", "2023-05-02")
    assert (late.earliest, late.latest) == ("2023-09-01", "2023-12-31")


def test_a_stretch_up_to_the_report_has_its_days() -> None:
    _, time = only("Over the past two months they met")
    assert (time.value, time.earliest, time.latest) == ("P2M", "2024-09-28", "2024-11-28")


def test_the_second_months_year_is_the_firsts_too() -> None:
    assert [t.value for _, t in found("between May and July 2021")] == ["2021-05", "2021-07"]
    assert [t.value for _, t in found("between November and February 2021")] == ["2020-11", "2021-02"]


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest", "mod"),
    [
        ("Two days before Monday it rained", "2024-11-23", "2024-11-23", "2024-11-23", None),
        ("The day after Monday it rained", "2024-11-26", "2024-11-26", "2024-11-26", None),
        ("Three weeks after 7 October 2023 it rained", "2023-W43", "2023-10-23", "2023-10-29", None),
        ("Days before 7 October 2023 it rained", "2023-10-07", "2023-09-24", "2023-10-06", "BEFORE"),
        ("Weeks after 7 October 2023 it rained", "2023-10-07", "2023-10-21", "2023-12-02", "AFTER"),
    ],
)
def test_lengths_are_measured_from_the_date_beside_them(
    text: str, value: str, earliest: str, latest: str, mod: str | None
) -> None:
    time = found(text)[0][1]
    assert (time.value, time.earliest, time.latest, time.mod) == (value, earliest, latest, mod)


def test_a_day_measured_from_an_event_without_a_date_is_some_day() -> None:
    _, time = only("The day after the raid it rained")
    assert (time.type, time.value, time.earliest, time.latest) == ("DATE", "XXXX-XX-XX", None, None)


def test_what_comes_comes_on_the_reports_day() -> None:
    _, time = only("The call comes just one day after both sides signed")
    assert (time.value, time.earliest, time.latest) == ("P1D", "2024-11-27", "2024-11-27")


ONSET = "The Dovan war began when Karsa was raided on March 3 ~, 2022 ~. | "


def test_an_anniversary_of_an_event_dated_elsewhere() -> None:
    span, time = found(ONSET + "Days shy of the two ~- ~year anniversary of the war ~'s onset ~, shells fell ~.")[1]
    assert span == "Days shy of the two-year anniversary"
    assert (time.value, time.mod, time.earliest, time.latest) == ("2024-03-03", "BEFORE", "2024-02-19", "2024-03-02")


def test_the_anniversary_of_another_event_is_unknown() -> None:
    times = found(ONSET + "On the first anniversary of the harvest shells fell ~.")
    assert [t.value for _, t in times] == ["2022-03-03"]


def test_an_anniversary_of_a_named_day() -> None:
    time = found("The first anniversary of the 3 March 2022 raid was calm")[0][1]
    assert (time.value, time.earliest) == ("2023-03-03", "2023-03-03")
    time = found("The anniversary of the December 1 raid is near")[0][1]
    assert time.value == "2024-12-01"


@pytest.mark.parametrize(
    "text",
    [
        "A 42 ~- ~year ~- ~old man",
        "She is 52 years old",
        "He was 37 years of age",
        "He may leave",
        "They march north",
        "The second group left",
        "About three ~- ~quarters of the grain",
        "a new SEC filing",
        "In his 30s",
        "It costs $ 2,000",
        "Some 2000 people came",
        "Theresa May spoke",
        "He left as soon as they came",
        "Flight 1977 landed",
        "He won 2 ~- ~1",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Monday", "XXXX-WXX-1"),
        ("They met on October 7", "XXXX-10-07"),
        ("They met in October", "XXXX-10"),
        ("They met yesterday", None),
        ("They met last year", None),
        ("They met at 5 p.m. there", "XXXX-XX-XXT17:00"),
        ("They met for two weeks", "P2W"),
        ("They met today", "PRESENT_REF"),
        ("They met in 2019", "2019"),
    ],
)
def test_without_a_report_date_only_what_the_words_say(text: str, value: str | None) -> None:
    _, time = only(text, None)
    assert time.value == value
    if value != "2019":
        assert (time.earliest, time.latest) == (None, None)


def test_a_report_date_that_is_none_counts_as_unknown() -> None:
    assert only("They met yesterday", "soon")[1].value is None
    assert only("They met yesterday", "2024-11-28T09:30:00Z")[1].value == "2024-11-27"


PLANNED = """
Envoys envoy NOUN NNS 3 nsubj
will will AUX MD 3 aux
meet meet VERB VB 0 root
on on ADP IN 5 case
{day} {low} PROPN NNP 3 obl
~. . PUNCT . 3 punct
"""


def test_modal_verbs_point_ahead() -> None:
    planned = PLANNED.format(day="Tuesday", low="tuesday")
    for modal in ("will will", "may may"):
        parse = parse_of(planned.replace("will will", modal))
        assert [t.value for t in find_times(parse, published=THURSDAY)] == ["2024-12-03"]


def test_what_was_announced_on_a_day_is_past_whatever_it_is_an_aside_to() -> None:
    parse = parse_of(
        """
        They they PRON PRP 3 nsubj
        would would AUX MD 3 aux
        appeal appeal VERB VB 0 root
        it it PRON PRP 3 obj
        ~, , PUNCT , 6 punct
        announced announce VERB VBN 3 advcl
        Wednesday wednesday PROPN NNP 6 obl
        """
    )
    assert [t.value for t in find_times(parse, published=THURSDAY)] == ["2024-11-27"]


DATED = """
Both both DET DT 2 det
sides side NOUN NNS 3 nsubj
{verb} {lemma} VERB VBD 0 root
the the DET DT 5 det
{noun} {noun} NOUN NN 3 obj
{case} {case} ADP IN 7 case
Tuesday tuesday PROPN NNP 3 obl
"""


@pytest.mark.parametrize(
    ("verb", "lemma", "noun", "case", "day"),
    [
        ("postponed", "postpone", "vote", "until", "2024-12-03"),
        ("planned", "plan", "march", "on", "2024-12-03"),
        ("signed", "sign", "deal", "on", "2024-11-26"),
    ],
)
def test_what_is_put_off_or_planned_lies_ahead(verb: str, lemma: str, noun: str, case: str, day: str) -> None:
    parse = parse_of(DATED.format(verb=verb, lemma=lemma, noun=noun, case=case))
    assert [t.value for t in find_times(parse, published=THURSDAY)] == [day]


def test_a_day_right_after_due_lies_ahead() -> None:
    assert only("It named a deal , due Tuesday")[1].value == "2024-12-03"


def test_past_tense_and_possessives_do_not_point_ahead() -> None:
    past = parse_of(
        """
        Envoys envoy NOUN NNS 2 nsubj
        agreed agree VERB VBD 0 root
        to to PART TO 4 mark
        discuss discuss VERB VB 2 xcomp
        Tuesday tuesday PROPN NNP 7 nmod:poss
        ~'s 's PART POS 5 case
        raid raid NOUN NN 4 obj
        """
    )
    assert [t.value for t in find_times(past, published=THURSDAY)] == ["2024-11-26"]


def test_a_plan_points_ahead() -> None:
    plan = parse_of(
        """
        Talks talk NOUN NNS 3 nsubj:pass
        are be AUX VBP 3 aux:pass
        scheduled schedule VERB VBN 0 root
        to to PART TO 5 mark
        resume resume VERB VB 3 xcomp
        Dec. dec. PROPN NNP 5 obl
        10 10 NUM CD 6 nummod
        """
    )
    assert [t.value for t in find_times(plan, published=THURSDAY)] == ["2024-12-10"]


PIECES = st.sampled_from(
    "the a last next two 5 20 2023 1990s May march Oct. 7th Monday Mondays morning night week days year - – , of and "
    "to in before after ago earlier later every first third quarter half anniversary now end early mid at p.m. GMT "
    "17:30 11/28/2024 2024 03 twenty ninety nineteen hundred several more than nearly weekend summer today comes "
    "'90s ½ ² old a.m. noon century daily soon past recent | ~- ~, ~'s ~. raid war began onset truce will said".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30), st.sampled_from([THURSDAY, "0001-01-01", "9999-12-31", None]))
def test_any_words_give_well_formed_times(words: list[str], published: str | None) -> None:
    parse = plain("|".join(part for part in " ".join(["so", *words]).split("|") if part.strip()))
    last = 0
    for number, time in enumerate(find_times(parse, published=published), 1):
        assert time.id == f"t{number}"
        assert last <= time.start < time.end <= len(parse.text)
        last = time.end
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        if time.earliest is not None and time.latest is not None:
            assert time.earliest <= time.latest


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES.filter(lambda w: w != "|"), min_size=2, max_size=15), st.data())
def test_any_tree_is_survived(words: list[str], data: st.DataObject) -> None:
    heads = [data.draw(st.integers(0, len(words))) for _ in words]
    rows = zip(words, heads, strict=True)
    table = "\n".join(f"{w} {w.lower()} VERB VBD {h} {'aux' if h % 2 else 'obl'}" for w, h in rows)
    find_times(parse_of(table), published=THURSDAY)


def test_later_that_year_counts_from_today_only_in_this_year() -> None:
    (_, past), (_, later) = found("It fell in June 1998 and rose later that year .", published="2000-01-28")
    assert (past.value, later.earliest, later.latest) == ("1998-06", "1998-01-01", "1998-12-31")
    _, now = only("It will rise later this year .", published="2000-01-28")
    assert (now.earliest, now.latest) == ("2000-01-28", "2000-12-31")


def test_a_season_before_the_first_year_is_no_crash():
    assert found("It burned last summer .", "0001-01-02")[0][1].type == "DATE"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import SettingError
from truceline.intake.limits import Limits
from truceline.settings import SETTINGS, Settings


def test_defaults_are_those_of_the_rooms() -> None:
    settings = Settings({}, {})
    assert settings.limits == Limits()
    assert settings.threads is None


def test_what_is_given_goes_before_the_environment() -> None:
    environment = {"TRUCELINE_THREADS": "3", "TRUCELINE_MAX_TEXT": "900", "TRUCELINE_PAGE_SECONDS": "1.5"}
    settings = Settings({"threads": 2, "max_text": None}, environment)
    assert settings.threads == 2
    assert settings.limits.text == 900
    assert settings.limits.page_seconds == 1.5


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "nan", "9" * 40])
def test_a_value_that_cannot_be_is_refused_by_name(value: str) -> None:
    with pytest.raises(SettingError, match="TRUCELINE_THREADS") as caught:
        Settings({}, {"TRUCELINE_THREADS": value})
    assert caught.value.setting == "threads"


@pytest.mark.parametrize("value", ["nan", "inf", "-0.5", "soon"])
def test_seconds_are_numbers(value: str) -> None:
    with pytest.raises(SettingError, match="PAGE_SECONDS"):
        Settings({}, {"TRUCELINE_PAGE_SECONDS": value})


def test_an_option_is_named_as_an_option() -> None:
    with pytest.raises(SettingError, match="--max-text"):
        Settings({"max_text": -5}, {})


@given(st.text())
def test_any_words_in_the_environment_are_a_value_or_a_setting_error(words: str) -> None:
    for setting in SETTINGS:
        try:
            Settings({}, {setting.variable: words})
        except SettingError as error:
            assert error.setting == setting.name

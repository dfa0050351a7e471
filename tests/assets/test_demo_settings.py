"""The bundled district says what it is, and explains every setting to an operator."""

import re
from typing import Any

from assets import DEMO_SOURCE


def test_settings_name_the_district_and_say_that_it_is_an_example(settings: dict[str, Any]) -> None:
    assert settings["slug"] == "kaywon"
    assert settings["name_ko"] == "계원대학로"
    assert settings["timezone"] == "Asia/Seoul"
    assert settings["streets"] == ["계원대학로"]
    assert settings["example"] is True
    assert all(isinstance(line, str) and line for line in settings["attribution"])


def test_every_setting_has_a_korean_explanation_above_it() -> None:
    lines = (DEMO_SOURCE / "district.toml").read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        if re.match(r"(slug|timezone|anchor|streets|attribution|example) =", line):
            assert lines[index - 1].startswith("# "), line

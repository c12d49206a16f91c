"""What a translator's folder must hold, so that no client is written to with a gap or in two languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import jinja2
import pytest

from domain.letter import Ground, Language, LetterName
from prompts import letter, phrase

LETTERS = Path(__file__).parents[2] / "prompts" / "letters"
PLURALS = {
    Language.ENGLISH: {"one", "other"},
    Language.GERMAN: {"one", "other"},
    Language.FRENCH: {"one", "other"},
    Language.SPANISH: {"one", "other"},
    Language.POLISH: {"one", "few", "many", "other"},
}


def words_of(language: str) -> dict[str, Any]:
    return tomllib.loads((LETTERS / language / "words.toml").read_text(encoding="utf-8"))


def test_there_is_one_folder_a_language_with_every_letter_and_the_words():
    files = {f"{name.name.lower()}.txt" for name in LetterName} | {"words.toml"}
    found = {folder.name: {path.name for path in folder.iterdir()} for folder in LETTERS.iterdir()}
    assert found == {language.value: files for language in Language}


@pytest.mark.parametrize("language", Language)
def test_every_language_has_the_same_phrases_a_sentence_for_each_ground_and_its_own_plurals(language: Language):
    words, english = words_of(language), words_of("en")
    assert words.keys() == english.keys()
    assert set(words["pick_up"]) == {ground.name.lower() for ground in Ground}
    assert set(words["what"]) == {"single", *PLURALS[language]}


@pytest.mark.parametrize("language", Language)
def test_a_sentence_names_the_same_days_in_every_language(language: Language):
    slot = re.compile(r"\{\{ (\w+) \}\}")
    english, words = words_of("en"), words_of(language)
    for ground, sentence in english["pick_up"].items():
        assert sorted(slot.findall(words["pick_up"][ground])) == sorted(slot.findall(sentence)), ground
    for name in ("line", "settled", "credit"):
        assert sorted(slot.findall(words[name])) == sorted(slot.findall(english[name])), name


@pytest.mark.parametrize("name", LetterName)
@pytest.mark.parametrize("language", Language)
def test_a_letter_that_names_what_nobody_gave_is_an_error_and_never_a_gap(language: Language, name: LetterName):
    with pytest.raises(jinja2.UndefinedError, match="is undefined"):
        letter(language, name.name.lower())


def test_a_phrase_without_its_words_is_an_error():
    with pytest.raises(jinja2.UndefinedError, match="'names' is undefined"):
        phrase("en", "greeting")


def test_what_is_filled_in_is_not_read_as_a_template():
    assert phrase("en", "greeting", names="{{ 7 * 7 }} <b>&") == "Dear {{ 7 * 7 }} <b>&,"


def test_french_puts_a_space_that_does_not_break_before_double_signs():
    for path in (LETTERS / "fr").iterdir():
        text = re.sub(r"\{%.*?%\}|Subject:", "", path.read_text(encoding="utf-8"))
        assert re.findall(r"\w* [:;?!][^=]|[\w}][:;?!](?=\s)", text) == [], path.name


@pytest.mark.parametrize("language", Language)
def test_no_letter_counts_days_or_threatens(language: Language):
    said = "\n".join(path.read_text(encoding="utf-8") for path in (LETTERS / language).iterdir()).casefold()
    assert not re.search(r"\bday\(?s\)? (?:late|overdue)|\d+ (?:days|tage|jours|días|dni)\b", said)
    threats = r"court|lawyer|legal|inkasso|anwalt|gericht|avocat|tribunal|justice|abogad|judicial|sąd|prawn|windykac"
    assert not re.search(threats, said)

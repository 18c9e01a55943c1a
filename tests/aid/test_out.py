"""A roadmap as aid data: what goes out comes back, keeps the schema and the ruleset, and says what it lacks."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.aid.ruleset import RULES, broken, parsed
from tests.aid.strategies import FIELDS, activities
from waypost.cli.main import main
from waypost.core.aid.activity import COMMITMENT, DISBURSEMENT, Activity
from waypost.core.aid.giving import PLEDGE, Given
from waypost.core.roadmap.bodies import Action, Contribution
from waypost.core.values import Principal
from waypost.outputs.aid import render_aid
from waypost.readers.iati.file import AidFile
from waypost.usecases.exporting import portion_of
from waypost.usecases.giving_aid import aid_of
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples

AT = datetime(2026, 10, 1, 10, 15, tzinfo=UTC)
ON = date(2026, 10, 1)


def read(folder: Path, raw: bytes) -> tuple[AidFile, tuple[Activity, ...]]:
    """What our own reader finds in a file."""
    path = folder / "out.xml"
    path.write_bytes(raw)
    file = AidFile(path, path.name)
    return file, tuple(file.activities())


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


def homes(samples: Path) -> tuple[str, ...]:
    """Every roadmap of it."""
    return tuple(sorted(one.name for one in (samples / "roadmaps").iterdir()))


def out(samples: Path, home: str, viewer: str = "eu") -> tuple[Given, bytes]:
    """One roadmap as one reader gives it out."""
    portion = portion_of(home, Asking(on=ON, folder=samples, viewer=Principal(viewer)), None)
    found = aid_of(portion)
    return found, render_aid(found.activities, at=portion.at)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(activities(), min_size=1, max_size=2))
def test_what_is_written_is_read_back(tmp_path: Path, made: list[Activity]) -> None:
    """Activities of every shape come back equal, but for the currency that an amount always carries itself."""
    _, back = read(tmp_path, render_aid(made, at=AT))
    assert back == tuple(made)


def test_same_activities_give_the_same_bytes(samples: Path) -> None:
    """A roadmap given out twice is the same file."""
    assert out(samples, "marenia")[1] == out(samples, "marenia")[1]


def test_every_sample_comes_back_whole_and_keeps_the_schema(samples: Path, tmp_path: Path) -> None:
    """Each roadmap with an activity is read back without loss, without a breach and without a warning."""
    counted = 0
    for home in homes(samples):
        found, raw = out(samples, home)
        if found.activities:
            file, back = read(tmp_path, raw)
            assert back == found.activities, home
            assert (file.schema_errors, file.problems) == (0, ()), home
            counted += len(back)
    assert counted > 100


def test_every_action_and_every_line_of_money_is_given_or_said_to_lack_something(samples: Path) -> None:
    """Nothing is lost: an action is an activity or is named with what it lacks; so is money."""
    for home in homes(samples):
        portion = portion_of(home, Asking(on=ON, folder=samples), None)
        found = aid_of(portion)
        named = {one.identifier for one in found.activities}
        left = {one.ref.element for one in found.left_out}
        for element in portion.elements:
            is_in = any(str(one).endswith(f"-{element.id}") for one in named)
            if isinstance(element.body, Action):
                assert is_in != (element.id in left)
            elif not isinstance(element.body, Contribution):
                assert not is_in
                assert element.id not in left


def test_running_totals_become_what_each_adds(samples: Path) -> None:
    """The pledges, commitments and disbursements of a line add up to its last running totals."""
    portion = portion_of("marenia", Asking(on=ON, folder=samples), None)
    found = aid_of(portion)
    kinds = {"announced": PLEDGE, "committed": COMMITMENT, "disbursed": DISBURSEMENT}
    seen = set()
    for element in portion.elements:
        body = element.body
        activity = next((one for one in found.activities if str(one.identifier).endswith(f"-{element.id}")), None)
        if not isinstance(body, Contribution) or activity is None:
            continue
        for state, kind in kinds.items():
            totals = [one for one in body.steps if one.state == state and isinstance(one.day, date)]
            if totals:
                last = max(totals, key=lambda one: one.day)
                moved = sum(one.amount.value for one in activity.transactions if one.type == kind)
                assert moved == last.amount.amount
                seen.add(state)
    assert seen == set(kinds)


def test_a_reader_gives_out_only_what_it_may_know(samples: Path) -> None:
    """The partner's file names no element that the partner may not know."""
    eu, partner = out(samples, "marenia")[0], out(samples, "marenia", "partner:QM")[0]
    may_know = {
        one.id
        for one in portion_of("marenia", Asking(on=ON, folder=samples, viewer=Principal("partner:QM")), None).elements
    }
    ours = {str(one.identifier).split("-marenia-")[1] for one in eu.activities}
    theirs = {str(one.identifier).split("-marenia-")[1] for one in partner.activities}
    assert theirs <= may_know
    assert ours - may_know


def test_samples_keep_the_standard_ruleset(samples: Path, shared_folder: Path) -> None:
    """No rule of the standard ruleset of severity error is broken, and none that our reading does not know is in it."""
    rules = json.loads((shared_folder / "data/iati/standard/rulesets/standard.json").read_text("utf-8"))
    for home in homes(samples):
        found, raw = out(samples, home)
        if found.activities:
            assert broken(parsed(raw), rules, now=ON) == (), home


def test_the_ruleset_finds_what_is_broken(samples: Path, shared_folder: Path) -> None:
    """A file without dates, sectors and places breaks the rules that ask for them."""
    rules = json.loads((shared_folder / "data/iati/standard/rulesets/standard.json").read_text("utf-8"))
    _, raw = out(samples, "marenia")
    tree = parsed(raw)
    for tag in ("activity-date", "sector", "recipient-country"):
        for node in tree.xpath(f"/iati-activities/iati-activity[1]/{tag}"):
            node.getparent().remove(node)
    found = {one.split(" ")[0] for one in broken(tree, rules, now=ON)}
    assert {"6.11.1", "6.2.2", "3.7.1"} <= found


def test_our_reading_of_rulesets_agrees_with_their_test_files(shared_folder: Path) -> None:
    """Of each pair of files that comes with the standard, the bad one breaks its rule and the good one none."""
    folder = shared_folder / "data/iati/standard/ruleset-tests"
    tried = 0
    for path in sorted(folder.glob("*.json")):
        good, bad = (folder / f"{path.stem}_{one}.xml" for one in ("good", "bad"))
        rules = json.loads(path.read_text("utf-8"))
        kinds = {kind for one in rules.values() for kind in one}
        if good.exists() and bad.exists() and kinds <= set(RULES):
            assert broken(parsed(good.read_bytes()), rules, now=ON) == (), path.stem
            assert broken(parsed(bad.read_bytes()), rules, now=ON), path.stem
            tried += 1
    assert tried >= 6


def test_strategies_know_every_field() -> None:
    """A field that an activity gets is generated: the round trip leaves none out."""
    assert {*FIELDS, "identifier", "line"} == {one.name for one in fields(Activity)}


def test_training_data_is_marked_in_each_activity(samples: Path) -> None:
    """Each activity of the invented roadmap says so, and none of a published one."""
    marked = {
        home: {
            any(text.text == "training data, invented" for told in one.descriptions for text in told.text)
            for one in out(samples, home)[0].activities
        }
        for home in ("marenia", "tunisia-memorandum")
    }
    assert marked == {"marenia": {True}, "tunisia-memorandum": {False}}


def test_command_names_what_is_not_in_the_file(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`export --form iati` writes the file and names, by number and title, each action that lacks a day to start."""
    target = tmp_path / "marenia.xml"
    assert main(["export", "marenia", "--form", "iati", "-w", str(samples), "-o", str(target)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{target}\n"
    assert "3.2.3\u00a0Enrol 1\u202f600 refugee children in school is not in the file: no day is known" in said.err
    file, back = read(tmp_path, target.read_bytes())
    assert (file.schema_errors, len(back)) == (0, 66)

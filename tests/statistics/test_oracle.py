"""Messages of SDMX-ML as another library reads and writes them: the same figures, with the same places and periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.core.errors import Refused
from waypost.core.statistics.observation import Observation
from waypost.usecases.evidence import read_statistics

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(find_spec("sdmx") is None, reason="needs sdmx1, which `make deep` installs"),
]

CODES = st.tuples(
    st.sampled_from(["MA", "TN", "TOTAL"]), st.sampled_from(["T", "F"]), st.sampled_from(["2020", "2021-05", "2021-Q1"])
)
VALUES = st.decimals(min_value=-(10**9), max_value=10**12, places=3)
FIGURES = st.dictionaries(CODES, VALUES, min_size=1, max_size=12)


def ours(path: Path) -> list[tuple[frozenset[tuple[str, str]], str, Decimal]]:
    """The known figures of a message as our reader gives them: codes, period, value."""
    found = [one for one in read_statistics(path).observations() if isinstance(one, Observation)]
    return [(frozenset(one.where), one.period, one.value) for one in found if isinstance(one.value, Decimal)]


def theirs(observations: Iterable[Any]) -> list[tuple[dict[str, str], str, Decimal]]:
    """The same as the library gives them; what is no number is left out."""
    found = []
    for one in observations:
        codes = {name: str(value.value) for name, value in one.key.values.items()}
        try:
            found.append((codes, codes.pop("TIME_PERIOD"), Decimal(str(one.value))))
        except ArithmeticError:
            continue
    return [one for one in found if one[2].is_finite()]


def test_a_real_message_is_read_as_the_library_reads_it(shared_folder: Path) -> None:
    """The message with data has the library's figures in its order; those without data for it are refused by us."""
    import sdmx

    folder = shared_folder / "data" / "eurostat" / "sdmx-ml"
    with (folder / "demography-xs.xml").open("rb") as source:
        (data,) = sdmx.read_sdmx(source).data
    expected, found = theirs(data.obs), ours(folder / "demography-xs.xml")
    assert len(expected) == 55
    assert [one[1:] for one in found] == [one[1:] for one in expected]
    for (where, _, _), (codes, _, _) in zip(found, expected, strict=True):
        assert {key for key in codes.items() if key[0] != "DEMO"} <= where, "the measure is no place"
    for name in ("footer.xml", "footer2.xml"):
        with (folder / name).open("rb") as source:
            assert sdmx.read_sdmx(source).data == []
        with pytest.raises(Refused):
            read_statistics(folder / name)


@settings(max_examples=25, deadline=None)
@given(figures=FIGURES)
def test_what_the_library_writes_is_read(
    figures: dict[tuple[str, str, str], Decimal], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any figures written as a message by the library come back with their codes, periods and values."""
    import sdmx
    from sdmx.model import v21

    structure = v21.DataStructureDefinition(id="ANY", maintainer=v21.Agency(id="ESTAT"))
    for name in ("citizen", "sex", "TIME_PERIOD"):
        structure.dimensions.getdefault(id=name)
    structure.measures.getdefault(id="OBS_VALUE")
    held = v21.GenericDataSet(structured_by=structure)
    for (citizen, sex, period), value in figures.items():
        key = structure.make_key(v21.Key, {"citizen": citizen, "sex": sex, "TIME_PERIOD": period})
        held.add_obs([v21.Observation(dimension=key, value=str(value))])
    header = sdmx.message.Header(id="any", prepared=datetime(2024, 5, 1), test=False)  # noqa: DTZ001
    message = sdmx.message.DataMessage(header=header, data=[held])
    message.observation_dimension = v21.AllDimensions
    path = tmp_path_factory.mktemp("message") / "any.xml"
    path.write_bytes(sdmx.to_xml(message))
    expected = [
        (frozenset({("citizen", citizen), ("sex", sex)}), period, value)
        for (citizen, sex, period), value in figures.items()
    ]
    assert ours(path) == expected

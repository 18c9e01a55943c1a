"""Tables of publishers: what each real file holds, against its description; made ones for what can be wrong."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statistics.publishers import real
from waypost.cli.main import main
from waypost.core.errors import Problem, Refused
from waypost.core.statistics.observation import Observation, Tally
from waypost.core.values import Missing
from waypost.readers.statistics.figures import figure, flagged
from waypost.readers.statistics.rows import rows_of
from waypost.usecases.evidence import Counted, totals_of

# File, form, dataset, rows, missing: rows and missing figures as the description of the files gives them.
DESCRIBED: list[tuple[str, str, str | None, int, int | None]] = [
    ("eurostat/tsv/lfso_08cobr.tsv", "eurostat-tsv", None, 629, None),
    ("eurostat/tsv/sdg_08_10.tsv", "eurostat-tsv", None, 76, None),
    ("eurostat/tsv/tps00176.csv", "eurostat-tsv", None, 75, None),
    ("eurostat/data-explorer-csv/migr_asyappctza_allcitizenships.csv", "eurostat-data-explorer", None, 34_680, 2_757),
    ("eurostat/data-explorer-csv/migr_eirtn_Data_allcitizens.csv", "eurostat-data-explorer", None, 28_545, None),
    ("eurostat/data-explorer-csv/migr_eirtn_1_Data.csv", "eurostat-data-explorer", None, 476, None),
    ("eurostat/data-explorer-csv/migr_eiord_Data_allcitizens.csv", "eurostat-data-explorer", None, 28_545, None),
    ("eurostat/data-explorer-csv/migr_asydcfsta_2017-04-26.csv", "eurostat-data-explorer", None, 1_836, None),
    (
        "eurostat/data-explorer-csv/migr_asyappctza_1_Data-2017-05-31-ADDED.csv",
        "eurostat-data-explorer",
        None,
        1_224,
        None,
    ),
    ("eurostat/data-explorer-csv/demo_pjan_1_Data.csv", "eurostat-data-explorer", None, 580, None),
    ("eurostat/sdmx-csv/asylum_applicants_total.csv", "sdmx-csv-2.0", "MIGR_ASYAPPCTZA", 1_080, 0),
    ("eurostat/sdmx-csv/migrants_illegally_present.csv", "sdmx-csv-1.0", "MIGR_EIPRE", 2_535, 0),
    ("eurostat/sdmx-csv/temporary_protection_beneficiaries_monthly.csv", "sdmx-csv-2.0", "MIGR_ASYTPSM", 1_136, 5),
    ("eurostat/sdmx-csv/country_population.csv", "sdmx-csv-1.0", "DEMO_GIND", 1_093, 0),
    ("unhcr/rdf-2022-02-08/population.csv", "unhcr-population", None, 1_190, None),
    ("unhcr/rdf-2024/population.csv", "unhcr-population", None, 32_781, 0),
    ("unhcr/rdf-2024/solutions.csv", "unhcr-solutions", None, 5_601, 0),
    ("unhcr/rdf-2024/asylum-decisions.csv", "unhcr-decisions", None, 162, 0),
    ("unhcr/rdf-2000-2020/asylum-applications.csv", "unhcr-population", None, 90_803, 0),
    ("unhcr/odp/unhcr_arrivals_12_31.csv", "unhcr-arrivals", None, 71, 130),
    ("iom/MissingMigrants-Global-2019-11-04T17-25-00.csv", "iom-missing-migrants", None, 6_090, None),
    ("iom/MissingMigrants-Global-2026-05-06--19_42_11.csv", "iom-missing-migrants", None, 238, None),
    ("eutf/EUTF-Projects-Database-2022-01.csv", "eutf-projects", None, 253, 0),
    ("eutf/EUTF_projects_akvo.csv", "eutf-monitoring", None, 644, None),
    ("eutf/EUTF_akvo_orgs.csv", "eutf-organisations", None, 271, 0),
    ("eutf/EUTF_akvo_recipients.csv", "eutf-recipients", None, 1_122, 626),
    ("oecd/dportal-crs/crs_2017.csv", "oecd-crs-donors", None, 163, None),
    ("oecd/dportal-crs/crs_2018.csv", "oecd-crs-donors", None, 160, None),
    ("oecd/dportal-crs/crs_2017_sectors.csv", "oecd-crs-purposes", None, 163, None),
    ("oecd/dportal-crs/exchange.csv", "exchange-rates", None, 25, None),
]


def counted(path: Path) -> Counted:
    """What one file of statistics holds."""
    (found,) = totals_of([path])
    assert isinstance(found, Counted)
    return found


def figures(path: Path) -> list[Observation]:
    """The figures of one file."""
    return list(real(path).figures)


def known(found: list[Observation], **wanted: str) -> Decimal:
    """The sum of the known figures of a measure in a period."""
    total = Decimal(0)
    for one in found:
        if one.measure == wanted["measure"] and one.period.endswith(wanted.get("period", "")):
            total += one.value if isinstance(one.value, Decimal) else 0
    return total


@pytest.mark.parametrize(("name", "kind", "dataset", "rows", "missing"), DESCRIBED, ids=[one[0] for one in DESCRIBED])
def test_real_file_holds_what_its_description_says(
    shared_folder: Path, name: str, kind: str, dataset: str | None, rows: int, missing: int | None
) -> None:
    """Form, dataset, rows and missing figures of each real file."""
    tally = counted(shared_folder / "data" / name).tally
    assert (tally.kind, tally.dataset, tally.rows) == (kind, dataset, rows)
    if missing is not None:
        assert tally.missing == missing


def test_check_values_of_publishers_come_out(shared_folder: Path) -> None:
    """UNHCR at the end of 2023; the dead and missing until 2019, a figure with a comma included, and in 2026."""
    data = shared_folder / "data"
    unhcr = figures(data / "unhcr/rdf-2024/population.csv")
    left_out = 31_637_408 - known(unhcr, measure="Refugees under UNHCR's mandate", period="2023")
    assert 0 <= left_out < 31_637_408 * Decimal("0.01"), "only rows with a comma too many are left out"
    earlier = figures(data / "iom/MissingMigrants-Global-2019-11-04T17-25-00.csv")
    assert known(earlier, measure="Total Dead and Missing") == 33_748
    later = figures(data / "iom/MissingMigrants-Global-2026-05-06--19_42_11.csv")
    assert known(later, measure="Number Dead") == 642
    assert known(later, measure="Minimum Estimated Number of Missing") == 1_258
    projects = figures(data / "eutf/EUTF-Projects-Database-2022-01.csv")
    assert known(projects, measure="ProjectBudget") == Decimal("5256084987.34")


def test_rows_with_a_field_too_many_are_left_out_and_named(shared_folder: Path) -> None:
    """147 rows of UNHCR's file have a comma in a name without quotes; each is left out with its row and the reason."""
    found = counted(shared_folder / "data/unhcr/rdf-2024/population.csv")
    assert found.tally.left_out == len(found.problems) == 147
    assert {one.code for one in found.problems} == {"statistics.row_width"}
    assert found.problems[0].row == 236
    assert found.tally.values == (32_781 - 147) * 2


def test_latin_letters_of_older_exports_are_read(shared_folder: Path) -> None:
    """A file that is no UTF-8 keeps its accents."""
    rows = rows_of((shared_folder / "data/oecd/dportal-crs/crs_2018.csv").read_bytes())
    assert any("Côte d'Ivoire" in row.fields for row in rows)


def test_flags_stay_with_missing_figures(shared_folder: Path) -> None:
    """`: c` is a missing figure that is confidential."""
    found = figures(shared_folder / "data/eurostat/tsv/lfso_08cobr.tsv")
    assert any(one.value is Missing.NOT_REPORTED and one.flags == "c" for one in found)
    assert {one.where[-1][0] for one in found} == {"geo"}
    assert {one.period for one in found} == {""} or {one.period for one in found} == {"2008"}


@pytest.mark.parametrize(
    ("words", "value", "flags"),
    [("14103 bp", "14103", "bp"), (": c", ":", "c"), (":", ":", ""), ("38 u", "38", "u"), ("-1.5", "-1.5", "")],
)
def test_cell_of_eurostat_is_figure_and_flags(words: str, value: str, flags: str) -> None:
    """A figure, a blank, its flags."""
    assert flagged(words) == (value, flags)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_figure_with_commas_is_the_figure(value: Decimal) -> None:
    """Commas between thousands do not count; blanks around it neither."""
    assert figure(f" {value:,f} ", frozenset()) == value


@pytest.mark.parametrize("words", ["1,0", "12,34", "1.2.3", "one", "--", "1 000", "٣"])
def test_other_words_are_no_figure(words: str) -> None:
    """What is no figure is never guessed."""
    with pytest.raises(ValueError, match=r".+"):
        figure(words, frozenset({""}))


def test_cell_that_is_no_figure_is_named(tmp_path: Path) -> None:
    """A word in the place of a figure is left out with its row and value; the rest of the file is read."""
    path = tmp_path / "any.csv"
    path.write_text('"TIME","GEO","Value","Flag and Footnotes"\n"2020","A","1,000","p"\n"2020","B","many",""\n')
    found = counted(path)
    assert found.tally == Tally(
        kind="eurostat-data-explorer", dataset=None, rows=2, values=1, missing=0, flags=(("p", 1),), left_out=1
    )
    assert [(one.row, one.value) for one in found.problems] == [(3, "many")]


def test_name_of_a_file_says_nothing(shared_folder: Path, tmp_path: Path) -> None:
    """A file under another name is read alike."""
    source = shared_folder / "data/eurostat/tsv/sdg_08_10.tsv"
    other = tmp_path / "letters.xml"
    other.write_bytes(source.read_bytes())
    assert counted(other).tally == counted(source).tally


@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", b"\x00\x01\x02", b"Sehr geehrte Damen und Herren"])
def test_other_tables_are_refused_by_name(tmp_path: Path, raw: bytes) -> None:
    """What has the form of no publisher is refused."""
    path = tmp_path / "other.csv"
    path.write_bytes(raw)
    with pytest.raises(Refused) as refused:
        totals_of([path])
    (problem,) = refused.value.problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.file) == ("aid.unknown_form", "other.csv")


def test_json_is_that_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`data.files[]` of statistics has the keys of contract 3."""
    path = tmp_path / "any.csv"
    path.write_text("geo,2019 ,2020 \nAT,1 b,: \n")
    assert main(["evidence", "totals", "--json", str(path)]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["data"]["files"] == [
        {
            "file": "any.csv",
            "kind": "eurostat-tsv",
            "dataset": None,
            "rows": 1,
            "values": 1,
            "missing": 1,
            "flags": {"b": 1},
            "left_out": 0,
        }
    ]


NEW_TSV = "freq,unit,geo\\TIME_PERIOD\t2020 \t2021 \nA,PER,EL\t5 b\t: c\n"


def test_tsv_since_2021_has_its_periods(tmp_path: Path) -> None:
    """The newer TSV names its time otherwise: the same periods, places and flags."""
    path = tmp_path / "any.tsv"
    path.write_text(NEW_TSV, encoding="utf-8")
    one, two = figures(path)
    assert (one.where, one.period, one.value, one.flags) == (
        (("freq", "A"), ("unit", "PER"), ("geo", "EL")),
        "2020",
        Decimal(5),
        "b",
    )
    assert (two.period, two.value, two.flags) == ("2021", Missing.NOT_REPORTED, "c")


def test_packed_text_is_read_alike(tmp_path: Path) -> None:
    """The bulk download is packed; it holds the same, in one piece or several. Cut off, it is refused."""
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    plain.write_text(NEW_TSV, encoding="utf-8")
    head, tail = NEW_TSV.encode()[:20], NEW_TSV.encode()[20:]
    packed.write_bytes(gzip.compress(head) + gzip.compress(tail))
    assert counted(packed).tally == counted(plain).tally
    packed.write_bytes(gzip.compress(NEW_TSV.encode())[:-4])
    with pytest.raises(Refused):
        totals_of([packed])


def test_packed_file_that_grows_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than the limit once it is unpacked is refused, and said to be."""
    monkeypatch.setattr("waypost.readers.statistics.rows.MOST_UNPACKED", 1024)
    path = tmp_path / "any.tsv.gz"
    path.write_bytes(gzip.compress(NEW_TSV.encode() * 100))
    with pytest.raises(Refused) as refused:
        totals_of([path])
    assert [one.code for one in refused.value.problems] == ["statistics.too_large"]


def test_field_without_an_end_is_refused(tmp_path: Path) -> None:
    """A quotation mark that is never closed does not swallow a whole file."""
    path = tmp_path / "any.csv"
    path.write_text('geo,2019\nAT,"' + "1,\n" * 400_000, encoding="utf-8")
    with pytest.raises(Refused):
        totals_of([path])

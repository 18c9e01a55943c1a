"""SDMX-ML, dictionaries and lists of codes: told by what stands in them, with their rows; a message is no data."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from waypost.core.errors import Problem, Refused
from waypost.core.statistics.observation import Observation, Tally
from waypost.core.values import Missing
from waypost.readers.statistics.codelists import read_dictionary
from waypost.readers.statistics.messages import read_message
from waypost.readers.statistics.rows import rows_of
from waypost.usecases.evidence import Counted, totals_of

MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
LISTS = [
    ("eurostat/sdmx-ml/CL_FREQ.xml", "sdmx-ml-structure", "FREQ", 1),
    ("eurostat/sdmx-ml/HCL_WSTATUS_SCL_BNSPART.xml", "sdmx-ml-structure", "HCL_WSTATUS_SCL_BNSPART", 6),
    ("eurostat/sdmx-ml/HCL_WSTATUS_SCL_WSTATUSPR.xml", "sdmx-ml-structure", "HCL_WSTATUS_SCL_WSTATUSPR", 6),
    ("eurostat/sdmx-ml/demography-structure.xml", "sdmx-ml-structure", None, 10),
    ("eurostat/sdmx-ml/esms-structure.xml", "sdmx-ml-structure", "CL_COUNTRY", 2),
    ("eurostat/sdmx-ml/esms.xml", "sdmx-ml-metadata", None, 1),
    ("eurostat/sdmx-ml/esms-ss.xml", "sdmx-ml-metadata", None, 1),
    ("eurostat/dic/geo.dic", "eurostat-dictionary", None, 4_014),
    ("eurostat/dic/decision.dic", "eurostat-dictionary", None, 25),
    ("eurostat/dic/table_dic.dic", "eurostat-dictionary", None, 6_334),
    ("oecd/codelists/codelists.xml", "oecd-codelists", None, 1_651),
    ("oecd/codelists/codelists.xls", "oecd-codelists", None, 1_702),
    ("oecd/codelists/sectors.csv", "oecd-codelist", None, 296),
    ("oecd/codelists/recipients.csv", "oecd-codelist", None, 166),
    ("oecd/codelists/dac_members.csv", "oecd-codelist", None, 32),
    ("oecd/dportal-crs/crs_countries.csv", "oecd-country-names", None, 186),
    ("oecd/dportal-crs/local_currency.csv", "local-currencies", None, 181),
    ("unhcr/rdf-2022-02-08/footnotes.csv", "unhcr-footnotes", None, 37),
    ("reference/UNSD-M49-ar.csv", "un-m49", None, 249),
    ("reference/country-codes.csv", "country-codes", None, 249),
    ("iati/standard/codelists/nonembedded/Country.xml", "iati-codelist", "Country", 251),
]


def counted(path: Path) -> Counted:
    """What one file holds."""
    (found,) = totals_of([path])
    assert isinstance(found, Counted)
    return found


def message(path: Path, kind: str, body: str) -> Path:
    """A message of SDMX-ML in a file."""
    path.write_text(
        f'<m:{kind} xmlns:m="{MESSAGE}" xmlns:g="urn:generic" xmlns:c="urn:common">'
        f"<m:Header><m:DataSetID>migr_any</m:DataSetID></m:Header>{body}</m:{kind}>",
        encoding="utf-8",
    )
    return path


def figures(path: Path, kind: str) -> list[Observation | Problem]:
    """The figures of a message."""
    return list(read_message(path, f"{{{MESSAGE}}}{kind}").observations())


@pytest.mark.parametrize(("name", "kind", "dataset", "rows"), LISTS, ids=[one[0] for one in LISTS])
def test_list_is_named_with_its_rows(shared_folder: Path, name: str, kind: str, dataset: str | None, rows: int) -> None:
    """A list has a kind and rows and no figures."""
    assert counted(shared_folder / "data" / name).tally == Tally(
        kind=kind, dataset=dataset, rows=rows, values=0, missing=0, flags=(), left_out=0
    )


def test_data_of_a_message_has_flags_and_missing_figures(shared_folder: Path) -> None:
    """60 figures by country and sex: 55 known, five not; P is provisional, M missing; A says nothing."""
    path = shared_folder / "data/eurostat/sdmx-ml/demography-xs.xml"
    assert counted(path).tally == Tally(
        kind="sdmx-ml-data",
        dataset="DEMOGRAPHY",
        rows=60,
        values=55,
        missing=5,
        flags=(("M", 6), ("P", 23)),
        left_out=0,
    )
    first = figures(path, "StructureSpecificData")[0]
    assert isinstance(first, Observation)
    assert (first.period, first.measure, first.value) == ("2007", "TFRNSI", Decimal("1.82"))
    assert {"SEX": "T", "COUNTRY": "BE", "UNIT_MEASURE": "CPW"}.items() <= dict(first.where).items()


@pytest.mark.parametrize("name", ["footer.xml", "footer2.xml"])
def test_answer_without_figures_is_refused_with_its_words(shared_folder: Path, name: str) -> None:
    """A footer alone is no data: what it says is said."""
    with pytest.raises(Refused) as refused:
        totals_of([shared_folder / "data/eurostat/sdmx-ml" / name])
    (problem,) = refused.value.problems
    assert problem.code == "statistics.only_message"
    assert "Due to the large query" in str(dict(problem.reason.values)["text"])
    assert problem.remedy is not None


def test_error_of_the_service_is_refused_with_its_words(tmp_path: Path) -> None:
    """The service's own error is no data; a message of a form not known here is refused too."""
    body = "<m:ErrorMessage code='100'><c:Text>No results found</c:Text></m:ErrorMessage>"
    with pytest.raises(Refused) as refused:
        totals_of([message(tmp_path / "any", "Error", body)])
    (problem,) = refused.value.problems
    assert dict(problem.reason.values)["text"] == "No results found"
    with pytest.raises(Refused):
        totals_of([message(tmp_path / "any", "CompactData", "<m:DataSet/>")])


FOOTER = "<m:Footer><m:Message><c:Text>Part of the data is confidential</c:Text></m:Message></m:Footer>"


def test_footer_beside_data_is_told(tmp_path: Path) -> None:
    """Data with a footer is read, and the footer told."""
    path = message(tmp_path / "any", "StructureSpecificData", f"<m:DataSet><Obs OBS_VALUE='1'/></m:DataSet>{FOOTER}")
    found = counted(path)
    assert (found.tally.dataset, found.tally.values) == ("migr_any", 1)
    assert [one.code for one in found.problems] == ["statistics.message"]


GENERIC = """<m:DataSet><g:Series>
<g:SeriesKey><g:Value id="GEO" value="EL"/></g:SeriesKey>
<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="1200"/></g:Obs>
<g:Obs><g:ObsDimension value="2021"/><g:ObsValue value="NaN"/>
  <g:Attributes><g:Value id="OBS_FLAG" value="c"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension value="2022"/><g:ObsValue value="many"/></g:Obs>
</g:Series></m:DataSet>"""


def test_generic_form_is_read_alike(tmp_path: Path) -> None:
    """Keys and values as elements: the same figures; what is no figure is named and the rest read."""
    path = message(tmp_path / "any", "GenericData", GENERIC)
    one, two, three = figures(path, "GenericData")
    assert isinstance(one, Observation)
    assert (one.where, one.period, one.value, one.flags) == ((("GEO", "EL"),), "2020", Decimal(1200), "")
    assert isinstance(two, Observation)
    assert (two.where, two.value, two.flags) == ((("GEO", "EL"),), Missing.NOT_REPORTED, "c")
    assert isinstance(three, Problem)
    assert (three.code, three.value) == ("statistics.no_figure", "many")
    assert counted(path).tally.left_out == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<m:DataSet>", "aid.not_xml"),
        ("<a>" * 100 + "</a>" * 100, "aid.xml_deep"),
        (f"<m:DataSet {' '.join(f'a{n}=' + repr('1') for n in range(300))}/>", "aid.xml_attributes"),
    ],
)
def test_harmful_message_is_refused(tmp_path: Path, body: str, code: str) -> None:
    """What is broken, deep or endless is refused before anything is read of it."""
    with pytest.raises(Refused) as refused:
        totals_of([message(tmp_path / "any", "GenericData", body)])
    assert [one.code for one in refused.value.problems] == [code]


def test_entities_of_a_message_are_refused(tmp_path: Path) -> None:
    """A declaration before the root element is refused, whatever the root is."""
    path = message(tmp_path / "any", "GenericData", GENERIC)
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]>' + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        totals_of([path])
    assert [one.code for one in refused.value.problems] == ["aid.xml_doctype"]


def test_code_that_comes_again_is_left_out() -> None:
    """A dictionary has a code once; another table of two columns is none."""
    read = read_dictionary(rows_of(b"AT\tAustria\r\nBE\tBelgium\r\nAT\tAnother\r\n"), "any")
    assert read is not None
    (problem,) = read.observations()
    assert isinstance(problem, Problem)
    assert (read.rows, problem.row, problem.value) == (2, 3, "AT")
    assert read_dictionary(rows_of(b"Name\tAge in years\nAny one\t3\n"), "any") is None

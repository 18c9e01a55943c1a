"""A brief made by hand that holds every cell, block and chart, with texts that try to break a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from waypost.core.analysis.balance import SquareState
from waypost.core.brief.figures import (
    Chart,
    Course,
    CoursePoint,
    Courses,
    Discs,
    DonorBar,
    Donors,
    Gantt,
    GanttRow,
    Grid,
    MainRoute,
    Month,
    Place,
    Ranked,
    Route,
    Routes,
    Squares,
    SquaresRow,
    Stage,
    Stair,
    Stream,
    StreamLayer,
    StreamNode,
    Streams,
)
from waypost.core.brief.tree import (
    Align,
    Bar,
    Blank,
    Block,
    Brief,
    Cell,
    Column,
    Columns,
    Cover,
    Decision,
    Figure,
    Finding,
    Findings,
    Heading,
    KeyFigure,
    Mark,
    Marker,
    Nothing,
    Number,
    PageOne,
    Paragraph,
    Reader,
    ReasonChain,
    Reasons,
    Row,
    Section,
    Sentence,
    Stack,
    Table,
    Unknown,
    Words,
)
from waypost.core.review.finding import Weight
from waypost.core.roadmap.vocabulary import MoneyState, Tool
from waypost.core.say import Ref, Say, Share, Who, say
from waypost.core.values import ElementId, Missing, Money, Precision, Principal, Quantity, When, text

HOSTILE = '<script>alert(1)</script> #panic("x") $x_1^2$ _under_ *star* @ref {{ braces }} \\back `tick` & < > \' "'
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikverwaltungsratsvorsitzendenstellvertreterin"
ON = date(2024, 3, 11)
EUR = "EUR"
MILLION = Decimal(1_000_000)


def words(value: str) -> Say:
    """Any words as a sentence."""
    return say("outputs.figure", value=value)


def ref(number: str | None, title: str, language: str = "en") -> Ref:
    """An element by number and title; its id is made of them."""
    return Ref(element=ElementId(f"a-{number}-{title[:12]}"), number=number, title=text(title, language))


def euros(millions: int | str) -> Money:
    """So many millions of euros."""
    return Money(amount=Decimal(millions) * MILLION, currency=EUR)


# Charts ------------------------------------------------------------------------------------------------------------


def gantt_row(number: str | None, title: str, start: date | None, end: date | None, **other: object) -> GanttRow:
    """A row that is neither done nor late unless `other` says so."""
    plain = GanttRow(
        ref=ref(number, title),
        group=text("Migration and mobility"),
        start=start,
        end=end,
        latest_end=None,
        done=Missing.NOT_REPORTED,
        is_done=False,
        is_milestone=False,
        critical=False,
        late_days=0,
        late_from=None,
        late_to=None,
        first_promised=None,
        condition=None,
        due_words=words("31 December 2023"),
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def gantt() -> Gantt:
    """Every way in which a row is drawn."""
    day = date
    first, macro, migration = text("Governance"), text("Macro-economic stability"), text("Migration and mobility")
    rows = (
        gantt_row("0.1", "Association Council meets", day(2023, 7, 16), day(2023, 12, 31), group=first, critical=True,
                  late_days=71, late_from=day(2023, 12, 31)),
        gantt_row("1.1", "Budget support, 150 million", day(2023, 7, 16), day(2023, 12, 20), group=macro, is_done=True,
                  due_words=words("paid 20 December 2023")),
        gantt_row("1.2", "Macro-financial assistance", None, None, group=macro,
                  condition=text("once agreed with the IMF"), due_words=words("once agreed with the IMF")),
        gantt_row("2.2", "Identify EFSD+ projects", day(2023, 10, 1), day(2024, 4, 1), latest_end=day(2024, 6, 20),
                  group=macro, done=Share(value=Decimal("0.2")), due_words=words("before the summer 2024")),
        gantt_row("4.2", "Modernise 80 schools in the regions of high emigration, with the help of the local offices",
                  day(2023, 9, 1), day(2024, 12, 31), first_promised=day(2024, 9, 30), group=macro,
                  due_words=words("end of 2024, was the third quarter of 2024")),
        gantt_row("5.1", "Border management package", day(2023, 9, 5), day(2023, 12, 31), group=migration,
                  critical=True, done=Share(value=Decimal("0.4")), late_days=71, late_from=day(2023, 12, 31),
                  late_to=day(2024, 6, 1)),
        gantt_row("5.3", "25 coast guard vessels", day(2024, 1, 1), day(2024, 9, 30), group=migration, critical=True,
                  done=Share(value=Decimal("0.24")), first_promised=day(2024, 6, 30)),
        gantt_row("5.5", "Talent Partnership set up", day(2024, 4, 20), day(2024, 9, 20), latest_end=day(2024, 12, 20),
                  group=migration, critical=True, first_promised=day(2024, 6, 30)),
        gantt_row("5.6", "Payments act into force", day(2023, 9, 1), day(2024, 2, 1), group=migration, late_days=39,
                  late_from=day(2024, 2, 1), late_to=day(2024, 4, 1), condition=text("once parliament has adopted it"),
                  due_words=words("1 February 2024")),
        gantt_row(None, "Joint statement", day(2024, 5, 1), day(2024, 5, 1), group=migration, is_milestone=True),
    )  # fmt: skip
    ids = {row.ref.number: row.ref.element for row in rows}
    return Gantt(
        on=ON,
        first=day(2023, 7, 16),
        last=day(2024, 12, 31),
        rows=rows,
        undated=(ref("2.1", "Trade framework"), ref("3.1", "Energy, Medusa cable"), ref("5.4", "Readmission")),
        links=((ids["5.1"], ids["5.3"]), (ids["0.1"], ids["5.5"])),
        left_out=0,
    )


def stair() -> Stair:
    """The stair with a need not stated, a condition, and sums over gaps."""

    def stage(state: MoneyState, value: int, step: int | None, aside: Say | None = None) -> Stage:
        return Stage(
            state=state,
            label=say(f"moneystate.{state.value}"),
            value=Decimal(value) * MILLION,
            at_least=value < 400,
            figure=words(f"at least {value}" if value < 400 else str(value)),
            step=None if step is None else words(f"{step} not yet in this state"),
            aside=aside,
        )

    need = Stage(state="needed", label=words("Needed"), value=Missing.NOT_STATED, at_least=False,
                 figure=words("not stated for 6 of 7 lines; at least 65"), step=None, aside=None)  # fmt: skip
    return Stair(
        currency=EUR,
        stages=(
            need,
            stage(MoneyState.ANNOUNCED, 415, None, words("+ 900 if the IMF programme is agreed")),
            stage(MoneyState.COMMITTED, 277, 138),
            stage(MoneyState.CONTRACTED, 210, 67),
            stage(MoneyState.DISBURSED, 150, 60),
        ),
    )


def donors() -> Donors:
    """One donor with all states, some with one, one with none."""
    unknown = Missing.UNKNOWN
    full = [Decimal(one) * MILLION for one in (340, 277, 210, 150)]
    return Donors(
        currency=EUR,
        bars=(
            DonorBar(label=words("Commission: NDICI"), announced=full[0], committed=full[1], contracted=full[2],
                     disbursed=full[3], words=None),
            DonorBar(label=words("Commission: Erasmus+"), announced=Decimal(10) * MILLION, committed=unknown,
                     contracted=unknown, disbursed=unknown, words=words("10 announced; later states unknown")),
            DonorBar(label=words("Team Europe, several donors whose shares nobody has published"),
                     announced=Decimal(65) * MILLION, committed=unknown, contracted=unknown, disbursed=unknown,
                     words=words("65 announced; later states unknown")),
            DonorBar(label=words("Member States, own"), announced=unknown, committed=unknown, contracted=unknown,
                     disbursed=unknown, words=words("unknown: no line recorded")),
        ),
    )  # fmt: skip


def squares() -> Squares:
    """Domains with and without squares, of every state."""

    def row(label: str, eu: tuple[SquareState, ...], partner: tuple[SquareState, ...]) -> SquaresRow:
        return SquaresRow(label=words(label), eu=eu, partner=partner, unstated=())

    return Squares(
        eu=words("EU and Member States commit"),
        partner=words("Tunisia commits"),
        rows=(
            row(
                "Development, root causes",
                ("done", "planned", "planned", "planned", "no_date"),
                ("planned", "no_date"),
            ),
            row("Legal migration, mobility", ("planned",) * 14, ("planned",)),
            row("Protection and asylum", (), ()),
            row("Irregular migration, smuggling", ("planned", "late"), ("late",)),
            row("Return and readmission", ("no_date", "dropped"), ("no_date", "no_date")),
            replace(row("No domain", (), ("planned",)), unstated=("planned",)),
        ),
    )


def route(code: str, name: str, height: int) -> Route:
    """Four years of months with a wave, a missing month and two preliminary ones."""
    months = tuple(
        Month(
            year=2018 + place // 12,
            month=place % 12 + 1,
            value=Missing.NOT_REPORTED if place == 30 else 200 + (place * 37 % 12) * height + place * 20,
            provisional=place >= 46,
        )
        for place in range(48)
    )
    return Route(code=code, label=words(name), months=months, year=2021, total=67_724)


def main_route() -> MainRoute:
    """The main route with two years of which only the total is held, and one of which nothing is."""
    one = route("central_mediterranean", "Central Mediterranean", 800)
    recent = replace(one, months=tuple(month for month in one.months if month.year >= 2019))
    gaps = ((2022, 105_561, words("yearly total only")), (2023, Missing.NOT_REPORTED, words("no file held")))
    return MainRoute(route=recent, peak=words("9 760 in November 2021"), gaps=gaps)


NAMES = (
    ("central_mediterranean", "Central Mediterranean", 800),
    ("eastern_mediterranean", "Eastern Mediterranean", 300),
    ("western_mediterranean", "Western Mediterranean", 250),
    ("western_african", "Western African", 200),
    ("western_balkan", "Western Balkan", 500),
)


def discs() -> Discs:
    """The five routes where the table of routes puts them."""
    spots = (("12.4", "35.2"), ("26.2", "37.8"), ("-3.3", "36.0"), ("-16.6", "26.5"), ("20.4", "43.9"))
    values = (67_724, 20_567, 18_466, 22_351, 61_618)
    places = tuple(
        Place(label=words(name), longitude=Decimal(x), latitude=Decimal(y), value=value, chosen=not place)
        for place, ((_, name, _), (x, y), value) in enumerate(zip(NAMES, spots, values, strict=True))
    )
    return Discs(year=2021, places=places)


def ranked() -> Ranked:
    """Nationalities, one without a figure for the year before."""
    rows = (("Tunisia", 15_675, 12_883), ("Egypt", 8_506, 1_264), ("Bangladesh", 7_848, 4_429),
            ("Côte d’Ivoire", 3_989, 1_999), ("Iran", 3_879, None), ("Eritrea", 2_614, 900))  # fmt: skip
    return Ranked(
        rows=tuple(
            (words(name), now, Missing.NOT_REPORTED if before is None else before, name == "Tunisia")
            for name, now, before in rows
        ),
        year=2021,
    )


def grid() -> Grid:
    """Three objectives by all tools."""
    tools = tuple(Tool)
    states = ("used", "offered", "idle", "none")
    return Grid(
        objectives=(
            ref("1", "Fewer departures by sea and more returns in dignity"),
            ref("2", "Legal ways"),
            ref(None, "Asylum"),
        ),
        tools=tools,
        cells=tuple(tuple(states[(row + 3 * place) % 4] for place in range(len(tools))) for row in range(3)),  # type: ignore[misc]
    )


def courses() -> Courses:
    """A topic with every state of a year, a large one, one that is zero, and one of which nothing is held."""
    source = words("A publisher with a long name, its table of many words, issue of 4 February 2022")

    def course(name: str, values: tuple[object, ...], **other: bool) -> Course:
        points = tuple(
            CoursePoint(
                year=2012 + place,
                value=value if isinstance(value, Missing) else Decimal(str(value)),
                preliminary=place == len(values) - 1,
                broken=bool(other.get("broken")) and place in (3, 5),
                partly=bool(other.get("partly")) and place in (1, 2),
            )
            for place, value in enumerate(values)
        )
        return Course(label=words(name), points=points, latest=words("16 527 in 2019, preliminary"), source=source)

    gap = Missing.NOT_REPORTED
    return Courses(
        first=2010,
        last=2023,
        courses=(
            course("Detections of irregular border-crossing, all routes", (120, 40, gap, 0, 15, 16, 17.5), broken=True),
            course("Remittances", (10, 12, 4_500, 38_000, 210, 2, 1), partly=True),
            course("Refugees resettled", (0, 0, 0)),
            Course(label=words("First permits"), points=(), latest=None, source=None, absent=words("no file held")),
            Course(label=words("Returns"), points=(), latest=None, source=source, absent=words(f"{HOSTILE} {LONG}")),
        ),
    )


def streams() -> Streams:
    """Eight donors, one of them not stated, with sums from very large to very small, and lines without a figure."""

    def node(name: str, known: int | Missing, **other: object) -> StreamNode:
        amount = known if isinstance(known, Missing) else known * MILLION
        return replace(StreamNode(label=words(name), known=amount), **other)  # type: ignore[arg-type]

    def way(donor: int, instrument: int, domain: int, millions: int | None) -> Stream:
        amount = Missing.UNKNOWN if millions is None else millions * MILLION
        return Stream(nodes=(donor, instrument, 0, domain), amount=amount)

    donors = (
        node("European Union", 150, unknown=2), node("Germany", 60), node("Italy, France and Spain together", 40),
        node("Sweden", 20), node("Austria", 1), node("3 others together", 3, rest=True),
        node("donor not stated", Missing.UNKNOWN, unknown=1, unnamed=True),
    )  # fmt: skip
    unstated = node("not stated", 24, unknown=2, unnamed=True)
    instruments = (node("NDICI-Global Europe", 210, unknown=1), node(LONG, 40), unstated)
    domains = (node("Legal migration, mobility", 200), node("Return, readmission", 74, unknown=3))
    return Streams(
        currency=EUR,
        layers=(
            StreamLayer(head=words("donor"), nodes=donors),
            StreamLayer(head=words("instrument"), nodes=instruments),
            StreamLayer(head=words("partner"), nodes=(node("Marenia", 274, unknown=3),)),
            StreamLayer(head=words("domain"), nodes=domains),
        ),
        streams=(
            way(0, 0, 0, 150), way(0, 0, 1, None), way(0, 2, 1, None), way(1, 0, 0, 50), way(1, 0, 1, 10),
            way(2, 1, 1, 40), way(3, 2, 1, 20), way(4, 2, 1, 1), way(5, 2, 1, 3), way(6, 2, 1, None),
        ),
    )  # fmt: skip


def charts() -> dict[str, Chart]:
    """One of each chart, by its name."""
    return {
        "gantt": gantt(),
        "stair": stair(),
        "donors": donors(),
        "squares": squares(),
        "main_route": main_route(),
        "routes": Routes(routes=tuple(route(*name) for name in NAMES)),
        "discs": discs(),
        "ranked": ranked(),
        "grid": grid(),
        "courses": courses(),
        "streams": streams(),
    }


# Cells and blocks ---------------------------------------------------------------------------------------------------


def cells() -> tuple[Cell, ...]:
    """Every kind of cell, in every state that is drawn differently."""
    share = Share(value=Decimal("0.24"))
    return (
        Words(words=words("Plain words")),
        Words(words=ref("5.3", "Vessels delivered"), strong=True),
        Words(words=text("Des mots en français", "fr"), quiet=True),
        Words(
            words=When(phrase="before the summer 2024", precision=Precision.INTERVAL, last=date(2024, 5, 31)),
            struck=True,
        ),
        Words(words=date(2024, 1, 1)),
        Words(words=Who(principal="ms:IT")),
        Words(words=euros(12)),
        Words(words=Quantity(amount=Decimal(80), unit="places")),
        Number(value=euros(277), at_least=True, strong=True),
        Number(value=euros(50), bracketed=True),
        Number(value=euros(900), if_met=True),
        Number(value=Quantity(amount=Decimal(2300), unit="persons"), provisional=True),
        Number(value=share),
        Number(value=0),
        Unknown(reason=Missing.NOT_STATED),
        Unknown(reason=Missing.UNKNOWN, say=words("no file held")),
        *(Marker(mark=mark, say=words(f"marker {mark.value}")) for mark in Mark),
        Bar(share=share, words=words("24 %; at this pace April 2026")),
        Bar(share=Share(value=Decimal("0.38")), words=words("38 %, preliminary"), provisional=True),
        Bar(share=Missing.NOT_REPORTED, words=words("no report since July 2023")),
        Bar(share=Share(value=Decimal(0)), words=words("0 %; 71 days late"), late=True),
        Stack(cells=(Words(words=5000, struck=True), Number(value=6000, strong=True))),
        Stack(cells=(Words(words=words("above")), Words(words=words("below"), quiet=True)), inline=False),
        Blank(),
    )


def table(name: str = "specimen.cells", *, numbers: bool = False) -> Table:
    """A table of facts that holds every cell."""
    columns = (
        Column(head=words("Kind"), weight=2),
        Column(head=words("Shown as"), weight=3, align=Align.NUMBER),
        Column(head=None, weight=3),
    )
    rows = [
        Row(cells=(Words(words=words(f"Cell {place}")), cell, Words(words=words("beside it"), quiet=True)))
        for place, cell in enumerate(cells())
    ]
    styles = ("group", "sub", "total", "added", "removed")
    for style in styles:
        first = Words(words=words(f"row {style}"))
        rows.append(Row(cells=(first, Number(value=euros(1)), Blank()), style=style))  # type: ignore[arg-type]
    notes = (words("≥: at least, because a line has no figure."), words("A second note."))
    return Table(name=name, columns=columns, rows=tuple(rows), notes=notes, numbers=numbers)


def small(name: str) -> Table:
    """A small table of numbers."""
    columns = (Column(head=words("What")), Column(head=words("€ million"), align=Align.NUMBER))
    rows = (Row(cells=(Words(words=words("Announced")), Number(value=euros(415)))),)
    return Table(name=name, columns=columns, rows=rows, numbers=True)


def figure(name: str, chart: Chart) -> Figure:
    """A figure with everything that stands round a chart."""
    return Figure(
        name=f"specimen.{name}",
        title=words(f"Title of {name}"),
        aside=words("unit and period"),
        chart=chart,
        alt=words(f"What {name} shows, in a sentence."),
        notes=(words("Source: Frontex, issue of 4 February 2022."), words("Pale: preliminary.")),
        numbers=small(f"specimen.{name}.numbers"),
    )


def blocks() -> tuple[Block, ...]:
    """Every kind of block, charts aside."""
    late = Marker(mark=Mark.LATE, say=words("71 days late"))
    because = (words("no date was agreed"), words("the reply is missing"))
    chain = ReasonChain(ref=ref("0.1", "Association Council meets"), marker=late, because=because,
                        tail=(words("Owner: EEAS."),), moves=(words("5.5 by 71 days."), words("Not 5.3.")))  # fmt: skip
    findings = tuple(
        Finding(
            number=place, weight=weight, text=words(f"Finding {place}."), remedy=words("Name one office."), rule="R7"
        )
        for place, weight in enumerate(Weight, start=1)
    )
    accepted = Finding(number=4, weight=Weight.NOTE, text=words("Lived with."), remedy=words("Nothing."), rule="R9",
                       accepted=text("Agreed with the partner."))  # fmt: skip
    return (
        Paragraph(says=(words("A first sentence."), say("outputs.because", why="of something strong"))),
        Paragraph(says=(words("A quiet note."),), quiet=True),
        Heading(say=words("Every cell"), aside=words("with an aside")),
        table(),
        Heading(say=words("Why late")),
        Reasons(chains=(chain, replace(chain, because=(), moves=()))),
        Heading(say=words("Findings")),
        Findings(findings=(*findings, accepted)),
        Heading(say=words("Nothing")),
        Nothing(say=words("No line of money is recorded.")),
        Heading(say=words("Hostile")),
        Paragraph(says=(words(HOSTILE),)),
        Table(
            name="specimen.hostile",
            columns=(Column(head=words(HOSTILE)), Column(head=words(LONG))),
            rows=(Row(cells=(Words(words=words(LONG)), Words(words=ref("9", HOSTILE)))),),
        ),
        Columns(
            left=(figure("discs-beside", discs()), Paragraph(says=(words("Under the map."),))),
            right=(figure("ranked-beside", ranked()),),
        ),
        Columns(
            left=(Heading(say=words("Left")), small("specimen.left")),
            right=(Heading(say=words("Right")), small("specimen.right")),
        ),
    )


def cover() -> Cover:
    """The head of the specimen."""
    facts = (
        (words("Written for"), words("Presidency of the Council")),
        (words("May be read by"), words("EU institutions, 27 Member States. Not Tunisia, not the public")),
        (words("As of"), words("11 March 2024, 18:00 UTC")),
        (words("Figures as published"), words("4 February 2022 to 8 March 2024; oldest first in section 9")),
    )
    reader = Reader(viewer=Principal("eu"), boxes=("full", "half", "empty", "empty"),
                    words=words("EU institutions and Member States"))  # fmt: skip
    return Cover(
        kind=words("Brief for the meeting"),
        title=words("Tunisia"),
        subtitle=words("EU–Tunisia partnership: senior officials, Tunis, 21 March 2024"),
        reader=reader,
        facts=facts,
        running=words("Tunisia · senior officials, 21 March 2024 · as of 11 March 2024"),
        training=True,
        on=ON,
        at=datetime(2024, 3, 11, 18, tzinfo=UTC),
        vintage=ON,
    )


def page_one() -> PageOne:
    """Five sentences, four figures, three decisions and more of them elsewhere."""
    sentences = (
        "Two of fourteen actions are late, both on the critical chain; one is done, six have no date.",
        "The Association Council did not meet by the end of 2023; until it does, the Talent Partnership cannot start.",
        "Of €415 million announced, at least €277 million is committed and at least €150 million paid; €900 waits.",
        "Nothing is planned on protection and asylum; two of three priorities have an action that answers them.",
        "Detections on the Central Mediterranean route rose to 158 020 in 2023, from 105 561 in 2022.",
    )
    figures = (
        KeyFigure(label=words("Detections, 2023"), value=Number(value=158_020, provisional=True), unit=None,
                  compare=words("105 561 in 2022")),
        KeyFigure(label=words("Late actions"), value=Number(value=2), unit=words("of 14"), compare=words("0 before")),
        KeyFigure(label=words("Paid"), value=Number(value=euros(150), at_least=True), unit=words("€ million"),
                  compare=words("of 415 announced")),
        KeyFigure(label=words("Returns"), value=Unknown(reason=Missing.NOT_REPORTED, say=words("no series held")),
                  unit=None, compare=None),
    )  # fmt: skip
    decisions = (
        Decision(label="D1", question=words("Convene the Association Council in April or June?"),
                 hangs=words("Each month later moves the Talent Partnership by a month."),
                 decides=Who(principal="eu"), due=date(2024, 3, 21)),
        Decision(label="D2", question=text("Faut-il des dates pour 5.4 et 5.2 ?", "fr"), hangs=Missing.NOT_STATED,
                 decides=words("Commission"), due=date(2024, 3, 21)),
        Decision(label="D3", question=words("Who leads action 5.6?"), hangs=words("No owner is named."),
                 decides=Missing.NOT_STATED, due=Missing.NOT_STATED),
    )  # fmt: skip
    return PageOne(
        sentences=tuple(Sentence(say=words(one), section=place + 1) for place, one in enumerate(sentences[:3]))
        + tuple(Sentence(say=words(one), section=1) for one in sentences[3:]),
        figures=figures,
        decisions=decisions,
        more_decisions=2,
        more_section=3,
    )


def specimen() -> Brief:
    """A brief with everything in it."""
    drawn = tuple(figure(name, chart) for name, chart in charts().items())
    return Brief(
        name="specimen",
        cover=cover(),
        page_one=page_one(),
        sections=(
            Section(number=1, name="charts", title=words("Charts"), blocks=drawn),
            Section(number=2, name="blocks", title=words("Blocks"), blocks=blocks()),
            Section(number=3, name="empty", title=words("A section without content"),
                    blocks=(Nothing(say=words("No decision of an earlier meeting is open.")),)),
        ),
    )  # fmt: skip

"""Money in any currency: the catalogues name a few, every other is named by its code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.review.good import HOME, changed, good
from waypost.cli.main import main
from waypost.core.roadmap.elements import State, in_order
from waypost.core.roadmap.records import Need, Step
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code
from waypost.core.values import EU, Missing, Money, text
from waypost.words.wording import UnknownCode, Wording
from waypost.workspace.folder import Folder


def money(currency: str, millions: str) -> Money:
    """So many millions."""
    return Money(amount=Decimal(millions) * 10**6, currency=currency)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of one roadmap with needs and money in Tunisian dinar and in yen, the yen in one state only."""
    elements = good()
    for key, currency, steps in (
        ("c1", "TND", (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.DISBURSED)),
        ("c2", "JPY", (MoneyState.COMMITTED,)),
    ):
        amounts = [money(currency, str(90 - 7 * place)) for place, _ in enumerate(steps)]
        held = [
            Step(state=one, amount=amount, day=date(2024, 6, 1)) for one, amount in zip(steps, amounts, strict=True)
        ]
        elements = changed(elements, key, steps=tuple(held))
        need = Need(amount=money(currency, "120.5"), method=text("Counted"))
        elements = changed(elements, "o1" if key == "c1" else "o2", needs=(need,))
    at = datetime(2025, 2, 1, tzinfo=UTC)
    state = State(home=HOME, at=at, by=EU, why=Missing.NOT_STATED, elements=in_order(elements))
    Folder(tmp_path).write(state)
    later = changed(
        elements, "c1", steps=(Step(state=MoneyState.COMMITTED, amount=money("TND", "99"), day=date(2025, 2, 3)),)
    )
    Folder(tmp_path).write(replace(state, at=datetime(2025, 2, 4, tzinfo=UTC), elements=in_order(later)))
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "command",
    [
        ("ledger", "marenia", "--by", "donor,year"),
        ("overview", "--by", "ms:IT"),
        ("review", "marenia"),
        ("diff", "marenia@2025-02-01", "marenia"),
        ("brief", "marenia", "--form", "html,pdf", "--since", "2025-02-01"),
    ],
    ids=lambda one: one[0],
)
def test_any_currency_goes_through_every_paper(
    command: tuple[str, ...], language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in dinar or yen is said with its code, and nothing breaks."""
    out = folder / "out"
    more = ("-o", str(out)) if command[0] == "brief" else ()
    code = main([*command, *more, "-w", str(folder), "--on", "2025-03-01", "--lang", language])
    shown = capsys.readouterr()
    assert code in (0, 1), shown.err
    words = next(out.glob("*.html")).read_text(encoding="utf-8") if more else shown.out
    if command[0] in ("ledger", "review", "brief"):
        assert "TND" in words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_currency_without_words_is_named_by_its_code(language: str) -> None:
    """A code of ISO 4217 that the catalogue does not name stands for itself; of our own lists every code has words."""
    assert Wording(language).plain(Code(table="currency", code="TND")) == "TND"
    assert Wording(language).plain(Code(table="currency", code="EUR")) != "EUR"
    with pytest.raises(UnknownCode):
        Wording(language).plain(Code(table="domain", code="nowhere"))

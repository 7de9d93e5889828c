"""The eight fields of a sale or a refund: what is taken, and what is refused with which words."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sale_fields import BadEvent, event_from, minor_from
from texts.numbers import decimals

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SALE: dict[str, Any] = {
    "shop": "Shakers.example",
    "order_id": "#1042",
    "kind": "sale",
    "code": " jane 10",
    "occurred_at": "2026-11-24T09:30:00+01:00",
    "currency": "usd",
    "net_minor": 5220,
}


def read(**changes: Any) -> Any:
    return event_from({**SALE, **changes}, now=NOW)


def test_an_instant_is_kept_in_utc() -> None:
    assert read().occurred_at == "2026-11-24T08:30:00Z"


def test_what_shops_write_in_different_ways_is_one() -> None:
    event = read()
    assert (event.shop, event.order_id, event.code, event.currency) == (
        "shakers.example",
        "1042",
        "JANE10",
        "USD",
    )


def test_a_sale_without_an_event_id_has_its_orders() -> None:
    assert read().event_id == "1042"


@pytest.mark.parametrize("order", [1042, "1042", "#1042", " # 1042"])
def test_an_order_may_be_a_number_or_text(order: Any) -> None:
    assert read(order_id=order).order_id == "1042"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("net_minor", 52.2),
        ("net_minor", 5220.0),
        ("net_minor", 1e300),
        ("net_minor", "5220"),
        ("net_minor", True),
        ("net_minor", 0),
        ("net_minor", -5220),
        ("net_minor", 10**12 + 1),
        ("net_minor", 10**40),
        ("net_minor", None),
        ("net_minor", [5220]),
        ("currency", "US"),
        ("currency", "XQZ"),
        ("currency", 840),
        ("currency", ""),
        ("kind", "order"),
        ("kind", None),
        ("shop", ""),
        ("shop", "x" * 101),
        ("shop", {"name": "x"}),
        ("order_id", " "),
        ("order_id", "#"),
        ("order_id", True),
        ("order_id", 10.5),
        ("code", 10),
        ("code", "x" * 101),
        ("event_id", False),
        ("occurred_at", "yesterday"),
        ("occurred_at", "2026-11-31T00:00:00Z"),
        ("occurred_at", "2026-11-24"),
        ("occurred_at", "2026-11-24T09:30:00"),
        ("occurred_at", "0001-01-01T00:00:00+14:00"),
        ("occurred_at", "9999-12-31T23:59:59-12:00"),
        ("occurred_at", "2026-11-26T12:00:00Z"),
        ("occurred_at", 1_790_000_000),
        ("occurred_at", None),
    ],
)
def test_a_field_that_cannot_be_taken_is_named(field: str, value: Any) -> None:
    with pytest.raises(BadEvent) as refused:
        read(**{field: value})
    assert refused.value.field == field


def test_a_refund_needs_an_event_id_of_its_own() -> None:
    with pytest.raises(BadEvent, match="counted twice"):
        read(kind="refund")


def test_a_time_without_an_offset_is_the_workspaces_where_one_is_given() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    event = event_from({**SALE, "occurred_at": "2026-11-24 09:30"}, now=NOW, zone=berlin)
    assert event.occurred_at == "2026-11-24T08:30:00Z"


@pytest.mark.parametrize("written", ["2026-11-24 09:30:00 +0100", "2026-11-24T08:30Z"])
def test_instants_are_read_as_shops_write_them(written: str) -> None:
    assert read(occurred_at=written).occurred_at == "2026-11-24T08:30:00Z"


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("52.20", "USD", 5220),
        ("52.2", "USD", 5220),
        ("52", "USD", 5200),
        ("52,20", "EUR", 5220),
        ("1,234.50", "USD", 123450),
        ("1.234,50", "EUR", 123450),
        ("1 234,50", "EUR", 123450),
        ("1'234.50", "CHF", 123450),
        ("1,234,567.89", "USD", 123456789),
        ("52.200", "USD", 5220),
        ("5220", "JPY", 5220),
        ("5220.00", "JPY", 5220),
        ("5.220", "KWD", 5220),
    ],
)
def test_a_decimal_amount_is_converted_exactly(text: str, currency: str, minor: int) -> None:
    assert minor_from(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1,234", "USD"),
        ("52.205", "USD"),
        ("5220.5", "JPY"),
        ("-52.20", "USD"),
        ("(52.20)", "USD"),
        ("$52.20", "USD"),
        ("5e3", "USD"),
        ("1,23,456.00", "USD"),
        ("1,234.567.89", "USD"),
        ("fifty", "USD"),
    ],
)
def test_an_amount_that_is_not_certain_is_refused(text: str, currency: str) -> None:
    with pytest.raises(BadEvent):
        minor_from(text, currency)


@given(st.integers(1, 10**12), st.sampled_from(["USD", "JPY", "KWD", "EUR"]))
def test_an_amount_survives_being_written_as_a_decimal(minor: int, currency: str) -> None:
    places = decimals(currency)
    whole, rest = divmod(minor, 10**places)
    text = f"{whole}.{rest:0{places}}" if places else str(whole)
    assert minor_from(text, currency) == minor


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)


@given(st.dictionaries(st.sampled_from([*SALE, "event_id"]), values))
def test_whatever_is_sent_is_taken_or_refused_by_field(fields: dict[str, Any]) -> None:
    try:
        outcome: Any = event_from({**SALE, **fields}, now=NOW).net_minor
    except BadEvent as refused:
        outcome = refused.field
    assert outcome in {*SALE, "event_id"} or 0 < outcome <= 10**12

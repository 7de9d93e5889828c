"""Numbers, money, shares and dates: as people write them in several countries, or not at all."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from services.money import to_minor
from services.reading.dates import parse_date
from services.reading.numbers import (
    UNKNOWN,
    NotANumber,
    UnderZero,
    currency_named,
    is_range,
    is_unknown,
    parse_count,
    parse_money,
    parse_percent,
)

LOCALES = ("en", "de", "fr", "es", "ru", "id", "pt_BR", "it", "pl", "de_CH", "hi", "uk", "sv")
READERS: list[Callable[[str], object]] = [
    parse_count,
    parse_percent,
    parse_date,
    lambda text: parse_money(text, None),
]


@given(count=st.integers(0, 10**9), locale=st.sampled_from(LOCALES))
@example(count=1_234_567, locale="hi")  # 12,34,567
def test_count_is_read_as_its_locale_writes_it(count: int, locale: str) -> None:
    assert parse_count(format_decimal(count, locale=locale)) == count


@given(
    tenths=st.integers(10, 9_999),
    locale=st.sampled_from(LOCALES),
    unit=st.sampled_from([("K", 1_000), ("k", 1_000), ("M", 10**6), (" M", 10**6), ("B", 10**9)]),
)
def test_shortened_count_is_read_as_its_locale_writes_it(
    tenths: int, locale: str, unit: tuple[str, int]
) -> None:
    written = format_decimal(Decimal(tenths) / 10, locale=locale, format="#0.#")
    assert parse_count(written + unit[0]) == tenths * unit[1] // 10


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("8.8M", 8_800_000),
        ("234.3K", 234_300),
        ("546.8K\r", 546_800),
        ("10 358", 10_358),
        ("10\u202f358", 10_358),
        ("10'358", 10_358),
        ("245000000.00 ", 245_000_000),
        ("2.28E+11", 228_000_000_000),
        ("5e3", 5_000),
        ("1.2M+", 1_200_000),
        ("600K-800K", 600_000),
        ("600-800K", 600_000),
        ("> 100K", 100_000),
        ("<span>12</span>", 12),
        ("1.234M", 1_234_000),
        ("1,5 млн", 1_500_000),
        ("12 тыс.", 12_000),
        ("12,5 Tsd.", 12_500),
        ("12 Tausend", 12_000),
        ("12 mil", 12_000),
        ("12.5 thousand", 12_500),
        ("0.05 million", 50_000),
        ("1,2 Mio.", 1_200_000),
        ("1,2 mln", 1_200_000),
        ("2 Millionen", 2_000_000),
        ("2 millones", 2_000_000),
        ("1,2 mi", 1_200_000),
        ("1.2 lakh", 120_000),
        ("2 crore", 20_000_000),
        ("1.5万", 15_000),
        ("1.2億", 120_000_000),
        ("3亿", 300_000_000),
        ("5-10万", 50_000),
        ("12.400", 12_400),
        ("0.400", 0),
        ("1.234,5", 1_234),
        ("٣٤٥", 345),
        ("１２", 12),
    ],
)
def test_count_is_read_as_people_write_it(written: str, count: int) -> None:
    assert parse_count(written) == count


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "-5",
        "1.2.3",
        "1 2",
        "12.11.2026",
        "1,23,4",
        "1e999",
        "99999999999999999",
        "12 apples",
    ],
)
def test_what_has_no_sure_reading_is_no_count(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_count(text)


@pytest.mark.parametrize(
    "text", [*sorted(UNKNOWN), " N/A ", "#VALOR!", "TBD", "NaN", "-", " ", "\t"]
)
@pytest.mark.parametrize("read", READERS)
def test_unknown_is_none_and_never_zero(read: Callable[[str], object], text: str) -> None:
    assert (read(text), is_unknown(text)) == (None, True)


def answer(read: Callable[[str], object], text: str) -> str:
    """Return what kind of answer a reader gives; anything but NotANumber fails the test."""
    try:
        return type(read(text)).__name__
    except NotANumber:
        return "NotANumber"


@given(
    text=st.text(max_size=40) | st.text("0123456789., '-+eEKkM%$€£TZ:/", max_size=24),
    read=st.sampled_from(READERS),
)
@example("0001-01-01T00:00+23:59", parse_date)
@example("9999-12-31T23:59:59-23:59", parse_date)
@example("²³", parse_count)
@example("\ud800", parse_count)
@example("1e999%", parse_percent)
@example("1e99 EUR", READERS[3])
def test_any_text_is_read_or_not_a_number(text: str, read: Callable[[str], object]) -> None:
    assert answer(read, text) in ("int", "str", "tuple", "NoneType", "NotANumber")


@given(text=st.text("0123456789., '-+eKM", max_size=12))
def test_count_is_never_below_zero(text: str) -> None:
    with suppress(NotANumber):
        assert (parse_count(text) or 0) >= 0


@pytest.mark.parametrize("text", ["-5", "−5", "-1.2K", "'-5"])
def test_number_under_zero_is_told_from_what_is_none(text: str) -> None:
    with pytest.raises(UnderZero):
        parse_count(text)


@pytest.mark.parametrize("text", ["10k-15k", "10–15K", "1 to 2 lakh", "300-500 USD", "$300..500"])
def test_range_is_known(text: str) -> None:
    assert is_range(text)


@pytest.mark.parametrize(
    "text", ["", "-", "12400", "500 top", "ask-her", "-5", '<b class="a-b">12</b>', "1-2-3"]
)
def test_what_has_one_end_or_none_is_no_range(text: str) -> None:
    assert not is_range(text)


@given(points=st.integers(0, 1_000_000), mark=st.sampled_from([".", ","]), blank=st.booleans())
def test_share_is_read_in_basis_points(points: int, mark: str, blank: bool) -> None:
    whole, rest = divmod(points, 100)
    written = f"{whole}{mark}{rest:02}{' ' if blank else ''}%"
    assert parse_percent(written) == points


@pytest.mark.parametrize(
    ("written", "points"),
    [("2.67%", 267), ("2,67 %", 267), ("0.10%", 10), ("<span>29%</span>", 2900)],
)
def test_share_is_read_as_people_write_it(written: str, points: int) -> None:
    assert parse_percent(written) == points


@given(
    minor=st.integers(0, 10**9),
    style=st.sampled_from(["${}", "{} USD", "USD {}", "USD{}", "{}usd", "US$ {}", "$ {}"]),
    locale=st.sampled_from(["en", "de", "fr", "de_CH"]),
)
def test_amount_is_read_with_its_currency(minor: int, style: str, locale: str) -> None:
    written = format_decimal(Decimal(minor) / 100, locale=locale, format="#,##0.00")
    assert parse_money(style.format(written), None) == (minor, "USD")


@pytest.mark.parametrize(
    ("written", "column", "amount"),
    [
        ("7 768 ₽", None, (776_800, "RUB")),
        ("5,000", "ETB", (500_000, "ETB")),
        ("250", None, (25_000, None)),
        ("250 EUR", "USD", (25_000, "EUR")),
        ("R$ 1.234,56", None, (123_456, "BRL")),
        ("¥12,000", None, (12_000, "JPY")),
        ("$1.5K", None, (150_000, "USD")),
        ("200-300 EUR", None, (20_000, "EUR")),
        ("5 mio", None, (500_000_000, None)),
    ],
)
def test_amount_is_read_as_people_write_it(
    written: str, column: str | None, amount: tuple[int, str | None]
) -> None:
    assert parse_money(written, column) == amount


@pytest.mark.parametrize("text", ["-100", "ask her", "100 shells", "1e20 EUR"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_money(text, None)


@pytest.mark.parametrize(
    ("cell", "currency"),
    [("EUR", "EUR"), ("usd", "USD"), ("€", "EUR"), ("R$", "BRL"), ("dollars", None), ("", None)],
)
def test_currency_is_known_by_code_or_sign(cell: str, currency: str | None) -> None:
    assert currency_named(cell) == currency


@given(
    day=st.dates(date(1990, 1, 1), date(2199, 12, 31)), locale=st.sampled_from(["de", "ru", "pl"])
)
def test_date_is_read_as_countries_with_points_write_it(day: date, locale: str) -> None:
    written = format_date(day, "dd.MM.yyyy", locale=locale)
    assert parse_date(written) == day.isoformat()


@given(day=st.dates(date(1990, 1, 1), date(2199, 12, 31)))
def test_date_with_its_month_s_name_is_read(day: date) -> None:
    english = [format_date(day, form, locale="en") for form in ("medium", "long", "d MMM yyyy")]
    assert [parse_date(text) for text in english] == [day.isoformat()] * 3


@given(day=st.dates(date(1990, 1, 1), date(2199, 12, 31)), locale=st.sampled_from(["es", "pt"]))
def test_date_is_read_as_it_is_written_out_in_spanish_and_portuguese(
    day: date, locale: str
) -> None:
    assert parse_date(format_date(day, "long", locale=locale)) == day.isoformat()


@given(day=st.dates(date(1990, 1, 1), date(2119, 12, 31)))
def test_date_is_read_as_a_spreadsheet_counts_it(day: date) -> None:
    assert parse_date(str((day - date(1899, 12, 30)).days)) == day.isoformat()


@given(
    seconds=st.integers(0, 7_000_000_000),
    hours=st.integers(-14, 14),
)
def test_instant_is_kept_in_utc(seconds: int, hours: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    there = at.astimezone(timezone(timedelta(hours=hours)))
    assert parse_date(there.isoformat()) == f"{at:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("24.11.2026", "2026-11-24"),
        ("13.5.26", "2026-05-13"),
        ("05.04.98", "1998-04-05"),
        ("5 de marzo de 2026", "2026-03-05"),
        ("24 de septiembre del 2026", "2026-09-24"),
        ("5 ene 2026", "2026-01-05"),
        ("5 de março de 2026", "2026-03-05"),
        ("24 de Dezembro de 2026", "2026-12-24"),
        ("5. Oktober 2026", "2026-10-05"),
        ("13/02/2026", "2026-02-13"),
        ("02/13/2026", "2026-02-13"),
        ("02/02/2026", "2026-02-02"),
        ("24 November 2026", "2026-11-24"),
        ("2026-11-24 09:30", "2026-11-24T09:30:00Z"),
    ],
)
def test_date_is_read_where_day_and_month_are_certain(written: str, day: str) -> None:
    assert parse_date(written) == day


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026",
        "13/5/26",
        "yesterday",
        "31.02.2026",
        "31.2.26",
        "5 de brumario de 2026",
        "0999-01-01",
        "9999-01-01",
    ],
)
def test_uncertain_or_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_date(text)


@given(minor=st.integers(0, 10**10), currency=st.sampled_from(["USD", "JPY", "KWD", "CLP"]))
def test_minor_units_follow_the_currency(minor: int, currency: str) -> None:
    places = {"JPY": 0, "CLP": 0, "KWD": 3}.get(currency, 2)
    assert to_minor(Decimal(minor).scaleb(-places), currency) == minor

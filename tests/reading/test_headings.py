"""Headings as people of many countries write them mean the fields that they should."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from services.reading import headings
from services.reading.headings import FIELDS, field_of, normal
from tests.reading.conftest import Open, creators

LISTS = {
    "German": "Nutzername;Follower;Durchschnittliche Likes;Land;Besitzer;Letzter Kontakt;Preis",
    "French": "Nom d'utilisateur;Abonnés;Likes moyens;Pays;Propriétaire;Dernier contact;Tarif",
    "Spanish": "Usuario;Seguidores;Promedio de me gusta;País;Propietario;Último contacto;Precio",
    "Portuguese": "Conta;Seguidores;Média de curtidas;País;Responsável;Último contato;Preço",
    "Italian": "Nome utente;Follower;Like medi;Paese;Responsabile;Ultimo contatto;Prezzo",
    "Dutch": "Gebruikersnaam;Volgers;Gemiddelde likes;Land;Eigenaar;Laatste contact;Prijs",
    "Polish": "Nazwa użytkownika;Obserwujący;Średnia liczba polubień;Kraj;Właściciel;Ostatni kontakt;Cena",
    "Russian": "Имя пользователя;Подписчики;Средние лайки;Страна;Ответственный;Последний контакт;Цена",
    "Turkish": "Kullanıcı adı;Takipçi sayısı;Ortalama beğeni;Ülke;Sorumlu;Son iletişim;Fiyat",
    "Japanese": "ユーザー名;フォロワー数;平均いいね数;国;担当者;最終連絡日;料金",
    "Chinese": "用户名;粉丝数;平均点赞数;国家;负责人;最后联系时间;报价",
    "Korean": "아이디;팔로워 수;평균 좋아요 수;국가;담당자;마지막 연락일;단가",
    "Arabic": "اسم المستخدم;عدد المتابعين;متوسط الإعجابات;البلد;المسؤول;آخر تواصل;السعر",
}


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    """Return the rows of the file of headings."""
    path = Path(headings.__file__).with_name("headings.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("language", LISTS)
def test_list_of_another_language_is_understood(opened: Open, language: str) -> None:
    one = creators(opened(f"{LISTS[language]}\nana;15000;2000;DE;Bo;2026-11-01;250 EUR\n"))[0]
    assert (one.accounts[0].handle, one.followers, one.average_likes, one.country) == (
        "ana",
        15_000,
        2_000,
        "DE",
    )
    assert (one.owner, one.last_contact, one.price_minor) == ("Bo", "2026-11-01", 25_000)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kanal", "platform"),
        ("Kanaal", "platform"),
        ("Réseaux sociaux", "platform"),
        ("Соцсети", "platform"),
        ("Bereich", "niche"),
        ("Thema", "niche"),
        ("Secteur", "niche"),
        ("Ámbito", "niche"),
        ("Dziedzina", "niche"),
        ("テーマ", "niche"),
    ],
)
def test_platform_and_niche_are_known_by_their_other_names(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_column_of_platforms_in_which_none_stands_is_kept(opened: Open) -> None:
    one = creators(opened("handle,Kanal\nana,Ana Runs\n"))[0]
    assert one.fields == (("Kanal", "Ana Runs"),)


def test_no_heading_means_two_fields(written: list[dict[str, str]]) -> None:
    fields = defaultdict(set)
    for row in written:
        for name in row["headings"].split(";"):
            fields[normal(name)].add(row["field"])
    assert {name: found for name, found in fields.items() if len(found) > 1} == {}


def test_every_field_has_headings_and_no_other_has(written: list[dict[str, str]]) -> None:
    assert {row["field"] for row in written} == set(FIELDS)


@pytest.mark.parametrize("heading", ["data", "Ad", "not", "canal", "Stand"])
def test_word_that_may_mean_anything_is_no_heading(heading: str) -> None:
    assert field_of(heading) is None

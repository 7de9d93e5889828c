"""What people call their columns. Compared word by word, without case, accents and marks."""

import re
from collections.abc import Sequence

from services.errors import ImportRefused
from services.reading.headings_abroad import ABROAD
from storage.words import words

NAMES: dict[str, str] = {
    "handle": "username; user name; handle; account; account name; nick; nickname; usuario;"
    " nombre de usuario; nome de usuario; nutzername; benutzername; pseudo; login; screen name;"
    " ник; никнейм; аккаунт; influencer insta name; insta name; insta handle; ig handle; ig;"
    " instagram handle; instagram username; tiktok handle; tiktok username; youtube handle;"
    " youtuber name; youtube username; channel handle; creator handle; influencer handle; akun;"
    " account handle; profile name",
    "name": "name; full name; fullname; creator name; channel name; display name; influencer name;"
    " creator; influencer; instagram user; youtuber; nombre; nombre completo; nome; nom; имя;"
    " название; nama; blogger; channel; title; naam; artist",
    "platform": "platform; network; social network; social media; plataforma; plattform;"
    " plateforme; piattaforma; платформа; red social",
    "url": "url; link; profile; profile url; profile link; account url; perfil; profil; ссылка;"
    " channel url; enlace",
    "followers": "followers; follower; follower count; followers count; number of followers;"
    " subscribers; subscriber count; total subscribers; subs; fans; audience; seguidores;"
    " abonnenten; abonnes; iscritti; inscritos; seguaci; подписчики; аудитория; pengikut;"
    " stats followers; stats subscribers; total followers; followers total; suscriptores",
    "average_likes": "average likes; avg likes; likes avg; likes average; mean likes; likes;"
    " likes per post; avg likes per post; average likes per post; me gusta; likes promedio;"
    " promedio de likes; media de likes; media likes; лайки; лайков; rata rata like;"
    " durchschnittliche likes; stats likes; likes mean; avg like",
    "average_comments": "average comments; avg comments; avg comment; comments avg;"
    " comments average; comments; comments per post; comentarios; media comentarios;"
    " комментарии; kommentare; stats comments; average comment",
    "average_views": "average views; avg views; views avg; views per post; views average;"
    " stats views; views per video; vistas promedio; просмотры",
    "follows": "follows; following; followings; following count; follows count; seguidos; siguiendo;"
    " подписки",
    "posts_count": "posts; post count; posts count; media count; number of posts; total videos;"
    " uploads; publicaciones; beitrage; videos count; total posts; публикации",
    "niche": "niche; niches; category; categories; topic; topics; content focus; vertical;"
    " tema de influencia; tema; temas; nicho; nichos; categoria; categorias; categorie; kategorie;"
    " kategori; thema; тематика; категория; theme; genre; industry; category 1; category 2;"
    " category 3; niche 1; niche 2; niche 3; content category",
    "country": "country; country code; pais; pays; land; страна; negara; paese; nation; kraj",
    "location": "location; location audience; city country; ubicacion; ort; standort; локация;"
    " город; based in; region",
    "language": "language; languages; lang; idioma; lingua; langue; sprache; язык; bahasa",
    "bio": "bio; biography; description; about; about me; descripcion; descricao; beschreibung;"
    " biografia; biographie; описание; deskripsi",
    "price": "price; asking price; starting price; rate per post; price per post; cost; fee;"
    " precio; preco; preis; prix; prezzo; tarifa; цена; harga; price 1; rate card; budget per post",
    "currency": "currency; moneda; moeda; wahrung; devise; valuta; валюта; mata uang",
    "owner": "owner; assigned to; assignee; responsible; account manager; managed by;"
    " relationship owner; responsable; ответственный",
    "status": "status; stage; estado; estatus; statut; stato; статус; contact status",
    "last_contact": "last contact; last contacted; last contacted at; contacted on; contact date;"
    " date contacted; last outreach; ultimo contacto; letzter kontakt; dernier contact",
    "note": "note; notes; remarks; notas; nota; notizen; notiz; remarques; заметки; catatan",
    "tags": "tags; tag; labels; label; etiquetas; etiketten; метки",
    "as_of": "as of; as of date; date; snapshot date; collected at; collected on; retrieved at;"
    " measured at; updated; updated at; last updated; fecha; datum; data as of; дата",
    "posted_at": "posted at; posted on; published at; published; timestamp; post date; created at;"
    " taken at; date posted; publication date",
    "format": "format; type; media type; post type; kind; formato",
    "post_likes": "like count; post likes",
    "post_comments": "comment count; comments count; post comments",
    "post_url": "post url; permalink; post link; media url",
}
"""Field -> headings, as people write them in English, Spanish, Portuguese, German, French,
Italian, Russian and Indonesian."""

PLATFORMS: dict[str, str] = {
    "instagram": "instagram; insta; ig",
    "youtube": "youtube; yt; youtuber; youtubers",
    "tiktok": "tiktok; tik tok; tiktoker",
    "rutube": "rutube",
    "twitch": "twitch",
    "x": "x; twitter",
    "facebook": "facebook; fb",
    "threads": "threads",
    "pinterest": "pinterest",
    "snapchat": "snapchat",
    "linkedin": "linkedin",
    "telegram": "telegram; tg",
    "vk": "vk; vkontakte; вконтакте",
    "bluesky": "bluesky; bsky",
    "mastodon": "mastodon",
    "reddit": "reddit",
    "kick": "kick",
    "dzen": "dzen; дзен",
}
"""Platform -> what it is called in cells, headings and file names."""

HOSTS = {
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "tiktok.com": "tiktok",
    "rutube.ru": "rutube",
    "twitch.tv": "twitch",
    "twitter.com": "x",
    "x.com": "x",
    "facebook.com": "facebook",
    "threads.net": "threads",
    "threads.com": "threads",
    "pinterest.com": "pinterest",
    "snapchat.com": "snapchat",
    "linkedin.com": "linkedin",
    "t.me": "telegram",
    "vk.com": "vk",
    "bsky.app": "bluesky",
    "reddit.com": "reddit",
    "kick.com": "kick",
    "dzen.ru": "dzen",
}

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[a-zA-Z])(?=\d)")


def normal(heading: str) -> str:
    """Return the words of a heading: "likesAvg", "Avg. Likes" and "avg_likes" lose their dress."""
    return " ".join(words(_HUMP.sub(" ", heading).replace("_", " ")))


def _turned(table: dict[str, str]) -> dict[str, str]:
    return {normal(name): key for key, names in table.items() for name in [*names.split(";"), key]}


FIELD_OF = _turned({field: "; ".join(names) for field, names in ABROAD.items()}) | _turned(NAMES)
PLATFORM_OF = _turned(PLATFORMS)
FIELDS = frozenset(NAMES)
NAMING = frozenset(("handle", "name", "url"))
"""Fields of which a list needs one."""

FIRST_ROWS = 5
"""Records among which the headings are looked for."""


def heading_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of a file's first records has the headings: above some stands a title, alone."""
    for place, cells in enumerate(rows[:FIRST_ROWS]):
        names = [cell for cell in cells if cell.strip()]
        named = any(FIELD_OF.get(normal(name)) in NAMING for name in names)
        if named:
            return place
        if len(names) > 1:
            return 0
    return 0


def platform_named(text: str) -> str | None:
    """Return the platform that a cell names: "YouTube", "IG", "instagram.com"."""
    plain = " ".join(words(text))
    return PLATFORM_OF.get(plain) or HOSTS.get(text.strip().lower().removeprefix("www."))


def platform_in(text: str) -> str | None:
    """Return the first platform that one of the words of a heading or file name means."""
    for word in words(_HUMP.sub(" ", text).replace("_", " ")):
        if len(word) > 2 and word in PLATFORM_OF:
            return PLATFORM_OF[word]
    return None


def check_field(name: str) -> str:
    """Return a field's name. Raises ImportRefused for one that there is not."""
    if name not in FIELDS:
        known = ", ".join(sorted(FIELDS))
        raise ImportRefused(f'There is no field "{name}" to map a column to. Known: {known}.')
    return name

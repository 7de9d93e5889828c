"""The niches of a store in memory: which phrase of a query, or category of a file, means which."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from storage import niches as stored
from storage import undo
from storage.engine import Store, Transaction
from storage.schema import EVERYONE
from storage.words import fold, words

STARTERS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "Fitness": (None, ("gym", "workout", "gimnasio", "фитнес", "健身", "フィットネス", "피트니스")),
    "Yoga": ("Fitness", ("pilates", "йога", "瑜伽", "ヨガ", "요가")),
    "Running": ("Fitness", ("runner", "runners", "laufen")),
    "Beauty": (
        None,
        ("belleza", "beleza", "beaute", "kosmetik", "schönheit", "красота", "bellezza", "美容"),
    ),
    "Skincare": ("Beauty", ("skin care", "hautpflege", "护肤", "スキンケア")),
    "Makeup": (
        "Beauty",
        ("make up", "maquillaje", "maquiagem", "maquillage", "schminke", "макияж", "美妆"),
    ),
    "Fashion": (None, ("moda", "mode", "мода", "时尚", "ファッション", "패션")),
    "Food": (
        None,
        ("foodie", "comida", "cocina", "cucina", "cuisine", "essen", "kochen", "еда", "美食"),
    ),
    "Vegan": ("Food", ("plant based",)),
    "Travel": (
        None,
        ("viajes", "viagens", "viaggi", "voyage", "reise", "reisen", "путешествия", "旅行", "여행"),
    ),
    "Gaming": (None, ("gamer", "videojuegos", "juegos", "jogos", "игры", "游戏", "ゲーム", "게임")),
    "Music": (None, ("musica", "musik", "musique", "музыка", "音乐", "音楽", "음악")),
    "Parenting": (None, ("mom", "mum", "eltern", "育儿")),
    "Pets": (None, ("pet", "mascotas", "haustiere", "animaux", "питомцы", "宠物")),
    "Tech": (None, ("technology", "tecnologia", "technik", "технологии", "科技")),
}
"""Niches that every store starts with: name -> (parent, other names). All can be added to."""


@dataclass(slots=True)
class Niches:
    """What the store knows of niches at one moment."""

    names: dict[int, str] = field(default_factory=dict)
    by_phrase: dict[str, int] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)

    def find(self, phrase: str) -> int | None:
        """Return the niche that a phrase names, whole: by name or alias, whatever its writing."""
        return self.by_phrase.get(key_of(phrase))

    def take_from(self, other: "Niches") -> None:
        """Become equal to another reading of the store."""
        self.names, self.by_phrase, self.parents = other.names, other.by_phrase, other.parents

    def with_ancestors(self, niche_ids: Iterable[int]) -> list[int]:
        """Return the niches, all that they are part of, and everyone."""
        found: dict[int, None] = {}
        for niche in niche_ids:
            step: int | None = niche
            while step is not None and step not in found:
                found[step] = None
                step = self.parents.get(step)
        found[EVERYONE] = None
        return list(found)


def key_of(phrase: str) -> str:
    """Return what niches are compared by: the phrase's words ("Health & Fitness" = health fitness).

    A phrase without a letter or digit is compared as it is written.
    """
    return " ".join(words(phrase)) or fold(phrase)


def load(store: Store) -> Niches:
    """Read the niches of a store."""
    return store.read(_load)


def _load(tx: Transaction) -> Niches:
    rows = stored.all_niches(tx)
    return Niches(
        names={row.id: row.name for row in rows},
        by_phrase=stored.aliases(tx) | {row.folded: row.id for row in rows},
        parents={row.id: row.parent_id for row in rows if row.parent_id is not None},
    )


def add_missing(tx: Transaction, names: list[str]) -> None:
    """Make niches of categories that are none yet, as they are written.

    "Fitness & Gym" becomes part of Fitness where there is such a niche.
    """
    known = _load(tx)
    for name in names:
        first, *others = _TOGETHER.split(name)
        stored.add(tx, name, key_of(name), known.find(first) if others else None)


_TOGETHER = re.compile(r"\s(?:&|\+|and|und|y|e|et)\s", re.IGNORECASE)


def drop_empty(tx: Transaction) -> None:
    """Take away the niches that files brought and that nobody is in any more."""
    starters = {
        key_of(one) for name, (parent, _) in STARTERS.items() for one in (name, parent) if one
    }
    while empty := [one for one, folded in undo.empty_niches(tx) if folded not in starters]:
        for niche_id in empty:
            undo.drop_niche(tx, niche_id)


def add_starters(tx: Transaction) -> None:
    """Give a store the niches that it starts with; those it has stay as they are."""
    for name, (parent, aliases) in STARTERS.items():
        parent_id = stored.add(tx, parent, key_of(parent)) if parent else None
        niche_id = stored.add(tx, name, key_of(name), parent_id)
        for alias in aliases:
            stored.add_alias(tx, key_of(alias), niche_id)

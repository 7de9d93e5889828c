"""Help by examples: each can be typed as it stands."""

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("fitness", "micro-influencers in fitness, most engagement first"),
    ("fitness vegan", "in fitness, with the word vegan in name, bio or niche"),
    ("fitness followers:20k..50k", "by followers; also >20k or <50k"),
    ("beauty likes:>800 er:>3%", "by average likes and engagement rate"),
    ("travel country:DE platform:instagram", "by country and platform"),
    ("food value:<300", "by what a post is worth"),
    ("fitness verdict:ok", "without signs of bought numbers"),
    ("fitness -niche:yoga", "leave a niche out"),
    ("fitness tier:any sort:followers", "everyone, not only micro-influencers"),
    ('list:"Summer"', "who is on a shortlist; source: for an imported list"),
)

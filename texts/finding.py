"""What `bot.py find` says of itself."""

FIND = "Search your list: bot.py find fitness country:DE -niche:crypto"
CLIENT = "The client whose notes and tags count."
JSON = "One JSON document on standard output."

"""What is said beside a field of a form that can't be taken: what to write instead."""

DAY = "Choose a day."
NO_DAY = "This is not a day. Choose one."
SHARE = "Write a share between 0 and 100%, like 10%."
WHOLE_DAYS = "Write a whole number of days, like 30."
CHOOSE_CAMPAIGN = "Choose a campaign."
SAY_WHY = "Say why: the one who proposed it reads this."


def amount(currency: str) -> str:
    return f"Write an amount in {currency}, like 250 or 250.50."


def other_currency(currency: str) -> str:
    return f"This campaign is in {currency}; nothing is converted. Write the amount in {currency}."


def days_up_to(most: int) -> str:
    return f"Write a number of days from 0 to {most}."

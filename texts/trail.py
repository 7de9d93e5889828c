"""What is said of the audit trail: that it is whole, or where it does not hold."""

WHOLE = "The audit trail is whole."
MISSING = "the entry is missing"
CHANGED = "the entry was changed"
CONTENT_CHANGED = "its content was changed"
LAST_MISSING = "the last entries are missing"

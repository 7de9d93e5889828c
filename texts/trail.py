"""What is said of the first entry at which the audit trail does not hold."""

MISSING = "the entry is missing"
CHANGED = "the entry was changed"
CONTENT_CHANGED = "its content was changed"
LAST_MISSING = "the last entries are missing"

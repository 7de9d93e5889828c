"""Every text that people read, and nothing else: one module per subject.

A text without gaps is a constant in capitals; one with gaps is a function that takes what goes into
them, already written (numbers by texts.numbers, counts with their nouns by texts.wording). Texts are
plain: what mrkdwn, HTML or a terminal want escaped or marked is done where they are shown. In a
sentence that says what to type, backticks stand around that.
"""

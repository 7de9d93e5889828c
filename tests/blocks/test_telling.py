"""An answer described once: as blocks and as plain text it says the same."""

from blocks.telling import Said, message


def test_only_a_mention_that_is_meant_reaches_a_person() -> None:
    text, blocks = message([Said("<@U0BO> knows <@U0CY> and <!here>", mentions=["<@U0BO>"])])
    assert text == "<@U0BO> knows &lt;@U0CY&gt; and &lt;!here&gt;"
    assert blocks[0]["text"]["text"] == text

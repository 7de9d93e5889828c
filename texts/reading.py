"""What is said of a file that is read: why it is no list, how its columns and platform are known."""

from texts.previews import is_it
from texts.wording import counted

SAVE_AS = "Save it as CSV, XLSX or JSON, one creator a row with a heading above each column."
UNDER_WAY = "Another import is under way. Nothing was changed; try again when it has finished."

AS_ASKED = "as asked"
BY_LINKS = "by the profile links"
BY_FILE_NAME = "by the file's name"
NOTHING_SAYS = "nothing says it"
"""How the platform of rows that name none is known."""

BY_MAPPING = "by the mapping"
BY_HEADING = "by its heading"
KEPT = "kept as an extra field"
NO_NUMBERS = "no number stands in its first rows; kept as an extra field"
AUDIENCES = "the audience's; no column says the creator's"
OUR_REMARK = "our own remark"
ROW_NUMBER = "row number"
"""How a column is understood, and why."""

NET_TOO = "net_minor (or net)"


def by_heading(heading: str) -> str:
    return f"by the heading “{heading}”"


def column_without_numbers(heading: str, first: str) -> str:
    return (
        f"The column “{heading}” has no number in its first rows, like “{first}”: kept as an extra"
        " field, these figures are not known."
    )


def unreadable(path: str, why: str) -> str:
    """why: as the system says it."""
    return f"{path} can't be read: {why}."


def empty(name: str) -> str:
    return f"{name} is empty. {SAVE_AS}"


def no_rows(name: str) -> str:
    return f"{name} has headings but no rows. {SAVE_AS}"


def nothing_in_it(name: str) -> str:
    return f"{name} has no row with text in it. {SAVE_AS}"


def first_row_is_data(name: str, cells: list[str]) -> str:
    return (
        f"{name}: the first row looks like data ({', '.join(cells)}). Add a row of headings above"
        " it, such as handle,platform,followers,average_likes,niche, and import that."
    )


def another_kind(name: str) -> str:
    return f"{name} is not a list but another kind of file. {SAVE_AS}"


def web_page(name: str) -> str:
    return f"{name} is a web page, not a list. {SAVE_AS}"


def no_text(name: str) -> str:
    return f"{name} is not a text file. {SAVE_AS}"


def unreadable_row(name: str, line: int, why: str) -> str:
    """why: as the reader of CSV says it."""
    return f"{name}, line {line}: this row can't be read ({why}). {SAVE_AS}"


def guessed_encoding(name: str, encoding: str) -> str:
    """encoding: as Python calls it."""
    called = encoding.replace("cp12", "Windows-12").replace("_", "-")
    return (
        f"{name} is not in UTF-8; its letters are read as {called}. If names look wrong, save it as"
        " UTF-8 and import that."
    )


def no_json(name: str, why: str) -> str:
    return f"{name} is not valid JSON: {why}. {SAVE_AS}"


def no_fields(name: str) -> str:
    return f"{name} holds no records with fields. {SAVE_AS}"


def locked(name: str) -> str:
    return f"{name} is locked by a password. Save it without one and import that."


def no_workbook(name: str) -> str:
    return f"{name} is not a workbook that can be read. {SAVE_AS}"


def no_sheet(name: str) -> str:
    return f"{name} has no sheet with rows in it. {SAVE_AS}"


def sheet(name: str, rows: int) -> str:
    return f"“{name}” ({counted(rows, 'row')})"


def other_sheets(chosen: str, others: list[str], more: int) -> str:
    """others: those that are named; more: how many are not."""
    return _one_is_read(f"Of this workbook the sheet “{chosen}”", others, more)


def one_list(name: str, records: int) -> str:
    return f"“{name}” ({counted(records, 'record')})"


def other_lists(chosen: str, others: list[str], more: int) -> str:
    """others: those that are named; more: how many are not."""
    return _one_is_read(f"Of this document “{chosen}”", others, more)


def _one_is_read(which: str, others: list[str], more: int) -> str:
    named = ", ".join([*others, f"{more} more"] if more else others)
    return f"{which} is read; not read: {named}. To import another, save it as a file of its own."


def names_nobody(
    name: str, headings: list[str], note: str, maybe: tuple[str, str] | None = None
) -> str:
    """note: what of the file was not read, or nothing. maybe: a misspelt heading and its field."""
    nobody = f"{name} has no column that names creators. Its columns are: {', '.join(headings)}."
    what = "Add a heading such as handle or name, or say with a mapping file which column it is."
    if maybe:
        heading, field = maybe
        what = (
            f"{is_it(heading, field)} Then import it with --map FILE, with the line"
            f" {heading},{field} in that file; else add a heading such as handle or name."
        )
    return f"{nobody} {what} {note}".rstrip()


def no_platform(asked: str) -> str:
    return f"There is no platform “{asked}”. Try instagram, tiktok, youtube."


def posts_need(field: str) -> str:
    return (
        f"A file of posts needs a column “{field}”. It may have: handle, platform, posted_at, format,"
        " likes, comments, url."
    )


def sales_need(missing: list[str], fields: tuple[str, ...]) -> str:
    return (
        f"A file of sales needs a column {', '.join(missing)}. It may have:"
        f" {', '.join(fields)}; net (decimal) may stand in the place of net_minor."
    )


def both_columns_are(one: str, other: str, field: str) -> str:
    return (
        f"The columns “{one}” and “{other}” are both {field}. Say with a mapping file which one"
        " counts."
    )


def no_field(name: str, known: list[str]) -> str:
    return f"There is no field “{name}” to map a column to. Known: {', '.join(known)}."


def no_field_of_a_sale(name: str, known: list[str]) -> str:
    return f"There is no field “{name}” of a sale. Known: {', '.join(known)}."


def no_such_column(heading: str, headings: list[str]) -> str:
    return (
        f"The mapping names a column “{heading}” that the file does not have."
        f" It has: {', '.join(headings)}."
    )


def unreadable_mapping(path: str) -> str:
    return (
        f"The mapping file {path} can't be read. Write it as JSON, or as CSV with two columns: the"
        " file's heading, our field."
    )


def mapping_no_json(path: str, why: str) -> str:
    return f"The mapping file {path} is not valid JSON: {why}."


def mapped_twice(path: str, one: str, other: str, field: str) -> str:
    return (
        f"The mapping file {path} says of both “{one}” and “{other}” that they are {field}. Leave"
        " one of them out."
    )


def mapping_not_two_columns(path: str) -> str:
    return f"The mapping file {path} needs two columns: the file's heading, our field."

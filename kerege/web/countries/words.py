"""What the country pages refuse."""

from kerege.lib.refusal import N_, RefusalWord

NO_SUCH_COUNTRY = RefusalWord(
    "countries.unknown",
    N_("“%(code)s” is not the code of a country here. Choose a country from the list."),
    status=404,
)

"""What the content host refuses."""

from kerege.lib.refusal import N_, RefusalWord

ONLY_READ = RefusalWord("content.only_read", N_("Files are only read here. Use GET."), status=405)
NO_SUCH_ADDRESS = RefusalWord(
    "content.no_such_address",
    N_("There is nothing at this address. Go back to the page and open the file from there."),
    status=404,
)
OVER = RefusalWord(
    "content.over",
    N_("This address was good for a few hours only. Load the page again and open the file from there."),
    status=410,
)
NO_PAGES = RefusalWord(
    "content.no_pages",
    N_("This host name serves files only. Read the pages under the other name of this node."),
    status=421,
)
NO_WORKERS = RefusalWord(
    "content.no_workers",
    N_("A package may not leave anything behind that answers for others. Play it without a service worker."),
    status=403,
)

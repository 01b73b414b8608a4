"""Forms of reports as data: what a form asks, what fills a field, what leaves, and when it is due. Plain Python."""

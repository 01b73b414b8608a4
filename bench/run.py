"""`make bench`: everything that is measured, one after the other."""

from bench import pages, start

if __name__ == "__main__":
    start.main()
    pages.main()

"""`python -m kerege` is the `kerege` command."""

from kerege.config.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

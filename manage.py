#!/usr/bin/env python
"""Django's own commands, for developers; `kerege` is the command for everybody else."""

import os
import sys

from kerege.config import sqlite

sqlite.install()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

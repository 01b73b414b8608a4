"""Template tags of the shell: `{% load kerege %}`."""

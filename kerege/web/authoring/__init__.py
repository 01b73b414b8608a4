"""The editor in which somebody writes a lesson and sees it as learners do."""

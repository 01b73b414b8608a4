"""Events: kick-offs, awareness, meetings, conferences, exercises, publications."""

"""Events with people: programme, list, registration, who came, duplicates, what follows, and calendars."""

"""The directory of mandates: who speaks for which country, and whether the line was tried."""

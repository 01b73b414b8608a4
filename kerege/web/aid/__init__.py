"""Mutual aid between countries: who could help, a case with its steps, and all cases of the own country."""

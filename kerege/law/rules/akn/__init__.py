"""Texts of law in Akoma Ntoso 3.0. Plain Python on lxml and cobalt: no Django, no database, no clock."""

"""Finding facilities: on a map, by words, by what somebody needs done."""

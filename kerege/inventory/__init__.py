"""What a country has: for now, the equipment that was handed over to it."""

"""OGC API – Features, Part 1 (Core, GeoJSON, OpenAPI 3.0): the inventory for QGIS and other programs that draw maps."""

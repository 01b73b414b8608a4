"""The detailed map of facilities reads the node's own tiles: towns stand on it, named in the script of the reader."""

import pytest


@pytest.mark.parametrize(("language", "towns"), [("en", {"Tashkent", "Almaty"}), ("ru", {"Ташкент", "Алматы"})])
def test_maplibre_reads_the_tiles(site, browser, language, towns):
    page, faults = browser.new_page(locale=language, viewport={"width": 1280, "height": 900}), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{site}/inventory/map/")
    page.click("kerege-map [data-open]")
    page.wait_for_selector(".map__town", timeout=60_000)
    assert towns <= set(page.locator(".map__town").all_text_contents())
    assert faults == []
    page.close()

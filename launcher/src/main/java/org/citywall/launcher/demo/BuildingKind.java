package org.citywall.launcher.demo;

/** What a building of the demo district is, by its wire name. */
public enum BuildingKind {
    /** 城中村: four to nine storeys, an arm's length from the next. */
    URBAN_VILLAGE("urban-village"),
    RESIDENTIAL("residential"),
    TOWER("tower"),
    INDUSTRIAL("industrial"),
    SCHOOL("school"),
    COMMERCIAL("commercial"),
    PUBLIC("public");

    private final String wireName;

    BuildingKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in CSV and GeoJSON. */
    public String wireName() {
        return wireName;
    }
}

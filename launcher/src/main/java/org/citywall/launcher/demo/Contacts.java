package org.citywall.launcher.demo;

/**
 * Invented contacts of the demo's buildings: posts instead of persons, and numbers of an exchange
 * that is given to nobody.
 */
final class Contacts {
    private static final String[] GATES = {"东门", "南门", "西门", "北门"};
    private static final int NUMBERS = 10_000;

    private Contacts() {}

    static String nameOf(Building building) {
        return building.kind() == BuildingKind.URBAN_VILLAGE ? "股份公司值班室" : "物业值班室";
    }

    static String phoneOf(Building building) {
        return "0755-0000-%04d".formatted(numberOf(building));
    }

    static String accessRoadOf(Building building) {
        int n = numberOf(building);
        return building.kind() == BuildingKind.URBAN_VILLAGE
                ? "巷道窄，车停巷口，距楼 %d 米".formatted(10 + n % 9 * 10)
                : "%s进，登高场地在%s".formatted(GATES[n % 4], building.storeys() > 8 ? "楼前" : "院内");
    }

    /** The digits of its id. */
    private static int numberOf(Building building) {
        String digits = building.id().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : (int) (Long.parseLong(digits) % NUMBERS);
    }
}

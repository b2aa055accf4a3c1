package org.citywall.launcher.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A shed for charging e-bikes, beside a house of an urban village.
 *
 * @param id registry id of the site, for example {@code C-003}
 * @param name what people call it
 * @param place path of its grid
 * @param lon degrees
 * @param lat degrees
 * @param chargers its chargers, one to three
 */
public record ChargingSite(
        String id, String name, String place, String lon, String lat, List<Charger> chargers) {
    /** Ports of each charger. */
    public static final int PORTS = 10;

    private static final int SITES_PER_SCALE = 24;
    private static final int MOST_CHARGERS = 3;
    private static final int CAMERAS_PER_SCALE = 6;
    private static final int HTTP_EVERY = 8;
    private static final int MQTT_EVERY = 6;

    /** How far the shed lies beside the house, degrees: some 15 m. */
    private static final BigDecimal BESIDE = new BigDecimal("0.000140");

    /** A type allocation code that no maker has, before six digits of number and one of check. */
    private static final String TYPE_CODE = "86000000";

    /** Column of {@code sites.csv}. */
    private static final int KIND = 3;

    /** How a charger speaks. */
    public enum Road {
        /** Frames {@code 5A A5} over TCP. */
        TCP,
        MQTT,
        HTTP
    }

    /**
     * A charger.
     *
     * @param id registry id of the device: {@code CH-} and its IMEI
     * @param name what people call it
     * @param road how it speaks
     */
    public record Charger(String id, String name, Road road) {
        /** Begin of the id of a charger; the 15 digits of its IMEI follow. */
        public static final String PREFIX = "CH-";

        /** Its IMEI. */
        public String imei() {
            return id.substring(PREFIX.length());
        }
    }

    /**
     * A camera in a lift that sees e-bikes.
     *
     * @param id registry id of the device, for example {@code CAM-0042}
     * @param building id of the building
     * @param name what people call it
     */
    public record Camera(String id, String building, String name) {}

    /** The sheds of a district, from its files. */
    public static List<ChargingSite> of(DemoFiles files) throws IOException {
        List<String[]> houses = housesOf(files, BuildingKind.URBAN_VILLAGE);
        int count = SITES_PER_SCALE * scaleOf(files);
        List<ChargingSite> sites = new ArrayList<>();
        int chargers = 0;
        for (int i = 0; i < count; i++) {
            String[] house = houses.get((int) ((long) i * houses.size() / count));
            ChargingSite site = beside(house, i, chargers);
            chargers += site.chargers().size();
            sites.add(site);
        }
        return List.copyOf(sites);
    }

    /** The cameras of a district, from its files. */
    public static List<Camera> camerasOf(DemoFiles files) throws IOException {
        List<String[]> houses = housesOf(files, BuildingKind.RESIDENTIAL);
        int count = CAMERAS_PER_SCALE * scaleOf(files);
        List<Camera> cameras = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] house = houses.get((int) ((long) i * houses.size() / count));
            String id = "CAM" + house[0].substring(1);
            cameras.add(new Camera(id, house[0], house[1] + " 1 号电梯摄像机"));
        }
        return List.copyOf(cameras);
    }

    private static List<String[]> housesOf(DemoFiles files, BuildingKind kind) throws IOException {
        return Files.readAllLines(files.sites()).stream()
                .map(row -> row.split(",", -1))
                .filter(cell -> cell[KIND].equals(kind.wireName()))
                .toList();
    }

    /** As large as the district was drawn. */
    private static int scaleOf(DemoFiles files) throws IOException {
        return (Files.readAllLines(files.sites()).size() - 1) / District.BUILDINGS_PER_SCALE;
    }

    private static ChargingSite beside(String[] house, int index, int chargersBefore) {
        String id = String.format("C-%03d", index + 1);
        List<Charger> chargers = new ArrayList<>();
        for (int i = 0; i <= index % MOST_CHARGERS; i++) {
            int number = chargersBefore + i;
            String name = (i + 1) + " 号充电桩";
            chargers.add(new Charger(Charger.PREFIX + imei(number + 1), name, road(number)));
        }
        return new ChargingSite(
                id,
                house[1] + "充电棚",
                house[2].substring(0, house[2].lastIndexOf('/')),
                new BigDecimal(house[4]).add(BESIDE).toPlainString(),
                house[5],
                List.copyOf(chargers));
    }

    private static Road road(int number) {
        if (number % HTTP_EVERY == HTTP_EVERY - 1) {
            return Road.HTTP;
        }
        return number % MQTT_EVERY == MQTT_EVERY - 1 ? Road.MQTT : Road.TCP;
    }

    /** With the check digit of Luhn, as on the label. */
    private static String imei(int number) {
        String digits = TYPE_CODE + String.format("%06d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int twice = (digits.charAt(i) - '0') * (i % 2 + 1);
            sum += twice / 10 + twice % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** {@code id,name,place,kind,lon,lat}. */
    public static String sites(List<ChargingSite> sites) {
        StringBuilder out = new StringBuilder("id,name,place,kind,lon,lat\n");
        for (ChargingSite s : sites) {
            RegistryCsv.row(out, s.id, s.name, s.place, "charging", s.lon, s.lat);
        }
        return out.toString();
    }

    /** {@code id,domain,kind,siteId,name}. */
    public static String devices(List<ChargingSite> sites, List<Camera> cameras) {
        StringBuilder out = new StringBuilder("id,domain,kind,siteId,name\n");
        for (ChargingSite s : sites) {
            for (Charger each : s.chargers) {
                String name = s.name + " " + each.name();
                RegistryCsv.row(out, each.id(), "ebike", "charger", s.id, name);
            }
        }
        for (Camera each : cameras) {
            RegistryCsv.row(out, each.id(), "ebike", "camera", each.building(), each.name());
        }
        return out.toString();
    }
}

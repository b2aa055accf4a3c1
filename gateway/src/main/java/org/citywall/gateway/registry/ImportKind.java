package org.citywall.gateway.registry;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.citywall.gateway.access.Passwords;
import org.citywall.gateway.access.Roles;
import org.citywall.gateway.db.ChangeWatch;

/** What can be imported: table, columns, and what a row must refer to. The first is the key. */
@SuppressWarnings("ImmutableEnumChecker") // the lists and maps come from List.of and Map.of
public enum ImportKind {
    /** Grid tree; each parent exists or is in the same file. */
    PLACES(
            "place",
            ChangeWatch.REGISTRY,
            List.of(Column.path("path", "path", true), Column.text("name", "name", true)),
            Map.of()),
    /** Sites, each in a place. */
    SITES(
            "site",
            ChangeWatch.REGISTRY,
            List.of(
                    Column.id("id", "id", true),
                    Column.text("name", "name", true),
                    Column.path("place", "place", true),
                    Column.id("kind", "kind", true),
                    Column.degrees("lon", 180),
                    Column.degrees("lat", 90),
                    Column.text("address", "address", false),
                    Column.text("contactName", "contact_name", false),
                    Column.text("contactPhone", "contact_phone", false),
                    Column.text("accessRoad", "access_road", false)),
            Map.of("place", "SELECT path FROM place")),
    /** Devices, each at a site. */
    DEVICES(
            "device",
            ChangeWatch.REGISTRY,
            List.of(
                    Column.id("id", "id", true),
                    Column.checked("domain", "domain", ImportKind::domainFault),
                    Column.id("kind", "kind", true),
                    Column.id("siteId", "site_id", true),
                    Column.text("point", "point", false),
                    Column.text("name", "name", false)),
            Map.of("siteId", "SELECT id FROM site")),
    /** Tokens; without deviceId for an integration that speaks for all devices. */
    CREDENTIALS(
            "credential",
            ChangeWatch.REGISTRY,
            List.of(
                    Column.id("id", "id", true),
                    Column.checked("token", "token_hash", ImportKind::tokenFault),
                    Column.id("deviceId", "device_id", false)),
            Map.of("deviceId", "SELECT id FROM device")),
    /** How panels of GB/T 26875.3 deviate from the standard. */
    PANEL_PROFILES(
            "gb26875_profile",
            ChangeWatch.REGISTRY,
            List.of(
                    Column.id("deviceId", "device_id", true),
                    Column.word("timeCoding", "time_coding", true, "binary", "bcd"),
                    Column.word("checksum", "checksum", true, "sum", "xor"),
                    Column.word("ackStyle", "ack_style", false, "now", "echo"),
                    Column.whole("clockLimitS", "clock_limit_s", false, 1, 31_536_000),
                    Column.whole("keepaliveCommand", "keepalive_command", false, 7, 255)),
            Map.of("deviceId", "SELECT id FROM device WHERE domain = 'fire'")),
    /** Points of panels; without a system for whatever system the panel names. */
    FIRE_POINTS(
            "fire_point",
            ChangeWatch.REGISTRY,
            List.of(
                    Column.id("id", "id", true),
                    Column.id("deviceId", "device_id", true),
                    Column.whole("systemType", "system_type", false, 0, 255),
                    Column.whole("systemAddress", "system_address", false, 0, 255),
                    Column.whole("zone", "zone", true, 0, 65_535),
                    Column.whole("position", "position", true, 0, 65_535),
                    Column.whole("componentType", "component_type", false, 0, 255),
                    Column.shortText("label", "label", true),
                    Column.text("floor", "floor", false),
                    Column.text("room", "room", false),
                    Column.id("siteId", "site_id", false)),
            Map.of(
                    "deviceId", "SELECT id FROM device WHERE domain = 'fire'",
                    "siteId", "SELECT id FROM site")),
    /** People. An imported account is logged out everywhere. */
    ACCOUNTS(
            "account",
            ChangeWatch.ACCESS,
            List.of(
                    Column.id("username", "username", true),
                    Column.text("displayName", "display_name", true),
                    Column.checked("role", "role", ImportKind::roleFault),
                    Column.path("place", "place", false),
                    Column.checked("password", "password_hash", Passwords::fault)),
            Map.of("place", "SELECT path FROM place"));

    private static final int MIN_TOKEN = 16;

    private final String table;
    private final String version;
    private final List<Column> columns;
    private final Map<String, String> references;

    ImportKind(String table, String version, List<Column> columns, Map<String, String> references) {
        this.table = table;
        this.version = version;
        this.columns = columns;
        this.references = references;
    }

    /** All names in the interface. */
    public static String names() {
        return Stream.of(values()).map(ImportKind::wire).collect(joining(", "));
    }

    /** The kind with this name in the interface, {@code places} … */
    public static Optional<ImportKind> of(String wire) {
        return Stream.of(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    /** {@code places} … */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String table() {
        return table;
    }

    /** Which version an edit raises. */
    String version() {
        return version;
    }

    List<Column> columns() {
        return columns;
    }

    Column key() {
        return columns.get(0);
    }

    /** Column name to a query of the values that exist. */
    Map<String, String> references() {
        return references;
    }

    /**
     * Writes all rows of one JSON array at once; answers for each that was created or changed
     * whether it was created ({@code xmax} is 0 for a row that no update touched).
     *
     * @param given names of the columns that entries get which are there already
     */
    String upsert(Set<String> given) {
        String names = columns.stream().map(Column::sql).collect(joining(", "));
        String typed = columns.stream().map(c -> c.sql() + " " + c.type()).collect(joining(", "));
        List<Column> rest = columns.stream().skip(1).filter(c -> given.contains(c.name())).toList();
        String set =
                rest.stream().map(c -> c.sql() + " = excluded." + c.sql()).collect(joining(", "));
        String mine = rest.stream().map(c -> "t." + c.sql()).collect(joining(", "));
        String theirs = rest.stream().map(c -> "excluded." + c.sql()).collect(joining(", "));
        return "INSERT INTO %s AS t (%s) SELECT %s FROM jsonb_to_recordset($1) AS r (%s)"
                        .formatted(table, names, names, typed)
                + " ON CONFLICT (%s) DO UPDATE SET %s".formatted(key().sql(), set)
                + " WHERE row(%s) IS DISTINCT FROM row(%s)".formatted(mine, theirs)
                + " RETURNING t.%s, (t.xmax = 0)".formatted(key().sql());
    }

    private static String domainFault(String value) {
        return Domains.of(value).isPresent() ? null : "must be fire, slope, ebike or ticket";
    }

    private static String roleFault(String value) {
        return Roles.of(value).isPresent() ? null : "must be viewer, officer, shift-lead or admin";
    }

    private static String tokenFault(String value) {
        return value.length() < MIN_TOKEN
                ? "must have at least %d characters".formatted(MIN_TOKEN)
                : null;
    }
}

package org.citywall.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables only go forward, and so that gateways of the version before go on reading and writing
 * beside the new one: nothing that they know is dropped, renamed or made stricter (k8s/README.md,
 * "Upgrade"). What must break them goes over two releases: the first stops using it, the second
 * takes it away and is named here.
 */
class MigrationsForwardTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    /** By file: the step, and why no gateway that runs anywhere is hurt by it. */
    private static final Map<String, Map<String, String>> ALLOWED =
            Map.of(
                    "V3__login_failure_by_address.sql",
                    Map.of(
                            "alter table login_failure drop constraint login_failure_pkey,"
                                    + " add primary key (username, address)",
                            "before the first release"));

    @Test
    void noMigrationBreaksTheGatewayOfTheVersionBefore() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        Set<String> unique = new HashSet<>();
        for (Path file : inOrder()) {
            List<String> breaking = MigrationSteps.breaking(Files.readString(file), unique);
            if (!breaking.isEmpty()) {
                found.put(file.getFileName().toString(), breaking);
            }
        }

        Map<String, List<String>> allowed = new TreeMap<>();
        ALLOWED.forEach((file, steps) -> allowed.put(file, List.copyOf(steps.keySet())));
        assertThat(found)
                .as("a step that is no longer there leaves the list too")
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE alert",
                "ALTER TABLE alert DROP COLUMN level",
                "ALTER TABLE alert DROP level",
                "ALTER TABLE alert RENAME COLUMN level TO grade",
                "ALTER TABLE alert RENAME TO alarm",
                "ALTER TABLE alert ADD COLUMN a text, ALTER COLUMN level TYPE bigint",
                "ALTER TABLE alert ALTER level SET NOT NULL",
                "ALTER TABLE alert ADD COLUMN seat text NOT NULL",
                "ALTER TABLE alert ADD COLUMN seat text -- DEFAULT ''\n NOT NULL",
                "ALTER TABLE alert ADD CHECK (level < 5)",
                "ALTER TABLE alert ADD CONSTRAINT one UNIQUE (level)",
                "CREATE UNIQUE INDEX one ON alert (level)",
                "TRUNCATE alert",
                "DROP INDEX alert_unique",
                "DROP VIEW open_alerts",
                "CREATE TABLE other (a int); ALTER TABLE alert DROP COLUMN level"
            })
    void isBroken(String step) {
        assertThat(MigrationSteps.breaking(step, new HashSet<>(Set.of("alert_unique")))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE alert ADD COLUMN seat text",
                "ALTER TABLE alert ADD COLUMN seat text NOT NULL DEFAULT ''",
                "ALTER TABLE alert ADD COLUMN a numeric(3, 1), ADD COLUMN b text",
                "CREATE TABLE new (a int NOT NULL); CREATE UNIQUE INDEX one ON new (a)",
                "CREATE TABLE new (a int); ALTER TABLE new ADD CHECK (a > 1)",
                "CREATE INDEX slow ON alert (level)",
                "DROP INDEX slow",
                "UPDATE alert SET level = 1; INSERT INTO alert VALUES ('drop table; rename')",
                "-- DROP TABLE alert;\nSELECT 1"
            })
    void isNotBroken(String step) {
        assertThat(MigrationSteps.breaking(step, new HashSet<>(Set.of("alert_unique")))).isEmpty();
    }

    private static List<Path> inOrder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".sql"))
                            .sorted(Comparator.comparingInt(MigrationsForwardTest::version))
                            .toList();
            assertThat(all).hasSizeGreaterThan(20);
            return all;
        }
    }

    /** {@code V14_1__x.sql} comes after {@code V14__y.sql}. */
    private static int version(Path file) {
        String name = file.getFileName().toString();
        int[] parts =
                Arrays.stream(name.substring(1, name.indexOf("__")).split("_", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return parts[0] * 1000 + (parts.length > 1 ? parts[1] : 0);
    }
}

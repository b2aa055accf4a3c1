package org.citywall.launcher.tool;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Server, pg_dump and pg_restore of one version, as Debian lays them out. */
public final class PostgresPrograms {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private PostgresPrograms() {}

    /** The folder that has their {@code bin}; without it the test is skipped. */
    public static Path required() {
        Optional<Path> home = newest();
        assumeTrue(
                home.isPresent(),
                "no server of PostgreSQL in " + VERSIONS + ": Debian's package postgresql");
        return home.orElseThrow();
    }

    private static Optional<Path> newest() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.filter(home -> Files.isExecutable(home.resolve("bin/initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

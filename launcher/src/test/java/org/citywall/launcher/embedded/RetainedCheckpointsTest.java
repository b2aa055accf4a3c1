package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
    @TempDir Path dir;

    @Test
    void newJobHasNone() {
        assertThat(new RetainedCheckpoints(dir.resolve("alerts")).newest()).isEmpty();
    }

    @Test
    void highestNumberOverAllStartsWins() throws IOException {
        complete("aaaa/chk-9", 100);
        Path newest = complete("bbbb/chk-12", 200);
        complete("aaaa/chk-10", 300);

        assertThat(new RetainedCheckpoints(dir).newest()).contains(newest);
    }

    @Test
    void checkpointWithoutMetadataIsNotComplete() throws IOException {
        Path newest = complete("aaaa/chk-9", 100);
        Files.createDirectories(dir.resolve("aaaa/chk-10"));
        Files.createDirectories(dir.resolve("aaaa/shared"));

        assertThat(new RetainedCheckpoints(dir).newest()).contains(newest);
    }

    @Test
    void youngerSavepointOfAStoppedJobWins() throws IOException {
        complete("aaaa/chk-9", 100);
        Path savepoint = complete("savepoint-aaaa-1", 200);
        assertThat(new RetainedCheckpoints(dir).newest()).contains(savepoint);

        Path later = complete("bbbb/chk-11", 300);
        assertThat(new RetainedCheckpoints(dir).newest()).contains(later);
    }

    @Test
    void earlierStartsAreDeletedOnceTheNewOneHasACheckpoint() throws IOException {
        complete("aaaa/chk-9", 100);
        complete("savepoint-aaaa-1", 100);
        Files.createDirectories(dir.resolve("bbbb/chk-10"));
        RetainedCheckpoints checkpoints = new RetainedCheckpoints(dir);

        assertThat(checkpoints.deleteOlderThan("bbbb")).isZero();
        assertThat(dir.resolve("aaaa")).exists();

        complete("bbbb/chk-10", 200);
        assertThat(checkpoints.deleteOlderThan("bbbb")).isEqualTo(1);
        assertThat(dir.resolve("aaaa")).doesNotExist();
        assertThat(dir.resolve("bbbb/chk-10")).exists();
        assertThat(dir.resolve("savepoint-aaaa-1")).exists();
    }

    private Path complete(String path, long second) throws IOException {
        Path checkpoint = Files.createDirectories(dir.resolve(path));
        Path mark = checkpoint.resolve("_metadata");
        Files.writeString(mark, "x");
        Files.setLastModifiedTime(mark, FileTime.fromMillis(second * 1000));
        return checkpoint;
    }
}

package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {
    @TempDir Path dir;

    @Test
    void secondLauncherIsToldWhoHasTheDirectory() {
        Path data = dir.resolve("not/there/yet");
        try (DataLock held = DataLock.take(data)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataLock.take(data))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("process id " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void directoryIsFreeAgainAfterClose() {
        DataLock.take(dir).close();
        DataLock.take(dir).close();
    }

    @Test
    void directoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> DataLock.take(file.resolve("data")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(file.toString());
    }
}

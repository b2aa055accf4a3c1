package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {
    @TempDir Path dir;

    @Test
    void versionMustBeSixTwoOrNewer() {
        assertThat(RedisBinary.isNewEnough("Redis server v=6.0.16 sha=0")).isFalse();
        assertThat(RedisBinary.isNewEnough("Redis server v=6.2.6 sha=0")).isTrue();
        assertThat(RedisBinary.isNewEnough("Redis server v=7.0.15 sha=0")).isTrue();
        assertThat(RedisBinary.isNewEnough("Redis server v=10.0.0 sha=0")).isTrue();
        assertThat(RedisBinary.isNewEnough("something else")).isFalse();
    }

    @Test
    void machinesOwnServerIsUsedWhenNewEnough() throws IOException {
        Path own = server("v=7.2.1");
        assertThat(RedisBinary.locate(dir.toString(), dir.resolve("bin"))).isEqualTo(own);
    }

    @Test
    void packedServerIsLaidOutWhenTheMachinesOwnIsTooOld() throws IOException {
        server("v=6.0.16");
        Path packed = RedisBinary.locate(dir.toString(), dir.resolve("bin"));
        assertThat(packed).isExecutable().startsWith(dir.resolve("bin"));
        assertThat(RedisBinary.locate("", dir.resolve("bin"))).isEqualTo(packed);
    }

    private Path server(String version) throws IOException {
        Path file = dir.resolve("redis-server");
        Files.writeString(file, "#!/bin/sh\necho 'Redis server " + version + " sha=0'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

package org.citywall.stream.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.testing.TestPorts;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of our own, that can be killed and started again on the same port. */
public final class RealRedis {
    private final File executable;
    private final Path dir;
    private final int port;
    private Process process;

    public RealRedis(Path dir) throws IOException {
        this.dir = dir;
        this.executable = ExecutableProvider.newJarResourceProvider(dir.toFile()).get();
        this.port = TestPorts.free();
        start();
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public void start() throws IOException {
        List<String> command =
                List.of(
                        executable.getAbsolutePath(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        dir.toString());
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(dir.resolve("redis.log").toFile())
                        .start();
    }

    /** As {@code kill -9}: nothing is saved. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
    }
}

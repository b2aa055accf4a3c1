package org.citywall.launcher.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.citywall.launcher.Main;

/**
 * From the start of the launcher's process to READY, first on an empty data directory and then on
 * the one that it left; and the memory of all its processes once the district is alive.
 */
public final class StartupBench {
    private static final Pattern READY = Pattern.compile("^READY (\\S+) in ([0-9.]+) s$");
    private static final long SETTLE_S = 30;
    private static final long STOP_S = 30;
    private static final double MIB = 1024.0;

    private final int rounds;
    private final int portOffset;

    public StartupBench(int rounds, int portOffset) {
        this.rounds = rounds;
        this.portOffset = portOffset;
    }

    /** Runs it; takes about two minutes a round. */
    public BenchReport run() throws IOException, InterruptedException {
        BenchReport report = new BenchReport("startup");
        for (int round = 0; round < rounds; round++) {
            Path data = Files.createTempDirectory("citywall-startup");
            try {
                report.metric("first.start", "s", start(data, report, false));
                report.metric("next.start", "s", start(data, report, true));
            } finally {
                delete(data);
            }
            report.endRound();
        }
        return report;
    }

    private double start(Path data, BenchReport report, boolean measureMemory)
            throws IOException, InterruptedException {
        Process process = launch(data);
        try {
            double seconds = awaitReady(process);
            if (measureMemory) {
                TimeUnit.SECONDS.sleep(SETTLE_S);
                report.metric("memory.rss", "MiB", Memory.residentKib(process.toHandle()) / MIB);
            }
            report.oracle().add(1, seconds < 0 ? 1 : 0, 0, 0);
            return seconds;
        } finally {
            process.destroy();
            if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** The same command line as this process, so that what is measured is what runs. */
    private Process launch(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("up", "--data", data.toString(), "--port-offset", "" + portOffset));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static double awaitReady(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return Double.parseDouble(ready.group(2));
            }
        }
        throw new IllegalStateException("the launcher ended before it was ready");
    }

    /** Removes a bench's data directory. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

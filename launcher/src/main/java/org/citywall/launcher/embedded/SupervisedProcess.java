package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that is started again when it dies: at once after a first death, then with a
 * doubling pause, so that a process that cannot run does not take a whole core. It is recorded in
 * {@link Children} while it lives; what it says goes to a log file.
 */
final class SupervisedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Whoever ran this long was healthy: its next death counts as a first one. */
    private static final Duration HEALTHY = Duration.ofSeconds(20);

    private static final int DEATHS_BEFORE_READY = 5;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long LARGEST_LOG_BYTES = 4 << 20;
    private static final int TAIL_LINES = 12;

    private final Spec spec;
    private final Children children;
    private final ScheduledExecutorService supervisor;

    private Process process;
    private long startedNanos;
    private Duration pause = FIRST_PAUSE;
    private int deaths;
    private boolean stopping;

    /**
     * What is to run.
     *
     * @param name the part's name, for messages and the log file
     * @param command program and arguments
     * @param directory its working directory
     * @param environment added to this process's own
     * @param log the file that gets its output
     * @param stopSignal name of the signal that ends it in order
     */
    record Spec(
            String name,
            List<String> command,
            Path directory,
            Map<String, String> environment,
            Path log,
            String stopSignal) {}

    SupervisedProcess(Spec spec, Children children) {
        this.spec = spec;
        this.children = children;
        this.supervisor =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, spec.name() + "-supervisor");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Starts the process and waits until it answers.
     *
     * @param ready asks the process whether it serves
     * @throws EmbeddedException with the end of its log, when it dies repeatedly or never answers
     */
    void start(BooleanSupplier ready, Duration atMost) {
        prepareLog();
        launch();
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            boolean dies = deaths() >= DEATHS_BEFORE_READY;
            if (dies || System.nanoTime() > deadline) {
                stop(Duration.ofSeconds(1));
                throw new EmbeddedException(
                        "%s %s. The end of %s:%n%s"
                                .formatted(
                                        spec.name(),
                                        dies
                                                ? "does not stay alive"
                                                : "did not answer within "
                                                        + atMost.toSeconds()
                                                        + " s",
                                        spec.log(),
                                        tail()));
            }
            pause(POLL);
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    /** How often the process died by itself since it was first started. */
    synchronized int deaths() {
        return deaths;
    }

    /** Ends the process in order, or by force when it takes longer than the grace. */
    void stop(Duration grace) {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        supervisor.shutdownNow();
        if (last == null) {
            return;
        }
        signal(last);
        if (!exited(last, grace)) {
            LOG.warn("{} did not end within {} s; killing it", spec.name(), grace.toSeconds());
            last.destroyForcibly();
            exited(last, grace);
        }
        children.remove(last.pid());
    }

    private synchronized void launch() {
        if (stopping) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(spec.command());
        builder.directory(spec.directory().toFile());
        builder.environment().putAll(spec.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        try {
            Process started = builder.start();
            process = started;
            startedNanos = System.nanoTime();
            record(started);
            CompletableFuture<?> unused = started.onExit().thenAccept(this::died);
        } catch (IOException e) {
            throw new EmbeddedException(spec.name() + " cannot be run: " + e.getMessage(), e);
        }
    }

    /** A process that cannot be recorded could not be reaped either, so it must not live. */
    private void record(Process started) {
        try {
            children.add(spec.name(), started, spec.command());
        } catch (EmbeddedException e) {
            started.destroyForcibly();
            throw e;
        }
    }

    private synchronized void died(Process ended) {
        if (stopping) {
            return;
        }
        children.remove(ended.pid());
        deaths++;
        if (System.nanoTime() - startedNanos > HEALTHY.toNanos()) {
            pause = FIRST_PAUSE;
        }
        LOG.warn(
                "{} (pid {}) ended with {}; starting it again in {} ms",
                spec.name(),
                ended.pid(),
                ended.exitValue(),
                pause.toMillis());
        relaunchAfter(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void relaunchAfter(Duration wait) {
        ScheduledFuture<?> unused =
                supervisor.schedule(this::relaunch, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void relaunch() {
        try {
            launch();
        } catch (EmbeddedException e) {
            LOG.error("{}", e.getMessage(), e);
            relaunchAfter(LONGEST_PAUSE);
        }
    }

    /** By the shell's own kill: the JDK can send SIGTERM only, and PostgreSQL needs SIGINT. */
    private void signal(Process target) {
        try {
            String kill = "kill -" + spec.stopSignal() + " " + target.pid();
            Process shell = new ProcessBuilder("sh", "-c", kill).start();
            exited(shell, Duration.ofSeconds(2));
        } catch (IOException e) {
            target.destroy();
        }
    }

    private static boolean exited(Process target, Duration atMost) {
        try {
            return target.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while starting", e);
        }
    }

    private void prepareLog() {
        try {
            Files.createDirectories(spec.log().getParent());
            if (Files.exists(spec.log()) && Files.size(spec.log()) > LARGEST_LOG_BYTES) {
                Files.delete(spec.log());
            }
        } catch (IOException e) {
            throw new EmbeddedException("No log can be written at " + spec.log(), e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(spec.log(), StandardCharsets.ISO_8859_1);
            int from = Math.max(0, lines.size() - TAIL_LINES);
            return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}

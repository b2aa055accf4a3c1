package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of child processes, kept in the data directory, so that the launcher that comes after
 * a killed one ends exactly what that one had started. A process is told by its pid and its start
 * time, never by its name: the pid alone may by then belong to somebody else.
 */
public final class Children {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final String ENDED = "ended";

    /** Where the start time stands in /proc/PID/stat, counted after the command (proc(5)). */
    private static final int START_TIME_FIELD = 19;

    private final Path file;
    private final Map<Long, Child> children = new LinkedHashMap<>();

    /**
     * One recorded process.
     *
     * @param pid its process id
     * @param started when it started, exact to the tick and to the boot of the machine
     * @param name the part that it is
     * @param command what was run, for the reader of the file
     */
    public record Child(long pid, String started, String name, String command) {}

    private Children(Path file) {
        this.file = file;
    }

    /** Reads the record of the data directory; call {@link #reap} before anything is started. */
    public static Children open(Path dataDir) {
        Children children = new Children(dataDir.resolve("children.tsv"));
        children.read();
        return children;
    }

    /** What is recorded now. */
    public synchronized List<Child> recorded() {
        return List.copyOf(children.values());
    }

    /**
     * Ends every recorded process that still lives, first with SIGTERM so that it can save, then
     * with SIGKILL, all at the same time.
     *
     * @return those that were still alive
     */
    public synchronized List<Child> reap() {
        List<Child> alive = new ArrayList<>();
        for (Child child : children.values()) {
            if (isAlive(child)) {
                LOG.warn("Ending {} (pid {})", child.name(), child.pid());
                ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroy);
                alive.add(child);
            }
        }
        if (!ended(alive)) {
            for (Child child : alive) {
                if (isAlive(child)) {
                    ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            ended(alive);
        }
        children.clear();
        write();
        return alive;
    }

    private static boolean isAlive(Child child) {
        Optional<ProcessHandle> handle = ProcessHandle.of(child.pid());
        return handle.isPresent() && child.started().equals(startOf(handle.get()));
    }

    /** Asks often: for a process that is not its own child, the JDK learns of the end late. */
    private static boolean ended(List<Child> ending) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (ending.stream().anyMatch(Children::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    synchronized void add(String name, Process process, List<String> command) {
        Child child =
                new Child(
                        process.pid(),
                        startOf(process.toHandle()),
                        name,
                        String.join(" ", command).replaceAll("\\s+", " "));
        children.put(child.pid(), child);
        write();
    }

    synchronized void remove(long pid) {
        if (children.remove(pid) != null) {
            write();
        }
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] column = line.split("\t", 4);
                Child child = new Child(Long.parseLong(column[0]), column[1], column[2], column[3]);
                children.put(child.pid(), child);
            }
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedException("The record of child processes is damaged: " + file, e);
        }
    }

    /** Renames a whole new file into place, so that a kill never leaves half a record. */
    private void write() {
        StringBuilder lines = new StringBuilder();
        for (Child child : children.values()) {
            lines.append(child.pid()).append('\t').append(child.started()).append('\t');
            lines.append(child.name()).append('\t').append(child.command()).append('\n');
        }
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(whole, lines, StandardCharsets.UTF_8);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedException("Child processes cannot be recorded in " + file, e);
        }
    }

    /**
     * When the process started. Linux counts ticks since boot, exactly; the JDK adds a boot time
     * that shifts when the clock is set, so it serves only where there is no /proc.
     */
    private static String startOf(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z")) {
                // Dead; only its parent has not asked yet.
                return ENDED;
            }
            return fields[START_TIME_FIELD] + "@" + Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return process.info().startInstant().map(Object::toString).orElse(ENDED);
        }
    }
}

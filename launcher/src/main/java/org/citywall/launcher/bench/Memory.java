package org.citywall.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes hold of the machine's memory. */
final class Memory {
    private static final String FIELD = "VmRSS:";

    private Memory() {}

    /**
     * Resident memory of a process and all its descendants, in KiB. PostgreSQL's processes share
     * their buffers, which counts those once for each: the figure is rather too high than too low.
     */
    static long residentKib(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::residentKibOfOne)
                .sum();
    }

    private static long residentKibOfOne(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0; // it has just ended
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status, e);
        }
    }
}

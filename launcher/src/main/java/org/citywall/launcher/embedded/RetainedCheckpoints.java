package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that one job left on disk. Flink keeps them as {@code JOB-ID/chk-N/}; every start
 * of the job is a new job id, and N goes on counting from the checkpoint that it was restored from.
 * Savepoints that an operator took stand beside them as {@code savepoint-…/} and are never deleted.
 */
final class RetainedCheckpoints {
    private static final String CHECKPOINT = "chk-";
    private static final String SAVEPOINT = "savepoint-";

    /** Flink renames this file into place when all else of the checkpoint is written. */
    private static final String COMPLETE = "_metadata";

    private final Path directory;

    private record Checkpoint(Path path, long number, long modifiedMs) {}

    RetainedCheckpoints(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /**
     * The newest complete one over all starts of the job. A job that was stopped with a savepoint
     * finished, and Flink then deletes its checkpoints, so a younger savepoint counts too.
     */
    Optional<Path> newest() {
        Optional<Checkpoint> checkpoint =
                list(directory).stream()
                        .flatMap(start -> complete(start).stream())
                        .max(
                                Comparator.comparingLong(Checkpoint::number)
                                        .thenComparingLong(Checkpoint::modifiedMs));
        Optional<Checkpoint> savepoint =
                list(directory).stream()
                        .filter(RetainedCheckpoints::isSavepoint)
                        .flatMap(path -> read(path, 0).stream())
                        .max(Comparator.comparingLong(Checkpoint::modifiedMs));
        return Stream.of(checkpoint, savepoint)
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Checkpoint::modifiedMs))
                .map(Checkpoint::path);
    }

    /**
     * Deletes what earlier starts left, once this one has a complete checkpoint of its own.
     *
     * @return how many earlier starts were deleted
     */
    int deleteOlderThan(String jobId) throws IOException {
        if (complete(directory.resolve(jobId)).isEmpty()) {
            return 0;
        }
        int deleted = 0;
        for (Path start : list(directory)) {
            if (!start.endsWith(jobId) && !isSavepoint(start)) {
                Trees.delete(start);
                deleted++;
            }
        }
        return deleted;
    }

    private static boolean isSavepoint(Path path) {
        return path.getFileName().toString().startsWith(SAVEPOINT);
    }

    private static List<Checkpoint> complete(Path start) {
        return list(start).stream().flatMap(path -> numbered(path).stream()).toList();
    }

    private static Optional<Checkpoint> numbered(Path path) {
        String name = path.getFileName().toString();
        if (!name.startsWith(CHECKPOINT)) {
            return Optional.empty();
        }
        try {
            return read(path, Long.parseLong(name.substring(CHECKPOINT.length())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Checkpoint> read(Path path, long number) {
        try {
            long modified = Files.getLastModifiedTime(path.resolve(COMPLETE)).toMillis();
            return Optional.of(new Checkpoint(path, number, modified));
        } catch (NoSuchFileException e) {
            // Not complete, or replaced by a newer one while we looked.
            return Optional.empty();
        } catch (IOException e) {
            throw new EmbeddedException("A checkpoint cannot be read: " + path, e);
        }
    }

    private static List<Path> list(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new EmbeddedException("Checkpoints cannot be listed in " + parent, e);
        }
    }
}

package org.citywall.launcher.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One launcher per data directory: two would write into the same logs. The operating system frees
 * the lock with its holder, so a kill -9 leaves nothing to clean up.
 */
public final class DataLock implements AutoCloseable {
    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, creating it when it is not there.
     *
     * @throws EmbeddedException naming the process that has it, or why it cannot be written
     */
    public static DataLock take(Path dataDir) {
        FileChannel channel = open(dataDir);
        try {
            if (tryLock(channel) == null) {
                throw new EmbeddedException(
                        ("The data directory %s is in use by the Citywall with process id %s."
                                        + " Stop that one, or choose another with --data DIR.")
                                .formatted(dataDir, read(channel)));
            }
            channel.truncate(0);
            channel.write(utf8(Long.toString(ProcessHandle.current().pid())), 0);
            return new DataLock(channel);
        } catch (IOException e) {
            close(channel);
            throw new EmbeddedException("The data directory " + dataDir + " cannot be locked.", e);
        } catch (EmbeddedException e) {
            close(channel);
            throw e;
        }
    }

    private static FileChannel open(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            return FileChannel.open(
                    dataDir.resolve("launcher.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "The data directory " + dataDir + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this JVM, where tryLock throws in place of returning null.
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
        channel.read(pid, 0);
        return StandardCharsets.UTF_8.decode(pid.flip()).toString().strip();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedException("The lock of the data directory cannot be closed.", e);
        }
    }
}

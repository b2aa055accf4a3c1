package org.citywall.launcher.tool;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program of the PATH; a test that needs one that is missing is skipped and says what to get. */
public final class Tool {
    private final String name;

    private Tool(String name) {
        this.name = name;
    }

    /**
     * The program; without it the test is skipped.
     *
     * @param source where it is to be had
     */
    public static Tool required(String name, String source) {
        assumeTrue(isThere(name), name + " is not on the PATH: " + source);
        return new Tool(name);
    }

    /** What it says on both its outputs, and how it ended. */
    public record Answer(int exit, String out) {}

    /** Runs it in this folder to its end. */
    public Answer run(Path folder, List<String> arguments) {
        return run(folder, arguments, "");
    }

    /** The same, with something to read. */
    public Answer run(Path folder, List<String> arguments, String in) {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, name);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            try (OutputStream said = process.getOutputStream()) {
                said.write(in.getBytes(StandardCharsets.UTF_8));
            }
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isThere(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}

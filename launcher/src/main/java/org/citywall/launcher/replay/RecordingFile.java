package org.citywall.launcher.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.citywall.contracts.Json;

/**
 * The files of a recording, as they lie on the disk.
 *
 * @param kind what the name ends in, without {@code .gz}
 * @param isPacked whether it ends in {@code .gz}
 */
record RecordingFile(Path path, String kind, boolean isPacked) {
    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final String PACKED = ".gz";

    static RecordingFile of(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean isPacked = name.endsWith(PACKED);
        String plain = isPacked ? name.substring(0, name.length() - PACKED.length()) : name;
        return new RecordingFile(path, plain.substring(plain.lastIndexOf('.') + 1), isPacked);
    }

    /** What it holds. Spreadsheets write a byte order mark, which is no part of the first name. */
    byte[] bytes() throws IOException {
        try (InputStream raw = Files.newInputStream(path);
                InputStream plain = isPacked ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = plain.readAllBytes();
            boolean isMarked =
                    bytes.length >= MARK.length
                            && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
            return isMarked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
        }
    }

    /**
     * The map of a table.
     *
     * @throws IllegalArgumentException when there is none, or it is no JSON
     */
    static JsonNode map(Path map) throws IOException {
        if (map == null) {
            throw new IllegalArgumentException("A CSV file needs --map.");
        }
        try {
            return Json.mapper().readTree(Files.readAllBytes(map));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s is no JSON: line %d, column %d: %s"
                            .formatted(
                                    map,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()),
                    e);
        }
    }
}

package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the stories that are not told to their end, for the next start. */
final class StoryBook {
    private static final Logger LOG = LoggerFactory.getLogger(StoryBook.class);

    private final Path file;

    /**
     * What is kept.
     *
     * @param cases how many were begun so far
     * @param nextCase when the next one begins; null: never
     * @param open stories
     */
    record Page(int cases, @Nullable Instant nextCase, List<OpenStory> open) {}

    StoryBook(Path file) {
        this.file = file;
    }

    /** What an earlier start kept; null at the first. */
    @Nullable
    Page read() {
        try {
            return Files.exists(file)
                    ? Json.mapper().readValue(Files.readAllBytes(file), Page.class)
                    : null;
        } catch (JsonProcessingException e) {
            LOG.warn("{} is of another release: its stories end here", file.getFileName());
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Written beside and renamed: a kill in between leaves the older page. */
    void write(Page page) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, Json.bytes(page));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}

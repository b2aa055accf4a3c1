package org.citywall.contracts.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Lua scripts that every reader and writer of the live view shares. */
public final class RedisScripts {
    /**
     * Write-if-newer. Keys: items, revisions, stream. Arguments: id, revision, item JSON or empty
     * to remove, stream length, {@code keep} or {@code forget}. Returns 1 if written.
     */
    public static final String VIEW_WRITE = load("view-write.lua");

    /**
     * Atomic snapshot. Keys: items, stream, epoch. Returns offset, epoch, flat list of id and item.
     */
    public static final String VIEW_SNAPSHOT = load("view-snapshot.lua");

    private RedisScripts() {}

    private static String load(String name) {
        try (InputStream in = RedisScripts.class.getResourceAsStream("/redis/" + name)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: /redis/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

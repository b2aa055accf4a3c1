package org.citywall.gateway.notify.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How mail leaves.
 *
 * @param host of the SMTP server
 * @param port 25, 465 (TLS) or 587 (STARTTLS), or any
 * @param tls how the connection is made safe
 * @param from address of the sender
 * @param user empty: the server wants none
 * @param password of the user
 * @param timeout of one try
 */
public record MailOptions(
        String host,
        int port,
        Tls tls,
        String from,
        String user,
        String password,
        Duration timeout) {
    /** How a connection is made safe. */
    public enum Tls {
        /** Not at all: for a relay on the same machine. */
        NONE,
        /** By STARTTLS, and never without it. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    /**
     * The user and the password, one a line, in a file.
     *
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    public static List<String> credentials(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("cannot be read: " + file, e);
        }
        if (lines.size() != 2 || lines.get(0).isBlank() || lines.get(1).isBlank()) {
            throw new IllegalArgumentException(
                    "must have two lines, the user and the password: " + file);
        }
        return List.of(lines.get(0).strip(), lines.get(1));
    }

    /** The password stays inside. */
    @Override
    public String toString() {
        return "MailOptions[%s:%d %s %s]".formatted(host, port, tls, from);
    }
}

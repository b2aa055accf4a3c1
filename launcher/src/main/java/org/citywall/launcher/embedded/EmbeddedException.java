package org.citywall.launcher.embedded;

/** An embedded part cannot do its work; the message tells a person what to do about it. */
public final class EmbeddedException extends RuntimeException {
    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.citywall.gateway.photo;

/** What came is no photo that we take; the message says why, for the sender. */
public final class BadPhotoException extends Exception {
    private static final long serialVersionUID = 1L;

    BadPhotoException(String reason) {
        super(reason);
    }

    BadPhotoException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

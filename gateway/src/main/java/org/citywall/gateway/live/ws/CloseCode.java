package org.citywall.gateway.live.ws;

/** Why the gateway closes a WebSocket. */
enum CloseCode {
    /** Not JSON, an unknown op, a field of the wrong kind. */
    BAD_MESSAGE(4400),
    /** No valid credentials in time, or no longer valid. */
    AUTH(4401),
    /** The place is outside of what the account may see. */
    PLACE_NOT_ALLOWED(4403),
    /** Too many sessions or messages, or a reader that takes nothing at all. */
    TOO_MANY(4429),
    /** Reconnect elsewhere at once. */
    SHUTTING_DOWN(4503);

    private final short code;

    CloseCode(int code) {
        this.code = (short) code;
    }

    short code() {
        return code;
    }
}

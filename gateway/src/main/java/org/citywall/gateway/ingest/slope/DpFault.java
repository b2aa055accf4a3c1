package org.citywall.gateway.ingest.slope;

/** A message of which nothing can be taken. */
public final class DpFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    DpFault(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Short machine word: too-large, not-json, encrypted, too-many, empty. */
    public String reason() {
        return reason;
    }
}

package org.citywall.gateway.ingest.gb26875.codec;

/** A well-framed application unit that is not one of the standard's. */
public final class UnitException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Not even type and number of objects. */
        TOO_SHORT,
        /** A type that the standard reserves. */
        RESERVED_TYPE,
        /** No object at all. */
        NO_OBJECTS,
        /** The unit ends inside an object. */
        TRUNCATED,
        /** Bytes remain after the last object. */
        LEFT_OVER
    }

    private final Reason reason;
    private final int offset;

    UnitException(Reason reason, int offset) {
        super(reason + " at byte " + offset + " of the unit");
        this.reason = reason;
        this.offset = offset;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Where, from the unit's first byte (its type). */
    public int offset() {
        return offset;
    }
}

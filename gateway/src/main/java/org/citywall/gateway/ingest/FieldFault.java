package org.citywall.gateway.ingest;

/** A field of an event that cannot be taken. */
public final class FieldFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** Names the field by its JSON pointer and says what is wrong with it. */
    public FieldFault(String field, String detail) {
        super(detail, null, false, false);
        this.field = field;
    }

    /** JSON pointer. */
    public String field() {
        return field;
    }
}

package org.citywall.gateway.ingest.charger.codec;

/** A frame whose body is not what its command says. */
public final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * Says what is wrong.
     *
     * @param offset of the byte in the body
     */
    MessageException(int offset, String detail) {
        super(detail, null, false, false);
        this.offset = offset;
    }

    /** Of the byte in the body at which reading ended. */
    public int offset() {
        return offset;
    }
}

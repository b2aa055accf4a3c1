package org.citywall.gateway.notify;

/** An address or a secret that a channel cannot use. */
public final class BadAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** The field is address or secret; the message goes on after its name. */
    public BadAddressException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Of the contact's channel: address or secret. */
    public String field() {
        return field;
    }
}

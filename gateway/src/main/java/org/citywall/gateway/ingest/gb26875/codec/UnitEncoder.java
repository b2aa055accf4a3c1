package org.citywall.gateway.ingest.gb26875.codec;

/** Application units to bytes. */
public final class UnitEncoder {
    private UnitEncoder() {}

    /**
     * The unit as on the wire. Texts that are too long are cut between characters.
     *
     * @throws IllegalArgumentException if the objects are not of the type, none or too many
     */
    public static byte[] encode(InfoUnit unit) {
        throw new UnsupportedOperationException();
    }
}

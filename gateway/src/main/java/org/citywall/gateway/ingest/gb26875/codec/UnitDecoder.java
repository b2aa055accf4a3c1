package org.citywall.gateway.ingest.gb26875.codec;

/** Bytes to application units. */
public final class UnitDecoder {
    private UnitDecoder() {}

    /** Reads a unit; what the standard reserves, or what does not add up, is refused. */
    public static InfoUnit decode(byte[] unit) throws UnitException {
        throw new UnitException(UnitException.Reason.TOO_SHORT, 0);
    }
}

package org.citywall.gateway.ingest.gb26875.codec;

/**
 * How one object of a type lies in the bytes: reading and writing side by side.
 *
 * @param kind the record
 */
record Layout<U extends Unit>(Class<U> kind, Read<U> reading, Write<U> writing) {
    /** Reads an object's fields in their order. */
    interface Read<U> {
        U from(UnitReader in) throws UnitException;
    }

    /** Writes an object's fields in their order. */
    interface Write<U> {
        void to(UnitWriter out, U object);
    }

    Unit read(UnitReader in) throws UnitException {
        return reading.from(in);
    }

    void write(UnitWriter out, Unit object) {
        if (!kind.isInstance(object)) {
            throw new IllegalArgumentException(object + " is not a " + kind.getSimpleName());
        }
        writing.to(out, kind.cast(object));
    }
}

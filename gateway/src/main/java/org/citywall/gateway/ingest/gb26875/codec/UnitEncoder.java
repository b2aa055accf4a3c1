package org.citywall.gateway.ingest.gb26875.codec;

import org.citywall.gateway.ingest.gb26875.codec.Unit.UserDefined;

/** Application units to bytes. */
public final class UnitEncoder {
    private UnitEncoder() {}

    /**
     * The unit as on the wire. Texts that are too long are cut between characters.
     *
     * @throws IllegalArgumentException if a number does not fit its field, or the objects are none,
     *     too many, or not of the type
     */
    public static byte[] encode(InfoUnit unit) {
        UnitWriter out = new UnitWriter();
        out.u8(unit.type());
        if (UnitTypes.isUserDefined(unit.type())) {
            if (unit.objects().size() != 1
                    || !(unit.objects().get(0) instanceof UserDefined vendors)) {
                throw new IllegalArgumentException("a vendor's unit is kept as one object");
            }
            out.u8(vendors.count());
            out.rest(vendors.body());
            return out.toBytes();
        }
        Layout<?> layout = Layouts.of(unit.type());
        if (layout == null) {
            throw new IllegalArgumentException("the standard reserves type " + unit.type());
        }
        if (unit.objects().isEmpty()) {
            throw new IllegalArgumentException("a unit has at least one object");
        }
        out.u8(unit.objects().size());
        for (Unit object : unit.objects()) {
            layout.write(out, object);
        }
        return out.toBytes();
    }
}
